"""Every quote is found where it stands, and nowhere else."""

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from selisih.analysis.fold import folded
from selisih.analysis.quotes import Ambiguous, Found, Haystack, Missing, selector
from selisih.model.body import Body
from selisih.model.problem import Problems
from selisih.reading.body import read_body
from tests.helpers import FERRY, LEDGER, STORY, analysed, fixtures, make_site, report, run, source

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
            "* ** *** _ __ ` `` ``` ~~~ # ## > - + 1. 1) [ ] ( ) [a](b) ![p](q) <http://x.y> \\ & &amp; "
            "&#8220; &ngE; \\* \\a --- === <b> \t".split(" ")
        ),
        st.sampled_from(["\n", "\n\n", "  \n", "\\\n", "\r\n", "    ", "> ", "- ", "# ", "1. ", " #"]),
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
    assert any(s <= end and e >= start for s, e in found(body, quote)), "it is found where it was taken from"


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
    assert list(body.starts) == sorted(body.starts), "the reader meets the characters in their order"
    for at, character in enumerate(body.text):
        start, end = body.span(at, at + 1)
        written = text[start:end]
        if character.isspace():
            assert not written.strip() or written == f"&#{ord(character)};", (character, written)
        else:
            assert written in (character, f"\\{character}") or written.startswith("&"), (at, written)


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
