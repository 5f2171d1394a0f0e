"""Words, the differences between them, and which paragraphs correspond."""

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selisih.analysis.align import Paragraph, align
from selisih.analysis.diff import diff_words, spans_of, unmatched
from selisih.analysis.words import _SPACELESS, _UNUSUAL, _compiled, cuts_word, keys, words
from selisih.analysis.words import spans as word_spans
from selisih.model.differences import Alignment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sekitar 1.100 korban", ["sekitar", "1.100", "korban"]),
        ("roket 240 mm dan 170\u00a0mm", ["roket", "240 mm", "dan", "170\u00a0mm"]),
        ("naik 5 persen, 3% dan 2,5 %", ["naik", "5 persen", "3%", "dan", "2,5 %"]),
        ("Senin (23/12/2024) 12:30", ["Senin", "23/12/2024", "12:30"]),
        ('kata "dua" orang', ["kata", '"', "dua", '"', "orang"]),
        ("“dua”", ["“", "dua", "”"]),
        ("drone-drone self\u2011made", ["drone-drone", "self\u2011made"]),
        ("it's o’clock", ["it's", "o’clock"]),
        ("240 mmx 20detik", ["240", "mmx", "20detik"]),
        ("1.000 lebih", ["1.000", "lebih"]),
        ("3 juta ton", ["3 juta", "ton"]),
        ("朝鲜240毫米", ["朝", "鲜", "240", "毫", "米"]),
        ("Cafe\u0301 au lait", ["Cafe\u0301", "au", "lait"]),
        ("…—,", []),
    ],
)
def test_words_are_what_a_reader_takes_for_one(text: str, expected: list[str]) -> None:
    assert [text[word.start : word.end] for word in words(text)] == expected


def test_spellings_that_do_not_differ_have_one_key() -> None:
    def keys(text: str) -> list[str]:
        return [word.key for word in words(text)]

    assert keys("“Dua” 240\u00a0mm Café") == keys('"dua" 240 mm Cafe\u0301')
    assert keys("1.100") != keys("1,100") != keys("1100")


ODD = st.one_of(
    st.text(
        st.sampled_from("aZ09 .,:/'%-_\"\n\u00ad\u0301\u2019\u2011\u00a0\u202f²Ωж朝ไ๓"), max_size=12
    ),
    st.sampled_from([" 240 mm", "1.100", "5 persen ", "km/jam"]),
    st.text(max_size=5),
)
ODD_TEXTS = st.lists(ODD, max_size=5).map("".join)


@given(text=ODD_TEXTS)
@settings(deadline=None, max_examples=500)
def test_the_quick_pattern_finds_what_the_full_one_finds(text: str) -> None:
    usual = _UNUSUAL.sub("", text)
    for marks in (False, True):
        quick, full = (_compiled(spaceless, False, marks) for spaceless in (False, True))
        assert quick.findall(usual) == full.findall(usual)


@given(text=ODD_TEXTS)
@settings(deadline=None, max_examples=300)
def test_words_keys_and_spans_are_of_the_same_tokens(text: str) -> None:
    found = words(text)
    assert keys(text, marks=True) == [word.key for word in found]
    assert keys(text) == [word.key for word in found if word.sort != "mark"]
    assert word_spans(text) == [(word.start, word.end) for word in found]


@given(text=ODD_TEXTS)
@settings(deadline=None, max_examples=300)
def test_a_cut_inside_a_word_has_letters_or_digits_on_both_sides(text: str) -> None:
    letter = re.compile(rf"[^\W\d_{_SPACELESS}]|\d|[\u0300-\u036f]")
    spaceless = re.compile(f"[{_SPACELESS}]")
    for position in range(len(text) + 1):
        around = text[max(0, position - 1) : position + 1]
        inside = len(around) == 2 and all(map(letter.match, around)) and 0 < position < len(text)
        assert cuts_word(text, position) == (inside and not spaceless.search(around))


