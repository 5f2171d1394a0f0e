"""Every rule is shown by one tiny broken site, with exactly what the command says of it.

`tests/problems/<rule>/` holds the files in which the site differs from `tests/sites/ferry`, perhaps a
`setup.txt` for what a repository cannot hold, and in `expected.txt` the output. To write the expected
outputs again, and then to read them as a diff: `SELISIH_WRITE_EXPECTED=1 pytest tests/test_problems.py`.
"""

import os
import re
from pathlib import Path

import pytest

from selisih.model.rules import RULES, RULES_BY_NAME
from tests.helpers import REPOSITORY, make_site, run

CASES = REPOSITORY / "tests" / "problems"
NAMES = sorted(path.name for path in CASES.iterdir())
_HEAD = re.compile(r"^(?:error|warning|note) (\S+)  ", re.MULTILINE)


def set_up(site: Path, lines: str) -> str:
    """Do what a `setup.txt` says, and return the command to run.

    `fifo PATH`, `link PATH TARGET`, `file PATH`, `remove PATH`, `replace PATH OLD NEW` where NEW may hold bytes
    as `\\xe9`, and `command NAME`. `accept` means that the good site was accepted before.
    """
    command = "check"
    for line in lines.splitlines():
        match line.partition("#")[0].split():
            case ["fifo", path]:
                (site / path).unlink()
                os.mkfifo(site / path)
            case ["link", path, target]:
                (site / path).symlink_to(target)
            case ["file", path]:
                (site / path).parent.mkdir(parents=True, exist_ok=True)
                (site / path).touch()
            case ["remove", path]:
                (site / path).unlink()
            case ["replace", path, old, new]:
                data = new.encode().decode("unicode_escape").encode("latin-1")
                (site / path).write_bytes((site / path).read_bytes().replace(old.encode(), data))
            case ["command", name]:
                command = name
            case [] | ["accept"]:
                pass
            case _:
                raise AssertionError(f"setup.txt does not know “{line}”")
    return command


def output_of(name: str, folder: Path) -> tuple[int, str]:
    site = make_site(folder)
    set_up_by = CASES / name / "setup.txt"
    lines = set_up_by.read_text(encoding="utf-8") if set_up_by.exists() else ""
    if "accept\n" in lines:
        assert run("check", "--accept", "--root", site).status == 0
    for path in sorted((CASES / name).rglob("*")):
        where = path.relative_to(CASES / name).as_posix()
        if path.is_file() and where not in ("expected.txt", "setup.txt"):
            target = site / where
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    command = set_up(site, lines)
    result = run(command, "--root", site)
    return result.status, result.out if command == "check" else result.err


@pytest.mark.parametrize("name", NAMES)
def test_a_broken_site_is_told_of_exactly(name: str, tmp_path: Path) -> None:
    status, output = output_of(name, tmp_path)
    expected = CASES / name / "expected.txt"
    if os.environ.get("SELISIH_WRITE_EXPECTED") == "1":
        expected.write_text(output, encoding="utf-8")
    assert output == expected.read_text(encoding="utf-8")
    told = set(_HEAD.findall(output)) - {"lock-missing"} or {"lock-missing"}
    assert told == {name}, "one broken rule is told of, and nothing that follows from it"
    assert status == (1 if RULES_BY_NAME[name].severity == "error" else 0)


def test_every_rule_has_a_broken_site() -> None:
    assert sorted(rule.name for rule in RULES) == NAMES


def test_the_site_that_the_broken_ones_differ_from_is_good(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    assert run("check", "--accept", "--root", site).status == 0
    result = run("check", "--strict", "--root", site)
    assert (result.status, result.out) == (0, "no problems\n")
