"""Feeds and sitemaps: valid, capped, in every language, and without the clock."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from selisih.pages import exports, feeds
from selisih.pages.urls import Urls
from tests.helpers import LEDGER, STORY, build, make_site, tree

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
CORRECTIONS = """corrections:
  - date: 2026-11-20
    claim: dead
    was: three
    now: four
    text: We <misread> it.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three public stories, a draft and one without a date, in two languages."""
    root = make_site(
        tmp_path_factory.mktemp("feeds"),
        {
            "site.yaml": "title: Ferry & Co\nbase_url: https://example.org/ferry/\nlanguages: [en, id]\n"
            "timezone: Asia/Jakarta\n",
        },
    )
    for slug, head in {
        "bridge": "published: 2026-11-03\n",
        "harbour": "published: 2026-11-02T10:00:00+09:00\nsummary: In short.\n",
        "island": "published: 2026-11-01\n" + CORRECTIONS,
        "jetty": "published: 2026-11-04\nstatus: draft\n",
    }.items():
        shutil.copytree(root / STORY, root / "content/stories" / slug)
        ledger = root / "content/stories" / slug / "ledger.yaml"
        ledger.write_text(head + ledger.read_text())
    assert (root / LEDGER).exists()
    build(root)
    return root


def texts(feed: ET.Element, path: str) -> list[str]:
    return [found.text or "" for found in feed.findall(path.replace("/", f"/{ATOM}"))]


@pytest.mark.parametrize("language", ["", "id/"])
def test_the_newest_stories_as_atom(language: str, site: Path) -> None:
    feed = ET.parse(site / f"_site/{language}feed.xml").getroot()
    base = f"https://example.org/ferry/{language}"
    assert texts(feed, "./title") == ["Ferry & Co"]
    assert texts(feed, "./entry/id") == [
        f"{base}{name}/" for name in ("bridge", "harbour", "island")
    ]
    assert texts(feed, "./entry/published") == [
        "2026-11-03T00:00:00+07:00",
        "2026-11-02T10:00:00+09:00",
        "2026-11-01T00:00:00+07:00",
    ]
    assert texts(feed, "./entry/updated")[-1] == "2026-11-20T00:00:00+07:00", "a correction"
    assert texts(feed, "./updated") == ["2026-11-20T00:00:00+07:00"]
    assert texts(feed, "./entry/summary")[:2] == ["How many people died", "In short."]
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": f"{base}feed.xml", "alternate": base}


def test_the_newest_stories_as_json_feed(site: Path) -> None:
    feed = json.loads((site / "_site/id/feed.json").read_text(encoding="utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://example.org/ferry/id/feed.json"
    assert feed["language"] == "id"
    assert [item["url"].rsplit("/", 2)[1] for item in feed["items"]] == [
        "bridge",
        "harbour",
        "island",
    ]
    assert all(item["content_text"] for item in feed["items"])


def test_the_corrections(site: Path) -> None:
    feed = ET.parse(site / "_site/corrections.xml").getroot()
    assert texts(feed, "./entry/updated") == ["2026-11-20T00:00:00+07:00"]
    assert texts(feed, "./entry/summary") == ["We <misread> it.\nthree → four"]


def test_a_site_without_dates_has_feeds_without_entries(tmp_path: Path) -> None:
    root = make_site(tmp_path)
    build(root)
    feed = ET.parse(root / "_site/feed.xml").getroot()
    assert texts(feed, "./updated") == ["1970-01-01T00:00:00+00:00"]
    assert texts(feed, "./entry/id") == []


def test_every_page_names_the_feeds(site: Path) -> None:
    for path, data in tree(site / "_site").items():
        if path.endswith("index.html"):
            up = "../" * (path.count("/") - path.startswith("id/")) or "./"
            assert f'href="{up}feed.xml"'.encode() in data, path
            assert f'href="{up}feed.json"'.encode() in data, path


def test_a_feed_is_capped(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "MOST", 2)
    root = tmp_path / "site"
    shutil.copytree(site, root, ignore=shutil.ignore_patterns("_site", ".selisih"))
    build(root)
    feed = ET.parse(root / "_site/feed.xml").getroot()
    assert [address.rsplit("/", 2)[1] for address in texts(feed, "./entry/id")] == [
        "bridge",
        "harbour",
    ]


def test_a_sitemap_of_too_many_addresses_is_split() -> None:
    urls = Urls("https://example.org/", ("en",))
    paths = [f"story-{number}/" for number in range(7)]
    found = dict(exports.sitemaps(paths, urls, most=3))
    assert list(found) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
    index = ET.fromstring(found["sitemap.xml"])
    assert index.tag == f"{MAP}sitemapindex"
    assert [loc.text for loc in index.iter(f"{MAP}loc")] == [
        f"https://example.org/sitemap-{number}.xml" for number in (1, 2, 3)
    ]
    listed = [
        (loc.text or "").removeprefix("https://example.org/")
        for name in list(found)[:3]
        for loc in ET.fromstring(found[name]).iter(f"{MAP}loc")
    ]
    assert listed == paths
    assert list(dict(exports.sitemaps(paths, urls, most=7))) == ["sitemap.xml"]
    assert b"<urlset" in dict(exports.sitemaps([], urls))["sitemap.xml"]


def test_a_sitemap_has_no_more_bytes_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "MOST_BYTES", 400)
    found = dict(
        exports.sitemaps([f"{number}/" for number in range(9)], Urls("https://e.org/", ("en",)))
    )
    assert len(found) == 3
    assert all(len(data) <= 400 for name, data in found.items() if name != "sitemap.xml")
