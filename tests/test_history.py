"""A comparison's history: what its records hold, in order, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.helpers import LEDGER, build, make_site, run

SITE = "title: F\nbase_url: https://example.org/\nlanguages: [en, id]\n"


def history(site: Path, path: str = "ferry") -> LexborNode:
    """Return the history in the researchers' part of a comparison."""
    page = LexborHTMLParser((site / "_site" / path / "index.html").read_text(encoding="utf-8"))
    wanted = {"History", "Riwayat"}
    (found,) = [
        row.css_first("dd")
        for row in page.css(".researchers .facts > div")
        if row.css_first("dt").text() in wanted
    ]
    return found


def squash(node: LexborNode) -> str:
    return " ".join(node.text().split())


def ferry(root: Path, head: str = "", tail: str = "") -> Path:
    site = make_site(root, {"site.yaml": SITE})
    ledger = site / LEDGER
    ledger.write_text(head + ledger.read_text(encoding="utf-8") + tail, encoding="utf-8")
    return site


PUBLISHED = "status: published\npublished: 2026-11-20\n"
REPLIES = """responses:
  - {outlet: tribune, asked: 2026-11-18, received: 2026-11-21}
  - {outlet: herald, asked: 2026-11-21}
"""
CORRECTIONS = """corrections:
  - {date: 2026-11-22, claim: gone, text: It was a mistake.}
  - {date: 2026-11-21, claim: dead, report: herald, was: Four dead, now: At least four dead}
"""


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("ferry", "Published 20 November 2026; there is no correction so far."),
        ("id/ferry", "Terbit 20 November 2026; belum ada koreksi."),
    ],
)
def test_a_publication_alone_is_one_sentence(tmp_path: Path, path: str, told: str) -> None:
    site = ferry(tmp_path, PUBLISHED)
    build(site)
    found = history(site, path)
    assert squash(found.css("p")[0]) == told
    assert found.css("ol") == []


def test_without_a_date_none_is_invented(tmp_path: Path) -> None:
    site = ferry(tmp_path, "status: published\n")
    build(site)
    told = squash(history(site))
    assert "The date of publication is not recorded; there is no correction so far." in told
    assert "20" not in told


def test_what_happened_stands_in_the_order_of_time(tmp_path: Path) -> None:
    site = ferry(tmp_path, PUBLISHED, REPLIES + CORRECTIONS)
    build(site)
    found = history(site)
    assert [squash(item) for item in found.css("li")] == [
        "18 November 2026: Tribune was asked for a reply",
        "20 November 2026: Comparison published",
        "21 November 2026: Tribune replied",
        "21 November 2026: Herald was asked for a reply",
        "21 November 2026: Correction – How many people died (Herald) Was: Four dead Now: At least four dead",
        "22 November 2026: Correction – gone",
    ]
    times = [item.attributes["datetime"] for item in found.css("time")]
    assert times == sorted(times, key=str)
    links = [link.attributes["href"] for link in found.css("a")]
    assert links == ["#claim-dead"], "a claim that is gone has no place to lead to"
    assert "there is no correction" not in squash(found)


def test_a_reply_before_the_publication_is_history_too(tmp_path: Path) -> None:
    site = ferry(tmp_path, "status: published\n", REPLIES)
    build(site)
    assert len(history(site).css("li")) == 3


def test_the_history_counts_what_the_lock_holds(tmp_path: Path) -> None:
    site = ferry(tmp_path, PUBLISHED)
    build(site)
    assert "No point is locked yet" in squash(history(site))
    assert run("check", "--root", site, "--accept", "ferry").status == 0
    build(site)
    assert "Points locked: 2 of 2." in squash(history(site))
    ledger = site / LEDGER
    new = "  police:\n    statement: The police said so\n    says: {all: police said}\n"
    ledger.write_text(ledger.read_text(encoding="utf-8") + new, encoding="utf-8")
    build(site)
    assert "Points locked: 2 of 3." in squash(history(site))
    assert "Butir terkunci: 2 dari 3." in squash(history(site, "id/ferry"))


def test_the_part_for_researchers_ends_the_page(tmp_path: Path) -> None:
    site = ferry(tmp_path, PUBLISHED, CORRECTIONS)
    build(site)
    page = LexborHTMLParser((site / "_site/ferry/index.html").read_text(encoding="utf-8"))
    last = page.css("main > *")[-1]
    assert "researchers" in (last.attributes["class"] or "")
    for part in ("History", "Coverage", "Cite as", "Places of every quote"):
        assert part in last.text()
