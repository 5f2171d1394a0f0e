"""What is kept from one build to the next gives the bytes that a clean build gives, whatever was saved in between."""

import contextlib
import random
import shutil
from pathlib import Path

import pytest

from selisih.commands.asking import read_options
from selisih.flow import rebuilding
from selisih.flow.sitewide import Sitewide
from selisih.output.manifest import Entries, amended, entry, manifest_parts
from selisih.preview.session import Session
from tests.helpers import (
    LEDGER,
    NOW,
    STORY,
    KilledError,
    build,
    kill_after,
    let_a_tick_pass,
    make_site,
    run,
    tree,
)

SLUGS = ("bridge", "canal", "dyke", "estuary")
CLAIM = """\
  quay:
    statement: Where it sank.
    says: {herald: ferry sank off Port Vila, tribune: ferry sank off Port Vila}
"""

EDITS = {
    "word": (f"{STORY}/herald.md", "Monday", "Sunday"),
    "statement": (LEDGER, "How many people died", "The number of the dead"),
    "title": (LEDGER, "Four dead, or five", "Five dead, or four"),
    "draft": (LEDGER, "status: published", "status: draft"),
    "withdrawn": (LEDGER, "status: published", "status: withdrawn\nreason: It was wrong."),
    "date": (LEDGER, "published: 2026-11-01", "published: 2026-11-09"),
    "undated": (LEDGER, "published: 2026-11-01\n", ""),
    "future": (LEDGER, "published: 2026-11-01", "published: 2026-12-24"),
    "alias": (LEDGER, "claims:", "aliases: [former-ferry]\nclaims:"),
    "tag": (LEDGER, "claims:", "tags: [sea]\nclaims:"),
    "summary": (LEDGER, "claims:", "summary: In short.\nclaims:"),
    "claim": (LEDGER, "claims:\n", f"claims:\n{CLAIM}"),
    "correction": (
        LEDGER,
        "claims:",
        "corrections: [{date: 2026-11-10, text: A word was wrong.}]\nclaims:",
    ),
    "broken": (LEDGER, "four people", "six people"),
}


def five_stories(root: Path) -> Path:
    """Return a site of five stories, two on a page of a list, in two languages."""
    site = make_site(
        root,
        {
            "site.yaml": "title: Ferry\nbase_url: https://example.org/ferry/\nlanguages: [en, id]\npage_size: 2\n",
        },
    )
    ledger = site / LEDGER
    text = ledger.read_text(encoding="utf-8")
    for day, slug in enumerate(SLUGS, start=2):
        shutil.copytree(site / STORY, site / "content/stories/2026" / slug)
        other = site / "content/stories/2026" / slug / "ledger.yaml"
        other.write_text(f"published: 2026-11-0{day}\n{text}", encoding="utf-8")
    ledger.write_text(f"status: published\npublished: 2026-11-01\n{text}", encoding="utf-8")
    let_a_tick_pass(site)
    return site


def toggle(site: Path, name: str) -> Path:
    """Make one of `EDITS`, or take it back; return the file that was saved."""
    path, old, new = EDITS[name]
    file = site / path
    text = file.read_text(encoding="utf-8")
    back = new in text if new else old not in text
    if not back:
        text = text.replace(old, new, 1)
    elif new:
        text = text.replace(new, old, 1)
    else:
        text = old + text
    file.write_text(text, encoding="utf-8")
    return file


