"""`check --shard K/N`: together, all shares find exactly what one check of everything finds."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from bench.corpus import write_corpus
from tests.helpers import REPOSITORY, run

STORIES = 7


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in which several stories, two of them together, and the site itself are wrong."""
    root = tmp_path_factory.mktemp("corpus")
    write_corpus(root, STORIES, pages="bare")
    change(root, 1, "satu: Pada butir 3", "satu: Pada butur 3")
    change(root, 4, "lead: butir-1", "lead: butir-99")
    for number in (2, 3, 6):
        change(root, number, "lead:", "aliases: [dulu]\nlead:")
    change(
        root, 5, "claims:\n", "aliases: [dulu]\nclaims: []\n"
    )  # broken: its aliases count nowhere
    twin = root / "content" / "stories" / "001" / "peristiwa-00000"
    twin.mkdir(parents=True)
    (twin / "ledger.yaml").write_text("title: Sama\n", encoding="utf-8")
    return root


def change(root: Path, number: int, old: str, new: str) -> None:
    ledger = root / "content" / "stories" / "000" / f"peristiwa-{number:05}" / "ledger.yaml"
    text = ledger.read_text(encoding="utf-8")
    assert old in text
    ledger.write_text(text.replace(old, new, 1), encoding="utf-8")


def problems(root: Path, *options: str) -> list[dict[str, Any]]:
    document = json.loads(run("check", "--root", root, "--format", "json", *options).out)
    found: list[dict[str, Any]] = document["problems"]
    return found


@pytest.mark.parametrize("shares", [1, 2, 3, 7, 12])
def test_all_shares_find_what_one_check_finds(corpus: Path, shares: int) -> None:
    whole = problems(corpus)
    aliases = [p for p in whole if "alias" in p["message"]]
    assert [p["path"].split("/")[3] for p in aliases] == ["peristiwa-00003", "peristiwa-00006"]
    parts = [problems(corpus, "--shard", f"{number + 1}/{shares}") for number in range(shares)]
    together = {json.dumps(problem) for part in parts for problem in part}
    assert together == {json.dumps(problem) for problem in whole}


def test_a_share_reports_its_own_stories_and_the_site(corpus: Path) -> None:
    twin = [p for p in problems(corpus) if p["rule"] == "id-duplicate" and "slug" in p["message"]]
    assert len(twin) == 1
    for number in (1, 2, 3):
        found = problems(corpus, "--shard", f"{number}/3")
        stories = {p["path"].split("/")[3] for p in found if p not in twin}
        assert stories <= {f"peristiwa-{n:05}" for n in range(number - 1, STORIES, 3)}
        assert twin[0] in found


def test_a_share_without_an_error_is_clean(tmp_path: Path) -> None:
    write_corpus(tmp_path, 4, pages="bare")
    change(tmp_path, 1, "satu: Pada butir 3", "satu: Pada butur 3")
    statuses = [run("check", "--root", tmp_path, "--shard", f"{n}/2").status for n in (1, 2)]
    assert statuses == [0, 1]


@pytest.mark.parametrize("shard", ["0/2", "3/2", "1/0", "1", "a/b", "-1/2", "1/2/3", "", "１/２"])
def test_a_share_that_cannot_be_is_refused(corpus: Path, shard: str) -> None:
    result = run("check", "--root", corpus, f"--shard={shard}")
    assert result.status == 2
    assert "such as 2/8" in result.err


def test_nothing_is_accepted_in_shares(corpus: Path) -> None:
    result = run("check", "--root", corpus, "--shard", "1/2", "--accept")
    assert result.status == 2
    assert "without --shard" in result.err


def test_the_workflow_that_is_shown_is_valid_and_has_every_share(tmp_path: Path) -> None:
    document = (REPOSITORY / "docs" / "scale.md").read_text(encoding="utf-8")
    (text,) = re.findall(r"^```yaml\n(.*?)^```$", document, re.MULTILINE | re.DOTALL)
    workflow = tmp_path / "check.yml"
    workflow.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
    subprocess.run([*command, "vendor.github-workflows", str(workflow)], check=True, timeout=60)
    shares = yaml.safe_load(text)["jobs"]["check"]["strategy"]["matrix"]["share"]
    assert shares == list(range(1, len(shares) + 1))
    assert f"--shard ${{{{ matrix.share }}}}/{len(shares)}" in text
