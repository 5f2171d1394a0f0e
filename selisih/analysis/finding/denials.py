"""Negations that two sides have in common, however each puts them: “bukan” and “tidak”, “didn't” and “did not”."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from selisih.analysis.facts import Fact
from selisih.analysis.finding.contrasts import Region, Side
from selisih.analysis.finding.matching import stem

_NEAR: Final = 3
"""Words after a negation among which stands what it denies."""


def drop_common_negations(
    left: Side,
    right: Side,
    regions: Sequence[Region],
    ours: list[tuple[Fact, int]],
    theirs: list[tuple[Fact, int]],
) -> None:
    """Take out negations that both sides have in the same run of words, or as often before the same word."""
    if not any(fact.kind == "negation" for fact, _ in (*ours, *theirs)):
        return
    mine, yours = _denied(left), _denied(right)
    places = _places(left, mine, [region.left for region in regions])
    places &= _places(right, yours, [region.right for region in regions])
    before = Counter(_next(left, fact) for fact in mine)
    there = Counter(_next(right, fact) for fact in yours)
    alike = {word for word, count in before.items() if word and there[word] == count}
    for each, side in ((ours, left), (theirs, right)):
        each[:] = [
            (fact, at)
            for fact, at in each
            if fact.kind != "negation" or (at not in places and _next(side, fact) not in alike)
        ]


def _denied(side: Side) -> list[Fact]:
    return [fact for fact in side.facts if fact.kind == "negation"]


def _places(side: Side, denied: Sequence[Fact], runs: Sequence[tuple[int, int]]) -> set[int]:
    """Return the runs of differing words that hold a negation."""
    return {i for i, run in enumerate(runs) if any(side.touches(fact, run) for fact in denied)}


def _next(side: Side, fact: Fact) -> str:
    """Return the stem of the first content word that follows a negation closely, which it denies."""
    stop = side.inside(fact).stop
    near = range(stop, min(stop + _NEAR, len(side.words)))
    return next((stem(side.keys[i]) for i in near if side.is_content(i)), "")
