"""Reading a comparison: with four and eight reports, with scripts and without, by mouse and by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from selectolax.lexbor import LexborHTMLParser

from selisih.pages.urls import text_fragment
from selisih.pipeline import Options, build
from tests.browser.axe import Violation
from tests.browser.stillness import moved

LIT = re.compile(r"\blit\b")
SAMPLE = Path(__file__).resolve().parent / "sites" / "sample"
FOUR = "grey-heron-aground/"
EIGHT = "port-ellory-power-cut/"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sample") / "site"
    report = build(
        Options(root=SAMPLE, out=out, now=datetime(2026, 11, 23, tzinfo=UTC), clean=True)
    )
    assert report.published, report.problems.sorted()
    return out


@pytest.fixture(scope="module")
def address(sample: Path, serve_folder: Callable[..., str]) -> str:
    return serve_folder(sample, "/sample/")


def test_without_scripts_nothing_is_hidden_but_the_tools(open_page: Callable[..., Page]) -> None:
    page = open_page(FOUR, scripts=False)
    for tool in ("[data-filters]", "[data-columns]"):
        expect(page.locator(tool)).to_be_hidden()
    expect(page.locator("[data-matrix] tbody tr").first).to_be_visible()
    assert page.locator(".share").count() == 0


@pytest.mark.parametrize(("path", "reports"), [(FOUR, 4), (EIGHT, 8)])
def test_the_matrix_has_a_column_a_report_and_scoped_headers(
    sample: Path, path: str, reports: int
) -> None:
    page = LexborHTMLParser((sample / path / "index.html").read_text(encoding="utf-8"))
    assert len(page.css("[data-matrix] thead th[scope=col]")) == reports + 1
    rows = page.css("[data-matrix] tbody tr")
    assert len(rows) == len(page.css(".ledger [data-claim]"))
    for row in rows:
        assert len(row.css("th[scope=row]")) == 1
        assert len(row.css("td")) == reports
        assert all(cell.text(deep=True).strip() for cell in row.css("td")), (
            "a stance is said in words"
        )


def test_pointing_at_a_highlight_lights_it_everywhere(open_page: Callable[..., Page]) -> None:
    page = open_page(FOUR)
    mark = page.locator('[data-report="harbour-post"] mark').nth(1)
    claims = (mark.get_attribute("data-claims") or "").split()
    mark.hover()
    for claim in claims:
        expect(page.locator(f'.card[data-claim="{claim}"]')).to_have_class(LIT)
        for found in page.locator(f'mark[data-claims~="{claim}"]').all():
            expect(found).to_have_class(LIT)
    page.locator("h1").hover()
    expect(page.locator(".lit")).to_have_count(0)


def test_filters_narrow_the_points_and_stand_in_the_address(open_page: Callable[..., Page]) -> None:
    page = open_page(FOUR)
    page.locator('[name="relation"]').select_option("only")
    assert "relation=only" in page.url
    for selector in (".ledger .card[data-claim]:not(.lead .card)", "[data-matrix] tbody tr"):
        for item in page.locator(selector).all():
            expect(item).to_be_visible() if item.get_attribute(
                "data-relation"
            ) == "only" else expect(item).to_be_hidden()
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert page.locator('[name="relation"]').input_value() == "only"
    page.locator('[name="relation"]').select_option("")
    page.locator('[name="importance"]').select_option("major")
    assert page.url.endswith("?importance=major")
    rows = page.locator("[data-matrix] tbody tr:visible").all()
    assert {row.get_attribute("data-importance") for row in rows} == {"major"}
    page.locator('[name="importance"]').select_option("")
    page.locator('[name="relation"]').select_option("only")
    assert (
        page.locator("[data-matrix] tbody tr:visible").count()
        == page.locator('[data-matrix] tr[data-relation="only"]').count()
    )


def test_the_matrix_sorts_by_a_column(open_page: Callable[..., Page]) -> None:
    page = open_page(FOUR)
    head = page.locator("[data-matrix] thead th").nth(2)
    before = page.locator("[data-matrix] tbody th").all_inner_texts()
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    stances = page.locator("[data-matrix] tbody tr td:nth-child(3) .stance").all_inner_texts()
    assert stances == sorted(stances)
    page.locator("[data-matrix] thead th button").first.click()
    assert page.locator("[data-matrix] tbody th").all_inner_texts() == before


def test_columns_can_be_chosen(open_page: Callable[..., Page]) -> None:
    page = open_page(FOUR, width=1600)
    page.locator('[data-columns] input[value="harbour-post"]').uncheck()
    expect(page.locator('[data-report="harbour-post"] p').first).to_be_hidden()
    expect(page.locator('[data-report="island-radio"] p').first).to_be_visible()


def test_any_pair_can_be_compared_word_by_word(open_page: Callable[..., Page]) -> None:
    page = open_page(FOUR, width=1600)
    before = page.locator(".lead").inner_html()
    for report in ("harbour-post", "coastline-wire"):
        page.locator(f'[data-columns] input[value="{report}"]').uncheck()
    assert "columns=northgate-courier%2Cisland-radio" in page.url
    expect(page.locator('.lead [data-voice="harbour-post"]')).to_be_hidden()
    expect(page.locator('[data-matrix] [data-voice="coastline-wire"]').first).to_be_hidden()
    shown = page.locator('.card:visible [data-quote="northgate-courier"]').all()
    assert shown
    text = (SAMPLE / f"content/stories/{FOUR}northgate-courier.md").read_text(encoding="utf-8")
    plain = " ".join(text.replace("*", "").split())
    quotes = [" ".join(quote.inner_text().split()) for quote in shown]
    assert sum(quote in plain for quote in quotes) > len(quotes) / 2, "the words stay the source's"
    differing = page.locator('.lead [data-quote="northgate-courier"] b.diff').all_inner_texts()
    assert "87" in differing
    page.reload()
    page.wait_for_selector("html[data-ready]")
    expect(page.locator('.lead [data-voice="harbour-post"]')).to_be_hidden()
    for report in ("harbour-post", "coastline-wire"):
        page.locator(f'[data-columns] input[value="{report}"]').check()
    assert page.locator(".lead").inner_html().count("<b ") == before.count("<b ")
    assert "columns" not in page.url


def test_keys_go_through_the_points_and_can_be_switched_off(open_page: Callable[..., Page]) -> None:
    page = open_page(FOUR)
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.dataset.claim")
    page.keyboard.press("j")
    second = page.evaluate("document.activeElement.dataset.claim")
    assert first
    assert second
    assert first != second
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.dataset.claim") == first
    page.locator("[data-keys]").uncheck()
    page.locator("h1").click()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.dataset.claim") in (None, first)
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert not page.locator("[data-keys]").is_checked()


def test_the_theme_is_the_readers_choice_and_is_kept(open_page: Callable[..., Page]) -> None:
    page = open_page(FOUR)
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("[data-theme-choice]").select_option("dark")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != light
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


def test_folded_parts_are_printed(open_page: Callable[..., Page]) -> None:
    page = open_page(FOUR)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0


def test_a_point_can_be_shared_or_its_link_copied(open_page: Callable[..., Page]) -> None:
    page = open_page(FOUR)
    button = page.locator(".lead .share")
    expect(button).to_be_visible()
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text }")
    button.click()
    link = page.locator(".lead [data-share]").evaluate("link => link.href")
    assert page.evaluate("window.copied") == link


def test_copied_sentences_are_the_sources_own(open_page: Callable[..., Page]) -> None:
    page = open_page(FOUR)
    copied = page.evaluate(
        """() => [...document.querySelectorAll('[data-report="harbour-post"] .cell > p')].map(block => {
            const range = document.createRange(); range.selectNodeContents(block); return range.toString() })"""
    )
    text = (SAMPLE / f"content/stories/{FOUR}harbour-post.md").read_text(encoding="utf-8")
    squashed = " ".join(text.split())
    assert copied
    shown = [block for block in copied if "[…]" not in block]
    assert all(" ".join(block.split()) in squashed for block in shown)


def test_filters_are_cleared_at_once_and_leave_the_keys_alone(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(FOUR + "?relation=only&importance=minor")
    status = page.locator("[data-filters] [role=status]")
    cards = page.locator(".ledger .card[data-claim]")
    shown = page.locator("[data-matrix] tbody tr:visible")
    assert 0 < shown.count() < cards.count()
    expect(status).to_have_text(f"Points shown: {shown.count()}")
    page.get_by_role("button", name="Show all").click()
    expect(status).to_have_text(f"Points shown: {cards.count()}")
    assert shown.count() == cards.count()
    assert "?" not in page.url
    expect(page.locator("[data-keys]")).to_be_checked()


def test_a_link_into_a_folded_part_opens_it_where_the_browser_does_not(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(FOUR)
    page.evaluate(
        """() => { const folded = document.querySelector('#minor');
        folded.open = false; history.replaceState(null, '', '#' + folded.querySelector('.card').id);
        dispatchEvent(new HashChangeEvent('hashchange')) }"""
    )
    expect(page.locator("#minor")).to_have_attribute("open", "")


def test_each_article_that_alone_says_something_is_named_in_the_declared_order(
    sample: Path,
) -> None:
    page = LexborHTMLParser((sample / FOUR / "index.html").read_text(encoding="utf-8"))
    named = [node.text() for node in page.css(".overview .counts li.only")]
    claims = len(page.css('.ledger [data-claim][data-relation="only"]'))
    assert sum(int(words.split()[0]) for words in named) == claims > 0
    outlets = [node.text() for node in page.css(".who h3")]
    order = [outlets.index(words.partition("only in ")[2]) for words in named]
    assert order == sorted(order), "they stand as the articles do, not by how many"
    cards = LexborHTMLParser((sample / "index.html").read_text(encoding="utf-8"))
    assert "only in one article" in cards.css_first(".entries .counts").text(), (
        "no outlet in a list"
    )


def test_on_paper_the_whole_matrix_stands_on_the_sheet(open_page: Callable[..., Page]) -> None:
    page = open_page(EIGHT, width=680)  # as wide as A4 between its margins
    page.emulate_media(media="print")
    table = page.locator("[data-matrix]").bounding_box()
    assert table is not None
    assert table["x"] + table["width"] <= 680
    for tool in (".share", ".theme", ".skip", "header.site nav"):
        for found in page.locator(tool).all():
            expect(found).to_be_hidden()
    expect(page.locator(".card .number").first).to_be_visible()


def test_on_paper_without_scripts_folded_parts_are_open(open_page: Callable[..., Page]) -> None:
    page = open_page(FOUR, scripts=False)
    page.emulate_media(media="print")
    box = page.locator("#minor .card").first.bounding_box()
    assert box is not None
    assert box["height"] > 50
    address = page.locator('.doors a[href^="http"]').first
    assert "example.org" in address.evaluate("link => getComputedStyle(link, '::after').content")


def test_with_forced_colours_differences_keep_a_mark_of_their_own(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(FOUR)
    page.emulate_media(forced_colors="active")
    look = "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).textDecorationLine]"
    plain = page.evaluate("getComputedStyle(document.body).backgroundColor")
    for selector in ("[data-report] mark.differ", ".lead b.diff"):
        background, line = page.locator(selector).first.evaluate(look)
        assert background != plain
        assert line == "underline"
    assert (
        page.locator(".lead .card").evaluate("e => getComputedStyle(e).borderLeftStyle") != "none"
    )


def test_motion_is_only_for_those_who_want_it(open_page: Callable[..., Page]) -> None:
    page = open_page(FOUR)
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(behaviour) == "smooth"
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(behaviour) == "auto"


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", [FOUR, EIGHT])
def test_nothing_moves_when_the_script_arrives(
    browser: Browser, address: str, path: str, width: int
) -> None:
    assert moved(browser, address + path, width=width) == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1920])
@pytest.mark.parametrize("path", [FOUR, EIGHT])
def test_no_comparison_scrolls_sideways(
    open_page: Callable[..., Page], path: str, width: int
) -> None:
    page = open_page(path, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    "path", [FOUR, EIGHT, "", f"{FOUR}reports/northgate-courier/", "id/" + FOUR]
)
def test_axe_finds_no_violation(
    open_page: Callable[..., Page], axe: Callable[[Page], list[Violation]], path: str, width: int
) -> None:
    page = open_page(path, width=width, dark=width == 360)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert axe(page) == []


def test_a_text_fragment_of_any_quote_finds_it_in_the_page(
    open_page: Callable[..., Page], address: str
) -> None:
    page = open_page(FOUR)
    page.emulate_media(reduced_motion="reduce")  # what is scrolled to is there at once
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    quotes = page.evaluate(
        """() => [...document.querySelectorAll('[data-report="harbour-post"] mark')].map(mark =>
            [mark.textContent, mark.dataset.claims])"""
    )
    assert len(quotes) > 5
    for words, claims in quotes[:: max(1, len(quotes) // 6)]:
        page.goto("about:blank")
        page.goto(text_fragment(f"{address}{FOUR}reports/harbour-post/", words))
        marks = page.locator(f'[data-report] mark[data-claims="{claims}"]').all()
        seen = [box for mark in marks if (box := mark.bounding_box())]
        assert any(0 <= box["y"] <= 900 for box in seen), words


def test_a_quote_that_crosses_blocks_becomes_a_range() -> None:
    found = text_fragment(
        "https://example.org/a#b", "the end of one - two\nthe start, of another one here"
    )
    assert found.startswith("https://example.org/a#:~:text=")
    assert found.count(",") == 1
    assert "%2D" in found
    assert "%2C" in found
