"""Figures and names that two sides have in each other's place: “two of the six” and “six of the two”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from selisih.analysis.facts import Fact
from selisih.analysis.facts.kinship import class_of, same_fact
from selisih.analysis.finding.contrasts import CONTRADICTION, NAME, Contrast, Side

_CLASSES: Final = ("number", "date", "time", "name")
_JOINED: Final = frozenset(
    [
        "and",
        "or",
        "with",
        "versus",
        "vs",
        "nor",
        "plus",
        "as",
        "well",
        "dan",
        "atau",
        "serta",
        "dengan",
        "bersama",
        "maupun",
        "lawan",
        "kontra",
        "the",
    ]
)
"""Words between two things that may as well stand the other way round."""
_APART: Final = 8
"""Words between two facts up to which they are told of each other."""


def exchanged(left: Side, right: Side) -> Iterator[Contrast]:
    """Yield two facts of one class between which the same words stand, and that have changed places."""
    for kind in _CLASSES:
        ours, theirs = _of(left, kind), _of(right, kind)
        if len(ours) < 2 or len(theirs) < 2 or _in_order(ours, theirs):
            continue
        there = list(pairwise(theirs))
        for one, two in pairwise(ours):
            if same_fact(one, two):
                continue
            pair = next((p for p in there if same_fact(one, p[1]) and same_fact(two, p[0])), None)
            if pair and _alike(left, (one, two), right, pair):
                there.remove(pair)
                yield _contrast(kind, left, (one, two), right, pair)


def _of(side: Side, kind: str) -> list[Fact]:
    return [fact for fact in side.facts if class_of(fact) == kind]


def _in_order(ours: Sequence[Fact], theirs: Sequence[Fact]) -> bool:
    """Return whether two sides say the same facts one after the other, as they mostly do."""
    return len(ours) == len(theirs) and all(
        one.value == two.value for one, two in zip(ours, theirs, strict=True)
    )


def _alike(left: Side, ours: tuple[Fact, Fact], right: Side, theirs: tuple[Fact, Fact]) -> bool:
    """Return whether the same words stand between two facts, and beside one of them, on both sides."""
    one, two = left.inside(ours[0]), left.inside(ours[1])
    three, four = right.inside(theirs[0]), right.inside(theirs[1])
    between = left.keys[one.stop : two.start]
    if not 0 < len(between) <= _APART or between != right.keys[three.stop : four.start]:
        return False
    if _JOINED.issuperset(between):
        return False
    before = left.keys[max(0, one.start - 1) : one.start] == right.keys[max(0, three.start - 1) : three.start]  # fmt: skip
    return before or left.keys[two.stop : two.stop + 1] == right.keys[four.stop : four.stop + 1]


def _contrast(
    kind: str, left: Side, ours: tuple[Fact, Fact], right: Side, theirs: tuple[Fact, Fact]
) -> Contrast:
    spans = (ours[0].start, ours[1].end), (theirs[0].start, theirs[1].end)
    number, name = kind == "number", kind == "name"
    what = "names" if name else "numbers" if number else "dates or times"
    return Contrast(
        kind=kind if name or number else "date",
        score=NAME if name else CONTRADICTION,
        left=spans[0],
        right=spans[1],
        why=f"two {what} have changed places: “{left.shown(spans[0])}” in {left.text.id}, “{right.shown(spans[1])}” in {right.text.id}",
    )
