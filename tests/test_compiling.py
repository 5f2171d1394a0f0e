"""Compiling stories in several processes gives what one process gives: bytes, problems, refusals."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bench.corpus import write_corpus
from selisih.flow import sitewide
from selisih.flow.processes import ENOUGH
from tests.helpers import NOW, REPOSITORY, tree


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("corpus")
    write_corpus(root, ENOUGH + 6)
    settings = root / "site.yaml"
    # So many lists that they too are made by several processes.
    settings.write_text(settings.read_text(encoding="utf-8") + "page_size: 1\n", encoding="utf-8")
    return root


def build(root: Path, out: Path, jobs: int) -> subprocess.CompletedProcess[str]:
    # A process of its own: one that has threads, as a test run has, is not forked.
    command = [sys.executable, str(REPOSITORY / "build.py"), "build", "--root", str(root)]
    command += ["--out", str(out), "--jobs", str(jobs), "--now", NOW, "--clean"]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_several_processes_write_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    alone, together = tmp_path / "alone", tmp_path / "together"
    assert build(corpus, alone, 1).returncode == 0
    assert build(corpus, together, 3).returncode == 0
    assert tree(alone) == tree(together)
    assert len([*alone.glob("outlets/**/index.html"), *alone.glob("page/*")]) > sitewide._ENOUGH
    assert not list(tmp_path.glob(".*.spool"))


def test_a_list_with_a_broken_template_is_the_same_problem(corpus: Path, tmp_path: Path) -> None:
    template = corpus / "templates/shelf.html"
    template.parent.mkdir()
    template.write_text("{{ page.nothing.like_that }}", encoding="utf-8")
    try:
        alone, together = (build(corpus, tmp_path / f"out{jobs}", jobs) for jobs in (1, 3))
    finally:
        shutil.rmtree(template.parent)
    assert alone.returncode == together.returncode == 1
    assert "templates/shelf.html:1" in together.stderr
    assert alone.stderr == together.stderr
    assert list(tmp_path.iterdir()) == []


def test_problems_are_the_same_and_nothing_is_written(corpus: Path, tmp_path: Path) -> None:
    ledger = next(corpus.rglob("peristiwa-00017/ledger.yaml"))
    good = ledger.read_text(encoding="utf-8")
    ledger.write_text(good.replace("satu: Pada butir 3", "satu: Pada butur 3"), encoding="utf-8")
    try:
        alone, together = (build(corpus, tmp_path / f"out{jobs}", jobs) for jobs in (1, 3))
    finally:
        ledger.write_text(good, encoding="utf-8")
    assert alone.returncode == together.returncode == 1
    assert "quote-missing" in together.stderr
    assert alone.stderr == together.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_alias_that_another_story_has_is_refused(corpus: Path, tmp_path: Path) -> None:
    ledger = next(corpus.rglob("peristiwa-00020/ledger.yaml"))
    good = ledger.read_text(encoding="utf-8")
    ledger.write_text("aliases: [peristiwa-00003]\n" + good, encoding="utf-8")
    try:
        found = build(corpus, tmp_path / "out", 3)
    finally:
        ledger.write_text(good, encoding="utf-8")
    assert found.returncode == 1
    assert "id-duplicate" in found.stderr
    assert list(tmp_path.iterdir()) == []
