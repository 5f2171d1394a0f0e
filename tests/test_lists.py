"""Lists of events: what a page can be narrowed to, what it says of itself, and that it ranks nobody."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from selectolax.lexbor import LexborHTMLParser

from selisih.pages.narrowing import ENOUGH
from tests.browser.axe import Violation
from tests.browser.stillness import moved
from tests.helpers import LEDGER, STORY, build, make_site, report

PER_PAGE = 12
STORIES = PER_PAGE + 9
KINDS = ("number", "name", "date")
OUTLETS = ("herald", "tribune", "gazette", "courier")
OPEN_PAGE = Callable[..., Page]

SITE = f"""title: An archive
tagline: {{en: Invented events, id: Peristiwa rekaan}}
base_url: https://example.org/archive/
languages: [en, id]
page_size: {PER_PAGE}
tags:
  sea: {{en: At sea, id: Laut}}
  land: {{en: On land, id: Darat}}
"""
NAMES = "".join(f"{outlet}:\n  name: {outlet.title()}\n" for outlet in OUTLETS)

AGREED = """  died:
    statement: People died
    says: {all: people died}
  police:
    statement: The police said so
    says: {all: police said}
"""


def story(number: int) -> dict[str, str | bytes | None]:
    """Return the files of one invented event; each has other outlets, another kind and topic."""
    first, second = OUTLETS[number % 3], OUTLETS[number % 3 + 1]
    ledger = f"""title: Event number {number}
