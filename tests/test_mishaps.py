"""What befalls a site while it is built, and its output between two builds: the next build makes it good."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from selisih import pipeline
from selisih.flow import compiling, processes, rebuilding
from selisih.flow.sitewide import Sitewide
from selisih.output.publish import Publisher
from tests.helpers import (
    LEDGER,
    REPOSITORY,
    KilledError,
    build,
    let_a_tick_pass,
    make_site,
    run,
    tree,
)
from tests.test_rebuilding import clean_tree, five_stories, toggle

PAGE = "---\ntitle: About\n---\n{}\n"
DEFAULT = (REPOSITORY / "templates/not_found.html").read_text(encoding="utf-8")


def test_a_page_that_is_saved_during_a_build_is_published_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site(tmp_path / "site", {"content/pages/about.en.md": PAGE.format("Old words.")})
    real = pipeline.read_pages

    def read_pages(*given: object) -> object:
        pages = real(*given)  # type: ignore[arg-type]
        (site / "content/pages/about.en.md").write_text(PAGE.format("New words."))
        return pages

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "read_pages", read_pages)
        build(site)
    assert "Old words." in (site / "_site/about/index.html").read_text()
    build(site)
    assert tree(site / "_site") == clean_tree(site, tmp_path / "clean")


def test_a_template_that_is_changed_during_a_build_and_changed_back_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site(tmp_path / "site", {"templates/not_found.html": DEFAULT})
    template = site / "templates/not_found.html"
    real = Sitewide.make

    def make(self: Sitewide) -> None:
        template.write_text(DEFAULT.replace("{% block main %}", "{% block main %}WRONG"))
        real(self)

    with monkeypatch.context() as patch:
        patch.setattr(Sitewide, "make", make)
        build(site)
    template.write_text(DEFAULT)
    build(site)
    assert tree(site / "_site") == clean_tree(site, tmp_path / "clean")
    assert "WRONG" not in (site / "_site/404.html").read_text()


@pytest.mark.parametrize("name", ["parts/p.html", "./parts//p.html"])
def test_a_template_in_a_linked_folder_counts(name: str, tmp_path: Path) -> None:
    included = DEFAULT.replace("{% block main %}", f'{{% block main %}}{{% include "{name}" %}}')
    site = make_site(
        tmp_path / "site", {"templates/not_found.html": included, "shared/p.html": "ONE"}
    )
    (site / "templates/parts").symlink_to("../shared")
    for link, target in (("round", "."), ("back", "../templates"), ("self", "self"), ("no", "no")):
        (site / "shared" / link).symlink_to(target)
    for words in ("ONE", "TWO"):
        (site / "shared/p.html").write_text(words)
        build(site)
        assert words in (site / "_site/404.html").read_text()


def test_what_processes_wrote_before_a_build_was_killed_is_owned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = five_stories(tmp_path / "site")
    ledgers = sorted(site.rglob("ledger.yaml"))

    def rename(old: str, new: str) -> None:
        for ledger in ledgers:
            slug = ledger.parent.name
            text = ledger.read_text().replace(f"aliases: [{old}-{slug}]\n", "")
            ledger.write_text(f"aliases: [{new}-{slug}]\n{text}")
        let_a_tick_pass(site)

    monkeypatch.setattr(compiling, "spread", partial(processes.spread, enough=2))
    monkeypatch.setattr(rebuilding, "FEW", 0)
    rename("", "former")
    build(site, "--jobs", "2")
    rename("former", "present")
    with monkeypatch.context() as patch:
        patch.setattr(Publisher, "_remove", killed)
        with pytest.raises(KilledError):
            build(site, "--jobs", "2")
    rename("present", "former")
    build(site, "--jobs", "2")
    assert tree(site / "_site") == clean_tree(site, tmp_path / "clean")


def killed(*_: object) -> None:
    raise KilledError


def test_a_folder_of_static_files_may_become_a_file_and_a_folder_again(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", {"static/x/y/z": "1", "static/x/w": "2"})
    build(site)
    for path in ("x", "x/y", "x/y/z"):
        shutil.rmtree(site / "static")
        (site / "static" / path).parent.mkdir(parents=True)
        (site / "static" / path).write_text(path)
        build(site)
        assert tree(site / "_site") == clean_tree(site, tmp_path / "clean")


@pytest.mark.parametrize("path", ["_site/manifest.json", ".selisih/site", "compiled"])
def test_a_named_pipe_keeps_no_build_waiting(path: str, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    build(site)
    paths = list((site / ".selisih/compiled").iterdir()) if path == "compiled" else [site / path]
    for pipe in paths:
        pipe.unlink()
        os.mkfifo(pipe)
    command = [sys.executable, str(REPOSITORY / "build.py"), "--root", str(site), "--clean"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert "Traceback" not in done.stderr
    assert done.returncode == (2 if "manifest" in path else 0)


def test_a_manifest_that_was_deleted_is_written_again_with_the_next_edit(tmp_path: Path) -> None:
    site = five_stories(tmp_path / "site")
    build(site)
    (site / "_site/manifest.json").unlink()
    toggle(site, "alias")
    toggle(site, "claim")
    build(site)
    assert tree(site / "_site") == clean_tree(site, tmp_path / "clean")
    (site / "_site/manifest.json").unlink()
    (site / "_site/index.html").write_text("mine")
    toggle(site, "title")
    assert run("build", "--root", site).status == 2
    assert (site / "_site/index.html").read_text() == "mine"


@pytest.mark.parametrize("name", ["a\\b.txt", "a\nb.txt", "caf\udce9.txt"])
def test_a_name_that_no_address_can_hold_is_refused(name: str, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    (site / "static").mkdir()
    (site / "static" / name).touch()
    refused = run("build", "--root", site)
    assert refused.status == 1
    assert "file-name" in refused.err


def test_an_interrupted_build_says_so_in_a_word(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    command = [sys.executable, str(REPOSITORY / "build.py"), "--root", str(site)]
    for path in (site / LEDGER).parent.glob("*.md"):
        path.unlink()
        os.mkfifo(
            path
        )  # reads nothing, and is told of: what matters is that there is something to do
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as building:
        building.send_signal(signal.SIGINT)
        told = building.communicate()[1]
    assert "Traceback" not in told or "site.py" in told, "Python itself may not be up yet"
