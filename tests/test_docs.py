"""The documentation says what is so: every rule, key and option, every command, every link, the first ledger."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Final, get_args

import click
import pytest

from selisih.cli import cli
from selisih.model.records import Stance
from selisih.model.rules import RULES, Rule
from selisih.reading.schema import ledger, report, shapes, site
from selisih.reading.schema.notation import Shape
from tests.helpers import REPOSITORY, run

README: Final = (REPOSITORY / "README.md").read_text(encoding="utf-8")
LEDGER: Final = (REPOSITORY / "docs" / "ledger.md").read_text(encoding="utf-8")
PROBLEMS: Final = (REPOSITORY / "docs" / "problems.md").read_text(encoding="utf-8")
OUTPUT: Final = (REPOSITORY / "docs" / "output.md").read_text(encoding="utf-8")

_FENCED: Final = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING: Final = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)
_LINK: Final = re.compile(r"\]\(([^()\s]+)\)")


def blocks(text: str, *languages: str) -> list[str]:
    """Return the code blocks of some languages in a document."""
    return [body for language, body in _FENCED.findall(text) if language in languages]


def prose(text: str) -> str:
    """Return a document without its code blocks."""
    return _FENCED.sub("", text)


# ------------------------------------------------------------------ rules


def test_every_rule_has_its_section_in_the_same_order() -> None:
    sections = re.findall(r"^## (.+)$", prose(PROBLEMS), re.MULTILINE)
    assert sections == [rule.name for rule in RULES]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_section_states_severity_and_promise(rule: Rule) -> None:
    _, found, section = PROBLEMS.partition(f"\n## {rule.name}\n")
    assert found
    assert section.lstrip().startswith(f"{rule.severity.capitalize()}. {rule.promise}\n")


# ------------------------------------------------------------------ keys


def shapes_of_the_format() -> list[type[Shape]]:
    """Return every shape that a content file can have."""
    found = {
        value
        for module in (ledger, report, shapes, site)
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Shape) and value is not Shape
    }
    found.remove(site.OutletsShape)  # its one key is our own wrapping: the file has outlet ids
    return sorted(found, key=lambda shape: shape.__name__)


def keys_of(shape: type[Shape]) -> list[str]:
    """Return a shape's keys as an editor writes them."""
    return list(shape.__struct_encode_fields__)


def tables_of_keys() -> list[list[str]]:
    """Return the first cells of each table of keys in docs/ledger.md."""
    tables = re.findall(
        r"^\| (?:key\b|`stance` ).*\n\|[-|]+\|\n((?:\|.*\n)+)", LEDGER, re.MULTILINE
    )
    return [re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) for table in tables]


INLINE: Final = (shapes.PersonShape, shapes.RatingShape)
"""Shapes so small that they stand in the row of the key that holds them."""


@pytest.mark.parametrize("shape", shapes_of_the_format(), ids=lambda shape: shape.__name__)
def test_every_key_is_documented(shape: type[Shape]) -> None:
    keys = keys_of(shape)
    if shape in INLINE:
        assert ", ".join(f"`{key}`" for key in keys) in LEDGER
    else:
        assert keys in tables_of_keys()


def test_no_key_is_documented_that_does_not_exist() -> None:
    known = [keys_of(shape) for shape in shapes_of_the_format()]
    known.append(list(get_args(Stance)))  # their table has the form of a table of keys
    assert [table for table in tables_of_keys() if table not in known] == []


# ------------------------------------------------------------------ commands


def options(command: click.Command) -> set[str]:
    """Return a command's long options."""
    names = {name for parameter in command.params for name in parameter.opts}
    return {name for name in names if name.startswith("--")} | {"--help"}


