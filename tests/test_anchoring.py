"""Every quote is found where it stands, and nowhere else."""

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from selisih.analysis.fold import _BLANKS, folded
from selisih.analysis.loose import find_loosely
from selisih.analysis.quotes import Ambiguous, Found, Haystack, Missing, selector
from selisih.model.body import Body
from selisih.model.problem import Problems
from selisih.reading.body import read_body
from tests.helpers import (
    FERRY,
    LEDGER,
    STORY,
    analysed,
    fixtures,
    make_site,
    report,
    rules_broken,
    run,
    source,
)

CASES = fixtures(Path(__file__).parent / "fixtures" / "anchoring.txt", parts=3)


def body_of(text: str, form: str) -> Body:
    problems = Problems()
    body = read_body(source(text), 0, "markdown" if form == "markdown" else "text", 40, problems)
    assert body, problems.sorted()
    return body


@pytest.mark.parametrize(("title", "parts"), CASES, ids=[title for title, _ in CASES])
def test_a_quote_is_found_where_it_stands(title: str, parts: list[str]) -> None:
    text, quote, expected = parts
    body = body_of(text, title.partition(" ")[0])
    match Haystack(body.text).find(quote):
        case Found(span):
            start, end = body.span(*span)
            assert f"{text[:start]}‹{text[start:end]}›{text[end:]}" == expected
            assert folded(body.text[slice(*span)]) == folded(quote)
        case Ambiguous(spans):
            assert f"ambiguous {len(spans)}" == expected
        case Missing():
            assert expected == "missing"


# What a reader would type, markup, and what folding must cope with.
TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("abc ABC 0123 \n.,;:!?'\"“”‘’–—-\u00a0\u00ad\u200b\u2009é\u0301\u0323ạ"),
        st.sampled_from("ก็ำ朝鲜بحر😀𝟙가ᄀ\u0085\u2028"),
        st.characters(exclude_categories=("Cs", "Cc")),
    ),
    max_size=60,
)
MARKDOWN = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "*",
                "**",
                "***",
                "_",
                "__",
                "`",
                "``",
                "```",
                "~~~",
                "#",
                "##",
                ">",
                "-",
                "+",
                "1.",
                "1)",
                "[",
                "]",
                "(",
                ")",
                "[a](b)",
                "![p](q)",
                "<http://x.y>",
                "\\",
                "&",
                "&amp;",
                "&#8220;",
                "&ngE;",
                "\\*",
                "\\a",
                "---",
                "===",
                "<b>",
                "\t",
            ]
        ),
        st.sampled_from(
            ["\n", "\n\n", "  \n", "\\\n", "\r\n", "    ", "> ", "- ", "# ", "1. ", " #"]
        ),
        st.sampled_from(["four", "people", "died", "é", "😀", "240", "mm", " ", " ", " "]),
    ),
    max_size=25,
).map("".join)


@given(text=TEXTS, data=st.data())
@settings(deadline=None, max_examples=400)
def test_text_offsets_cut_out_the_quote(text: str, data: st.DataObject) -> None:
    body = body_of(text, "text")
    start, end, quote = substring(body, data)
    for span in found(body, quote):
        assert folded(body.text[slice(*span)]) == folded(quote)
        cut = slice(*body.span(*span))
        assert folded(text[cut]) == folded(quote)
    assert any(s <= end and e >= start for s, e in found(body, quote)), (
        "it is found where it was taken from"
    )


@given(text=MARKDOWN, data=st.data())
@settings(deadline=None, max_examples=800)
def test_markdown_offsets_enclose_the_quote(text: str, data: st.DataObject) -> None:
    body = body_of(text, "markdown")
    start, end, quote = substring(body, data)
    for span in found(body, quote):
        assert folded(body.text[slice(*span)]) == folded(quote)
        assert_exact(body, text, span)
    assert any(s <= end and e >= start for s, e in found(body, quote))


@given(text=MARKDOWN)
@settings(deadline=None, max_examples=800)
def test_every_rendered_character_stands_at_its_place(text: str) -> None:
    """The source of a rendered character is that character, an escape or an entity of it."""
    body = body_of(text, "markdown")
    assert list(body.starts) == sorted(body.starts), (
        "the reader meets the characters in their order"
    )
    for at, character in enumerate(body.text):
        start, end = body.span(at, at + 1)
        written = text[start:end]
        if character.isspace():
            assert not written.strip() or written == f"&#{ord(character)};", (character, written)
        else:
            assert written in (character, f"\\{character}") or written.startswith("&"), (
                at,
                written,
            )


