"""A build publishes everything or nothing, writes only what changed, and gives the same bytes always."""

import json
import os
import random
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import (
    FERRY,
    LEDGER,
    NOW,
    REPOSITORY,
    STORY,
    KilledError,
    build,
    kill_after,
    let_a_tick_pass,
    make_site,
    run,
    tree,
)

STORIES = ("ferry", "bridge", "harbour")


def three_stories(root: Path) -> Path:
    """Return a site of three stories, in two languages, with pages and templates of its own."""
    site = make_site(
        root,
        {
            "site.yaml": "title: Ferry\nbase_url: https://example.org/ferry/\nlanguages: [en, id]\npage_size: 2\n",
            "content/pages/about.en.md": "---\ntitle: About\n---\nWords about this site.\n",
            "static/CNAME": "example.org\n",
        },
    )
    ledger = site / LEDGER
    ledger.write_text(
        "status: published\ncurators: [Desk]\n" + ledger.read_text(encoding="utf-8"),
        encoding="utf-8",
    )
    for slug in STORIES[1:]:
        shutil.copytree(site / STORY, site / "content/stories/2026" / slug)
    let_a_tick_pass(site)
    return site


def marks_of(folder: Path) -> dict[str, tuple[int, int, int]]:
    found = {}
    for path in folder.rglob("*"):
        status = path.stat()
        found[str(path)] = (status.st_ino, status.st_mtime_ns, status.st_mode)
    return found


def test_a_second_build_writes_nothing(tmp_path: Path) -> None:
    site = three_stories(tmp_path)
    build(site)
    before = marks_of(site)
    result = build(site)
    assert ": 0 files written," in result.err
    assert marks_of(site) == before
    build(site, "--clean")
    assert marks_of(site / "_site") == marks_of(site / "_site") | {
        key: value for key, value in before.items() if f"{os.sep}_site{os.sep}" in key
    }


def test_published_files_can_be_read_by_everybody(tmp_path: Path) -> None:
    site = three_stories(tmp_path)
    before = os.umask(0o077)
    try:
        build(site)
    finally:
        os.umask(before)
    for path in (site / "_site").rglob("*"):
        if path.is_file():
            assert stat.S_IMODE(path.stat().st_mode) == 0o644, path


EDITS = {
    "word": (f"{STORY}/herald.md", "Monday", "Sunday"),
    "statement": (LEDGER, "How many people died", "The number of the dead"),
    "title": (LEDGER, "Four dead, or five", "Five dead, or four"),
    "outlet": ("content/outlets.yaml", "name: Herald", "name: The Herald"),
    "settings": ("site.yaml", "page_size: 2", "page_size: 1"),
    "page": ("content/pages/about.en.md", "title: About", "title: Who we are"),
    "status": (LEDGER, "status: published", "status: draft"),
    "withdrawn": (LEDGER, "status: published", "status: withdrawn\nreason: It was wrong."),
    "date": (LEDGER, "curators: [Desk]", "published: 2026-11-01"),
    "future": (LEDGER, "curators: [Desk]", "published: 2026-12-24"),
    "alias": (LEDGER, "claims:", "aliases: [former-ferry]\nclaims:"),
}


def edit_text(site: Path, chance: random.Random) -> None:
    """Make one of `EDITS`, or take it back."""
    path, old, new = EDITS[chance.choice(sorted(EDITS))]
    if (site / path).exists():
        text = (site / path).read_text(encoding="utf-8")
        text = text.replace(new, old) if new in text else text.replace(old, new)
        (site / path).write_text(text, encoding="utf-8")


def edit_stories(site: Path, chance: random.Random) -> None:
    """Delete a story, move it to another folder, or put it back as it was."""
    slug = chance.choice(STORIES)
    folder = next(iter((site / "content/stories").rglob(slug)), None)
    target = site / "content/stories" / chance.choice(["2024", "2025/01"]) / slug
    if folder is None:
        shutil.copytree(site / "original", site / "content/stories" / slug)
    elif chance.random() < 0.5:
        shutil.rmtree(folder)
    elif not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        folder.rename(target)