status: published
published: 2026-10-{number + 1:02d}
curators: [Desk]
tags: [{"sea" if number % 2 else "land"}]
columns: [{first}, {second}]
claims:
  dead:
    statement: How many people died
    kind: {KINDS[number % len(KINDS)]}
    says:
      {first}: Four people died
      {second}: Five people died
{AGREED if number % 5 else ""}"""
    folder = f"content/stories/event-{number}"
    return {
        f"{folder}/ledger.yaml": ledger,
        f"{folder}/{first}.md": report("Four people died, police said.\n", outlet=first),
        f"{folder}/{second}.md": report("Five people died, police said.\n", outlet=second),
    }


def archive(root: Path, stories: int) -> Path:
    files: dict[str, str | bytes | None] = {"site.yaml": SITE, "content/outlets.yaml": NAMES}
    files |= {f"content/stories/ferry/{name}": None for name in ("herald.md", "tribune.md")}
    files["content/stories/ferry/ledger.yaml"] = None
    for number in range(stories):
        files |= story(number)
    return make_site(root, files)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = archive(tmp_path_factory.mktemp("archive"), STORIES)
    build(root)
    return root / "_site"


@pytest.fixture
def address(site: Path, serve_folder: Callable[..., str]) -> str:
    return serve_folder(site, "/archive/")


def parsed(file: Path) -> LexborHTMLParser:
    return LexborHTMLParser(file.read_text(encoding="utf-8"))


def options(page: LexborHTMLParser, name: str) -> list[str]:
    return [node.text() for node in page.css(f"[data-filters] [name={name}] option")][1:]


# ------------------------------------------------------------------ what is offered


def test_a_list_can_be_narrowed_by_what_tells_its_stories_apart(site: Path) -> None:
    page = parsed(site / "index.html")
    assert options(page, "kind") == ["Name", "Number", "Time"]
    assert options(page, "tag") == ["At sea", "On land"]
    assert options(page, "outlet") == ["Courier", "Gazette", "Herald", "Tribune"], "by name"
    for option in page.css("[data-filters] option[data-href]"):
        assert (site / (option.attributes["data-href"] or "?") / "index.html").is_file()


def test_what_every_story_has_is_no_filter(site: Path) -> None:
    assert options(parsed(site / "kinds/number/index.html"), "kind") == [], "they too few"
    page = parsed(site / "tags/sea/index.html")
    assert page.css_first("[data-filters]") is not None
    assert page.css("[name=tag]") == []
    assert "Tribune" not in options(parsed(site / "outlets/tribune/index.html"), "outlet")
    assert "Herald" in options(parsed(site / "outlets/tribune/index.html"), "outlet")


@pytest.mark.parametrize(("stories", "offered"), [(ENOUGH - 1, False), (ENOUGH, True)])
def test_few_stories_are_read_and_not_filtered(stories: int, offered: bool, tmp_path: Path) -> None:
    root = archive(tmp_path, stories)
    build(root)
    page = parsed(root / "_site/index.html")
    assert bool(page.css("[data-filters]")) is offered
    assert bool(page.css(".entries > li[data-kind]")) is offered, "nothing is written for nobody"


def test_a_page_of_several_says_that_the_filters_see_it_alone(site: Path, tmp_path: Path) -> None:
    for path in ("index.html", "page/2/index.html"):
        assert "The filters look through this page only." in parsed(site / path).text()
    root = archive(tmp_path, PER_PAGE)
    build(root)
    assert "this page only" not in parsed(root / "_site/index.html").text()


def test_no_list_counts_or_ranks_outlets(site: Path) -> None:
    for path in ("index.html", "outlets/index.html", "outlets/herald/index.html"):
        for node in parsed(site / path).css("option, .outlets li"):
            assert not re.search(r"\d", node.text()), "no number stands beside a name"
    assert "newest comparison first" in parsed(site / "index.html").text(), "the order is stated"
    assert "says nothing about the outlet" in parsed(site / "outlets/herald/index.html").text()


def test_a_card_quotes_its_lead_and_draws_its_points_with_their_numbers_in_text(
    site: Path,
) -> None:
    for path in ("", "outlets/herald/", "kinds/number/", "tags/sea/", "id/"):
        cards = parsed(site / path / "index.html").css(".entries > li")
        assert cards
        for card in cards:
            assert len(card.css("blockquote")) == 2
            counted = card.css(".counts li")
            drawn = card.css("svg.bar rect")
            if len(counted) == 1:
                assert drawn == [], "a picture of one thing says nothing"
                continue
            assert [node.attributes["class"] for node in drawn] == ["differ", "agree"]
            for node, words in zip(drawn, counted, strict=True):
                assert re.search(rf"\b{node.attributes['width']}\b", words.text())
            assert len({node.attributes["height"] for node in drawn}) == 2, (
                "a shape, not a colour alone"
            )
            assert card.css("[style]") == []


# ------------------------------------------------------------------ in the browser


def test_filters_narrow_the_list_and_stand_in_the_address(open_page: OPEN_PAGE) -> None:
    page = open_page("")
    entries = page.locator(".entries > li")
    status = page.locator("[data-filters] [role=status]")
    expect(status).to_have_text(f"Events shown: {PER_PAGE}")
    page.locator("[name=kind]").select_option("number")
    assert page.url.endswith("/archive/?kind=number")
    assert page.evaluate("document.activeElement.name ?? ''") in ("kind", "")
    for entry in entries.all():
        fits = entry.get_attribute("data-kind") == "number"
        expect(entry).to_be_visible() if fits else expect(entry).to_be_hidden()
    page.locator("[name=tag]").select_option("sea")
    shown = page.locator(".entries > li:visible")
    assert 0 < shown.count() < PER_PAGE
    expect(status).to_have_text(f"Events shown: {shown.count()}")
    assert {entry.get_attribute("data-tag") for entry in shown.all()} == {"sea"}
    page.get_by_role("button", name="Show all").click()
    assert page.evaluate("document.activeElement.textContent") == "Show all", "focus stays"
    assert page.url.endswith("/archive/")
    assert shown.count() == PER_PAGE


def test_an_address_with_a_filter_opens_filtered_and_back_returns_to_it(
    open_page: OPEN_PAGE,
) -> None:
    page = open_page("?outlet=courier")
    shown = page.locator(".entries > li:visible")
    before = shown.locator("h2").all_inner_texts()
    assert 0 < len(before) < PER_PAGE
    page.locator("[name=kind]").select_option("date")
    narrowed = shown.locator("h2").all_inner_texts()
    shown.first.locator("h2 a").click()
    page.wait_for_selector("body.comparison")
    page.go_back()
    page.wait_for_selector("body.listing")
    assert page.url.endswith("?outlet=courier&kind=date")
    assert page.locator("[name=kind]").input_value() == "date"
    assert shown.locator("h2").all_inner_texts() == narrowed


def test_an_address_with_an_unknown_filter_hides_nothing(open_page: OPEN_PAGE) -> None:
    page = open_page("?kind=nothing&outlet=")
    assert page.locator(".entries > li:visible").count() == PER_PAGE


def test_a_narrowed_page_leads_to_everything_on_all_pages(open_page: OPEN_PAGE) -> None:
    page = open_page("id/?tag=sea")
    doors = page.locator("[data-doors]")
    expect(doors).to_have_text("Di semua halaman: Laut")
    doors.locator("a").click()
    page.wait_for_load_state()
    assert page.url.endswith("/id/tags/sea/")
    page.go_back()
    page.locator("[name=tag]").select_option("")
    expect(doors).to_be_empty()


def test_where_nothing_fits_the_page_says_so(open_page: OPEN_PAGE) -> None:
    page = open_page("?kind=number&outlet=courier")
    assert page.locator(".entries > li:visible").count() == 0
    expect(page.locator("[role=status]")).to_have_text("No event on this page fits.")


def test_the_keyboard_alone_narrows_a_list(open_page: OPEN_PAGE) -> None:
    page = open_page("")
    page.locator("[name=kind]").focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**/?kind=name")
    assert page.evaluate("document.activeElement.name") == "kind", "focus stays"


def test_without_scripts_every_story_stands_and_the_shelves_are_linked(
    open_page: OPEN_PAGE,
) -> None:
    page = open_page("?kind=number", scripts=False)
    expect(page.locator("[data-filters]")).to_be_hidden()
    assert page.locator("[data-filters]").bounding_box() is None, "it takes no room"
    assert page.locator(".entries > li:visible").count() == PER_PAGE
    links = [link.get_attribute("href") for link in page.locator(".browse a").all()]
    assert links == ["outlets/", "kinds/", "tags/"]


@pytest.mark.parametrize("path", ["", "event-1/"])
def test_nothing_moves_when_the_script_arrives(
    open_page: OPEN_PAGE, browser: Browser, path: str
) -> None:
    assert moved(browser, open_page(path).url) == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1920])
def test_no_list_scrolls_sideways(open_page: OPEN_PAGE, width: int) -> None:
    page = open_page("id/?kind=number&tag=sea", width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", ["?tag=sea", "id/?tag=sea", "outlets/tribune/", "tags/sea/"])
def test_axe_finds_no_violation(
    open_page: OPEN_PAGE, axe: Callable[[Page], list[Violation]], path: str, dark: bool
) -> None:
    page = open_page(path, width=360 if dark else 1280, dark=dark)
    assert axe(page) == []


def test_the_tools_are_large_enough_to_hit(open_page: OPEN_PAGE) -> None:
    page = open_page("?tag=sea", width=360)
    for target in page.locator(
        "[data-filters] select, [data-filters] button, .browse a, [data-doors] a"
    ).all():
        box = target.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24


@pytest.mark.parametrize(
    ("herald", "tribune", "words"),
    [
        ("killed at least 14 workers", "has killed at least 41 workers", ("14", "41")),
        ("telah menewaskan 12 orang", "menewaskan sedikitnya 21 orang", ("12", "sedikitnya 21")),
        (
            "the guards fled early",
            "so the guards had surrendered",
            ("fled early", "had surrendered"),
        ),
    ],
)
def test_the_difference_in_one_line_has_the_words_that_tell_it(
    herald: str, tribune: str, words: tuple[str, str], tmp_path: Path
) -> None:
    ledger = f"""title: A fire
lead: fire
claims:
  fire:
    statement: What happened
    kind: detail
    says: {{herald: {herald}, tribune: {tribune}}}
"""
    site = make_site(tmp_path, {LEDGER: ledger})
    for outlet, said in (("herald", herald), ("tribune", tribune)):
        report = f"---\noutlet: {outlet}\nlanguage: en\n---\nThe fire broke out in the night. It {said}.\n"
        (site / STORY / f"{outlet}.md").write_text(report)
    build(site)
    page = (site / "_site/ferry/index.html").read_text()
    assert f"Herald: “{words[0]}” · Tribune: “{words[1]}”" in page
