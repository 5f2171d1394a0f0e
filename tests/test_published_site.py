"""The shipped site as its readers meet it: in a real browser, under a base path, at every size."""

from __future__ import annotations

import gzip
import json
import posixpath
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page
from selectolax.lexbor import LexborHTMLParser, LexborNode

from selisih.analysis.fold import folded
from selisih.pipeline import Options, build
from tests.browser.axe import Violation

REPOSITORY = Path(__file__).resolve().parent.parent
STORY = "tentara-korut-kursk"
SEEDS = {"detik": "000_d5ce99196d5841a7.txt", "suarathailand": "002_3adb1238962f9379.txt"}
BASE = "/repo/"
ONE_PER_TEMPLATE = (
    "",
    f"{STORY}/",
    f"{STORY}/reports/detik/",
    f"{STORY}/peluncur-170mm/",
    "outlets/",
    "outlets/detik/",
    "methodology/",
    "corrections/",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("published") / "site"
    # Under the address that it is served from, 404.html's absolute links can be followed too.
    report = build(
        Options(root=REPOSITORY, out=out, now=datetime(2026, 11, 23, tzinfo=UTC), clean=True)
    )
    assert report.published, report.problems.sorted()
    return out


@pytest.fixture(scope="module")
def address(site: Path, serve_folder: Callable[..., str]) -> str:
    return serve_folder(site, BASE)


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    contexts = []

    def opened(
        path: str,
        *,
        width: int = 1280,
        height: int = 800,
        dark: bool = False,
        scripts: bool = False,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        page = context.new_page()
        wrong: list[str] = []
        page.on(
            "console",
            lambda message: wrong.append(message.text) if message.type == "error" else None,
        )
        page.on("requestfailed", lambda request: wrong.append(f"failed: {request.url}"))
        page.on(
            "request",
            lambda request: None if request.url.startswith(address) else wrong.append(request.url),
        )
        response = page.goto(address + path)
        assert response is not None
        assert response.status == 200
        assert wrong == []
        return page

    yield opened
    for context in contexts:
        context.close()


def squash(text: str) -> str:
    return " ".join(text.split())


def parsed(file: Path) -> LexborHTMLParser:
    return LexborHTMLParser(file.read_text(encoding="utf-8"))


def article_text(report: LexborNode) -> str:
    for apparatus in report.css("[data-apparatus]"):
        apparatus.decompose()
    return squash(report.text(deep=True))


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize("report", SEEDS)
def test_the_article_on_the_page_is_the_seed(site: Path, report: str, language: str) -> None:
    seed = squash((REPOSITORY / "seeds" / SEEDS[report]).read_text(encoding="utf-8"))
    for path in (f"{language}{STORY}", f"{language}{STORY}/reports/{report}"):
        found = parsed(site / path / "index.html").css(f'[data-report="{report}"]')
        assert len(found) == 1
        assert article_text(found[0]) == seed


def test_every_anchor_is_marked_in_its_report_and_equals_its_quote(site: Path) -> None:
    data = json.loads((site / STORY / "story.json").read_text(encoding="utf-8"))
    page = parsed(site / STORY / "index.html")
    bodies = {
        name: (REPOSITORY / "seeds" / seed).read_text(encoding="utf-8")
        for name, seed in SEEDS.items()
    }
    marked: dict[tuple[str, str], str] = {}
    for report in SEEDS:
        for mark in page.css(f'[data-report="{report}"] mark'):
            assert mark.css_first("mark mark") is None
            for claim in (mark.attributes["data-claims"] or "").split():
                marked[report, claim] = marked.get((report, claim), "") + mark.text(deep=True)
    anchors = 0
    for claim, entry in data["claims"].items():
        for report, said in entry["says"].items():
            quotes = [
                bodies[report][a["start"] : a["end"]] for a in said["anchors"] if a["in"] == "body"
            ]
            anchors += len(quotes)
            assert folded(marked.get((report, claim), "")).replace(" ", "") == folded(
                "".join(quotes)
            ).replace(" ", "")
            card = page.css(f'[data-claim="{claim}"] [data-quote="{report}"]')
            assert [folded(quote.text(deep=True)) for quote in card] == [
                folded(quote) for quote in quotes
            ]
    assert anchors > 60


def test_170_mm_is_marked_in_one_column_only(site: Path) -> None:
    page = parsed(site / STORY / "index.html")
    said = {
        report: "".join(mark.text(deep=True) for mark in page.css(f'[data-report="{report}"] mark'))
        for report in SEEDS
    }
    assert "170 mm" in said["suarathailand"]
    assert "170 mm" not in said["detik"]
    assert "240 mm" in said["detik"]


def test_every_link_and_fragment_leads_somewhere(site: Path) -> None:
    pages = {file.relative_to(site).as_posix(): parsed(file) for file in site.rglob("*.html")}
    ids = {
        name: [node.attributes["id"] for node in page.css("[id]")] for name, page in pages.items()
    }
    for name, found in ids.items():
        assert len(found) == len(set(found)), f"an id stands twice on {name}"
    for name, page in pages.items():
        if name == "404.html":
            continue
        for node in page.css("[href]"):
            link = urlsplit(node.attributes["href"] or "")
            if link.scheme:
                continue
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(link.path)))
                if link.path
                else name
            )
            if (site / target).is_dir():
                target = posixpath.normpath(f"{target}/index.html")
            assert (site / target).is_file(), f"{name} links to {link.geturl()}"
            assert not target.startswith("..")
            if link.fragment:
                assert link.fragment in ids[target], f"{name} links to {link.geturl()}"


