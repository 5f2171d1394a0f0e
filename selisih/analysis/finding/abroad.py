"""Differences between reports in two languages, as far as numbers, dates and names show them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from selisih.analysis.facts import Fact
from selisih.analysis.facts.kinship import class_of, contradict
from selisih.analysis.finding.contrasts import CONTRADICTION, DATE_CONTRADICTION, Contrast, Side
from selisih.analysis.finding.matching import match_sentences
from selisih.analysis.finding.prepared import Prepared

_TELLING: Final = ("number", "date", "time", "name")


def across_languages(left: Prepared, right: Prepared) -> Iterator[Contrast]:
    """Yield numbers and dates that differ between sentences with the same names and other facts."""
    groups = match_sentences(_keys(left, "left"), _keys(right, "right"))
    for group in groups:
        if not group.left or not group.right or group.score == 0:
            continue
        yield from _within(Side(left, group.left), Side(right, group.right))


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
    return contradict(one, two) and (class_of(one) != "number" or one.unit == two.unit)