def substring(body: Body, data: st.DataObject) -> tuple[int, int, str]:
    assume(body.text.strip())
    start = data.draw(st.integers(0, len(body.text) - 1))
    end = data.draw(st.integers(start + 1, len(body.text)))
    quote = body.text[start:end]
    assume(folded(quote))
    # Half of a composed character is no quotation of it.
    assume(folded(body.text[:start] + "\x00" + quote + "\x00" + body.text[end:]).count("\x00") == 2)
    return start, end, quote


def found(body: Body, quote: str) -> tuple[tuple[int, int], ...]:
    match Haystack(body.text).find(quote):
        case Found(span):
            return (span,)
        case Ambiguous(spans):
            return spans
        case Missing():
            return ()


def assert_exact(body: Body, text: str, span: tuple[int, int]) -> None:
    start, end = body.span(*span)
    first, last = body.text[span[0]], body.text[span[1] - 1]
    assert text[start] in (first, "\\", "&") or first.isspace()
    assert text[end - 1] in (last, ";") or last.isspace()


def test_half_of_a_composed_letter_is_no_quotation() -> None:
    assert Haystack("Cafe\u0301 q\u0303").find("Cafe") == Missing()


def test_hidden_words_cannot_be_quoted_or_crossed() -> None:
    text = "Four died. Read also. Two lived."
    haystack = Haystack(text, ((11, 21),))
    assert haystack.find("Read also") == Missing(hidden=True)
    assert haystack.find("died. Read also. Two") == Missing(hidden=True)
    assert haystack.find("Two lived") == Found((22, 31))


@pytest.mark.parametrize(
    ("quote", "rule"),
    [
        ("100 men", "quote-cuts-number"),
        ("about 1", "quote-cuts-number"),
        ("about 1.1", "quote-cuts-number"),
        ("12 on", "quote-cuts-number"),
        ("on 23/12", "quote-cuts-number"),
        ("000 mm", "quote-cuts-number"),
        ("2024-12", "quote-cuts-number"),
        ("the 24", "quote-cuts-number"),
        ("1.100 men at 9:12 on 23/12/2024", None),
        ("240 mm", None),
        ("1.100", None),
        ("five percen", "quote-cuts-word"),
        ("detik", "quote-cuts-word"),
        ("five percent", None),
    ],
)
def test_no_quote_begins_or_ends_inside_a_number(
    quote: str, rule: str | None, tmp_path: Path
) -> None:
    body = "The Herald: about 1.100 men at 9:12 on 23/12/2024 with the 240 mm and 1\u00a0000 mm, 2024-12-23, five percent, 20detik.\n"
    files = {f"{STORY}/herald.md": report(body), LEDGER: ledger_of(f"quote: {quote}")}
    assert rules_broken(make_site(tmp_path, files)) == ([rule] if rule else [])


AMBIGUOUS = [
    "Four died on land. Four died at sea.",
    "- Four died. 'Four died', she said: Four died - at sea, Four died? Four died",
    "null Four died. ~ Four died; [Four died] {Four died} #1 Four died & Four died * Four died",
    "On\u00adly Four\u200b died. Rea\u00adlly Four died. Tr\u00aduly Four died.",
    "“Four died” “Four died” “Four died”",
    "Four died\n\nFour died\n\nFour died",
    "Four died Four died Four died Four died Four died",
    "yes Four died no Four died 1.000 Four died 12:30 Four died",
]


@pytest.mark.parametrize("body", AMBIGUOUS)
def test_every_suggested_selector_resolves_when_pasted(body: str, tmp_path: Path) -> None:
    files: dict[str, str | bytes | None] = {
        f"{STORY}/herald.md": report(f"The Herald says.\n\n{body}\n\nSaid the captain.\n"),
        LEDGER: ledger_of("quote: Four died"),
    }
    printed = run("check", "--root", make_site(tmp_path, files)).out
    suggested = [
        line.strip() for line in printed.splitlines() if line.strip().startswith("quote: {")
    ]
    assert (
        len(suggested) == body.count("Four") == int(printed.split(" times")[0].rpartition(" ")[2])
    )
    places = set()
    for selector_line in suggested:
        files[LEDGER] = ledger_of(selector_line)
        story, problems = analysed(make_site(tmp_path, files))
        assert story, problems.sorted()
        places.add(story.claims[0].says["herald"].anchors[0].text_start)
    assert len(places) == len(suggested), "each leads to another place"


