"""What two groups of corresponding sentences say differently, fact by fact and word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import Indel

from selisih.analysis.facts import Fact
from selisih.analysis.kinship import class_of, contradict, same_fact
from selisih.analysis.prepared import Prepared
from selisih.analysis.words import Word
from selisih.model.differences import Span

CONTRADICTION: Final = 0.95
DATE_CONTRADICTION: Final = 0.93
NEGATION: Final = 0.9
NUMBER: Final = 0.86
NAME: Final = 0.8
NAME_ALONE: Final = 0.68
DETAIL: Final = 0.66
ATTRIBUTION: Final = 0.64
DATE: Final = 0.62
PASSAGE: Final = 0.58
QUOTATION: Final = 0.54
CERTAINTY: Final = 0.52
MAJOR: Final = 0.5
"""A score from which a difference is one that an editor would not want to have missed."""
SMALL_DETAIL: Final = 0.46
MODIFIER: Final = 0.44
WORDING: Final = 0.3
REPEATED: Final = 0.35
SLIGHT: Final = 0.15

CLOSE: Final = 0.6
"""Likeness of two sentences above which a fact is looked for in that sentence alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """One difference between two texts; one side may have nothing to show."""

    kind: str
    score: float
    left: tuple[Span, ...]
    right: tuple[Span, ...]
    why: str
    near_left: Span | None = None
    """Where the left text would have said it."""
    near_right: Span | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """A run of words that one side or both have otherwise."""

    left: tuple[int, int]
    """First word and the one after the last, in the left side's words."""
    right: tuple[int, int]


class Side:
    """The sentences of one text in a group."""

    def __init__(self, text: Prepared, members: Sequence[int]) -> None:
        """Gather the words and facts of these sentences, in the order of the text."""
        self.text = text
        self.spans = [(text.sentences[i].start, text.sentences[i].end) for i in members]
        self.words: list[Word] = [word for i in members for word in text.words[i]]
        self.keys = [word.key for word in self.words]
        self.facts: list[Fact] = [fact for i in members for fact in text.facts[i]]

    @property
    def span(self) -> Span:
        """The first of the sentences."""
        return self.spans[0]

    def reach(self, first: int, stop: int) -> Span | None:
        """Return the span of some of its words."""
        return (self.words[first].start, self.words[stop - 1].end) if stop > first else None

    def shown(self, span: Span) -> str:
        """Return a span's words, on one line."""
        return " ".join(self.text.text[span[0] : span[1]].split())

    def touches(self, fact: Fact, first: int, stop: int) -> bool:
        """Return whether a fact has any of these words."""
        reach = self.reach(first, stop)
        return reach is not None and fact.start < reach[1] and reach[0] < fact.end

    def around(self, at: int) -> Span:
        """Return the sentence's words about a place between two words, to show what stands there."""
        if not self.words:
            return self.span
        first, stop = max(0, at - 5), min(len(self.words), at + 5)
        return self.words[first].start, self.words[stop - 1].end


def regions(left: Side, right: Side) -> list[Region]:
    """Return the runs of words that differ."""
    found: list[Region] = []
    for step in Indel.opcodes(left.keys, right.keys):
        if step.tag == "equal":
            continue
        if found and found[-1].left[1] == step.src_start and found[-1].right[1] == step.dest_start:
            last = found[-1]
            found[-1] = Region(
                (last.left[0], step.src_end), (last.right[0], step.dest_end)
            )
        else:
            found.append(Region((step.src_start, step.src_end), (step.dest_start, step.dest_end)))
    return found


@dataclass(slots=True)
class Unmatched:
    """The facts of two sides that the other one does not have, with the region each stands in."""

    left: list[tuple[Fact, int]]
    right: list[tuple[Fact, int]]


def unmatched_facts(left: Side, right: Side, found: Sequence[Region], likeness: float) -> Unmatched:
    """Return the facts that stand in differing words and have no counterpart."""
    ours, theirs = list(left.facts), list(right.facts)
    rest_right = list(theirs)
    rest_left = []
    for fact in ours:
        twin = next((other for other in rest_right if same_fact(fact, other)), None)
        if twin is not None:
            rest_right.remove(twin)
        else:
            rest_left.append(fact)
    far = likeness < CLOSE
    return Unmatched(
        [
            (fact, place)
            for fact in rest_left
            if (place := _place(left, fact, [region.left for region in found])) >= 0
            and not _implied(fact, right, theirs, far)
        ],
        [
            (fact, place)
            for fact in rest_right
            if (place := _place(right, fact, [region.right for region in found])) >= 0
            and not _implied(fact, left, ours, far)
        ],
    )


def _place(side: Side, fact: Fact, runs: Sequence[tuple[int, int]]) -> int:
    """Return the index of the first region that a fact touches, or -1."""
    return next((i for i, run in enumerate(runs) if side.touches(fact, *run)), -1)


def _implied(fact: Fact, other: Side, facts: Sequence[Fact], far: bool) -> bool:
    """Return whether the other side says as much in another fact; afar, anywhere in its text."""
    if fact.kind == "quotation":
        return True
    if fact.kind in ("negation", "certainty"):
        return False
    if fact.kind == "name" and any(same_fact(fact, known) for known in facts):
        return True
    if fact.kind in ("date", "name") and any(
        same_fact(fact, known) and known.kind == fact.kind for known in facts
    ):
        return True
    return far and other.text.has(fact)


def contrasts(left: Side, right: Side, likeness: float) -> Iterator[Contrast]:
    """Yield what two groups of sentences in one language say differently."""
    found = regions(left, right)
    rest = unmatched_facts(left, right, found, likeness)
    used: set[int] = set()
    yield from _pairs(left, right, rest, found, used)
    for side, other, facts, mirrored in (
        (left, right, rest.left, False),
        (right, left, rest.right, True),
    ):
        for fact, place in facts:
            region = found[place]
            used.add(place)
            at = region.left[0] if mirrored else region.right[0]
            contrast = _alone(side, fact, other.around(at), other)
            if contrast:
                yield _mirror(contrast) if mirrored else contrast
    yield from _exactness(left, right, found, used)
    from selisih.analysis.wordings import quoting, wordings  # noqa: PLC0415

    yield from quoting(left, right)
    yield from wordings(left, right, [r for i, r in enumerate(found) if i not in used])
