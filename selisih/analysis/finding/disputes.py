"""The facts of two corresponding passages that exclude each other, or that only one of them has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from selisih.analysis.facts import Fact
from selisih.analysis.facts.kinship import class_of, contradict, look_alike, same_fact, same_name
from selisih.analysis.finding.contrasts import (
    ATTRIBUTION,
    CERTAINTY,
    CONTRADICTION,
    DATE,
    DATE_CONTRADICTION,
    MODIFIER,
    NAME,
    NAME_ALONE,
    NEGATION,
    NUMBER,
    NUMBER_APART,
    SMALL_DETAIL,
    Contrast,
    Region,
    Side,
    mirrored,
)
from selisih.analysis.finding.denials import drop_common_negations
from selisih.analysis.finding.exchanged import exchanged
from selisih.analysis.finding.prepared import Prepared
from selisih.model.differences import Span

CLOSE: Final = 0.6
"""Likeness of two passages above which a fact is looked for in them alone, and not in the whole text."""

_FEW: Final = 3
"""Content words beside two facts in a run of differing words, up to which the run is about them."""

Loose = tuple[Fact, int]
"""A fact without counterpart, and the index of the region it stands in."""


@dataclass(slots=True)
class Disputes:
    """Compares the facts of two sides that stand in differing words."""

    left: Side
    right: Side
    regions: Sequence[Region]
    close: bool
    used: set[int]
    """Indexes of the regions that a fact accounts for."""

    def found(self) -> Iterator[Contrast]:
        """Yield what the facts say differently."""
        ours = _loose(self.left, self.right, [r.left for r in self.regions], self.close)
        theirs = _loose(self.right, self.left, [r.right for r in self.regions], self.close)
        drop_common_negations(self.left, self.right, self.regions, ours, theirs)
        for contrast, one, two in self._pairs(ours, theirs):
            self.used |= {one[1], two[1]}
            yield contrast
        for fact, place in _outside(ours):
            at = self.regions[place].right[0]
            yield from self._alone(self.left, self.right, fact, place, at)
        for fact, place in _outside(theirs):
            at = self.regions[place].left[0]
            yield from map(mirrored, self._alone(self.right, self.left, fact, place, at))
        yield from self._exactness()
        for contrast in exchanged(self.left, self.right):
            self._use(contrast.left, contrast.right)
            yield contrast

    def _use(self, left: Span | None, right: Span | None) -> None:
        """Take note that the regions in two spans are accounted for."""
        for index, region in enumerate(self.regions):
            ours, theirs = self.left.reach(*region.left), self.right.reach(*region.right)
            if (left and _meet(left, ours)) or (right and _meet(right, theirs)):
                self.used.add(index)

    def _pairs(
        self, ours: list[Loose], theirs: list[Loose]
    ) -> Iterator[tuple[Contrast, Loose, Loose]]:
        """Yield facts that exclude each other, and take them out of the lists."""
        order = ("number", "ordinal", "date", "time", "attribution", "name", "certainty")
        for kind in order:
            for one in [loose for loose in ours if class_of(loose[0]) == kind]:
                two = self._rival(one, theirs)
                if two is None or one not in ours:
                    continue
                ours.remove(one)
                theirs.remove(two)
                yield self._pair(kind, one[0], two[0]), one, two
                if kind in ("attribution", "name"):
                    _drop_inside(ours, one[0])
                    _drop_inside(theirs, two[0])

    def _rival(self, one: Loose, theirs: Sequence[Loose]) -> Loose | None:
        """Return the fact of the other side that stands in the place of this one."""
        rivals = [two for two in theirs if contradict(one[0], two[0])]
        here = [two for two in rivals if two[1] == one[1] and self._of_one_thing(one, two)]
        if here:
            return min(here, key=lambda two: (two[0].weak, not _akin(one[0], two[0])))
        if not self.close:
            return None
        return next(
            (two for two in rivals if _akin(one[0], two[0]) and self._in_one_context(one, two)),
            None,
        )

    def _of_one_thing(self, one: Loose, two: Loose) -> bool:
        """Return whether two facts in one run of differing words are said of the same thing.

        They are where the run holds little else, or where they stand among the same words. Two passages
        that are only told alike may have times or numbers of quite different things in one long run.
        """
        run = self.regions[one[1]]
        if class_of(one[0]) in ("attribution", "certainty", "negation"):
            return True
        if self.left.sequence(one[0]) != self.right.sequence(two[0]):
            return False
        little = (self.left.besides(run.left, one[0]), self.right.besides(run.right, two[0]))
        return max(little) <= _FEW or self._in_one_context(one, two)

    def _in_one_context(self, one: Loose, two: Loose) -> bool:
        """Return whether two facts stand among some of the same words, or count the same thing."""
        if class_of(one[0]) == "number" and one[0].noun and one[0].noun == two[0].noun:
            return True
        if class_of(one[0]) == "attribution":
            return True
        if self.left.sequence(one[0]) != self.right.sequence(two[0]):
            return False
        return bool(self.left.context(one[0]) & self.right.context(two[0]))

    def _pair(self, kind: str, one: Fact, two: Fact) -> Contrast:
        left, right = self.left.shown((one.start, one.end)), self.right.shown((two.start, two.end))
        said = f"“{left}” in {self.left.text.id}, “{right}” in {self.right.text.id}"
        spans = {"left": (one.start, one.end), "right": (two.start, two.end)}
        if kind in ("number", "ordinal"):
            what = "the units differ" if one.value == two.value else "the numbers differ"
            score = CONTRADICTION - (0.02 if one.weak or two.weak or kind == "ordinal" else 0)
            return Contrast(kind="number", score=score, why=f"{what}: {said}", **spans)
        if kind in ("date", "time"):
            return Contrast(kind="date", score=DATE_CONTRADICTION, why=f"the dates or times differ: {said}", **spans)  # fmt: skip
        if kind == "attribution":
            if look_alike(one.value, two.value) or "pronoun" in (one.value, two.value) or "-nya" in (one.value, two.value):  # fmt: skip
                score = ATTRIBUTION - 0.1
            else:
                score = ATTRIBUTION + 0.1
            source = "agency" in (one.modifier, two.modifier)
            return Contrast(kind="source" if source else "attribution", score=score, why=f"the words are given to different speakers: {said}", **spans)  # fmt: skip
        if kind == "name":
            score = NAME if not (one.weak and two.weak) else SMALL_DETAIL
            return Contrast(kind="name", score=score, why=f"the names differ: {said}", **spans)
        score = CERTAINTY if one.value != two.value else MODIFIER
        return Contrast(kind="certainty", score=score, why=f"said with different firmness: {said}", **spans)  # fmt: skip

    def _alone(
        self, side: Side, other: Side, fact: Fact, place: int, at: int
    ) -> Iterator[Contrast]:
        """Yield what only one side has."""
        told = _TOLD.get(class_of(fact))
        if told is None or (fact.weak and fact.kind in ("name", "ordinal")):
            return
        kind, score, what = told
        if fact.weak or (fact.kind == "time" and ":" not in fact.value):
            score = SMALL_DETAIL
        if fact.kind == "attribution":
            if fact.value in ("pronoun", "-nya"):
                return
            if fact.modifier == "agency":
                kind = "source"
        if fact.kind == "negation" and not self.close:
            score = SMALL_DETAIL  # other words altogether, so that it turns nothing round
        if class_of(fact) == "number" and not self.close:
            score = min(score, NUMBER_APART)
        if fact.kind == "name" and (other.text.has(fact) or _names_itself(fact, side)):
            score = SMALL_DETAIL
        self.used.add(place)
        span = (fact.start, fact.end)
        yield Contrast(
            kind=kind,
            score=score,
            left=span,
            right=None,
            why=f"{what} only in {side.text.id}: “{side.shown(span)}”",
            near_right=other.around(at),
        )

    def _exactness(self) -> Iterator[Contrast]:
        """Yield numbers that are the same, and not meant with the same exactness."""
        rest = [fact for fact in self.right.facts if class_of(fact) == "number"]
        for one in self.left.facts:
            if class_of(one) != "number":
                continue
            two = next((fact for fact in rest if same_fact(one, fact)), None)
            if two is None:
                continue
            rest.remove(two)
            if one.modifier == two.modifier:
                continue
            spans = (one.start, one.end), (two.start, two.end)
            said = f"“{self.left.shown(spans[0])}” in {self.left.text.id}, “{self.right.shown(spans[1])}” in {self.right.text.id}"
            self._use(*spans)
            yield Contrast(
                kind="number",
                score=_exactness_score(one.modifier, two.modifier),
                left=spans[0],
                right=spans[1],
                why=f"{_bounds(one.modifier, two.modifier)}: {said}",
            )


def _bounds(one: str, two: str) -> str:
    """Return in words how one number is meant on two sides."""
    if (one in _UP and two in _DOWN) or (one in _DOWN and two in _UP):
        return "opposite bounds of the same number"
    return "the same number, put with different exactness"


_UP: Final = frozenset({"more", "least"})
_DOWN: Final = frozenset({"less", "nearly"})


def _exactness_score(one: str, two: str) -> float:
    """Return how much it weighs that a number is meant in two ways; opposite bounds contradict each other.

    “Up to 40” is weaker: it is often said of a number that may yet rise.
    """
    if (one in _UP and two in _DOWN) or (two in _UP and one in _DOWN):
        return CONTRADICTION
    return NUMBER_APART if "most" in (one, two) and (one in _UP or two in _UP) else MODIFIER


_TOLD: Final = {
    "number": ("detail", NUMBER, "a number"),
    "ordinal": ("detail", SMALL_DETAIL, "a number"),
    "date": ("date", DATE, "a date or time"),
    "time": ("date", DATE, "a date or time"),
    "name": ("name", NAME_ALONE, "a name"),
    "attribution": ("attribution", ATTRIBUTION, "who says it is named"),
    "certainty": ("certainty", CERTAINTY, "a word of caution"),
    "negation": ("detail", NEGATION, "a negation, which turns the statement round, stands"),
}
"""Class of a fact to the kind, score and words of the difference that only one side has it."""


def lone_facts(side: Side, other: Prepared, near: Span | None) -> Iterator[Contrast]:
    """Yield the facts of a passage without counterpart that the other text has nowhere."""
    for fact in side.facts:
        told = _TOLD.get(class_of(fact))
        if told is None or fact.weak or class_of(fact) in ("certainty", "negation", "attribution"):
            continue
        if (
            not other.has(fact)
            and not _names_itself(fact, side)
            and not (fact.kind == "time" and ":" not in fact.value)
        ):
            span = (fact.start, fact.end)
            yield Contrast(kind=told[0], score=told[1] - 0.1, left=span, right=None, why=f"{told[2]} only in {side.text.id}: “{side.shown(span)}”", near_right=near)  # fmt: skip


def _names_itself(fact: Fact, side: Side) -> bool:
    """Return whether a name is that of the report's own outlet, as in a dateline."""
    return fact.kind == "name" and same_name(fact.value, side.text.outlet)


