"""Problems in each format of `check`: for people, for GitHub, as SARIF, and what `explain` adds."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from selisih.model.problem import Problem, Problems
from selisih.model.rules import RULES, Rule
from selisih.model.source import Place
from selisih.reporting.github import as_github
from selisih.reporting.sarif import as_sarif
from selisih.reporting.text import as_text, closing_line
from tests.helpers import FERRY, LEDGER, make_site, run, source, spelt


def problem(
    place: Place, message: str = "a message", hint: str = "", rule: str = "key-unknown"
) -> Problem:
    severity = next(known.severity for known in RULES if known.name == rule)
    return Problem(rule=rule, severity=severity, place=place, message=message, hint=hint)


def at(line: str, words: str) -> Place:
    """Return the place of some words in a line of a file."""
    start = line.index(words)
    return source(f"first\n{line}\nlast\n").place(6 + start, 6 + start + len(words))


def collected(*found: Problem) -> Problems:
    problems = Problems()
    problems.extend(list(found))
    return problems


# ------------------------------------------------------------------ GitHub


@pytest.mark.parametrize(
    ("path", "message", "command"),
    [
        (
            "a.yaml",
            "plain",
            "::error file=a.yaml,line=1,endLine=1,title=key-unknown,col=1,endColumn=1::plain",
        ),
        (
            "a.yaml",
            "50% : a, b",
            "::error file=a.yaml,line=1,endLine=1,title=key-unknown,col=1,endColumn=1::50%25 : a, b",
        ),
        (
            "a.yaml",
            "one\r\ntwo",
            "::error file=a.yaml,line=1,endLine=1,title=key-unknown,col=1,endColumn=1::one%0D%0Atwo",
        ),
        (
            "a,b:c%d\ne.yaml",
            "::warning::no",
            "::error file=a%2Cb%3Ac%25d%0Ae.yaml,line=1,endLine=1,title=key-unknown,col=1,endColumn=1::::warning::no",
        ),
        (
            "a.yaml",
            "%0A",
            "::error file=a.yaml,line=1,endLine=1,title=key-unknown,col=1,endColumn=1::%250A",
        ),
    ],
)
def test_github_commands_are_escaped(path: str, message: str, command: str) -> None:
    assert as_github([problem(Place(path=path), message)]) == f"{command}\n"


def test_github_gets_the_hint_below_the_message() -> None:
    told = as_github([problem(Place(path="a"), "wrong", "do this:\nand that")])
    assert told.endswith("::wrong%0Ado this:%0Aand that\n")


def test_a_span_of_several_lines_has_no_columns_on_github() -> None:
    place = Place(path="a", line=3, column=7, end_line=5, end_column=2)
    assert as_github([problem(place)]) == (
        "::error file=a,line=3,endLine=5,title=key-unknown::a message\n"
    )


@pytest.mark.parametrize(
    ("rule", "command"),
    [("key-unknown", "error"), ("tag-unknown", "warning"), ("lock-missing", "notice")],
)
def test_github_knows_three_severities(rule: str, command: str) -> None:
    assert as_github([problem(Place(path="a"), rule=rule)]).startswith(f"::{command} ")


def test_github_annotations_of_a_site_stand_one_a_line_in_the_order_of_their_places(
    tmp_path: Path,
) -> None:
    ledger = (FERRY / LEDGER).read_text(encoding="utf-8")
    site = make_site(
        tmp_path,
        {
            LEDGER: ledger.replace("kind: number", "kind: nmber").replace("four", "si%:x,"),
            "content/outlets.yaml": "herald:\n  nam: Herald\ntribune:\n  name: Tribune\n",
        },
    )
    result = run("check", "--format", "github", "--root", site)
    lines = result.out.splitlines()
    assert result.status == 1
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
    places = [
        dict(pair.split("=", 1) for pair in line.split("::")[1].split(" ", 1)[1].split(","))
        for line in lines
    ]
    assert [(p["file"], int(p["line"])) for p in places] == sorted(
        (p["file"], int(p["line"])) for p in places
    )
    assert run("check", "--format", "github", "--root", site).out == result.out


def test_a_good_site_prints_nothing_for_github(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    assert run("check", "--accept", "--quiet", "--root", site).status == 0
    assert run("check", "--format", "github", "--root", site).out == ""


# ------------------------------------------------------------------ SARIF


def log_of(*found: Problem) -> dict[str, Any]:
    run_: dict[str, Any] = json.loads(as_sarif(collected(*found)))["runs"][0]
    return run_


def region(place: Place) -> dict[str, int]:
    location = log_of(problem(place))["results"][0]["locations"][0]["physicalLocation"]
    found: dict[str, int] = location["region"]
    return found


def test_a_sarif_log_names_version_tool_and_unit_of_columns() -> None:
    log = json.loads(as_sarif(collected()))
    (only,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    assert only["tool"]["driver"]["name"] == "Selisih"
    assert only["columnKind"] == "unicodeCodePoints"
    assert only["results"] == []


def test_sarif_describes_every_rule() -> None:
    rules = log_of()["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.name for rule in RULES]
    for described, rule in zip(rules, RULES, strict=True):
        assert described["shortDescription"]["text"] == rule.promise
        assert described["defaultConfiguration"]["level"] == rule.severity
        assert rule.name in described["help"]["text"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_sarif_result_points_at_its_rule(rule: Rule) -> None:
    log = log_of(problem(Place(path="a"), rule=rule.name))
    (result,) = log["results"]
    assert log["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert (result["ruleId"], result["level"]) == (rule.name, rule.severity)


@pytest.mark.parametrize(
    ("line", "words", "columns"),
    [
        ("plain words", "words", (7, 12)),
        ("\ttab words", "words", (6, 11)),
        ("漢字 words", "words", (4, 9)),
        ("𝒜𝒷 words", "words", (4, 9)),
        ("👩‍👩‍👧 words", "words", (7, 12)),
        (spelt("e{U+0301}e{U+0301} words"), "words", (6, 11)),
        (spelt("pe{U+00AD}luncur words"), "words", (11, 16)),
        ("words 漢字 after", "漢字", (7, 9)),
        ("שלום words", "words", (6, 11)),
    ],
)
def test_sarif_columns_count_code_points(line: str, words: str, columns: tuple[int, int]) -> None:
    start, end = columns
    assert region(at(line, words)) == {
        "startLine": 2,
        "startColumn": start,
        "endLine": 2,
        "endColumn": end,
    }


def test_a_sarif_span_may_end_on_another_line() -> None:
    text = source("one two\nthree four\n")
    assert region(text.place(4, 13)) == {
        "startLine": 1,
        "startColumn": 5,
        "endLine": 2,
        "endColumn": 6,
    }


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("content/a b.md", "content/a%20b.md"),
        ("100%.md", "100%25.md"),
        ("c:d#e?.md", "c%3Ad%23e%3F.md"),
        ("ü.md", "%C3%BC.md"),
        ("\udcff.md", "%FF.md"),
    ],
)
def test_a_sarif_path_is_a_relative_uri(path: str, uri: str) -> None:
    (result,) = log_of(problem(Place(path=path)))["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": uri, "uriBaseId": "SITE"}


# ------------------------------------------------------------------ text


def shown(place: Place, **how: Any) -> list[str]:
    return as_text([problem(place, **how)], colour=False).split("\n")


@pytest.mark.parametrize(
    ("line", "words", "under"),
    [
        ("plain words here", "words", "      ^^^^^"),
        ("\ttab words", "words", "\t    ^^^^^"),
        ("a\tb words", "words", " \t  ^^^^^"),
        ("漢字 words", "words", "     ^^^^^"),
        ("say 漢字 twice", "漢字", "    ^^^^"),
        ("𝒜𝒷 words", "words", "   ^^^^^"),
        (spelt("cafe{U+0301} words"), "words", "     ^^^^^"),
        (spelt("{U+FF21} words"), "words", "   ^^^^^"),
        (spelt("a{U+202E}b words"), "words", " " * 11 + "^^^^^"),
        (spelt("a{U+2028}b words"), "words", " " * 11 + "^^^^^"),
        ("words", "words", "^^^^^"),
    ],
)
def test_carets_stand_under_the_words(line: str, words: str, under: str) -> None:
    _, excerpt, carets, *_ = shown(at(line, words))
    assert excerpt.startswith("    2 | ")
    assert carets == f"      | {under}"


def test_a_place_after_the_last_character_has_one_caret() -> None:
    assert shown(source("abc\n").place(3))[2] == "      |    ^"


def test_a_span_of_several_lines_is_marked_to_the_end_of_its_first() -> None:
    assert shown(source("one two\nthree\n").place(4, 11))[2] == "      |     ^^^"


@pytest.mark.parametrize("before", [0, 30, 70, 1000, 100_000])
def test_a_long_line_is_cut_around_the_words(before: int) -> None:
    _, excerpt, carets, *_ = shown(at("x" * before + "words" + "y" * 5000, "words"))
    assert len(excerpt) <= 150
    start = carets.index("^")
    assert excerpt[start : carets.rindex("^") + 1] == "words"


def test_nothing_in_a_text_can_rearrange_the_terminal() -> None:
    hostile = spelt("a{U+202E}b{U+2066}c{U+001B}[31m{U+0007}{U+200B}{U+2028}{U+0085}{U+FEFF}d")
    place = Place(path=f"{hostile}\nerror fake", excerpt=hostile, end_column=3)
    told = as_text([problem(place, hostile, f"{hostile}\n{hostile}")], colour=False)
    unseen = {c for c in told if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")}
    assert unseen == set()
    assert "<U+202E>" in told
    assert "\nerror fake" not in told


def test_no_line_of_a_message_or_hint_can_pass_for_a_problem() -> None:
    told = shown(Place(path="a"), message="one\nerror two", hint="three\nerror four")
    assert [line for line in told if line.startswith("error")] == ["error key-unknown  a:1:1"]


def test_the_hint_can_be_pasted_line_by_line() -> None:
    told = shown(Place(path="a"), hint="write:\nquote: >-\n  words")
    assert told[2:5] == ["  hint: write:", "        quote: >-", "          words"]


def test_colour_adds_nothing_but_colour() -> None:
    found = [
        problem(at("plain words", "words"), hint="a hint"),
        problem(Place(path="a"), rule="lock-missing"),
    ]
    coloured = as_text(found, colour=True)
    for code in ("\x1b[31m", "\x1b[36m", "\x1b[1m", "\x1b[0m"):
        assert code in coloured
        coloured = coloured.replace(code, "")
    assert coloured == as_text(found, colour=False)


def test_an_empty_no_color_refuses_nothing_and_a_file_gets_no_colour(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    assert "\x1b" not in run("check", "--root", site, env={"NO_COLOR": ""}).out


@pytest.mark.parametrize(
    ("rules", "line"),
    [
        ([], "no problems"),
        (["key-unknown"], "1 error"),
        (
            ["key-unknown", "key-missing", "tag-unknown", "lock-missing"],
            "2 errors, 1 warning, 1 note",
        ),
    ],
)
def test_the_closing_line_counts(rules: list[str], line: str) -> None:
    assert closing_line(collected(*(problem(Place(path="a"), rule=rule) for rule in rules))) == line


def test_equal_problems_are_told_once_and_in_the_order_of_their_places() -> None:
    first, second = Place(path="a", line=2), Place(path="a", line=10)
    found = collected(problem(second), problem(first), problem(second))
    assert [one.place.line for one in found.sorted()] == [2, 10]


# ------------------------------------------------------------------ explain


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_is_explained(rule: Rule) -> None:
    result = run("explain", rule.name)
    assert (result.status, result.err) == (0, "")
    name, empty, first, *rest = result.out.split("\n")
    assert (name, empty) == (rule.name, "")
    assert first.startswith(f"{rule.severity.capitalize()}. {rule.promise}")
    assert len(" ".join(rest)) > 40, "what breaks it, and how to mend it"
    assert "\n## " not in result.out
    assert result.out.endswith("\n")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("quote-mising", "did you mean quote-missing?"),
        ("QUOTE-MISSING", "did you mean quote-missing?"),
        ("key_unknown", "did you mean key-unknown?"),
        ("zzz", "the rules: file-missing, "),
    ],
)
def test_an_unknown_rule_is_wrong_usage_with_a_suggestion(asked: str, told: str) -> None:
    result = run("explain", asked)
    assert (result.status, result.out) == (2, "")
    assert told in result.err