COMMANDS: Final = {name: options(command) for name, command in cli.commands.items()}
TARGETS: Final = set(
    re.findall(r"^([a-z]+):", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_documented(command: str) -> None:
    rows = re.findall(r"^\| (`.*?) \|", OUTPUT, re.MULTILINE)
    documented = {name for row in rows for name in re.findall(r"`(--[a-z][a-z-]*)", row)}
    assert f"`{command}`" in rows
    assert options(cli.commands[command]) - documented == set()


def test_no_option_is_documented_that_does_not_exist() -> None:
    known = {"--version", *(name for names in COMMANDS.values() for name in names)}
    assert set(re.findall(r"`(--[a-z][a-z-]*)", OUTPUT + LEDGER + prose(README))) - known == set()


def commands_shown() -> list[tuple[str, str]]:
    """Return each command line in the documentation's code blocks, with the document's name."""
    found = []
    for name in ("README.md", "CONTRIBUTING.md", "docs/output.md", "docs/ledger.md"):
        text = (REPOSITORY / name).read_text(encoding="utf-8")
        for block in blocks(text, "sh", "bat"):
            lines = (line.partition(" #")[0].strip() for line in block.split("\n"))
            found += [(name, line) for line in lines if line]
    return found


@pytest.mark.parametrize(("document", "line"), commands_shown())
def test_commands_that_are_shown_exist(document: str, line: str) -> None:
    words = shlex.split(line.replace("\\", "/"))
    program = words[0]
    if program == "make":
        arguments = [word for word in words[1:] if "=" not in word]
        assert set(arguments) <= TARGETS, document
        given = next((word.partition("=")[2] for word in words if word.startswith("ARGS=")), "")
        if given and arguments[0] != "test":
            command = {"site": "build"}.get(arguments[0], arguments[0])
            _exists([command, *shlex.split(given)])
    elif program == "selisih":
        _exists(words[1:])
    elif program.endswith("python") and words[1].endswith(".py"):
        assert (REPOSITORY / words[1]).is_file()
        _exists(words[2:])
    elif program.endswith("python") and words[1:3] == ["-m", "pip"]:
        named = [words[at + 1] for at, word in enumerate(words) if word == "-r"]
        assert all((REPOSITORY / file).is_file() for file in named)
    else:
        assert words[:3] in (["pip", "install", "."], ["py", "-m", "venv"]), line


def _exists(arguments: list[str]) -> None:
    """Insist that the command and its options exist."""
    command = arguments[0] if arguments and not arguments[0].startswith("-") else "build"
    assert command in COMMANDS
    given = {word.partition("=")[0] for word in arguments if word.startswith("--")}
    assert given <= COMMANDS[command]


# ------------------------------------------------------------------ output


def test_the_policy_that_is_shown_is_the_one_of_the_pages() -> None:
    base = (REPOSITORY / "templates" / "base.html").read_text(encoding="utf-8")
    assert [block for block in blocks(OUTPUT, "text") if f'content="{block.strip()}"' in base] != []


# ------------------------------------------------------------------ links


_ELSEWHERE: Final = {"content", "seeds", "node_modules", "_site", "dist"}


def documents() -> list[str]:
    """Return the Markdown files that are documentation, as paths from the repository's root."""
    found = []
    for path in sorted(REPOSITORY.rglob("*.md")):
        parts = path.relative_to(REPOSITORY).parts
        hidden = any(part.startswith(".") and part != ".github" for part in parts)
        if not hidden and not _ELSEWHERE & set(parts):
            found.append("/".join(parts))
    return found


def fragments(path: Path) -> set[str]:
    """Return the ids that GitHub gives to the headings of a document."""
    headings = _HEADING.findall(prose(path.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", documents())
def test_relative_links_lead_somewhere(name: str) -> None:
    document = REPOSITORY / name
    broken = []
    for link in _LINK.findall(prose(document.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, fragment = link.partition("#")
        target = document.parent / path if path else document
        if not target.exists() or (fragment and fragment not in fragments(target)):
            broken.append(link)
    assert broken == []


# ------------------------------------------------------------------ the first ledger


_NAMED_BLOCK: Final = re.compile(
    r"^`(ferry/[^`\n]+)`[^\n]*:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL
)


def write_first_story(folder: Path) -> Path:
    """Write the site of README's first ledger; return its root."""
    for name, text in _NAMED_BLOCK.findall(README):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    return folder / "ferry"


def test_the_first_ledger_builds_without_problems(tmp_path: Path) -> None:
    root = write_first_story(tmp_path)
    checked = run("check", "--root", root)
    assert checked.status == 0
    assert checked.out.endswith("\n\n1 note\n")
    assert run("check", "--root", root, "--accept", "ferry-sinks").status == 0
    checked = run("check", "--root", root, "--strict")
    assert (checked.status, checked.out) == (0, "no problems\n")
    built = run("build", "--root", root, "--strict", "--quiet")
    assert (built.status, built.err) == (0, "")
    assert (root / "_site" / "ferry-sinks" / "rescued" / "index.html").is_file()


def test_the_error_that_is_shown_is_what_the_command_prints(tmp_path: Path) -> None:
    root = write_first_story(tmp_path)
    written = root / "content" / "stories" / "ferry-sinks" / "ledger.yaml"
    text = written.read_text(encoding="utf-8")
    assert "Change `17` to `12` in the ledger" in README
    assert text.count("17") == 1
    written.write_text(text.replace("17", "12"), encoding="utf-8", newline="\n")
    result = run("check", "--root", root)
    assert result.status == 1
    assert result.out in blocks(README, "text")