def _loose(side: Side, other: Side, runs: Sequence[tuple[int, int]], close: bool) -> list[Loose]:
    """Return the facts of a side that stand in differing words and that the other does not have."""
    found: list[Loose] = []
    for fact in side.facts:
        if fact.kind == "quotation":
            continue
        place = next((i for i, run in enumerate(runs) if side.touches(fact, run)), -1)
        if place < 0:
            continue
        if _matched(fact, side, other) and not _put_in(fact, side, runs[place]):
            continue
        if not close and fact.kind not in ("negation", "certainty") and other.text.has(fact):
            continue
        found.append((fact, place))
    return found


def _meet(one: Span, two: Span) -> bool:
    return one[0] < two[1] and two[0] < one[1]


def _put_in(fact: Fact, side: Side, run: tuple[int, int]) -> bool:
    """Return whether a negation was put in by itself, and did not move along with other words."""
    return fact.kind == "negation" and not any(side.is_content(i) for i in range(*run))


def _matched(fact: Fact, side: Side, other: Side) -> bool:
    """Return whether the other side says a fact too; numbers and negations as often."""
    there = sum(same_fact(fact, known) for known in other.facts)
    if class_of(fact) in ("date", "time", "name", "attribution"):
        return there > 0
    return there >= sum(same_fact(fact, known) for known in side.facts)


def _outside(facts: Sequence[Loose]) -> Iterator[Loose]:
    """Yield facts that are not part of an attribution that is told of already."""
    spans = [(f.start, f.end) for f, _ in facts if f.kind == "attribution" and f.value not in ("pronoun", "-nya")]  # fmt: skip
    for fact, place in facts:
        inside = any(start <= fact.start and fact.end <= end for start, end in spans)
        if fact.kind != "name" or not inside:
            yield fact, place


def _drop_inside(facts: list[Loose], outer: Fact) -> None:
    """Take out names and attributions that overlap one that is told of."""
    facts[:] = [
        (fact, place)
        for fact, place in facts
        if fact.kind not in ("name", "attribution")
        or outer.start >= fact.end
        or fact.start >= outer.end
    ]


def _akin(one: Fact, two: Fact) -> bool:
    """Return whether two facts count or name the same sort of thing."""
    if class_of(one) == "number":
        return bool(one.unit and one.unit == two.unit) or bool(one.noun and one.noun == two.noun)
    if class_of(one) == "name":
        return look_alike(one.value, two.value)
    return class_of(one) in ("date", "time", "attribution")
