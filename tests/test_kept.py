"""What was compiled is kept between runs, and is used only where it is whole and of the same state."""

from pathlib import Path

import pytest

from selisih.output.kept import Kept
from tests.helpers import build, make_site, tree


def test_what_was_kept_is_found_again(tmp_path: Path) -> None:
    Kept(tmp_path, "one").save("page", b"code")
    assert Kept(tmp_path, "one").load("page") == b"code"
    assert Kept(tmp_path, "one").load("other") is None


def test_another_state_finds_nothing(tmp_path: Path) -> None:
    Kept(tmp_path, "one").save("page", b"code")
    assert Kept(tmp_path, "two").load("page") is None


def test_what_lies_under_another_name_is_not_taken_for_it(tmp_path: Path) -> None:
    Kept(tmp_path, "one").save("page", b"code")
    folder = tmp_path / ".selisih/compiled"
    (folder / "other").write_bytes((folder / "page").read_bytes())
    assert Kept(tmp_path, "one").load("other") is None


@pytest.mark.parametrize("spoilt", [b"", b"code", b"\0" * 32 + b"code"])
def test_what_is_damaged_is_not_used(tmp_path: Path, spoilt: bytes) -> None:
    Kept(tmp_path, "one").save("page", b"code")
    (tmp_path / ".selisih/compiled/page").write_bytes(spoilt)
    assert Kept(tmp_path, "one").load("page") is None


def test_a_folder_that_cannot_be_written_is_no_harm(tmp_path: Path) -> None:
    (tmp_path / ".selisih").write_bytes(b"")
    Kept(tmp_path, "one").save("page", b"code")
    assert Kept(tmp_path, "one").load("page") is None


def test_damage_to_all_of_it_costs_time_and_nothing_else(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    build(site)
    good = tree(site / "_site")
    kept = [path for path in (site / ".selisih/compiled").iterdir() if path.is_file()]
    assert len(kept) > 5
    for number, path in enumerate(kept):
        data = path.read_bytes()
        path.write_bytes(
            (b"", data[:-1], data[:40] + bytes([data[40] ^ 1]) + data[41:])[number % 3]
        )
    build(site, "--clean")
    assert tree(site / "_site") == good