def test_nothing_is_inline_and_the_policy_is_the_one_constant(site: Path) -> None:
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'self'"
    )
    for file in site.rglob("*.html"):
        page = parsed(file)
        meta = page.css_first('meta[http-equiv="Content-Security-Policy"]')
        assert meta is not None
        assert meta.attributes["content"] == policy
        assert page.css("style, [style], script:not([src])") == []
        assert not [n for n in page.css("*") if any(name.startswith("on") for name in n.attributes)]


def test_words_of_another_language_say_so(site: Path) -> None:
    """The articles are in Indonesian: on an English page every word of theirs says which language it is."""
    for path in (f"en/{STORY}/", f"en/{STORY}/peluncur-170mm/"):
        page = parsed(site / path / "index.html")
        for headline in page.css(".lead > h2, .answer"):
            words = headline.css_first("[lang=id]")
            assert words is not None
            assert words.text() == "dengan peluncur otomatis 170 mm"
        for quote in page.css("blockquote, [data-near], .silence q, .stance q, td q, .headline"):
            spoken: LexborNode | None = quote
            while spoken is not None and "lang" not in spoken.attributes:
                spoken = spoken.parent
            assert spoken is not None
            assert spoken.attributes["lang"] == "id", quote.html
    assert parsed(site / STORY / "index.html").css(".lead > h2 [lang]") == []


def test_after_the_quotes_of_the_lead_comes_the_way_to_share_it(site: Path) -> None:
    card = parsed(site / STORY / "index.html").css_first(".lead .card")
    assert card is not None
    order = [
        next(name for name in ("voices", "doors", "statement", "meta", "note") if name in found)
        for node in card.iter()
        if (found := (node.attributes["class"] or "").split())
    ]
    assert order == ["voices", "doors", "statement", "meta", "note"]


@pytest.mark.parametrize("language", ["", "en/"])
def test_pages_are_light(site: Path, language: str) -> None:
    def weight(file: Path) -> int:
        return len(gzip.compress(file.read_bytes(), 9))

    assert weight(site / language / STORY / "index.html") <= 40_000
    for kind in ("css", "js"):
        (asset,) = (site / "assets").glob(f"*.{kind}")
        assert weight(asset) <= 10_000


@pytest.mark.parametrize("scripts", [False, True])
def test_the_answer_is_in_view_on_a_small_phone(
    open_page: Callable[..., Page], scripts: bool
) -> None:
    page = open_page(f"{STORY}/", width=360, height=640, scripts=scripts)
    for selector in (".lead h2", '.lead [data-near="detik"]', '.lead [data-quote="suarathailand"]'):
        box = page.locator(selector).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 640, selector
    assert "240 mm" in page.locator('.lead [data-near="detik"]').inner_text()
    assert "170 mm" in page.locator('.lead [data-quote="suarathailand"] b.diff').inner_text()


def test_both_articles_stand_beside_the_ledger_on_a_desk(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{STORY}/", width=1280, height=800)
    boxes = [
        page.locator(selector).first.bounding_box()
        for selector in (
            ".ledger",
            '[data-report="detik"] .cell',
            '[data-report="suarathailand"] .cell',
        )
    ]
    assert all(box is not None and box["y"] < 400 for box in boxes)
    lefts = [box["x"] for box in boxes if box]
    assert lefts == sorted(lefts)
    assert len({round(left) for left in lefts}) == 3


def test_corresponding_paragraphs_start_on_one_line(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{STORY}/")
    for ours, theirs in (("detik-p5", "suarathailand-p4"), ("detik-p12", "suarathailand-p9")):
        left, right = (page.locator(f"#{name}").bounding_box() for name in (ours, theirs))
        assert left is not None
        assert right is not None
        assert abs(left["y"] - right["y"]) < 1


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1920])
@pytest.mark.parametrize("path", ONE_PER_TEMPLATE)
def test_no_page_scrolls_sideways(open_page: Callable[..., Page], path: str, width: int) -> None:
    page = open_page(path, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["", "en/"], ids=["id", "en"])
@pytest.mark.parametrize("path", ONE_PER_TEMPLATE)
def test_axe_finds_no_violation(
    open_page: Callable[..., Page],
    axe: Callable[[Page], list[Violation]],
    path: str,
    language: str,
    dark: bool,
) -> None:
    page = open_page(language + path, width=360 if dark else 1280, dark=dark, scripts=True)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert axe(page) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_no_violation_where_nothing_stands(
    tmp_path: Path,
    browser: Browser,
    serve_folder: Callable[..., str],
    axe: Callable[[Page], list[Violation]],
    dark: bool,
) -> None:
    address = serve_folder(
        tmp_path, BASE
    )  # 404.html carries the address, so it has to be known first
    report = build(
        Options(
            root=REPOSITORY,
            out=tmp_path,
            now=datetime(2026, 11, 23, tzinfo=UTC),
            base_url=address,
            clean=True,
        )
    )
    assert report.published
    page = browser.new_page(color_scheme="dark" if dark else "light")
    page.goto(f"{address}404.html")
    page.wait_for_selector("html[data-ready]")
    assert axe(page) == []
    page.close()


def test_a_link_into_folded_points_opens_them(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{STORY}/", scripts=True)
    minor = page.locator("#minor [data-claim]").first
    name = minor.get_attribute("id")
    page.goto(page.url.partition("#")[0] + f"#{name}")
    assert page.locator("#minor").get_attribute("open") is not None
