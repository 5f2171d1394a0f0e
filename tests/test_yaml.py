"""YAML as nodes: every scalar a string, every character at its place, nothing lost in silence."""

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from selisih.model.problem import Problems
from selisih.reading.yaml_nodes import Mapping, Node, Scalar, Sequence, read_yaml
from tests.helpers import FERRY, LEDGER, make_site, rules_broken, source


def read(text: str, depth: int = 40) -> tuple[Node | None, list[tuple[str, int, int]]]:
    problems = Problems()
    node = read_yaml(source(text), problems, depth=depth)
    return node, [(p.rule, p.place.line, p.place.column) for p in problems.sorted()]


def value_of(text: str) -> Scalar:
    node, problems = read(text)
    assert isinstance(node, Mapping), problems
    value = node.entries["key"][1]
    assert isinstance(value, Scalar)
    return value


@pytest.mark.parametrize(
    "written",
    [
        "1.000",
        "1.100",
        "1e3",
        "0x1F",
        "0o17",
        "002",
        "12:30",
        "190:20:30",
        "2024-12-23",
        "NO",
        "no",
        "Yes",
        "on",
        "Off",
        "true",
        "False",
        ".inf",
        ".NaN",
        "-",
        "-1",
        "+5",
        "=",
        "<<",
        "1_000",
    ],
)
def test_every_plain_scalar_is_the_string_that_was_written(written: str) -> None:
    if written == "-":
        assert isinstance(read("key:\n  -")[0], Mapping)
        return
    assert value_of(f"key: {written}").value == written


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_plain_nulls_mean_nothing_and_quoted_ones_are_text(written: str) -> None:
    assert value_of(f"key: {written}").is_null
    for mark in "'\"":
        quoted = value_of(f"key: {mark}{written}{mark}")
        assert (quoted.value, quoted.is_null) == (written, False)


CHARACTERS = st.one_of(
    st.sampled_from("ab 01.,:;-#'\"“”–\\/{}[]|>%@`!&*?=~é"),
    st.sampled_from("朝\u0e01\u0301\u00a0\u200b\u00ad😀𝟙\u2028\u0085"),
)
TEXT = st.text(CHARACTERS, min_size=1, max_size=30)
LINES = st.lists(st.text(CHARACTERS, max_size=12), min_size=1, max_size=5).map("\n".join)


def in_style(style: str, text: str, line_end: str) -> str:
    """Return a document with the text as a scalar of a style."""
    before = f"# été 😀{line_end}other: x{line_end}"
    if style == "'":
        return f"{before}key: '{text.replace(chr(39), chr(39) * 2)}'{line_end}next: y{line_end}"
    if style == '"':
        escaped = (
            text.replace("\\", "\\\\")
            .replace('"', '\\"')
            .replace("é", "\\u00e9")
            .replace("😀", "\\U0001F600")
        )
        return f'{before}key: "{escaped}"{line_end}next: y{line_end}'
    if style in ("|", ">", "|-", ">-", ">+"):
        block = line_end.join(f"   {line}" for line in text.split("\n"))
        return f"{before}key: {style} # why{line_end}{block}{line_end}next: y{line_end}"
    return f"{before}key: {text}{line_end}next: y{line_end}"


