"""Two retrievals of one article: the page says what the outlet changed, in the words of both texts."""

import json
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.helpers import LEDGER, STORY, make_site, run

EARLIER = """\
A ferry sank off Port Vila on Monday. At least four people died, police said.
The captain was not on board.
"""
LATER = """\
A ferry sank off Port Vila on Monday. At least five people died, police said.
Divers will look for the wreck on Tuesday.
"""


def version(body: str, retrieved: str, *more: str) -> str:
    front = ["outlet: herald", "language: en", f"retrieved: {retrieved}", *more]
    if not any(line.startswith("url:") for line in more):
        front.append("url: https://herald.example/ferry")
    return "\n".join(["---", *front, "---", body])


def site(root: Path, *more: str, later: str = LATER) -> Path:
    return make_site(
        root,
        {
            LEDGER: "title: T\nclaims: {}\n",
            f"{STORY}/herald.md": version(EARLIER, "2026-11-16", "provenance: Known.", *more),
            f"{STORY}/herald-2.md": version(later, "2026-11-18", "provenance: Known.", *more),
            f"{STORY}/tribune.md": "---\noutlet: tribune\nlanguage: en\nprovenance: Known.\n---\nA ferry sank.\n",
        },
    )


def built(root: Path, page: str = "ferry") -> LexborHTMLParser:
    result = run("build", "--root", root, "--out", root / "out", "--quiet")
    assert result.status == 0, result.err
    return LexborHTMLParser((root / "out" / page / "index.html").read_text(encoding="utf-8"))


def test_the_comparison_lists_what_changed(tmp_path: Path) -> None:
    section = built(site(tmp_path)).css_first("section.versions")
    assert section is not None
    cards = [
        (
            card.css_first("h3").text(),
            [
                (
                    quote.attributes["data-quote"],
                    quote.text(),
                    [b.text() for b in quote.css("b.diff")],
                )
                for quote in card.css("blockquote")
            ],
        )
        for card in section.css(".card")
    ]
    assert cards == [
        (
            "Changed",
            [
                ("herald", "At least four people died, police said.", ["four"]),
                ("herald-2", "At least five people died, police said.", ["five"]),
            ],
        ),
        ("Removed", [("herald", "The captain was not on board.", [])]),
        ("Added", [("herald-2", "Divers will look for the wreck on Tuesday.", [])]),
    ]


def test_every_passage_links_to_its_paragraph(tmp_path: Path) -> None:
    page = built(site(tmp_path))
    links = [a.attributes["href"] or "" for a in page.css("section.versions .doors a")]
    assert links
    for link in links:
        assert page.css_first(f"[id='{link.rpartition('#')[2]}']") is not None


def test_the_article_stays_as_it_is(tmp_path: Path) -> None:
    page = built(site(tmp_path))
    for name, body in (("herald", EARLIER), ("herald-2", LATER)):
        (article,) = page.css(f'[data-report="{name}"]')
        for apparatus in article.css("[data-apparatus]"):
            apparatus.decompose()
        assert " ".join(article.text().split()) == " ".join(body.split())


def test_the_articles_own_page_says_so(tmp_path: Path) -> None:
    root = site(tmp_path)
    page = built(root, "ferry/reports/herald-2")
    assert "fetched on" in page.body.text() if page.body else False
    assert page.css_first('a[href$="#versions-herald-2"]') is not None


def test_indonesian_pages_say_so_too(tmp_path: Path) -> None:
    root = site(tmp_path)
    path = root / "site.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("[en]", "[en, id]"), encoding="utf-8")
    section = built(root, "id/ferry").css_first("section.versions")
    assert section is not None
    assert "Yang berubah sejak" in section.text()
    assert [each.text() for each in section.css("h3")] == ["Diubah", "Dihapus", "Ditambahkan"]


@pytest.mark.parametrize(
    "front",
    ["url: https://herald.example/other", "display: excerpts"],
)
def test_passages_are_shown_only_of_one_article_that_may_be_shown(
    tmp_path: Path, front: str
) -> None:
    root = site(tmp_path)
    path = root / STORY / "herald-2.md"
    text = path.read_text(encoding="utf-8")
    if front.startswith("url"):
        text = text.replace("url: https://herald.example/ferry", front)
    else:
        text = text.replace("---\n", f"---\n{front}\n", 1)
    path.write_text(text, encoding="utf-8")
    page = built(root)
    assert page.css("section.versions blockquote") == []
    assert bool(page.css("section.versions")) is (front == "display: excerpts")


def test_equal_texts_are_told_to_be_equal(tmp_path: Path) -> None:
    section = built(site(tmp_path, later=EARLIER)).css_first("section.versions")
    assert section is not None
    assert "the same, word for word" in section.text()


def test_check_does_not_call_a_revision_a_contradiction(tmp_path: Path) -> None:
    document = json.loads(run("check", "--root", site(tmp_path), "--format", "json").out)
    assert "difference-uncurated" not in {each["rule"] for each in document["problems"]}
