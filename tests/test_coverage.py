"""Coverage: each sentence is under a claim, agrees, is set aside, or waits for an editor."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from selisih.analysis.finding.coverage import _letters, _words
from selisih.analysis.finding.curated import Cover
from tests.helpers import LEDGER, REPOSITORY, STORY, make_site, report, run

HERALD = "The ferry sank. Two people died. The captain lived. It rained."
TRIBUNE = "The ferry sank. Three people died. The captain survived. Nobody spoke."


def site(root: Path, ledger: str) -> Path:
    return make_site(
        root,
        {
            LEDGER: ledger,
            f"{STORY}/herald.md": report(f"{HERALD}\n"),
            f"{STORY}/tribune.md": report(f"{TRIBUNE}\n", outlet="tribune"),
        },
    )


LEDGER_TEXT = """\
title: T
claims:
  dead:
    statement: So many died.
    kind: number
    says:
      herald: Two people died
      tribune: Three people died
set_aside:
  - says: {herald: The captain lived, tribune: The captain survived}
    reason: synonyms
"""


def test_every_sentence_is_counted_once(tmp_path: Path) -> None:
    result = run("coverage", "--root", site(tmp_path, LEDGER_TEXT), "--format", "json")
    assert result.status == 0, result.err
    (story,) = json.loads(result.out)["stories"]
    each = {
        "percent": 75,
        "sentences": 4,
        "claimed": 1,
        "agreed": 1,
        "set_aside": 1,
        "uncurated": 1,
    }
    assert story["reports"] == {"herald": each, "tribune": each}
    assert (story["story"], story["percent"], story["sentences"]) == ("ferry", 75, 8)


def test_ci_can_insist(tmp_path: Path) -> None:
    root = site(tmp_path, LEDGER_TEXT)
    assert run("coverage", "--root", root, "--fail-under", "75").status == 0
    assert run("coverage", "--root", root, "--fail-under", "75.1").status == 1
    assert run("coverage", "--root", root, "--fail-under", "101").status == 2


def test_text_names_stories_and_reports(tmp_path: Path) -> None:
    out = run("coverage", "--root", site(tmp_path, LEDGER_TEXT), "ferry").out
    assert [line.split()[0] for line in out.splitlines()] == ["ferry", "herald", "tribune"]
    assert "75 %" in out


def test_the_shipped_story_is_covered() -> None:
    assert run("coverage", "--root", REPOSITORY, "--fail-under", "100").status == 0


def test_an_unknown_story_is_wrong_usage(tmp_path: Path) -> None:
    assert run("coverage", "--root", make_site(tmp_path), "nosuch").status == 2


WORDS = st.lists(st.sampled_from(["Two", "died", "1.100", "İzmir", "café", "_"]), min_size=1)
BETWEEN = st.sampled_from([" ", ", ", " — ", " “", "” ", "\n", "... "])


@given(words=WORDS, between=BETWEEN, other=BETWEEN, text=st.text(max_size=8))
def test_sentences_with_the_same_words_have_the_same_letters(
    words: list[str], between: str, other: str, text: str
) -> None:
    one, two = between.join([*words, text]), other.join([*words, text]).swapcase()
    if _words(one) == _words(two):
        assert _letters(one) == _letters(two)
    assert _words(between.join(words)) == _words(other.join(words))


SPANS = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda span: (min(span), max(span)))


@given(spans=st.lists(SPANS, max_size=4), span=SPANS)
def test_a_cover_touches_what_it_covers_a_share_of(
    spans: list[tuple[int, int]], span: tuple[int, int]
) -> None:
    cover = Cover(spans)
    inside = {at for start, end in spans for at in range(start, end)} & set(range(*span))
    assert cover.touches(span) == bool(inside) == (cover.share(span) > 0)