@pytest.mark.parametrize("style", ["", "'", '"', "|", ">", "|-", ">-", ">+"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@given(text=st.one_of(TEXT, LINES))
@settings(deadline=None, max_examples=150)
def test_every_character_of_a_scalar_leads_to_its_place(
    style: str, line_end: str, text: str
) -> None:
    document = in_style(style, text, line_end)
    node, problems = read(document)
    assume(not problems and isinstance(node, Mapping) and "key" in node.entries)
    assert isinstance(node, Mapping)
    scalar = node.entries["key"][1]
    assume(isinstance(scalar, Scalar))
    assert isinstance(scalar, Scalar)
    previous = scalar.start
    for at, character in enumerate(scalar.value):
        if character.isspace():
            continue
        start, end = scalar.span(at, at + 1)
        assert previous <= start < end <= scalar.end
        previous = end
        written = document[start:end]
        escapes = {"\\": "\\\\", '"': '\\"', "é": "\\u00e9", "😀": "\\U0001F600", "'": "''"}
        assert written in (character, escapes.get(character)), (at, character)


def test_a_character_of_a_block_is_pointed_at() -> None:
    text = "key: >-\n  at least\n  four people\n\n  died\n"
    scalar = value_of(text)
    assert scalar.value == "at least four people\ndied"
    place = scalar.place(9, 13)
    assert (place.line, place.column, place.end_line, place.end_column) == (3, 3, 3, 7)
    assert scalar.place(21, 25).line == 5


def test_escapes_of_every_kind_have_their_places() -> None:
    text = 'key: "a\\tb\\x41\\u00e9\\U0001F600\\v\\_\\\n   folded \\/ \\"c\\""\n'
    scalar = value_of(text.replace("\\v", ""))
    assert scalar.value == 'a\tbA\u00e9\U0001f600\u00a0folded / "c"'
    cut = [
        text.replace("\\v", "")[slice(*scalar.span(at, at + 1))] for at in range(len(scalar.value))
    ]
    assert cut[:7] == ["a", "\\t", "b", "\\x41", "\\u00e9", "\\U0001F600", "\\_"]
    assert cut[-4:] == [" ", '\\"', "c", '\\"']


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", [("yaml-duplicate-key", 3, 1)]),
        ("a: {b: 1, b: 2}\n", [("yaml-duplicate-key", 1, 11)]),
        ("a: 1\n'a': 2\n", [("yaml-duplicate-key", 2, 1)]),
        ("a: &x 1\nb: *x\n", [("yaml-alias", 1, 4), ("yaml-alias", 2, 4)]),
        ("a: !!str 1\n", [("yaml-alias", 1, 4)]),
        ("a: ! 1\n", [("yaml-alias", 1, 4)]),
        ("a: !!python/object/apply:os.system [ls]\n", [("yaml-alias", 1, 4)]),
        ("a: 1\n---\nb: 2\n", [("yaml-documents", 2, 1)]),
        ("a: 1\n...\n---\nb: 2\n", [("yaml-documents", 3, 1)]),
        ("a:\n\tb: 1\n", [("yaml-tab", 2, 1)]),
        ("a:\n  b: 1\n\tc: 2\n", [("yaml-tab", 3, 1)]),
        ("? [a]\n: 1\n", [("value-invalid", 1, 3)]),
        ('a: "b" c\n', [("yaml-quote-continues", 1, 4)]),
        ('a:\n  - "b" c\n', [("yaml-quote-continues", 2, 5)]),
        ("a: b: c\n", [("yaml-syntax", 1, 5)]),
        ("a: [1\n", [("yaml-syntax", 1, 4)]),
        ("a: 'b\n", [("yaml-syntax", 1, 4)]),
        ('a: "\\0"\n', [("control-character", 1, 5)]),
        ('a: "x\\x07y"\n', [("control-character", 1, 6)]),
        ('a: "\\uD800"\n', [("yaml-syntax", 1, 5)]),
        ("a: 1\n  b: 2\n", [("yaml-syntax", 2, 3)]),
        ("é: 😀\u2028b\nc: \u0085d\nc: 1\n", None),
    ],
)
def test_what_yaml_would_let_pass_is_told_of_at_its_place(
    text: str, expected: list[tuple[str, int, int]] | None
) -> None:
    _, problems = read(text)
    if expected is None:
        assert problems, "a separator that YAML takes for a line's end is no silent loss"
    else:
        assert problems == expected


def test_lines_are_counted_by_line_feeds_alone() -> None:
    text = 'a: "x\u2028y\u0085z"\nb: 1\nb: 2\n'
    assert read(text)[1] == [("yaml-duplicate-key", 3, 1)]
    assert read(text.replace("\n", "\r\n"))[1] == [("yaml-duplicate-key", 3, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 5000,
        "{a: " * 5000,
        "- " * 5000 + "a",
        "a:\n" + "".join(" " * n + "a:\n" for n in range(1, 200)),
    ],
)
def test_nesting_has_a_limit_and_costs_nothing(text: str) -> None:
    node, problems = read(text)
    assert node is None
    assert [rule for rule, _, _ in problems] == ["yaml-depth"]


def test_depth_counts_the_nodes_on_the_way() -> None:
    assert read("a: [b]", depth=3)[1] == []
    assert read("a: [b]", depth=2)[1] == [("yaml-depth", 1, 5)]


def test_an_empty_file_is_no_node() -> None:
    for text in ("", "\n", "# nothing\n", "---\n"):
        node, problems = read(text)
        assert (node, problems) == (None, [])


def test_a_list_keeps_its_order_and_place() -> None:
    node, _ = read("- a\n- [b, c]\n")
    assert isinstance(node, Sequence)
    assert node.items[1].place().column == 3


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("title: Four", "title: >-\n  Four"),
        lambda text: "%YAML 1.1\n---\n" + text,
    ],
    ids=["byte order mark", "carriage returns", "block", "directive"],
)
def test_a_ledger_may_be_saved_in_any_of_these_ways(change: object, tmp_path: Path) -> None:
    assert callable(change)
    ledger = (FERRY / LEDGER).read_text(encoding="utf-8")
    assert not rules_broken(make_site(tmp_path, {LEDGER: change(ledger)}))


@pytest.mark.parametrize("name", ["herald.md", "tribune.md"])
def test_a_report_may_be_saved_with_a_mark_and_carriage_returns(name: str, tmp_path: Path) -> None:
    path = f"content/stories/ferry/{name}"
    text = (FERRY / path).read_text(encoding="utf-8")
    for changed in ("\ufeff" + text, text.replace("\n", "\r\n")):
        assert not rules_broken(make_site(tmp_path, {path: changed}))