def damage_output(site: Path, chance: random.Random) -> None:
    """Edit or delete a published file by hand."""
    files = sorted(path for path in (site / "_site").rglob("*.html"))
    victim = chance.choice(files)
    if chance.random() < 0.5:
        victim.write_bytes(b"edited by hand")
    else:
        victim.unlink()


def damage_memory(site: Path, chance: random.Random) -> None:
    """Spoil what the last build remembered."""
    part = chance.choice(sorted((site / ".selisih").iterdir()))
    data = part.read_bytes() or b" "
    place = chance.randrange(len(data))
    spoilt = [b"", b"{", data[:place], data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]]
    part.write_bytes(chance.choice(spoilt))


def edit_other_files(site: Path, chance: random.Random) -> None:
    """Write or delete a template of the site's own, or a file that is copied as it is."""
    path, text = chance.choice(
        [
            (
                "templates/not_found.html",
                (REPOSITORY / "templates/not_found.html").read_text(encoding="utf-8") + "!",
            ),
            ("static/robots.md", "x"),
            ("static/deep/er/notes.txt", "x"),
        ]
    )
    if (site / path).exists():
        (site / path).unlink()
    else:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")


ACTIONS = (
    edit_text,
    edit_text,
    edit_stories,
    edit_stories,
    damage_output,
    damage_memory,
    edit_other_files,
)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_build_after_any_edits_gives_the_bytes_of_a_clean_one(seed: int, tmp_path: Path) -> None:
    site = three_stories(tmp_path / "site")
    shutil.copytree(site / STORY, site / "original")
    build(site)
    chance = random.Random(seed)  # noqa: S311 -- the same edits every time
    done: list[str] = []
    for _ in range(8):
        for _ in range(chance.randint(1, 3)):
            action = chance.choice(ACTIONS)
            action(site, chance)
            done.append(action.__name__)
        build(site)
        shutil.rmtree(tmp_path / "clean", ignore_errors=True)
        shutil.copytree(
            site, tmp_path / "clean", ignore=shutil.ignore_patterns("_site", ".selisih")
        )
        build(tmp_path / "clean")
        assert tree(site / "_site") == tree(tmp_path / "clean" / "_site"), done


def test_a_build_with_errors_changes_no_byte(tmp_path: Path) -> None:
    site = three_stories(tmp_path)
    build(site)
    before = marks_of(site)
    good = (site / LEDGER).read_text(encoding="utf-8")
    for broken in (good.replace("four", "six"), "title: [", ""):
        (site / LEDGER).write_text(broken, encoding="utf-8")
        result = run("build", "--root", site)
        assert result.status == 1
        assert "Nothing was written" in result.err
        (site / LEDGER).write_text(good, encoding="utf-8")
        after = marks_of(site)
        assert {path: after[path] for path in before if LEDGER not in path} == {
            path: before[path] for path in before if LEDGER not in path
        }
        assert after.keys() == before.keys(), "nothing is left lying about"


def test_under_strict_a_warning_stops_the_build(tmp_path: Path) -> None:
    site = make_site(tmp_path, {f"{STORY}/notes.txt": "x"})
    assert run("build", "--root", site, "--strict").status == 1
    assert not (site / "_site").exists()
    assert run("build", "--root", site).status == 0


def test_a_build_broken_by_a_template_changes_no_byte(tmp_path: Path) -> None:
    site = three_stories(tmp_path)
    build(site)
    before = tree(site / "_site")
    (site / "templates").mkdir()
    (site / "templates/claim.html").write_text("{{ page.nothing }}")
    assert run("build", "--root", site).status == 1
    assert tree(site / "_site") == before