SENTENCES = st.lists(
    st.sampled_from(
        [
            "dan",
            "Dan",
            "1.100",
            "1,100",
            "240 mm",
            "170 mm",
            '"',
            "“",
            "Rusia",
            "朝鲜",
            ",",
            "—",
            "\n",
            "é",
        ]
    ),
    max_size=12,
).map(" ".join)


@given(
    left=st.one_of(SENTENCES, st.text(max_size=20)),
    right=st.one_of(SENTENCES, st.text(max_size=20)),
)
@settings(deadline=None, max_examples=300)
def test_the_sides_of_all_runs_join_to_the_texts(left: str, right: str) -> None:
    runs = diff_words(left, right)
    assert "".join(left[slice(*run.left)] for run in runs) == left
    assert "".join(right[slice(*run.right)] for run in runs) == right
    assert all(one.same != two.same for one, two in itertools.pairwise(runs)), "runs take turns"
    for run in runs:
        ours, theirs = words(left[slice(*run.left)]), words(right[slice(*run.right)])
        if run.same:
            assert [word.key for word in ours] == [word.key for word in theirs]


@given(texts=st.lists(SENTENCES, min_size=2, max_size=4))
@settings(deadline=None)
def test_only_whole_words_differ(texts: list[str]) -> None:
    for text, indexes in zip(texts, unmatched(texts), strict=True):
        edges = {word.start for word in words(text)}, {word.end for word in words(text)}
        for start, end in spans_of(text, indexes):
            assert start in edges[0]
            assert end in edges[1]
    assert unmatched([texts[0], texts[0]]) == [set(), set()]


def test_numbers_with_units_and_quotation_marks_differ_as_wholes() -> None:
    left, right = 'memasok "roket 240 mm" ke sana', "memasok roket 170 mm ke sana"
    ours, theirs = unmatched([left, right])
    assert [left[slice(*span)] for span in spans_of(left, ours)] == ['"', '240 mm"']
    assert [right[slice(*span)] for span in spans_of(right, theirs)] == ["170 mm"]


def paragraph(text: str, claims: str = "", alone: bool = False) -> Paragraph:
    keys = frozenset(word.key for word in words(text) if word.sort != "mark")
    return Paragraph(keys=keys, claims=frozenset(claims.split()), alone=alone)


def rows(**reports: list[str]) -> tuple[list[dict[str, tuple[int, ...]]], Alignment]:
    found = align({name: [paragraph(text) for text in texts] for name, texts in reports.items()})
    assert_whole({name: len(texts) for name, texts in reports.items()}, found)
    return [dict(row.cells) for row in found.rows], found


def assert_whole(sizes: dict[str, int], found: Alignment) -> None:
    """Every block of every report stands in exactly one row, in its order."""
    for name, size in sizes.items():
        assert [index for row in found.rows for index in row.cells.get(name, ())] == list(
            range(size)
        )
    assert all(row.cells and all(row.cells.values()) for row in found.rows)


ONE = "Seoul said that a thousand soldiers from the north were killed or wounded near Kursk"
TWO = "Pyongyang sends rocket launchers of 240 mm and artillery to Moscow"
THREE = "The pact between both capitals came into force this month"
FOUR = "A member of parliament asked for the documents on Tuesday"


def test_equal_paragraphs_stand_beside_each_other() -> None:
    assert rows(a=[ONE, TWO], b=[ONE, TWO])[0] == [{"a": (0,), "b": (0,)}, {"a": (1,), "b": (1,)}]


def test_a_paragraph_without_a_counterpart_stands_alone() -> None:
    assert rows(a=[ONE, TWO, THREE], b=[ONE, THREE])[0] == [
        {"a": (0,), "b": (0,)},
        {"a": (1,)},
        {"a": (2,), "b": (1,)},
    ]


def test_a_split_paragraph_faces_its_parts() -> None:
    assert rows(a=[f"{ONE}. {TWO}.", THREE], b=[ONE, TWO, THREE])[0] == [
        {"a": (0,), "b": (0, 1)},
        {"a": (1,), "b": (2,)},
    ]


