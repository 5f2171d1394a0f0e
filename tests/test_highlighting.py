"""Highlighted texts are flat and lossless, and hidden words stay hidden."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from selisih.model.body import Body
from selisih.model.problem import Problems
from selisih.pages.claims import inline_html, parsed_html
from selisih.pages.highlight import BlockWriter, Mark, segments, with_differences
from selisih.reading.body import read_body
from tests.helpers import LEDGER, STORY, build, make_site, report, run, source, tree
from tests.test_anchoring import MARKDOWN, TEXTS

_MARK = re.compile(r"</?mark[^>]*>")
SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 60), st.sampled_from(["one", "two", "three"])),
    max_size=6,
)


def body_of(text: str, form: str) -> Body:
    body = read_body(source(text), 0, "markdown" if form == "markdown" else "text", 40, Problems())
    assert body
    return body


def words_of(text: str) -> str:
    return " ".join(text.split())


def marks_in(body: Body, spans: list[tuple[int, int, str]]) -> list[Mark]:
    length = len(body.text)
    cut = [(min(at, length), min(at + size, length), claim) for at, size, claim in spans]
    return [
        Mark(start, end, claim, "only", major=claim == "one")
        for start, end, claim in cut
        if start < end
    ]


def written(body: Body, marks: list[Mark]) -> str:
    writer = BlockWriter(body, segments(body, marks))
    return "\n".join(writer.block(block) for block in body.blocks)


@pytest.mark.parametrize("form", ["text", "markdown"])
@given(data=st.data())
@settings(deadline=None, max_examples=250)
def test_marks_are_flat_and_lossless(form: str, data: st.DataObject) -> None:
    body = body_of(data.draw(TEXTS if form == "text" else MARKDOWN), form)
    marks = marks_in(body, data.draw(SPANS))
    html = written(body, marks)
    assert _MARK.sub("", html) == written(body, []), "without its marks it is the plain page"
    page = LexborHTMLParser(f"<body>{html}</body>")
    assert page.body
    assert not page.css("mark mark"), "no mark stands in another"
    pictures = page.css(".picture")
    for picture in pictures:
        picture.remove()
    assert words_of(page.body.text(deep=True)) == words_of(body.text)
    for claim in ("one", "two", "three"):
        marked = "".join(
            found.text(deep=True)
            for found in page.css("mark")
            if claim in found.attributes["data-claims"].split()
        )
        wanted = {at for mark in marks if mark.claim == claim for at in range(mark.start, mark.end)}
        expected = "".join(body.text[at] for at in sorted(wanted))
        assert "".join(marked.split()) == "".join(expected.split())


@given(text=st.text("ab <&>\"'", max_size=20), data=st.data())
@settings(deadline=None)
def test_differing_words_are_set_off_without_loss(text: str, data: st.DataObject) -> None:
    spans = data.draw(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=4))
    cut = [(min(a, len(text)), min(a + b, len(text))) for a, b in spans]
    page = LexborHTMLParser(f"<body><p>{with_differences(text, cut)}</p></body>")
    paragraph = page.css_first("p")
    assert paragraph.text(deep=True) == text
    assert not page.css("b b")


BODIES = {
    "text": "The Herald: four  died.\n*Not* markup &amp; <b>no</b>\u00a0tag.\n\nRead also: more\n\n“Two” lived {{ 7 * 7 }}.\n",
    "markdown": (
        "# The Herald: four died\n\nOne **two three** [four](https://example.org/) `five`,\nsix\\\nseven &amp; "
        "![picture](https://example.org/p.png) eight.\n\n- nine\n- ten\n  1. eleven\n\n> twelve\n\n***\n\n    thirteen\n"
        "\n<script>alert(1)</script>\n"
    ),
}


@pytest.mark.parametrize("form", BODIES)
def test_a_published_text_is_the_received_text(form: str, tmp_path: Path) -> None:
    ledger = (
        "title: T\nclaims:\n  one:\n    statement: S\n    says:\n      herald: The Herald\n      tribune:\n        near: The Tribune\n"
        "  two:\n    statement: S\n    kind: number\n    says:\n      herald: four died\n      tribune: five people died\n"
        "  three:\n    statement: S\n    says:\n      herald: 'Herald: four'\n      tribune:\n        stance: omits\n"
    )
    extra = (
        "title: A title of its own\nboilerplate: ['Read also: more']\n" if form == "text" else ""
    )
    site = make_site(
        tmp_path,
        {f"{STORY}/herald.md": report(BODIES[form], form=form, extra=extra), LEDGER: ledger},
    )
    build(site)
    body = body_of(BODIES[form], form)
    for page in ("index.html", "reports/herald/index.html"):
        html = LexborHTMLParser((site / "_site/ferry" / page).read_text(encoding="utf-8"))
        texts = html.css('[data-report="herald"]')
        assert len(texts) == 1, "each report stands once on a page"
        for apparatus in texts[0].css("[data-apparatus]"):
            apparatus.remove()
        assert words_of(texts[0].text(deep=True)) == words_of(body.text)
        marks = {
            claim: "".join(
                mark.text(deep=True)
                for mark in texts[0].css("mark")
                if claim in mark.attributes["data-claims"].split()
            )
            for claim in ("one", "two", "three")
        }
        assert {key: words_of(value) for key, value in marks.items()} == {
            "one": "The Herald",
            "two": words_of(marks["two"]),
            "three": "Herald: four",
        }
        assert words_of(marks["two"]) == "four died"
        identifiers = [node.attributes["id"] for node in texts[0].css("[id]")]
        assert identifiers == [f"herald-p{number + 1}" for number in range(len(body.blocks))]
        assert not texts[0].css("script")


def test_redacted_words_are_in_no_published_file(tmp_path: Path) -> None:
    extra = "title: Jane Roe died\nstandfirst: The death of Jane Roe\nredactions:\n  - text: Jane Roe\n    reason: a minor\n"
    body = "The Herald: Jane Roe, 7, died.\n\nThe mother of Jane Roe lived. Four died.\n"
    ledger = "title: T\nclaims:\n  one:\n    statement: S\n    says:\n      herald: Four died\n      tribune: five people died\n"
    site = make_site(tmp_path, {f"{STORY}/herald.md": report(body, extra=extra), LEDGER: ledger})
    build(site)
    for path, data in tree(site / "_site").items():
        assert b"Jane" not in data, path
        assert b"Roe" not in data, path
    page = (site / "_site/ferry/index.html").read_text(encoding="utf-8")
    assert "The mother of" in page
    assert "[…]" in page


def test_asserting_the_silence_of_redacted_words_would_publish_them(tmp_path: Path) -> None:
    extra = "redactions:\n  - text: Jane Roe\n    reason: a minor\n"
    ledger = (
        "title: T\nclaims:\n  one:\n    statement: S\n    says:\n      herald:\n        absent: Jane Roe\n"
        "      tribune: five people died\n"
    )
    site = make_site(
        tmp_path, {f"{STORY}/herald.md": report("Jane Roe died.\n", extra=extra), LEDGER: ledger}
    )
    assert "absent-present" in run("check", "--root", site).out


ALPHABET = "alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa"


@pytest.mark.parametrize("separator", [" ", "\n\n", "  \n"])
def test_excerpts_show_quotes_and_five_words_around(separator: str, tmp_path: Path) -> None:
    words = ALPHABET.split()
    body = f"zulu yankee{separator}{' '.join(words)}{separator}xray whiskey victor\n"
    ledger = "title: T\nclaims:\n  one:\n    statement: S\n    says:\n      herald: hotel india\n      tribune: five people died\n"
    for form in ("text", "markdown"):
        site = make_site(
            tmp_path / form,
            {
                f"{STORY}/herald.md": report(body, extra="display: excerpts\n", form=form),
                LEDGER: ledger,
            },
        )
        build(site)
        for path, data in tree(site / "_site").items():
            for hidden in (*words[:2], *words[14:], "zulu", "xray"):
                assert hidden.encode() not in data, (path, hidden)
        page = (site / "_site/ferry/index.html").read_text(encoding="utf-8")
        assert "charlie delta echo foxtrot golf" in page
        assert "juliett kilo lima mike november" in page


def test_excerpts_of_a_script_without_spaces_are_short(tmp_path: Path) -> None:
    before, quote, after = "一二三四五六七八九十" * 3, "火箭炮", "甲乙丙丁戊己庚辛壬癸" * 3
    ledger = f"title: T\nclaims:\n  one:\n    statement: S\n    says:\n      herald: {quote}\n      tribune: five people died\n"
    text = report(f"{before}{quote}{after}\n", extra="display: excerpts\n", language="zh")
    site = make_site(tmp_path, {f"{STORY}/herald.md": text, LEDGER: ledger})
    build(site)
    for path, data in tree(site / "_site").items():
        assert before[:20].encode() not in data, path
        assert after[-20:].encode() not in data, path


NOTES = st.lists(
    st.sampled_from(
        [
            *"a7é½ *_,.()“”\"'<&\\[—\n",
            " ",
            "  ",
            "**",
            "word",
            "*word*",
            "*two words*",
            " *a*, ",
            "(*b*)",
        ]
    ),
    max_size=8,
).map(lambda pieces: "".join(pieces).strip())


@given(text=NOTES)
@settings(deadline=None, max_examples=1500)
def test_a_note_that_is_not_parsed_is_written_as_if_it_were(text: str) -> None:
    assert inline_html(text) == parsed_html(text)