@pytest.mark.parametrize("survived", [0, 1, 2, 5, 20])
def test_a_killed_build_is_completed_by_the_next(
    survived: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = three_stories(tmp_path / "site")
    build(site)
    outlets = site / "content/outlets.yaml"
    outlets.write_text(outlets.read_text().replace("name: Herald", "name: The Herald"))
    shutil.rmtree(site / "content/stories/2026/bridge")
    with monkeypatch.context() as patch:
        kill_after(survived, patch)
        with pytest.raises(KilledError):
            run("build", "--root", site)
    build(site)
    shutil.copytree(site, tmp_path / "clean", ignore=shutil.ignore_patterns("_site", ".selisih"))
    build(tmp_path / "clean")
    assert tree(site / "_site") == tree(tmp_path / "clean" / "_site")


@pytest.mark.parametrize("foreign", [True, False])
@pytest.mark.parametrize("survived", [0, 2, 4])
def test_a_first_build_that_was_killed_is_completed(
    survived: int, foreign: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site(tmp_path)
    if foreign:  # so that the output cannot be moved into place as a whole
        (site / "_site").mkdir()
        (site / "_site/notes.txt").write_text("mine")
    with monkeypatch.context() as patch:
        kill_after(survived if foreign else 0, patch)
        with pytest.raises(KilledError):
            run("build", "--root", site)
    if foreign and survived:
        assert (site / "_site/manifest.json").exists(), "what was written is known to be ours"
    elif not foreign:
        assert not (site / "_site").exists(), "all of it or nothing"
    build(site)
    assert (site / "_site/ferry/index.html").exists()
    assert (site / "_site/notes.txt").exists() == foreign
    assert not (site / "._site.spool").exists()


def test_only_what_a_build_wrote_is_deleted(tmp_path: Path) -> None:
    site = three_stories(tmp_path)
    build(site)
    own = site / "_site/bridge/notes.txt"
    own.write_text("mine")
    shutil.rmtree(site / "content/stories/2026/bridge")
    build(site)
    assert own.read_text() == "mine"
    assert [path.name for path in (site / "_site/bridge").rglob("*")] == ["notes.txt"]
    assert not (site / "_site/id/bridge").exists(), "a folder left empty goes too"


@pytest.mark.parametrize(
    "path", ["index.html", "ferry/index.html", "manifest.json", "ferry", "assets", "en"]
)
def test_nothing_foreign_is_overwritten(path: str, tmp_path: Path) -> None:
    site = make_site(tmp_path)
    target = site / "_site" / path
    target.parent.mkdir(parents=True)
    target.write_text("mine")
    before = tree(site / "_site")
    result = run("build", "--root", site)
    if path == "en":
        assert result.status == 0, "it is in nobody's way"
    else:
        assert result.status == 2
        assert str(target) in result.err
        assert tree(site / "_site") == before
    assert target.read_text() == "mine"


def test_a_forged_manifest_deletes_nothing_outside(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    build(site)
    victims = {
        "../precious.txt": site / "precious.txt",
        "ferry/../../precious.txt": site / "precious.txt",
    }
    (site / "precious.txt").write_text("mine")
    manifest = json.loads((site / "_site/manifest.json").read_text())
    manifest["files"] |= dict.fromkeys([*victims, str(site / "precious.txt"), ""], "0" * 64)
    (site / "_site/manifest.json").write_text(json.dumps(manifest))
    build(site)
    assert (site / "precious.txt").read_text() == "mine"


def test_output_that_was_edited_or_deleted_by_hand_is_repaired(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    build(site)
    before = tree(site / "_site")
    (site / "_site/ferry/index.html").write_text("mine")
    (site / "_site/index.html").unlink()
    shutil.rmtree(site / "_site/ferry/dead")
    (site / "_site/ferry/captain/index.html").unlink()
    (site / "_site/ferry/captain/index.html").mkdir()
    build(site)
    assert tree(site / "_site") == before


def test_links_in_the_output_are_not_followed(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    build(site)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "index.html").write_text("mine")
    shutil.rmtree(site / "_site/ferry")
    (site / "_site/ferry").symlink_to(elsewhere)
    before = tree(site / "_site")
    result = run("build", "--root", site)
    assert result.status == 2
    assert "ferry is not a folder" in result.err
    assert tree(site / "_site") == before
    assert tree(elsewhere) == {"index.html": b"mine"}


def test_a_linked_output_file_is_replaced_and_its_target_kept(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    build(site)
    before = tree(site / "_site")
    elsewhere = tmp_path / "elsewhere.html"
    elsewhere.write_text("mine")
    (site / "_site/index.html").unlink()
    (site / "_site/index.html").symlink_to(elsewhere)
    build(site)
    assert elsewhere.read_text() == "mine"
    assert not (site / "_site/index.html").is_symlink()
    assert tree(site / "_site") == before


def test_an_output_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    (tmp_path / "elsewhere").mkdir()
    (site / "_site").symlink_to(tmp_path / "elsewhere")
    result = run("build", "--root", site)
    assert result.status == 2
    assert "symbolic link" in result.err
    assert not tree(tmp_path / "elsewhere")


def test_a_spool_that_is_a_link_is_not_written_through(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/index.html").write_text("mine")
    (site / "._site.spool").symlink_to(tmp_path / "elsewhere")
    build(site)
    assert tree(tmp_path / "elsewhere") == {"index.html": b"mine"}
    assert not (site / "._site.spool").exists()


def test_static_files_are_copied_as_they_are(tmp_path: Path) -> None:
    files = {
        "static/CNAME": b"example.org",
        "static/.well-known/x.txt": b"\xff\0",
        "static/a/b.html": b"{{ 7 }}",
    }
    site = make_site(tmp_path, {**files})
    build(site)
    published = tree(site / "_site")
    for path, data in files.items():
        assert published[path.removeprefix("static/")] == data


@pytest.mark.parametrize(
    "path", ["index.html", "manifest.json", "ferry/index.html", "robots.txt", "ferry/dead"]
)
def test_a_static_file_takes_no_address_of_the_site(path: str, tmp_path: Path) -> None:
    result = run("build", "--root", make_site(tmp_path, {f"static/{path}": "x"}))
    assert (result.status, f"id-duplicate  static/{path}:1:1" in result.err) == (1, True)


def test_a_file_named_as_a_folder_of_the_site_is_refused(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    build(site)
    before = tree(site / "_site")
    (site / "static").mkdir()
    (site / "static/ferry").write_text("mine")
    result = run("build", "--root", site)
    assert (result.status, "id-duplicate" in result.err) == (1, True)
    assert tree(site / "_site") == before


SCRIPT = """
import os, sys
from selisih.cli import cli

class Shuffled(list):
    __enter__ = lambda self: self
    __exit__ = lambda self, *rest: None

scandir = os.scandir
os.scandir = lambda *rest: Shuffled(sorted(scandir(*rest), key=lambda entry: hash(entry.name)))
cli(sys.argv[1:])
"""
"""Runs the command where folders list their entries in an order of their own."""


@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Jakarta", "LC_ALL": "C.UTF-8", "LANG": "id_ID.UTF-8"},
        {"PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0"},
    ],
    ids=["one", "two"],
)
def test_the_same_bytes_everywhere(env: dict[str, str], tmp_path: Path) -> None:
    command = ["build", "--root", str(REPOSITORY), "--now", NOW, "--clean"]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *command, "--out", str(tmp_path / "there")],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), **env},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert run(*command, "--out", tmp_path / "here").status == 0
    assert tree(tmp_path / "there") == tree(tmp_path / "here")


def test_the_base_url_of_the_command_comes_first(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    build(site, "--base-url", "https://other.example/deep/path")
    pages = tree(site / "_site")
    for path, data in pages.items():
        assert b"example.org" not in data, path
    assert b"https://other.example/deep/path/ferry/" in pages["sitemap.xml"]
    assert b'href="https://other.example/deep/path/ferry/"' in pages["ferry/index.html"]
    assert b"https://other.example/deep/path/assets/" in pages["404.html"]
    assert b'href="/' not in b"".join(pages[path] for path in pages if path.endswith(".html"))


def pages_of(site: Path) -> set[str]:
    return {path for path in tree(site / "_site") if path.startswith("ferry/")}


@pytest.mark.parametrize(
    ("line", "now", "shown"),
    [
        ("status: draft", "2026-11-22T08:00:00Z", False),
        ("published: 2026-11-23", "2026-11-22T16:59:59Z", False),
        ("published: 2026-11-23", "2026-11-22T17:00:00Z", True),
        ("published: 2026-11-23T09:00:00+07:00", "2026-11-23T01:59:59Z", False),
        ("published: 2026-11-23T09:00:00+07:00", "2026-11-23T02:00:00Z", True),
    ],
)
def test_drafts_and_future_stories_are_hidden_until_their_time(
    line: str, now: str, shown: bool, tmp_path: Path
) -> None:
    site = make_site(
        tmp_path,
        {
            LEDGER: f"{line}\n" + (FERRY / LEDGER).read_text(encoding="utf-8"),
            "site.yaml": (FERRY / "site.yaml").read_text(encoding="utf-8")
            + "timezone: Asia/Jakarta\n",
        },
    )
    build(site, "--now", now)
    assert bool(pages_of(site)) == shown
    assert (b"ferry/ferry/" in tree(site / "_site")["sitemap.xml"]) == shown
    build(site, "--now", now, "--drafts")
    page = tree(site / "_site")["ferry/index.html"]
    assert (b'content="noindex"' in page) != shown
    assert (b"ferry/ferry/" in tree(site / "_site")["sitemap.xml"]) == shown
    build(site, "--now", now)
    assert bool(pages_of(site)) == shown, "and without --drafts it is gone again"


def test_a_story_appears_when_its_time_comes_though_no_file_changed(tmp_path: Path) -> None:
    site = make_site(
        tmp_path, {LEDGER: "published: 2026-12-01\n" + (FERRY / LEDGER).read_text(encoding="utf-8")}
    )
    build(site, "--now", "2026-11-30T23:59:59Z")
    assert not pages_of(site)
    build(site, "--now", "2026-12-01T00:00:00Z")
    assert pages_of(site)


def test_a_withdrawn_story_keeps_one_page_a_notice(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        {
            LEDGER: "status: withdrawn\nreason: The reports were one.\n"
            + (FERRY / LEDGER).read_text(encoding="utf-8")
        },
    )
    build(site)
    files = tree(site / "_site")
    assert {path for path in pages_of(site) if path.endswith(".html")} == {"ferry/index.html"}
    assert b"The reports were one." in files["ferry/index.html"]
    for path, data in files.items():
        assert b"four people" not in data, f"{path} still holds what was withdrawn"
        assert b"claims/dead" not in data


def test_former_addresses_lead_to_the_present_ones(tmp_path: Path) -> None:
    ledger = (FERRY / LEDGER).read_text(encoding="utf-8")
    ledger = ledger.replace("claims:", "aliases: [former-ferry]\nclaims:").replace(
        "    kind: number", "    kind: number\n    aliases: [deaths]"
    )
    site = make_site(tmp_path, {LEDGER: ledger})
    build(site)
    files = tree(site / "_site")
    assert b'url=../ferry/"' in files["former-ferry/index.html"]
    assert b'url=../dead/"' in files["ferry/deaths/index.html"]
    assert b"noindex" in files["former-ferry/index.html"]
    assert b"former-ferry" not in files["sitemap.xml"]


@pytest.mark.parametrize("alias", ["ferry", "about-us", "outlets", "en", "assets"])
@pytest.mark.parametrize("command", ["check", "build"])
def test_an_alias_takes_no_address_that_is_needed(alias: str, command: str, tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        {
            LEDGER: f"aliases: [{alias}]\n" + (FERRY / LEDGER).read_text(encoding="utf-8"),
            "content/pages/about-us.en.md": "---\ntitle: About\n---\nWords.\n",
        },
    )
    result = run(command, "--root", site)
    assert result.status == 1
    assert f"id-duplicate  {LEDGER}:1:11" in result.out + result.err


@pytest.mark.parametrize("command", ["check", "build"])
def test_two_stories_share_no_alias(command: str, tmp_path: Path) -> None:
    site = three_stories(tmp_path)
    for slug in ("bridge", "harbour"):
        ledger = site / "content/stories/2026" / slug / "ledger.yaml"
        ledger.write_text("aliases: [former]\n" + ledger.read_text())
    result = run(command, "--root", site)
    assert result.status == 1
    assert "id-duplicate  content/stories/2026/harbour/ledger.yaml:" in result.out + result.err
