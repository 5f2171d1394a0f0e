"""The shortcuts of reading tell the same as the long ways that they spare."""

import copy
import json
import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selisih.model.lock import Fact, digest_of
from selisih.model.problem import Problems
from selisih.model.source import CONTROL, Place
from selisih.reading.body import read_body
from selisih.reading.files import Files
from selisih.reading.lock import lock_text, read_lock
from tests.helpers import source

LINES = st.text(st.sampled_from("aé \t\n\r\x0c\x85\xa0\u2028"), max_size=40)


@given(text=LINES, data=st.data())
@settings(deadline=None, max_examples=400)
def test_every_character_of_a_text_leads_to_its_place(text: str, data: st.DataObject) -> None:
    """A separator stands, without width, where the paragraph after it begins."""
    offset = data.draw(st.integers(0, len(text)))
    body = read_body(source(text), offset, "text", 40, Problems())
    assert body
    assert len(body.starts) == len(body.ends) == len(body.text)
    first = {block.start for block in body.blocks}
    for at, (character, start, end) in enumerate(
        zip(body.text, body.starts, body.ends, strict=True)
    ):
        if at + 1 in first:
            assert (character, start, end) == ("\n", body.starts[at + 1], start)
        else:
            assert offset <= start
            assert text[start:end] == character
    assert body.starts[1:-1] == tuple(body.starts)[1:-1]
    assert body.ends[::-2] == tuple(body.ends)[::-2]
    with pytest.raises(IndexError):
        body.starts[len(body.text)]


def test_a_place_is_the_same_whenever_its_lines_are_counted() -> None:
    text = source("abc\ndef\n")
    place = Place(path=text.path, line=2, column=1, end_line=2, end_column=3, excerpt="def")
    assert text.place(4, 6) == place
    assert hash(text.place(4, 6)) == hash(place)
    assert repr(text.place(4, 6)) == repr(place)
    assert pickle.loads(pickle.dumps(text.place(4, 6))) == place  # noqa: S301
    assert copy.copy(text.place(4, 6)) == copy.deepcopy(text.place(4, 6)) == place
    assert text.place(4, 6) != Place(path=text.path, line=9)
    with pytest.raises(AttributeError):
        text.place(4, 6).nothing  # type: ignore[attr-defined]  # noqa: B018


def told(root: Path, text: str) -> tuple[dict[str, Fact] | None, str]:
    (root / "ledger.lock").write_text(text, encoding="utf-8")
    problems = Problems()
    facts = read_lock("ledger.lock", Files(root, problems, 10**6))
    return facts, " ".join(problem.message for problem in problems.sorted())


WORDS = st.text(st.sampled_from('a"\\é {}:,'), max_size=8)


@given(words=st.lists(WORDS, min_size=1, max_size=4))
@settings(deadline=None)
def test_a_lock_is_read_as_it_was_written(
    words: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    facts = {f"claims/a/says/b/quote/{n + 1}": Fact(digest_of(w), w) for n, w in enumerate(words)}
    assert told(tmp_path_factory.mktemp("lock"), lock_text(facts)) == (facts, "")


@pytest.mark.parametrize("words", ["plain", 'with "quotes"', "with \\", '\\" both'])
@pytest.mark.parametrize("twice", ["fact", "hash", "words"])
def test_a_name_that_stands_twice_is_told_of(words: str, twice: str, tmp_path: Path) -> None:
    parts = {"hash": json.dumps(digest_of(words)), "words": json.dumps(words)}
    pairs = [f'"{name}": {value}' for name, value in parts.items()]
    pairs += [f'"{twice}": {parts[twice]}'] if twice in parts else []
    fact = f'"claims/a/verdict": {{{", ".join(pairs)}}}'
    text = "{" + ", ".join([fact] * (2 if twice == "fact" else 1)) + "}"
    facts, message = told(tmp_path, text)
    assert facts is None
    assert message.endswith("a name stands twice")


def test_no_control_character_is_overlooked(tmp_path: Path) -> None:
    for code in (*range(0xD800), *range(0xE000, 0x10100)):
        problems = Problems()
        Files(tmp_path, problems, 1).decode("a", f"a{chr(code)}".encode())
        assert bool(problems) == bool(CONTROL.search(chr(code))), hex(code)


def test_a_mark_at_the_beginning_moves_no_place(tmp_path: Path) -> None:
    places = []
    for mark in (b"", b"\xef\xbb\xbf"):
        problems = Problems()
        assert Files(tmp_path, problems, 1).decode("a", mark + "é: ".encode() + b"\xe9") is None
        places.append([(problem.place, problem.message) for problem in problems.sorted()])
    assert places[0] == places[1]
    assert places[0][0][0].column == 4
