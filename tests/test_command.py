"""The command: what it prints where, and with which status it ends."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from selisih import __version__
from tests.helpers import FERRY, LEDGER, NOW, REPOSITORY, STORY, make_site, run, tree


def started(
    *arguments: str | Path, cwd: Path = REPOSITORY, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program of its own, as a person does."""
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), **(env or {})},
        capture_output=True,
        text=True,
        check=False,
    )


def broken(tmp_path: Path) -> Path:
    ledger = (FERRY / LEDGER).read_text(encoding="utf-8")
    return make_site(tmp_path, {LEDGER: ledger.replace("four", "six"), f"{STORY}/notes.txt": "x"})


def accepted(tmp_path: Path) -> Path:
    site = make_site(tmp_path)
    assert run("check", "--accept", "--root", site).status == 0
    return site


def test_a_clean_site_ends_with_0(tmp_path: Path) -> None:
    site = accepted(tmp_path)
    assert run("check", "--root", site).status == 0
    assert run("build", "--root", site).status == 0


def test_content_with_errors_ends_with_1(tmp_path: Path) -> None:
    site = broken(tmp_path)
    for command in ("check", "build"):
        assert run(command, "--root", site).status == 1


def test_under_strict_a_warning_ends_with_1(tmp_path: Path) -> None:
    site = accepted(tmp_path)
    (site / STORY / "notes.txt").write_text("x")
    assert run("check", "--root", site).status == 0
    assert run("check", "--root", site, "--strict").status == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["check", "--nonsense"],
        ["check", "--format", "xml"],
        ["check", "--out", "x"],
        ["build", "--root", "{site}/nowhere"],
        ["build", "--root", "{site}", "--now", "tomorrow"],
        ["build", "--root", "{site}", "--base-url", "javascript:alert(1)"],
        ["build", "--root", "{site}", "--base-url", "/ferry/"],
        ["build", "--root", "{site}", "--out", "{site}"],
        ["build", "--root", "{site}", "--out", "{site}/.."],
        ["build", "--root", "{site}", "--out", "{site}/content"],
        ["build", "--root", "{site}", "--out", "{site}/content/stories/ferry"],
        ["build", "--root", "{site}", "--out", "{site}/x/../content/y"],
        ["build", "--root", "{site}", "--out", "{site}/seeds"],
        ["build", "--root", "{site}", "--out", "{site}/templates/x"],
        ["build", "--root", "{site}", "--out", "{site}/.selisih"],
        ["build", "--root", "{site}", "--out", "{site}/site.yaml"],
        ["serve", "--root", "{site}", "--port", "99999999"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2_and_writes_nothing(arguments: list[str], tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    before = tree(site)
    result = run(*[part.replace("{site}", str(site)) for part in arguments])
    assert result.status == 2
    assert result.err
    assert not result.out
    assert "Traceback" not in result.err
    assert tree(site) == before


def test_without_a_command_it_builds(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    assert run("--root", site, "--now", NOW).status == 0
    assert (site / "_site/index.html").exists()


def test_paths_are_relative_to_the_working_directory(tmp_path: Path) -> None:
    make_site(tmp_path / "inner" / "site")
    done = started("-m", "selisih", "--root", "site", "--out", "../out", cwd=tmp_path / "inner")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out/index.html").exists()
    assert not (tmp_path / "inner/site/_site").exists()
    done = started(REPOSITORY / "build.py", "check", cwd=tmp_path / "inner/site")
    assert done.returncode == 0, done.stderr
    done = started(REPOSITORY / "build.py", "check", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "site.yaml" in done.stderr


def test_the_module_is_the_command() -> None:
    for program in (["-m", "selisih"], ["build.py"]):
        done = started(*program, "--version")
        assert (done.returncode, done.stderr) == (0, "")
        assert __version__ in done.stdout


def test_data_goes_to_stdout_and_the_words_of_a_build_to_stderr(tmp_path: Path) -> None:
    site = broken(tmp_path)
    checked = run("check", "--root", site)
    assert "quote-missing" in checked.out
    assert not checked.err
    built = run("build", "--root", site)
    assert not built.out
    assert "quote-missing" in built.err


def test_problems_as_json(tmp_path: Path) -> None:
    result = run("check", "--format", "json", "--root", broken(tmp_path))
    assert (result.status, result.err) == (1, "")
    document = json.loads(result.out)
    assert list(document) == ["errors", "warnings", "problems"]
    assert (document["errors"], document["warnings"]) == (1, 1)
    assert [list(problem) for problem in document["problems"]] == [
        ["rule", "severity", "path", "line", "column", "end_line", "end_column", "message", "hint"]
    ] * 2
    first, second = document["problems"]
    assert (first["rule"], first["severity"]) == ("quote-missing", "error")
    assert [first[key] for key in ("path", "line", "column", "end_line", "end_column")] == [
        LEDGER,
        7,
        15,
        7,
        39,
    ]
    assert (second["rule"], second["severity"], second["path"]) == (
        "file-unknown",
        "warning",
        f"{STORY}/notes.txt",
    )


def test_no_problem_as_json(tmp_path: Path) -> None:
    result = run("check", "--format", "json", "--root", accepted(tmp_path))
    assert json.loads(result.out) == {"errors": 0, "warnings": 0, "problems": []}


def test_quiet_says_nothing_but_problems(tmp_path: Path) -> None:
    good = accepted(tmp_path / "good")
    assert run("build", "--quiet", "--root", good) == run("check", "--quiet", "--root", good)
    assert run("check", "--quiet", "--root", good).out == ""
    bad = run("check", "--quiet", "--root", broken(tmp_path / "bad"))
    assert "quote-missing" in bad.out
    assert "1 error" not in bad.out


def test_no_colour_where_nobody_sees_it(tmp_path: Path) -> None:
    done = started("-m", "selisih", "check", "--root", broken(tmp_path))
    assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize(("variable", "coloured"), [("NO_COLOR", False), ("SOMETHING", True)])
def test_colour_on_a_terminal_unless_it_is_refused(
    variable: str, coloured: bool, tmp_path: Path
) -> None:
    site = broken(tmp_path)
    master, slave = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    done = subprocess.run(
        [sys.executable, "-m", "selisih", "check", "--root", str(site)],
        stdout=slave,
        stderr=slave,
        env={**environment, "PYTHONPATH": str(REPOSITORY), variable: "1", "TERM": "xterm"},
        check=False,
    )
    os.close(slave)
    shown = os.read(master, 100_000).decode()
    os.close(master)
    assert done.returncode == 1
    assert "quote-missing" in shown
    assert ("\x1b[31m" in shown) == coloured


def test_without_its_packages_the_door_says_in_one_line_what_to_do() -> None:
    """`-S` leaves out installed packages, as in an environment that was never filled."""
    done = subprocess.run(
        [sys.executable, "-S", "-E", "build.py"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert "make site" in done.stderr
    assert "pip install -r requirements.lock" in done.stderr


def test_a_fault_of_our_own_is_not_taken_for_a_missing_package(tmp_path: Path) -> None:
    (tmp_path / "build.py").write_text((REPOSITORY / "build.py").read_text(encoding="utf-8"))
    (tmp_path / "selisih").mkdir()
    (tmp_path / "selisih/__init__.py").write_text("")
    (tmp_path / "selisih/door.py").write_text("import selisih.nothing\n")
    done = started(tmp_path / "build.py", cwd=tmp_path, env={"PYTHONPATH": ""})
    assert done.returncode == 1
    assert "Traceback" in done.stderr


def test_a_build_that_nobody_listens_to_is_made(tmp_path: Path) -> None:
    """A job that is started with its streams closed has none at all."""
    site = make_site(tmp_path)
    deaf = subprocess.run(
        ["/bin/sh", "-c", 'exec "$0" build.py --root "$1" >&- 2>&-', sys.executable, str(site)],
        cwd=REPOSITORY,
        check=False,
    )
    assert deaf.returncode == 0
    assert (site / "_site/index.html").is_file()


def test_a_profiler_still_gets_to_write_what_it_saw(tmp_path: Path) -> None:
    """The command ends its process at once, but not under somebody's eyes."""
    profile = tmp_path / "profile"
    site = make_site(tmp_path)
    done = started("-m", "cProfile", "-o", profile, REPOSITORY / "build.py", "--root", site)
    assert done.returncode == 0
    assert profile.stat().st_size


def test_a_message_cannot_rearrange_the_terminal(tmp_path: Path) -> None:
    ledger = (
        (FERRY / LEDGER)
        .read_text(encoding="utf-8")
        .replace("kind: number", "kind: num\u202eber\u200b")
    )
    result = run("check", "--root", make_site(tmp_path, {LEDGER: ledger}))
    assert "num<U+202E>ber<U+200B>" in result.out
    assert "\u202e" not in result.out
    assert "\u200b" not in result.out


@pytest.mark.parametrize(
    ("line", "under"),
    [
        ("    kind: nope", "          ^^^^"),
        ("    kind: 'nöpe'", "          ^^^^^^"),
        ("    kind: 朝鲜", "          ^^^^"),
        ('    kind: "\\u0301x"', "          ^^^^^^^^^"),
    ],
)
def test_the_caret_stands_under_the_words(line: str, under: str, tmp_path: Path) -> None:
    ledger = (FERRY / LEDGER).read_text(encoding="utf-8").replace("    kind: number", line)
    shown = run("check", "--root", make_site(tmp_path, {LEDGER: ledger})).out.splitlines()
    at = shown.index(f"    5 | {line}")
    assert shown[at + 1] == f"      | {under}"


def test_a_line_as_long_as_a_book_is_cut_around_its_problem(tmp_path: Path) -> None:
    ledger = (FERRY / LEDGER).read_text(encoding="utf-8")
    ledger = ledger.replace("    kind: number", "    kind: [" + "number, " * 400 + "nope]")
    result = run("check", "--root", make_site(tmp_path, {LEDGER: ledger}))
    lines = result.out.splitlines()
    assert max(map(len, lines)) < 400
    caret = next(
        index for index, text in enumerate(lines) if text.strip(" |^") == "" and "^" in text
    )
    column = lines[caret].index("^")
    assert lines[caret - 1][column : column + 4] == "nope"
