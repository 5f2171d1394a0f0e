"""What cannot be read is explained where it went wrong, and the lines of the hint mend it."""

import pytest

from selisih.model.problem import Problem, Problems
from selisih.reading.yaml_nodes import Mapping, Node, Scalar, Sequence, read_yaml
from selisih.reading.yaml_quotations import outer
from tests.helpers import source


def problem_of(text: str) -> Problem:
    problems = Problems()
    assert read_yaml(source(text), problems) is None
    [problem] = problems.sorted()
    return problem


def plain(node: Node | None) -> object:
    """Return a node as plain Python."""
    if isinstance(node, Mapping):
        return {key: plain(value) for key, (_, value) in node.entries.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return node.value if isinstance(node, Scalar) else None


def pasted(text: str, problem: Problem, way: int, taken: int = 1) -> object:
    """Return what is read once the lines that a hint offers first, or second, stand in place of the broken ones."""
    ways: list[list[str]] = []
    for line in problem.hint.split("\n"):
        if line.startswith(("or ", "or,")) or not ways:
            ways.append([])
        if not line.startswith(("or ", "or,")) and line != problem.hint.split("\n", 1)[0]:
            ways[-1].append(line)
    lines = text.split("\n")
    lines[problem.place.line - 1 : problem.place.line - 1 + taken] = ways[way]
    mended, problems = "\n".join(lines), Problems()
    node = read_yaml(source(mended), problems)
    assert not problems.sorted(), mended
    return plain(node)


@pytest.mark.parametrize(
    ("text", "place", "said", "first", "second"),
    [
        (
            'title: x\nstatement: "Berapa orang\nkind: number\n',
            (2, 12),
            "never closed",
            {"title": "x", "statement": "Berapa orang", "kind": "number"},
            {"title": "x", "statement": '"Berapa orang', "kind": "number"},
        ),
        (
            'title: "Kapal\nb:\n  c: d\n  e: "f g"\n',
            (1, 8),
            "closed only on line 4",
            {"title": "Kapal", "b": {"c": "d", "e": "f g"}},
            {"title": '"Kapal', "b": {"c": "d", "e": "f g"}},
        ),
        (
            "title: 'Tis the season\nnext: \"it's\"\n",
            (1, 8),
            "closed only on line 2",
            {"title": "Tis the season", "next": "it's"},
            {"title": "'Tis the season", "next": "it's"},
        ),
        (
            "- text: 'Jl. Melati\n  reason: x\n- text: y\n",
            (1, 9),
            "never closed",
            [{"text": "Jl. Melati", "reason": "x"}, {"text": "y"}],
            [{"text": "'Jl. Melati", "reason": "x"}, {"text": "y"}],
        ),
        (
            'a: "Kapal\u201d\nb: c\n',
            (1, 4),
            "\u201d closes none",
            {"a": "Kapal", "b": "c"},
            {"a": '"Kapal\u201d', "b": "c"},
        ),
        ('a:\n  - "b\n  - c\n', (2, 5), "never closed", {"a": ["b", "c"]}, {"a": ['"b', "c"]}),
    ],
)
def test_a_quotation_that_is_not_closed_is_shown_where_it_opens(
    text: str, place: tuple[int, int], said: str, first: object, second: object
) -> None:
    problem = problem_of(text)
    assert (problem.place.line, problem.place.column) == place
    assert said in problem.message
    assert problem.place.excerpt == text.split("\n")[place[0] - 1]
    assert pasted(text, problem, 0) == first
    assert pasted(text, problem, 1) == second


@pytest.mark.parametrize(
    ("text", "place", "said", "mended"),
    [
        # An indentation, and what stands beside it.
        (
            "x:\n      a: x\n       b: y\n      c: z\n",
            (3, 8),
            "by 7 spaces: `a:` on line 2 by 6",
            {"x": {"a": "x", "b": "y", "c": "z"}},
        ),
        (
            "x:\n    s: q\n    y:\n        a: x\n       b: y\n",
            (5, 8),
            "`a:` on line 4 by 8",
            {"x": {"s": "q", "y": {"a": "x", "b": "y"}}},
        ),
        ('a: "b"\n c: d\n', (2, 2), "by 1 space: `a:`", {"a": "b", "c": "d"}),
        ("a: >-\n    b\n  c\nd: e\n", (3, 3), "it ends the block", {"a": "b c", "d": "e"}),
        (
            "r:\n  - text: a\n     reason: b\n",
            (3, 6),
            "`- text:` on line 2 by 4",
            {"r": [{"text": "a", "reason": "b"}]},
        ),
        ("r:\n   - a\n  - b\n", (3, 3), "`-` on line 2 by 3", {"r": ["a", "b"]}),
        # A key whose colon does not end it.
        ("a:\n  b:Kapal\n  c: d\n", (2, 3), "a space is missing", {"a": {"b": "Kapal", "c": "d"}}),
        ("a: x\nb:Kapal\nc: d\n", (2, 1), "a space is missing", {"a": "x", "b": "Kapal", "c": "d"}),
        ("a: x\nb\uff1aKapal\nc: d\n", (2, 1), "U+FF1A", {"a": "x", "b": "Kapal", "c": "d"}),
        ("a: x\nb:\u00a0Kapal\nc: d\n", (2, 1), "U+00A0", {"a": "x", "b": "Kapal", "c": "d"}),
        ('title:"Kapal"\nc: d\n', (1, 1), "a space is missing", {"title": "Kapal", "c": "d"}),
        ("a: x\nb\n  c: d\n", (2, 1), "a colon is missing after `b`", {"a": "x", "b": {"c": "d"}}),
        ("a:\n  b\n    c: d\n", (2, 3), "a colon is missing after `b`", {"a": {"b": {"c": "d"}}}),
        # A comma that other notations have.
        ("a: [b, c],\nd: e\n", (1, 10), "the comma", {"a": ["b", "c"], "d": "e"}),
        ('a: "b",\nd: e\n', (1, 7), "the comma", {"a": "b", "d": "e"}),
        # A dash that was forgotten.
        ("a:\n  - b\n  c\n  - d\n", (3, 3), "does not begin with `- `", {"a": ["b", "c", "d"]}),
        # Characters that end a line for YAML alone.
        ("title: a\u2028b\nc: d\n", (1, 9), "U+2028", {"title": "a b", "c": "d"}),
        ("title: a\u0085b\nc: d\n", (1, 9), "U+0085 (next line)", {"title": "a b", "c": "d"}),
        ("title: a\rb\nc: d\n", (1, 9), "U+000D (carriage return)", {"title": "a b", "c": "d"}),
        ("t: >-\n  a\u2029b\nc: d\n", (2, 4), "U+2029", {"t": "a b", "c": "d"}),
        # Texts that begin with what means something to YAML.
        ("note: [t](https://x.org)\nb: c\n", (1, 7), "begins with [", {"note": "[t](https://x.org)", "b": "c"}),
        ("note: {t} x\nb: c\n", (1, 7), "begins with {", {"note": "{t} x", "b": "c"}),
        ("note: *miring* kata\nb: c\n", (1, 7), "begins with *", {"note": "*miring* kata", "b": "c"}),
        ("a:\n  - **Tebal** kata\n", (2, 5), "begins with *", {"a": ["**Tebal** kata"]}),
        ("a: @herald said: no\n", (1, 4), "begins with @", {"a": "@herald said: no"}),
        ("a: %5\n", (1, 4), "begins with %", {"a": "%5"}),
        ("a: >- Kapal itu\n  laik\nb: c\n", (1, 4), "on the next line", None),
        ("a: - b\n", (1, 4), "an item of a list", {"a": "- b"}),
        ("a: &b *c d\n", (1, 4), "the anchor `&b`", {"a": "&b *c d"}),
        # A colon in a text.
        ("a: b: c\n", (1, 5), "makes a key", {"a": "b: c"}),
        ("a: b: c  # why\n", (1, 5), "makes a key", {"a": "b: c"}),
        # Quotation marks that are not YAML's, and a backslash.
        ("title: 'it's bad'\nb: c\n", (1, 8), "goes on after", {"title": "it's bad", "b": "c"}),
        ("- x: 'the boys' toys' all'\n  y: z\n", (1, 6), "goes on after", [{"x": "'the boys' toys' all'", "y": "z"}]),
        ('title: "He said "no" today"\n', (1, 8), "goes on after", {"title": 'He said "no" today'}),
        ('title: "No," he said, "no"\n', (1, 8), "goes on after", {"title": '"No," he said, "no"'}),
        ("x: 'it''s bad' indeed\n", (1, 4), "goes on after", {"x": "'it's bad' indeed"}),
        ("x: ''a''\n", (1, 4), "goes on after", {"x": "'a'"}),
        ('a: "C:\\Users\\x"\n', (1, 7), "a backslash", {"a": "C:\\Users\\x"}),
    ],
)  # fmt: skip
def test_the_lines_of_a_hint_mend_what_cannot_be_read(
    text: str, place: tuple[int, int], said: str, mended: object
) -> None:
    problem = problem_of(text)
    assert (problem.place.line, problem.place.column) == place
    assert said in problem.message
    if mended is not None:
        assert pasted(text, problem, 0) == mended


def test_a_key_never_stands_beside_the_dash_of_an_item() -> None:
    problem = problem_of("r:\n  - text: a\n   reason: b\n")
    assert "by 2" not in problem.message
    assert "    reason: b" in problem.hint.split("\n")


def test_quotations_with_commas_between_them_may_be_a_list() -> None:
    text = 'absent: "a", "b"\nnext: c\n'
    problem = problem_of(text)
    assert pasted(text, problem, 0) == {"absent": '"a", "b"', "next": "c"}
    assert pasted(text, problem, 1) == {"absent": ["a", "b"], "next": "c"}


def test_lines_that_go_on_with_a_text_are_taken_into_its_block() -> None:
    text = "statement: Kapal: laik\n  laut, kata dia\nb: c\n"
    expected = {"statement": "Kapal: laik laut, kata dia", "b": "c"}
    assert pasted(text, problem_of(text), 0, taken=2) == expected


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> x\n", (2, 1), "a merge"),
        ("a: b\nc: d\n>>>>>>> x\n", (3, 1), "a merge"),
        ("a:\n  b: c\n \u00a0 d: e\n", (3, 2), "U+00A0 (no-break space) indents"),
        ("a:\n    x: z\n  \u3000b: y\n", (3, 3), "U+3000 (ideographic space) indents"),
        ("a:\n  b: c\n\u00a0\u00a0d: e\n  f: g\n", (3, 1), "U+00A0 (no-break space) indents"),
        ("a: [b, c\nd: e\n", (1, 4), "the [ that opens here is not closed before line 2"),
        ("a: {id: Kapal: laik}\n", (1, 14), "makes a key"),
        ("a: {id: 'it's', en: y}\n", (1, 9), "goes on after"),
        ("a: x\n- b\n", (2, 1), "an item of a list"),
        ("a: b\nkata saja\nc: d\n", (2, 1), "neither `key: value` nor"),
    ],
)
def test_what_no_line_mends_is_named_at_its_place(
    text: str, place: tuple[int, int], said: str
) -> None:
    problem = problem_of(text)
    assert (problem.place.line, problem.place.column) == place
    assert said in problem.message


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("'it's bad'", True),
        ("'a'", True),
        ('"He said "no""', True),
        ('"a" b', False),
        ('"a" or "b"', False),
        ("'a' or 'b'", None),
        ("'The boys' toys'", None),
    ],
)
def test_marks_around_a_value_are_told_from_marks_of_the_text(
    value: str, expected: bool | None
) -> None:
    assert outer(value) is expected


def test_a_mark_inside_the_front_matter_does_not_look_into_the_article() -> None:
    text = 'title: "Kapal\n---\n"No lights," he said: no\n'
    problems = Problems()
    assert read_yaml(source(text), problems, end=text.index("---")) is None
    [problem] = problems.sorted()
    assert (problem.place.line, problem.place.column) == (1, 8)
    assert '"Kapal"' in problem.hint
