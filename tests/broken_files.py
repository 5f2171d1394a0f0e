"""The files of `tests/fixtures/schema_problems.txt`, and what `check` says of them.

One family for two readers: the tests hold `check` and the JSON Schemas to it, the audit holds a
language server to it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.helpers import LEDGER, REPOSITORY, STORY, fixtures, make_site, run

FILES: Final = {
    "site": "site.yaml",
    "outlets": "content/outlets.yaml",
    "ledger": LEDGER,
    "report": f"{STORY}/herald.md",
}
"""Where each sort of file stands in the ferry site."""

SEEN_BY_A_SCHEMA: Final = frozenset(
    {"key-unknown", "key-missing", "value-invalid", "id-invalid", "address-refused"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenFile:
    """One case."""

    title: str
    sort: str
    """Which schema the file belongs to."""
    text: str
    problems: tuple[tuple[int, str], ...]
    """Line and rule of everything that a schema can see."""


def broken_files() -> list[BrokenFile]:
    """Return the cases in their order."""
    cases = fixtures(REPOSITORY / "tests" / "fixtures" / "schema_problems.txt", 2)
    return [
        BrokenFile(
            title=title,
            sort=title.partition(":")[0],
            text=f"{text}\n",
            problems=tuple(
                (int(line), rule) for line, rule in (entry.split() for entry in told.splitlines())
            ),
        )
        for title, (text, told) in cases
    ]


def checked(case: BrokenFile, folder: Path) -> set[tuple[int, str]]:
    """Return line and rule of what `check` finds in the case's file that a schema can see."""
    wrapped = f"---\n{case.text}---\nAt least four people died.\n"
    path = FILES[case.sort]
    site = make_site(folder, {path: wrapped if case.sort == "report" else case.text})
    found = json.loads(run("check", "--format", "json", "--root", site).out)["problems"]
    before = 1 if case.sort == "report" else 0
    return {
        (problem["line"] - before, problem["rule"])
        for problem in found
        if problem["path"] == path and problem["rule"] in SEEN_BY_A_SCHEMA
    }
