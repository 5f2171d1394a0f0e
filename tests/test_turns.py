"""Two builds of one site at the same time, and a build beside a preview: one comes after the other."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.corpus import write_corpus
from selisih.commands.asking import read_options
from selisih.flow.unchanged import look
from selisih.output.turn import Turn
from selisih.pipeline import ask_of, build
from selisih.preview.session import Session
from tests.helpers import NOW, REPOSITORY, let_a_tick_pass, tree
from tests.test_rebuilding import clean_tree, five_stories, toggle

STORIES = 40


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = five_stories(tmp_path / "site")
    build(read_options(site, NOW))
    let_a_tick_pass(site)
    return site


def begun(site: Path) -> subprocess.Popen[str]:
    """Return a build that is going on in a process of its own."""
    command = [sys.executable, str(REPOSITORY / "build.py"), "--root", str(site), "--jobs", "2"]
    return subprocess.Popen(
        command, cwd=site, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.slow
def test_two_builds_at_once_give_what_one_gives(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_corpus(site, STORIES, pages="lean")
    with begun(site) as first:
        first.communicate()
    settings = site / "site.yaml"
    settings.write_text(settings.read_text().replace("title: ", "title: New ", 1))
    first = begun(site)
    while not (tmp_path / "site/._site.spool").exists() and first.poll() is None:
        pass
    second = begun(site)
    with first, second:
        _, told = second.communicate()
        first.communicate()
    assert (first.returncode, second.returncode) == (0, 0)
    assert "Another build of this site is at work" in told
    assert f"{STORIES} stories: 0 files written" in told
    assert tree(site / "_site") == clean_tree(site, tmp_path / "clean")


def test_a_turn_is_waited_for_and_given_away(site: Path) -> None:
    turn = Turn(site)
    toggle(site, "title")
    with begun(site) as waiting:
        assert waiting.stderr
        assert waiting.stderr.readline().startswith("Another build of this site is at work")
        turn.release()
        waiting.communicate()
    assert waiting.returncode == 0


@pytest.mark.parametrize("name", ["title", "claim", "word"])
def test_a_look_that_another_build_has_outdated_is_taken_again(
    name: str, site: Path, tmp_path: Path
) -> None:
    options = read_options(site, NOW)
    toggle(site, name)
    looked = look(ask_of(options))
    build(options)
    assert build(options, looked).written == 0
    assert tree(site / "_site") == clean_tree(site, tmp_path / "clean")


@pytest.mark.parametrize("name", ["title", "claim", "word"])
def test_a_preview_and_a_build_beside_it_share_an_output(
    name: str, site: Path, tmp_path: Path
) -> None:
    session = Session(lambda: read_options(site, NOW))
    session.build()
    let_a_tick_pass(site)
    session.build({str(toggle(site, "statement"))})
    build(read_options(site, NOW))
    saved = toggle(site, name)
    build(read_options(site, NOW))
    assert session.build({str(saved)}).published
    assert session.build({str(toggle(site, "tag"))}).published
    assert tree(site / "_site") == clean_tree(site, tmp_path / "clean")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no locks that are inherited")
def test_what_a_killed_build_has_forked_keeps_the_turn(site: Path) -> None:
    turn = Turn(site)
    child = os.fork()
    if not child:
        while os.getppid() != 1 and not (site / "end").exists():
            pass
        os._exit(0)
    turn.release()
    waited: list[bool] = []

    def waiting() -> None:
        waited.append(True)
        (site / "end").touch()

    Turn(site, waiting).release()
    os.waitpid(child, 0)
    assert waited == [True]
