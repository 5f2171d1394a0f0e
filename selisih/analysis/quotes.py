"""Finding a quote in a text: exactly, in one place, or with the reason why not."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from selisih.analysis.fold import INVISIBLE, Folded, fold, folded
from selisih.analysis.words import words

Span = tuple[int, int]


class Found(Struct, frozen=True):
    """The quote stands at one place."""

    span: Span


class Ambiguous(Struct, frozen=True):
    """The quote stands at several places."""

    spans: tuple[Span, ...]


class Missing(Struct, frozen=True):
    """The quote stands nowhere; `hidden` says whether only in what may not be quoted."""

    hidden: bool = False


Match = Found | Ambiguous | Missing


class Haystack:
    """A text prepared for finding quotes in it."""

    def __init__(self, text: str, hidden: tuple[Span, ...] = ()) -> None:
        """Fold the text once; `hidden` spans cannot be quoted or crossed."""
        self.text = text
        self.hidden = hidden
        self.folded = fold(text, hidden)
        self._in_place = isinstance(self.folded.starts, range)
        self._whole: Folded | None = None

    def find(self, exact: str, prefix: str | None = None, suffix: str | None = None) -> Match:
        """Return where the words stand, adjoined by prefix and suffix where these are given."""
        needle = folded(exact)
        if not needle:
            return Missing()
        text = self.folded.text
        first = text.find(needle)
        if first >= 0 and not prefix and not suffix and text.find(needle, first + 1) < 0:
            end = first + len(needle)
            if self._in_place or not self.folded.halves(self.text, first, end):
                return Found(self.folded.span(first, end))
        before = folded(prefix) if prefix else ""
        after = folded(suffix) if suffix else ""
        spans = tuple(
            self.folded.span(at, at + len(needle))
            for at in occurrences(text, needle)
            if _adjoins(text, at, at + len(needle), before, after)
            and (self._in_place or not self.folded.halves(self.text, at, at + len(needle)))
        )
        if len(spans) == 1:
            return Found(spans[0])
        if spans:
            return Ambiguous(spans)
        return Missing(hidden=bool(self.hidden) and needle in self._unhidden().text)

    def _unhidden(self) -> Folded:
        if self._whole is None:
            self._whole = fold(self.text)
        return self._whole


def occurrences(text: str, needle: str) -> list[int]:
    """Return every offset at which a needle stands, also where occurrences overlap."""
    found = []
    at = text.find(needle)
    while at >= 0:
        found.append(at)
        at = text.find(needle, at + 1)
    return found


def _adjoins(text: str, start: int, end: int, before: str, after: str) -> bool:
    """Return whether prefix and suffix touch the span, with or without one space between."""
    if before and not (text.endswith(before, 0, start) or text.endswith(before + " ", 0, start)):
        return False
    return not after or text.startswith(after, end) or text.startswith(" " + after, end)


_REACH: Final = 12
"""Words on either side that are tried when a selector is sought."""


def selector(text: str, span: Span, others: tuple[Span, ...]) -> tuple[str, str] | None:
    """Return the shortest run of whole words that tells a span from other occurrences of its words.

    The answer is `("prefix", words)` or `("suffix", words)`, or `None` where neither side differs
    within reach. The words are as they stand in the text, white space as one space.
    """
    tokens = words(text)
    before = [word for word in tokens if word.end <= span[0]][-_REACH:]
    after = [word for word in tokens if word.start >= span[1]][:_REACH]
    rivals = tuple(other for other in others if other != span)
    for count in range(1, _REACH + 1):
        if count <= len(before):
            prefix = text[before[-count].start : span[0]].strip()
            if not any(_ends_with(text[: other[0]], prefix) for other in rivals):
                return "prefix", legible(prefix)
        if count <= len(after):
            suffix = text[span[1] : after[count - 1].end].strip()
            if not any(_starts_with(text[other[1] :], suffix) for other in rivals):
                return "suffix", legible(suffix)
    return None


_UNSEEN: Final = str.maketrans("", "", INVISIBLE)


def legible(text: str) -> str:
    """Return words as they can be shown and pasted: on one line, without invisible characters."""
    return " ".join(text.translate(_UNSEEN).split())


def _ends_with(text: str, words_before: str) -> bool:
    return folded(text[-len(words_before) * 2 - 20 :]).endswith(folded(words_before))


def _starts_with(text: str, words_after: str) -> bool:
    return folded(text[: len(words_after) * 2 + 20]).startswith(folded(words_after))
