"""Two groups of corresponding sentences, side by side, and the runs of words in which they differ."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Indel

from selisih.analysis.facts import Fact
from selisih.analysis.facts.lexicon import Lexicon
from selisih.analysis.finding.matching import stem
from selisih.analysis.finding.prepared import Prepared
from selisih.analysis.words import Word, signs
from selisih.model.differences import Span

CONTRADICTION: Final = 0.95
DATE_CONTRADICTION: Final = 0.93
NEGATION: Final = 0.9
NUMBER: Final = 0.86
NUMBER_APART: Final = 0.82
"""A number that only one has, where the sentences around it have little in common."""
NAME: Final = 0.8
OPPOSITE: Final = 0.78
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
REPEATED: Final = 0.35
WORDING: Final = 0.3
SLIGHT: Final = 0.15


FIGURES: Final = frozenset({"number", "money", "percent", "ordinal", "date", "time"})
"""The facts that are numbers or dates."""
_WHICH: Final = frozenset({"last", "final", "latter", "former", "terakhir"})
_INSIDE_WORDS: Final = re.compile(r"['\u2010\u2011-]")
_SHORT_FORMS: Final = frozenset({"s", "d", "m", "ll", "re", "ve"})
"""What is left of a verb behind an apostrophe."""
_REACH: Final = 5
"""Words before and after a fact that tell what it is said of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """One difference between two texts; one side may have nothing to show."""

    kind: str
    score: float
    left: Span | None
    right: Span | None
    why: str
    near_left: Span | None = None
    """Where the left text would have said it."""
    near_right: Span | None = None


def mirrored(contrast: Contrast) -> Contrast:
    """Return a difference with its sides exchanged."""
    return replace(
        contrast,
        left=contrast.right,
        right=contrast.left,
        near_left=contrast.near_right,
        near_right=contrast.near_left,
    )


@dataclass(frozen=True, slots=True)
class Region:
    """A run of words that one side or both have otherwise: first word, and the one after the last."""

    left: tuple[int, int]
    right: tuple[int, int]


class Side:
    """The sentences of one text in a group."""

    def __init__(self, text: Prepared, members: Sequence[int]) -> None:
        """Gather the words and facts of these sentences, in the order of the text."""
        self.text = text
        self.span = (text.sentences[members[0]].start, text.sentences[members[0]].end)
        self.words: list[Word] = [word for i in members for word in text.words[i]]
        self.keys = [word.key for word in self.words]
        self.signed = _signed(self.keys, self.words, text.text)
        self.facts: list[Fact] = [fact for i in members for fact in text.facts[i]]

    def reach(self, first: int, stop: int) -> Span:
        """Return the span of some of its words; of no words, the empty span where they would stand."""
        if stop > first:
            return self.words[first].start, self.words[stop - 1].end
        at = self.words[first].start if first < len(self.words) else self.span[1]
        return at, at

    def whole(self, first: int, stop: int) -> Span:
        """Return the span of some of its words with all of the numbers and dates that they cut: “€3bn”."""
        start, end = self.reach(first, stop)
        cut = [
            (fact.start, fact.end)
            for fact in self.facts
            if fact.kind in FIGURES and fact.start < end and start < fact.end
        ]
        return min((start, *(one for one, _ in cut))), max((end, *(two for _, two in cut)))

    def shown(self, span: Span) -> str:
        """Return a span's words, on one line."""
        return " ".join(self.text.text[span[0] : span[1]].split())

    def touches(self, fact: Fact, run: tuple[int, int]) -> bool:
        """Return whether a fact has any of these words."""
        start, end = self.reach(*run)
        return run[0] < run[1] and fact.start < end and start < fact.end

    def around(self, at: int) -> Span:
        """Return the words about a place between two words, to show what stands there."""
        if not self.words:
            return self.span
        first, stop = max(0, at - 5), min(len(self.words), at + 5)
        stop = max(stop, first + 1)
        return self.words[first].start, self.words[min(stop, len(self.words)) - 1].end

    def inside(self, fact: Fact) -> range:
        """Return the indexes of the words that a fact has."""
        first = bisect_left(self.words, fact.start, key=_start)
        stop = bisect_left(self.words, fact.end, key=_start)
        if first and self.words[first - 1].end > fact.start:
            first -= 1
        return range(first, stop)

    def context(self, fact: Fact) -> set[str]:
        """Return the stems of the content words close before and after a fact."""
        return {stem(self.keys[i]) for i in self._around(fact) if self.is_content(i)}

    def sequence(self, fact: Fact) -> set[str]:
        """Return the words about a fact that tell which of several it is: “the first”, “the last”."""
        ordinals = self.text.lexicon.ordinals
        return {
            key
            for key in (self.keys[i] for i in self._around(fact, 2 * _REACH))
            if key in _WHICH or key in ordinals
        }

    def _around(self, fact: Fact, reach: int = _REACH) -> Sequence[int]:
        inside = self.inside(fact)
        before = range(max(0, inside.start - reach), inside.start)
        return *before, *range(inside.stop, min(len(self.words), inside.stop + reach))

    def besides(self, run: tuple[int, int], fact: Fact) -> int:
        """Return how many content words of a run are no part of a fact."""
        inside = self.inside(fact)
        return sum(i not in inside and self.is_content(i) for i in range(*run))

    def is_content(self, index: int) -> bool:
        """Return whether a word carries content of its own."""
        word = self.words[index]
        if word.sort == "number" or word.key in self.text.lexicon.function_words:
            return word.sort == "number"
        return word.key.isalnum() or not _is_empty(word.key, self.text.lexicon)


