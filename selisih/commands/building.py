"""The command `build`, apart from how its options are written."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from selisih.commands import telling
from selisih.flow.recalled import recalled

if TYPE_CHECKING:
    from selisih.flow.unchanged import Looked

OK: Final = 0
CONTENT_WRONG: Final = 1
USAGE_WRONG: Final = 2


def run_build(wish: dict[str, Any], looked: Looked | None, begun: float) -> int:
    """Build as asked, tell how it went, and return the exit status.

    `looked` is a look at the site, where one was taken already; `begun` is when the command began. Only where something
    changed is anything imported that a build needs.
    """
    quiet, strict = wish["quiet"], wish["strict"]
    report = recalled(looked, strict=strict) if looked and not wish["clean"] else None
    if report is None:
        from selisih.commands.asking import UsageError, read_options
        from selisih.output.spool import OutputError
        from selisih.pipeline import build

        try:
            options = read_options(
                Path(wish["root"] or ""),
                wish["now"],
                strict=strict,
                out=Path(wish["out"]) if wish["out"] else None,
                base_url=wish["base_url"],
                drafts=wish["drafts"],
                clean=wish["clean"],
                swap=wish["swap"],
                revision=wish["revision"],
                jobs=wish["jobs"] or os.cpu_count() or 1,
                progress=telling.progress(quiet=quiet),
                waiting=telling.tell_waiting,
            )
            report = build(options, looked)
        except (UsageError, OutputError) as error:
            telling.say(f"Error: {error}")
            return USAGE_WRONG
    out = os.path.abspath(wish["out"] or os.path.join(wish["root"] or "", "_site"))
    if wish["explain"] and report.published:
        telling.tell_reasons(report.reasons)
    telling.tell_build(report, out, begun, strict=strict, quiet=quiet)
    if wish["profile"]:
        telling.tell_times(report.times)
    sys.stderr.flush()
    return OK if report.published else CONTENT_WRONG