def ledger_of(quote: str) -> str:
    return (
        "title: T\nclaims:\n  one:\n    statement: S\n    says:\n      herald:\n"
        f"        {quote}\n      tribune:\n        stance: omits\n"
    )


@given(
    text=st.text(alphabet="ab ,.“\n", min_size=1, max_size=40),
    needle=st.sampled_from(["a", "b", "ab", "a b"]),
)
@settings(deadline=None)
def test_a_selector_tells_its_span_from_all_others(text: str, needle: str) -> None:
    haystack = Haystack(text)
    match haystack.find(needle):
        case Ambiguous(spans):
            for span in spans:
                found_ = selector(text, span, spans)
                if found_:
                    prefix, suffix = (
                        (found_[1], None) if found_[0] == "prefix" else (None, found_[1])
                    )
                    assert haystack.find(needle, prefix, suffix) == Found(span)


def test_title_and_standfirst_can_be_quoted(tmp_path: Path) -> None:
    extra = "title: >-\n  Four die\n  at sea\nstandfirst: 'It''s the worst night'\n"
    ledger = (
        "title: T\nclaims:\n  one:\n    statement: S\n    says:\n      herald:\n        quote:\n"
        "          - {exact: die at sea, in: title}\n          - {exact: It's the, in: standfirst}\n"
        "      tribune:\n        stance: omits\n"
    )
    site = make_site(
        tmp_path, {f"{STORY}/herald.md": report("Nothing.\n", extra=extra), LEDGER: ledger}
    )
    story, problems = analysed(site)
    assert story, problems.sorted()
    anchors = story.claims[0].says["herald"].anchors
    assert [(a.where, a.start, a.end, a.text) for a in anchors] == [
        ("title", 5, 15, "die at sea"),
        ("standfirst", 0, 8, "It's the"),
    ]


ADVICE = [
    ("At least 5 people died", "DANGER: it differs in a number: 5 → 4"),
    ("the captain was on board", "DANGER: it differs in a negation: nothing → not"),
    ("the captian was not on board", "closest: “The captain was not on board”"),
    ("quite another thing", "copy the words from the report"),
    ("At least … died", "an ellipsis skips nothing"),
]


@pytest.mark.parametrize(("quote", "advice"), ADVICE)
def test_a_missing_quote_is_told_what_it_may_have_been(
    quote: str, advice: str, tmp_path: Path
) -> None:
    body = (FERRY / STORY / "herald.md").read_text(encoding="utf-8").replace("four", "4")
    files = {f"{STORY}/herald.md": body, LEDGER: ledger_of(f"quote: {quote}")}
    printed = run("check", "--root", make_site(tmp_path, files)).out
    assert advice in printed
    assert "herald.md:" in printed or "closest" not in printed


def test_words_of_another_report_or_part_are_named(tmp_path: Path) -> None:
    files = {
        f"{STORY}/herald.md": report("Nothing.\n", extra="title: Four die\n"),
        LEDGER: ledger_of("quote: Four die"),
    }
    assert (
        "it stands in the title: write `in: title`"
        in run("check", "--root", make_site(tmp_path, files)).out
    )
    files[LEDGER] = ledger_of("quote: At least five people")
    assert "these words stand in tribune" in run("check", "--root", make_site(tmp_path, files)).out


@pytest.mark.parametrize(
    ("text", "wanted", "found_at"),
    [
        ("The 170-mm gun", "170 mm", (4, 10)),
        ("The 170\u00a0MM gun", "170 mm", (4, 10)),
        ("about 1.170 mm", "170 mm", None),
        ("about 170,5 mm", "170", None),
        ("on 23/12/2024", "23/12", (3, 8)),
        ("katanya", "kata", None),
        ("Senin.", "senin", (0, 5)),
        ("170 mm", "170 mm", (0, 6)),
        ("ส่งเครื่องยิง", "เครื่อง", (3, 10)),
        ("co\u00adoperation", "cooperation", (0, 12)),
    ],
)
def test_silence_is_broken_by_whole_words_however_spelt(
    text: str, wanted: str, found_at: tuple[int, int] | None
) -> None:
    assert find_loosely(text, wanted) == ([found_at] if found_at else [])


def test_all_white_space_is_known() -> None:
    white = filter(str.isspace, map(chr, range(0x110000)))
    assert {" ", *_BLANKS} == set(white)