@lru_cache(maxsize=1024)
def _is_empty(key: str, lexicon: Lexicon) -> bool:
    """Return whether a key of several parts has no content in any: “didn't”, “they'll”, “no-one”, “_”."""
    if key.endswith("n't"):
        return True  # the negation is a fact, and the verb before it only helps
    head, *tail = _INSIDE_WORDS.split(key.strip("_"))
    return (not head or head in lexicon.function_words) and all(
        not part or part in _SHORT_FORMS or part in lexicon.function_words for part in tail
    )


def _signed(keys: list[str], words: Sequence[Word], text: str) -> list[str]:
    """Return the keys of the words of some sentences, those of numbers with their minus or currency's sign.

    Words are told apart without signs, which the quotes of a ledger need; to “5” and “-5” they matter.
    """
    if not words:
        return keys
    found = keys
    for at, sign in signs(text, max(0, words[0].start - 1), words[-1].end):
        index = bisect_left(words, at, key=_start)
        if index < len(words) and words[index].start == at:
            found = list(keys) if found is keys else found
            found[index] = f"{sign}{keys[index]}"
    return found


def _start(word: Word) -> int:
    return word.start


def regions(left: Side, right: Side) -> list[Region]:
    """Return the runs of words that differ; a lone function word between two does not part them."""
    found: list[Region] = []
    for step in Indel.opcodes(left.signed, right.signed):
        if step.tag == "equal":
            continue
        ours, theirs = (step.src_start, step.src_end), (step.dest_start, step.dest_end)
        if found and _joined(left, found[-1], ours, theirs):
            last = found[-1]
            found[-1] = Region((last.left[0], ours[1]), (last.right[0], theirs[1]))
        else:
            found.append(Region(ours, theirs))
    return found


def _joined(left: Side, last: Region, ours: tuple[int, int], theirs: tuple[int, int]) -> bool:
    gap = ours[0] - last.left[1]
    if gap == 0 and theirs[0] == last.right[1]:
        return True
    both = last.left[1] > last.left[0] and ours[1] > ours[0]
    both = both and last.right[1] > last.right[0] and theirs[1] > theirs[0]
    return both and gap == 1 and not left.is_content(last.left[1])