def clean_tree(site: Path, folder: Path) -> dict[str, bytes]:
    """Return what a first build of the same content gives."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns("_site", ".selisih"))
    build(folder)
    return tree(folder / "_site")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = five_stories(tmp_path / "site")
    build(site)
    let_a_tick_pass(site)
    return site


@pytest.mark.parametrize("name", sorted(EDITS.keys() - {"broken"}))
def test_each_save_and_its_return(name: str, site: Path, tmp_path: Path) -> None:
    session = Session(lambda: read_options(site, NOW))
    assert session.build().published
    before = tree(site / "_site")
    assert session.build({str(toggle(site, name))}).published
    assert tree(site / "_site") == clean_tree(site, tmp_path / "clean") != before
    assert session.build({str(toggle(site, name))}).published
    assert tree(site / "_site") == before
    assert "0 files written" in build(site).err, "what it remembers is what a command remembers"


@pytest.mark.parametrize("seed", range(2))
def test_saves_in_any_order_give_the_bytes_of_a_clean_build(
    seed: int, site: Path, tmp_path: Path
) -> None:
    chance = random.Random(seed)  # noqa: S311 -- the same saves every time
    session = Session(lambda: read_options(site, NOW))
    session.build()
    good = tree(site / "_site")
    done: list[str] = []
    for _ in range(14):
        names = chance.sample(sorted(EDITS), chance.choice([1, 1, 1, 2]))
        done += names
        saved = {str(toggle(site, name)) for name in names}
        if chance.random() < 0.2:
            build(site) if session.build(saved).published else None
            done.append("a command beside it")
            continue
        outcome = session.build(saved, settle=chance.random() < 0.5)
        session.settle()
        good = clean_tree(site, tmp_path / "clean") if outcome.published else good
        assert tree(site / "_site") == good, done


FUSSY = """\
{% extends "base.html" %}
{% block main %}{% for story in page.view.entries %}
{{ story.title }}{% if "Five dead" in story.title ~ "" %}{{ story.nothing }}{% endif %}
{% endfor %}{% endblock %}
"""


def test_a_list_that_cannot_be_made_keeps_every_byte_as_it_was(site: Path) -> None:
    (site / "templates").mkdir()
    (site / "templates/index.html").write_text(FUSSY)
    session = Session(lambda: read_options(site, NOW))
    assert session.build().published
    before = tree(site / "_site")
    saved = toggle(site, "title")
    refused = session.build({str(saved)})
    errors = [problem for problem in refused.problems.sorted() if problem.severity == "error"]
    assert [problem.rule for problem in errors] == ["template-broken"]
    assert run("build", "--root", site).status == 1
    assert tree(site / "_site") == before
    assert session.build({str(toggle(site, "title"))}).published
    assert tree(site / "_site") == before


@pytest.mark.parametrize("name", ["statement", "title", "claim"])
def test_one_edit_goes_through_no_other_story(
    name: str, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[bool] = []
    real = rebuilding.rebuild
    monkeypatch.setattr(
        "selisih.pipeline.rebuild",
        lambda *given, **named: built.append(real(*given, **named)) or built[-1],
    )
    toggle(site, name)
    build(site)
    assert built == [True]
    let_a_tick_pass(site)
    assert "0 files written" in build(site).err


def test_a_list_that_does_not_show_an_edit_is_not_made_again(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    real = Sitewide._made
    monkeypatch.setattr(
        Sitewide, "_made", lambda self, page: made.append(page.path) or real(self, page)
    )
    session = Session(lambda: read_options(site, NOW))
    toggle(site, "summary")
    session.build()
    for name, shown in (("statement", False), ("title", True), ("statement", False)):
        made.clear()
        assert session.build({str(toggle(site, name))}).published
        assert bool(made) == shown, (name, made)


@pytest.mark.parametrize("taken_back", [False, True])
@pytest.mark.parametrize("name", ["title", "claim"])
@pytest.mark.parametrize("survived", [0, 2, 4, 7, 11])
def test_a_preview_that_was_killed_is_made_good_by_the_next_build(
    survived: int, name: str, taken_back: bool, site: Path, tmp_path: Path
) -> None:
    session = Session(lambda: read_options(site, NOW))
    session.build()
    with pytest.MonkeyPatch.context() as patch:
        kill_after(survived, patch)
        with contextlib.suppress(KilledError):
            session.build({str(toggle(site, name))})
    if taken_back:
        toggle(site, name)
    build(site)
    assert tree(site / "_site") == clean_tree(site, tmp_path / "clean")


def test_an_output_that_was_removed_is_made_whole(site: Path, tmp_path: Path) -> None:
    session = Session(lambda: read_options(site, NOW))
    session.build()
    session.build({str(toggle(site, "title"))})
    shutil.rmtree(site / "_site")
    assert session.build({str(toggle(site, "word"))}).published
    assert tree(site / "_site") == clean_tree(site, tmp_path / "clean")


def test_a_new_claim_overwrites_nothing_that_is_not_ours(site: Path) -> None:
    session = Session(lambda: read_options(site, NOW))
    session.build()
    foreign = site / "_site/ferry/quay/index.html"
    foreign.parent.mkdir()
    foreign.write_text("mine")
    outcome = session.build({str(toggle(site, "claim"))})
    assert not outcome.published
    assert "was not written by a build" in outcome.failure
    assert foreign.read_text() == "mine"


def manifest_bytes(lines: set[bytes], revision: str) -> bytes:
    return b"".join(manifest_parts(Entries((), lambda _: b"", lines), revision))


@pytest.mark.parametrize("seed", range(20))
def test_lines_of_a_manifest_are_replaced(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- the same lines every time

    def some_lines() -> set[bytes]:
        names = {"".join(chance.choices("ab-/.é", k=chance.randint(1, 4))) for _ in range(30)}
        return {entry(name, str(chance.randint(0, 1)) * 64) for name in names}

    before, now = some_lines(), some_lines() | {entry("always", "0" * 64)}
    manifest = manifest_bytes(before | now, "r")
    assert amended(manifest, (before | now) - now, ()) == manifest_bytes(now, "r")
    assert amended(manifest_bytes(now, "r"), (), before - now) == manifest
    assert amended(manifest, [entry("nowhere", "0" * 64)], ()) is None
