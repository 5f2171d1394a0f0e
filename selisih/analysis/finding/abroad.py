"""Differences between reports in two languages, as far as numbers, dates and names show them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from selisih.analysis.facts import Fact
from selisih.analysis.facts.kinship import class_of, contradict
from selisih.analysis.finding.contrasts import (
    CONTRADICTION,
    DATE_CONTRADICTION,
    PASSAGE,
    Contrast,
    Side,
    mirrored,
)
from selisih.analysis.finding.matching import match_sentences
from selisih.analysis.finding.prepared import Prepared

_TELLING: Final = ("number", "date", "time", "name")
_SEVERAL: Final = 3
"""Facts without any counterpart that make a passage one that the other text does not have."""


def across_languages(left: Prepared, right: Prepared) -> Iterator[Contrast]:
    """Yield numbers and dates that differ between sentences with the same names and other facts.

    A passage is said to be missing only where several facts of it are nowhere in the other text.
    """
    groups = match_sentences(_keys(left, "left"), _keys(right, "right"))
    for group in groups:
        if group.left and group.right and group.score:
            yield from _within(Side(left, group.left), Side(right, group.right))
        elif group.left and not group.right:
            yield from _untold(Side(left, group.left), right)
        elif group.right and not group.left:
            yield from map(mirrored, _untold(Side(right, group.right), left))


def _untold(side: Side, other: Prepared) -> Iterator[Contrast]:
    """Yield a passage of whose names, numbers and dates, several at least, the other text has none."""
    telling = [fact for fact in side.facts if class_of(fact) in _TELLING and not fact.weak]
    if len(telling) < _SEVERAL or any(other.has(fact) for fact in telling):
        return
    said = side.shown(side.span)
    yield Contrast(kind="context", score=PASSAGE, left=side.span, right=None, why=f"a passage that only {side.text.id} carries, by its names and numbers: “{said[:160]}”")  # fmt: skip


def _keys(text: Prepared, side: str) -> list[tuple[str, ...]]:
    """Return the facts of each sentence, as what it is recognised by across languages."""
    found = []
    for index, part in enumerate(text.facts):
        keys = [
            f"{class_of(fact)} {fact.value} {fact.unit}"
            for fact in part
            if class_of(fact) in _TELLING and not fact.weak
        ]
        share = index / max(1, len(text.sentences) - 1)
        found.append((f"only {side} {index}", f"about {round(share * 8)}", *dict.fromkeys(keys)))
    return found


def _within(left: Side, right: Side) -> Iterator[Contrast]:
    """Yield the facts of two sentences that neither text has elsewhere, and that exclude each other."""
    ours = [fact for fact in left.facts if _counts(fact, right.text)]
    theirs = [fact for fact in right.facts if _counts(fact, left.text)]
    for one in ours:
        two = next((fact for fact in theirs if _rival(one, fact)), None)
        if two is None:
            continue
        theirs.remove(two)
        spans = (one.start, one.end), (two.start, two.end)
        number = class_of(one) == "number"
        yield Contrast(
            kind="number" if number else "date",
            score=CONTRADICTION - 0.05 if number else DATE_CONTRADICTION - 0.05,
            left=spans[0],
            right=spans[1],
            why=f"“{left.shown(spans[0])}” in {left.text.id}, “{right.shown(spans[1])}” in {right.text.id}",
        )


def _counts(fact: Fact, other: Prepared) -> bool:
    return class_of(fact) in ("number", "date", "time") and not fact.weak and not other.has(fact)


def _rival(one: Fact, two: Fact) -> bool:
    """Return whether two facts exclude each other; “puluhan”, “dozens” and 40 do not."""
    if "vague" in (one.modifier, two.modifier) and _magnitude(one) == _magnitude(two):
        return False
    return contradict(one, two) and (class_of(one) != "number" or one.unit == two.unit)


def _magnitude(fact: Fact) -> int:
    """Return how many digits the whole part of a number has, which is all that a vague word tells."""
    return len(fact.value.partition(".")[0].lstrip("-"))
