"""Verbs for the tests of the engine: make a small site, run the command on it, kill it on its way.

The site of `tests/sites/ferry` is good, and has one story with two reports. A test names only the
files in which its own site differs.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner

from selisih.analysis.story import analyse
from selisih.cli import cli
from selisih.model.differences import AnalysedStory
from selisih.model.problem import Problems
from selisih.model.source import Source
from selisih.reading.files import Files
from selisih.reading.site import read_outlets, read_settings
from selisih.reading.story import find_stories, read_story

REPOSITORY: Final = Path(__file__).resolve().parent.parent
FERRY: Final = REPOSITORY / "tests" / "sites" / "ferry"
STORY: Final = "content/stories/ferry"
LEDGER: Final = f"{STORY}/ledger.yaml"
NOW: Final = "2026-11-22T08:00:00+00:00"
"""The moment at which the tests build."""


def make_site(root: Path, files: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write the ferry site to `root`, with `files` in place of its own; `None` leaves one out."""
    shutil.copytree(FERRY, root, dirs_exist_ok=True, copy_function=shutil.copyfile)
    for path, text in (files or {}).items():
        target = root / path
        if text is None:
            target.unlink()
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode() if isinstance(text, str) else text)
    return root


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a command left behind."""

    status: int
    out: str
    err: str


def run(*arguments: str | Path, env: Mapping[str, str] | None = None) -> Result:
    """Run `selisih` with these arguments, inside this process; an exception is not caught."""
    command = [str(argument) for argument in arguments]
    if "--now" not in command and command[:1] in (["build"], ["check"]):
        command += ["--now", NOW]
    found = CliRunner().invoke(cli, command, env=dict(env or {}), catch_exceptions=False)
    return Result(status=found.exit_code, out=found.stdout, err=found.stderr)


def build(root: Path, *arguments: str | Path) -> Result:
    """Build a site and insist that it is published."""
    result = run("build", "--root", root, *arguments)
    assert result.status == 0, result.err
    return result


def let_a_tick_pass(folder: Path) -> None:
    """Return once a file made now is younger, by the file system's own clock, than all in a folder.

    A build does not trust the times of what changed within the tick in which it looked.
    """
    latest = max(path.lstat().st_ctime_ns for path in (folder, *folder.rglob("*")))
    probe = folder.parent / f"{folder.name}.tick"
    while True:
        probe.write_bytes(b"")
        if probe.lstat().st_ctime_ns > latest:
            break
    probe.unlink()


def rules_broken(root: Path) -> list[str]:
    """Return the rules that `check` says a site breaks; that nobody accepted it yet is no matter here."""
    document = json.loads(run("check", "--format", "json", "--root", root).out)
    rules = [problem["rule"] for problem in document["problems"]]
    return [rule for rule in rules if rule != "lock-missing"]


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder: path to bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def source(text: str) -> Source:
    """Return a text as if it stood in a file."""
    return Source(path="file", text=text)


def report(
    body: str, *, outlet: str = "herald", form: str = "text", extra: str = "", language: str = "en"
) -> str:
    """Return a report's file."""
    return f"---\noutlet: {outlet}\nprovenance: told\nlanguage: {language}\nformat: {form}\n{extra}---\n{body}"


def analysed(root: Path) -> tuple[AnalysedStory | None, Problems]:
    """Return the ferry story of the site at `root` with every quote in its place, and the problems."""
    problems = Problems()
    settings = read_settings(Files(root, problems, 5_000_000), None)
    assert settings, problems.sorted()
    files = Files(root, problems, settings.limits.file)
    outlets = read_outlets(files, settings.limits.depth)
    folder = next(iter(find_stories(files, frozenset())))
    story = read_story(folder, files, outlets, settings)
    return (analyse(story, problems) if story else None), problems


_NAMED: Final = re.compile(r"\{U\+([0-9A-F]{4,6})\}")


def spelt(text: str) -> str:
    """Return a text with every `{U+00AD}` as the character that it names."""
    return _NAMED.sub(lambda found: chr(int(found[1], 16)), text)


def fixtures(path: Path, parts: int) -> list[tuple[str, list[str]]]:
    """Return the cases of a dot-fixture file as (title, parts).

    A case is a title and so many parts; a line with a dot stands before and after each part. Between
    cases, empty lines and lines that begin with `#` are passed over. Characters that an editor would
    not show are written `{U+00AD}`.
    """
    cases: list[tuple[str, list[str]]] = []
    lines = iter(path.read_text(encoding="utf-8").split("\n"))
    for line in lines:
        if not line or line.startswith("#"):
            continue
        assert next(lines) == ".", f"{path.name}: no dot after the title “{line}”"
        cases.append((line, [_part(lines) for _ in range(parts)]))
    return cases


def _part(lines: Iterator[str]) -> str:
    taken: list[str] = []
    for line in lines:
        if line == ".":
            return spelt("\n".join(taken))
        taken.append(line)
    raise AssertionError("the last part is not ended by a dot")


class KilledError(BaseException):
    """Stands for a process that ends here and now."""


def kill_after(steps: int, patch: pytest.MonkeyPatch) -> None:
    """Have the process end after so many files or folders were moved, but what is compiled once and kept."""
    left = [steps]

    def killing(real: Callable[[str, str], None]) -> Callable[[str, str], None]:
        def move(source: str, target: str) -> None:
            if ".selisih/compiled/" not in str(target):
                if not left[0]:
                    raise KilledError
                left[0] -= 1
            real(source, target)

        return move

    patch.setattr(os, "replace", killing(os.replace))
    patch.setattr(os, "rename", killing(os.rename))