def test_a_merged_paragraph_faces_its_parts() -> None:
    assert rows(a=[ONE, TWO, THREE], b=[f"{ONE}. {TWO}. {THREE}."])[0] == [
        {"a": (0, 1, 2), "b": (0,)}
    ]


def test_a_moved_paragraph_is_told_of() -> None:
    found, alignment = rows(a=[ONE, TWO, THREE], b=[TWO, THREE, ONE])
    assert {"a": (0,)} in found
    assert {"b": (2,)} in found
    assert alignment.moved == {("a", 0): (("b", 2),), ("b", 2): (("a", 0),)}


def test_reordered_paragraphs_keep_the_order_of_each_report() -> None:
    rows(a=[ONE, TWO, THREE, FOUR], b=[FOUR, THREE, TWO, ONE])


def test_texts_without_anything_in_common_stand_below_each_other() -> None:
    assert rows(a=[ONE], b=["lorem ipsum dolor"])[0] == [{"a": (0,)}, {"b": (0,)}]
    assert rows(a=[ONE], b=["—"])[0] == [{"a": (0,)}, {"b": (0,)}]


def test_boilerplate_corresponds_to_nothing() -> None:
    found = align(
        {"a": [paragraph(ONE, alone=True), paragraph(TWO)], "b": [paragraph(ONE), paragraph(TWO)]}
    )
    assert [dict(row.cells) for row in found.rows] == [
        {"a": (0,)},
        {"b": (0,)},
        {"a": (1,), "b": (1,)},
    ]
    assert not found.moved


def test_a_shared_claim_draws_paragraphs_together() -> None:
    left, right = "Totally new words here", "Other terms instead used"
    assert len(rows(a=[left], b=[right])[0]) == 2
    found = align({"a": [paragraph(left, "dead")], "b": [paragraph(right, "dead")]})
    assert [dict(row.cells) for row in found.rows] == [{"a": (0,), "b": (0,)}]


def test_three_reports_share_rows() -> None:
    found, _ = rows(a=[ONE, TWO], b=[TWO, THREE], c=[ONE, TWO, THREE, FOUR])
    assert found == [
        {"a": (0,), "c": (0,)},
        {"a": (1,), "b": (0,), "c": (1,)},
        {"b": (1,), "c": (2,)},
        {"c": (3,)},
    ]


def test_a_report_without_paragraphs_has_no_cell() -> None:
    assert rows(a=[], b=[ONE])[0] == [{"b": (0,)}]
    assert rows(a=[ONE], b=[])[0] == [{"a": (0,)}]


PARAGRAPHS = st.lists(
    st.builds(
        Paragraph,
        keys=st.frozensets(
            st.sampled_from(["one", "two", "240 mm", "1.100", "five", "six", "seven"]), max_size=5
        ),
        claims=st.frozensets(st.sampled_from(["dead", "captain"]), max_size=1),
        alone=st.booleans(),
    ),
    max_size=7,
)


@given(reports=st.lists(PARAGRAPHS, min_size=2, max_size=4))
@settings(deadline=None, max_examples=300)
def test_every_paragraph_stands_in_one_row_in_order(reports: list[list[Paragraph]]) -> None:
    named = {f"r{number}": paragraphs for number, paragraphs in enumerate(reports)}
    found = align(named)
    assert_whole({name: len(paragraphs) for name, paragraphs in named.items()}, found)
    for (name, index), twins in found.moved.items():
        assert all((name, index) in found.moved[twin] for twin in twins), (
            "what moved, moved on both sides"
        )


def test_long_reports_are_aligned_in_a_moment() -> None:
    texts = [f"{ONE} {number} {number * 7}" for number in range(2000)]
    found, _ = rows(a=texts, b=texts[:1000] + texts[1003:])
    assert {"a": (1999,), "b": (1996,)} in found
