"""From what the command was given to what is built, and the refusal of what cannot be meant."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from selisih.model.addresses import base_refusal

if TYPE_CHECKING:
    from selisih.pipeline import Options


class UsageError(Exception):
    """What was asked for cannot be done."""


MOST_REVISION: Final = 200
"""Characters that the name of a revision may have."""


def read_options(
    root: Path,
    now: str | None,
    *,
    strict: bool = False,
    out: Path | None = None,
    base_url: str | None = None,
    drafts: bool = False,
    clean: bool = False,
    swap: bool = False,
    revision: str | None = None,
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
    waiting: Callable[[], object] | None = None,
) -> Options:
    """Return the options of a command, after refusing what cannot be meant."""
    from selisih.pipeline import Options

    # `abspath` tidies a path without following links: a site behind a link keeps the address it was given.
    root = Path(os.path.abspath(root))  # noqa: PTH100
    if not (root / "site.yaml").exists():
        raise UsageError(f"{root} holds no site.yaml; name a site's folder with --root")
    out = Path(os.path.abspath(out)) if out else root / "_site"  # noqa: PTH100
    _check_out(root, out)
    if base_url and (reason := base_refusal(base_url)):
        raise UsageError(f"--base-url {base_url!r}: {reason}")
    if revision and (len(revision) > MOST_REVISION or not revision.isprintable()):
        raise UsageError(
            f"--revision {revision!r}: give up to {MOST_REVISION} printable characters"
        )
    return Options(
        root=root,
        out=out,
        now=_moment(now),
        base_url=base_url,
        drafts=drafts,
        strict=strict,
        clean=clean,
        swap=swap,
        revision=revision or "",
        jobs=jobs,
        progress=progress,
        waiting=waiting,
    )


_NOT_FOR_OUTPUT: Final = (
    "content",
    "templates",
    "seeds",
    "static",
    "selisih",
    ".git",
    ".selisih",
)
"""Folders of a site that hold what it is made of."""


def _check_out(root: Path, out: Path) -> None:
    """Refuse an output folder that would overwrite the site itself, also by way of links."""
    for ours, theirs in ((root, out), (root.resolve(), out.resolve())):
        for part in _NOT_FOR_OUTPUT:
            if theirs == ours / part or ours / part in theirs.parents:
                raise UsageError(
                    f"the output would be written into {part}/; give another folder with --out"
                )
        if theirs == ours or theirs in ours.parents:
            raise UsageError(
                "the output would be written over the site's own folder; give another with --out"
            )


def _moment(now: str | None) -> datetime:
    if now is None:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(now)
    except ValueError:
        raise UsageError(
            f"--now {now!r} is no moment; write it like 2026-11-22T08:00:00+07:00"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
