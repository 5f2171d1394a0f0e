"""The benchmark's own arithmetic and words: what it prints is believed, so it must be right."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from bench import table
from bench.build import weight
from bench.contestant import Contestant, Task
from bench.corpus import write_corpus
from bench.events import make_event
from bench.measure import Failed, peak, seconds
from bench.ours import prepare, shipped_site
from bench.peers.data import as_data
from bench.results import Result, Run, exponent, load
from tests.helpers import REPOSITORY, build, run, tree
from tests.test_house import LONGEST_FILE, long_functions, undocumented

MODULES = {
    path.relative_to(REPOSITORY).as_posix(): path
    for path in sorted((REPOSITORY / "bench").rglob("*.py"))
    if "sites" not in path.parts
}


@pytest.mark.parametrize("name", MODULES)
def test_bench_is_kept_like_the_rest_of_the_house(name: str) -> None:
    text = MODULES[name].read_text(encoding="utf-8")
    tree_of = ast.parse(text)
    assert len(text.splitlines()) <= LONGEST_FILE
    assert long_functions(name, tree_of) == []
    if not name.endswith("edits.py"):  # its planters are named for what they plant
        assert undocumented(name, tree_of) == []


# ------------------------------------------------------------------ the corpus


@pytest.mark.parametrize("pages", ["full", "lean", "bare"])
def test_the_corpus_is_right_and_always_the_same(tmp_path: Path, pages: str) -> None:
    for name in ("one", "two"):
        write_corpus(tmp_path / name, 3, pages=pages, languages=2)  # type: ignore[arg-type]
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    checked = run("check", "--root", tmp_path / "one")
    # Never accepted, and with differences that the ledger says nothing of, as in most stories.
    assert (checked.status, checked.out.splitlines()[-1]) == (0, "3 warnings, 3 notes")
    assert checked.out.count("difference-uncurated") == 3
    build(tmp_path / "one")
    claims = list((tmp_path / "one" / "_site").glob("peristiwa-*/butir-*/index.html"))
    reports = list((tmp_path / "one" / "_site").glob("peristiwa-*/reports/*/index.html"))
    assert len(claims) == (0 if pages == "bare" else 36)
    assert len(reports) == (6 if pages == "full" else 0)


def test_stories_have_the_size_of_the_real_ones() -> None:
    sizes = [
        len("\n\n".join(report).encode()) for n in range(50) for report in make_event(n).reports
    ]
    assert 2700 < sum(sizes) / len(sizes) < 2900
    assert all(len(make_event(n).claims) == 12 for n in range(5))


def test_a_peer_is_given_the_same_words() -> None:
    event = make_event(4)
    data = as_data(event, claim_pages=True)
    assert [claim["statement"] for claim in data["claims"]] == [c.statement for c in event.claims]
    quotes = [tuple(voice["quote"] or None for voice in c["says"]) for c in data["claims"]]
    assert quotes == [claim.quotes for claim in event.claims]
    assert {claim["relation"] for claim in data["claims"]} == {"agree", "differ", "only"}


# ------------------------------------------------------------------ contestants


def test_edits_of_ours_show_on_the_page(tmp_path: Path) -> None:
    site = tmp_path / "ours"
    ours = prepare(site, Task(stories=3, pages="bare"))
    build(site)
    words = ours.edit_ledger(5)
    assert not ours.shows(words)
    build(site)
    assert ours.shows(words)
    notice = ours.edit_template(6)
    build(site)
    assert ours.shows(words)
    assert ours.shows(notice)
    ours.forget()
    assert not ours.out.exists()
    assert not (site / ".selisih").exists()


def test_an_edit_that_changes_nothing_is_an_error(tmp_path: Path) -> None:
    text = tmp_path / "text"
    text.write_text("other words")
    contestant = Contestant(
        name="x",
        folder=tmp_path,
        out=tmp_path / "out",
        build=(),
        ledgers=(text,),
        template=text,
        page=Path("p"),
    )
    with pytest.raises(LookupError, match="does not hold"):
        contestant.edit_ledger(1)


def test_the_shipped_site_can_be_copied(tmp_path: Path) -> None:
    shipped_site(tmp_path / "site")
    assert run("check", "--root", tmp_path / "site").status == 0


def test_weight_counts_files_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_bytes(b"12345")
    (tmp_path / "c").write_bytes(b"1")
    assert weight(tmp_path) == (2, 6)


# ------------------------------------------------------------------ measuring


def test_a_command_that_fails_gives_no_number(tmp_path: Path) -> None:
    with pytest.raises(Failed, match=r"exit status 3: broken"):
        seconds((sys.executable, "-c", "print('broken'); raise SystemExit(3)"), tmp_path)


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="needs Linux's /proc")
def test_the_memory_of_children_counts(tmp_path: Path) -> None:
    own = "import time; held = bytearray(b'x') * 40_000_000; time.sleep(0.5)"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {own!r}])"
    assert 40_000_000 < peak((sys.executable, "-c", child), tmp_path) < 120_000_000


# ------------------------------------------------------------------ tables


def result(name: str, stories: int, cold: list[float], **more: object) -> Result:
    return Result(
        contestant=name,
        stories=stories,
        pages="lean",
        languages=1,
        seconds={"cold": cold},
        **more,  # type: ignore[arg-type]
    )


def test_growth_is_the_power() -> None:
    assert exponent([(10, 10), (100, 100), (1000, 1000)]) == pytest.approx(1)
    assert exponent([(10, 100), (100, 10_000)]) == pytest.approx(2)
    assert exponent([(10, 100), (10, 90)]) is None
    assert exponent([]) is None


def test_the_page_has_medians_ratios_growth_and_failures() -> None:
    results = [
        result("Selisih", 1000, [1.0, 9.0, 2.0], peak=50 * 2**20, files=13_000, size=2**20),
        result("Hugo", 1000, [4.0], peak=500 * 2**20),
        result("Selisih", 10_000, [20.0], peak=50 * 2**20),
        result("Hugo", 10_000, [], failed={"cold": "no memory"}),
    ]
    found = Run(date="2026-11-22", machine="a machine", results=results, absent={"zola": "no"})
    page = table.page(found)
    assert "| Selisih | 13,000 | 1.0 MiB | 2.00 |" in page
    assert "| Selisih ÷ Hugo |  |  | × 0.5 |" in page
    assert "| Hugo | – | – | failed |" in page
    assert "| Selisih, lean | 1,000 to 10,000 | 1.00 | – | – | 0.00 |" in page
    assert "- Hugo, 10,000 stories, lean, cold: no memory." in page
    assert "- zola could not take part: no." in page


def test_runs_are_kept_and_put_together(tmp_path: Path) -> None:
    for name, cold in (("a", 1.0), ("b", 2.0)):
        kept = Run(date=name, machine="m", results=[result("Selisih", 100, [cold])])
        if name == "a":
            kept.results.append(result("Selisih", 1000, [3.0]))
        kept.save(tmp_path / name)
    both = load([tmp_path / "a", tmp_path / "b"])
    assert both.date == "b"
    assert [(r.stories, r.median("cold")) for r in both.results] == [(100, 2.0), (1000, 3.0)]


def test_the_table_replaces_what_stood_between_the_marks(tmp_path: Path) -> None:
    document = tmp_path / "d.md"
    document.write_text(f"before\n{table.BEGIN}\nold\n{table.END}\nafter\n")
    table.write(document, Run(date="today", machine="m"))
    text = document.read_text(encoding="utf-8")
    assert text.startswith(f"before\n{table.BEGIN}\n\nMeasured on today")
    assert text.endswith(f"{table.END}\nafter\n")
    assert "old" not in text
    document.write_text("no marks")
    with pytest.raises(ValueError, match="has no"):
        table.write(document, Run(date="today", machine="m"))
