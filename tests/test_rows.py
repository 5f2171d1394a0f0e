"""What a build holds of a great many stories: records out of memory's way, and a manifest written piece by piece."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from selisih.output import rows
from selisih.output.manifest import NAME, Entries, entry, manifest_parts
from selisih.output.publish import Publisher
from selisih.output.rows import Rows
from selisih.output.spool import OutputError, Spool


@pytest.mark.parametrize("at_hand", [0, 100, 1_000_000])
def test_records_are_found_whether_they_lie_in_memory_or_on_disk(
    at_hand: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "_AT_HAND", at_hand)
    earlier = {"c": ("c", 3), "x": ("x", 0)}
    found = Rows(tmp_path, earlier)
    wanted = {
        f"s{number}": (f"s{number}", "é" * number, None, (b"\0", 1.5)) for number in range(50)
    }
    for folder, row in wanted.items():
        found.keep(folder, row)
        assert found["s0"] == wanted["s0"], "reading in between does no harm"
    found.take_over("c")
    assert dict(found) == {**wanted, "c": ("c", 3)}
    assert list(found) == [*wanted, "c"]
    assert "x" not in found
    found.keep("c", ("c", 4))
    assert found["c"] == ("c", 4)
    assert list(tmp_path.iterdir()) == [], "the file has no name that a killed build could leave"


def test_a_folder_that_cannot_be_written_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "_AT_HAND", 1)
    with pytest.raises(OutputError, match="gone cannot be written"):
        Rows(tmp_path / "gone", {}).keep("a", ("a",) * 99)


@pytest.mark.parametrize("seed", range(40))
def test_a_manifest_is_in_order_however_its_lines_came(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- the same lines every time
    paths = {"".join(chance.choices('ab-/.é"', k=chance.randint(1, 6))) for _ in range(120)}
    stories: dict[str, list[bytes]] = {}
    own = []
    for path in paths:
        line = entry(path, f"{len(path):064x}")
        if chance.random() < 0.2:
            own.append(line)
        else:
            # As stories do: most have folders of their own, and some reach into those of others.
            name = path[:1] if chance.random() < 0.8 else chance.choice("ab")
            stories.setdefault(name, []).append(line)
    entries = Entries(stories, lambda name: b"".join(stories[name]), own)
    every = sorted([line.rstrip(b"\n") for lines in (*stories.values(), own) for line in lines])
    assert [line for lines in entries for line in lines] == every
    data = json.loads(b"".join(manifest_parts(entries, "r")))
    assert set(data["files"]) == paths
    assert data["revision"] == "r"
    more = [entry("zz", "0" * 64), entry("\u0001", "0" * 64)]
    assert len([line for lines in entries.plus(more) for line in lines]) == len(paths) + 2


def test_a_manifest_holds_few_lines_at_once() -> None:
    """In two languages each story's lines lie in two places, far from each other."""
    names = [f"story-{number:03}" for number in range(200)]

    def lines_of(name: str) -> bytes:
        paths = [f"{home}{name}/{page}.html" for home in ("en/", "") for page in "abc"]
        return b"".join(entry(path, "0" * 64) for path in paths)

    sizes = [len(lines) for lines in Entries(names, lines_of, [])]
    assert sizes == [3] * 400


def test_a_site_without_files_has_a_manifest() -> None:
    assert json.loads(b"".join(manifest_parts(Entries((), lambda _: b"", ()), ""))) == {
        "format": 1,
        "files": {},
    }


def test_a_manifest_that_stands_as_it_is_to_be_is_not_replaced(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    spool = Spool(out)
    publisher = Publisher(spool, (), "")

    def written(digit: str) -> int:
        spool.begin()
        publisher.write_manifest(Entries((), lambda _: b"", [entry("a", digit * 64)]))
        assert (out / NAME).read_text(encoding="utf-8").count(digit) >= 64
        return (out / NAME).stat().st_ino

    first = written("0")
    assert written("0") == first
    assert written("1") != first, "it has the same length"
    spool.discard()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
