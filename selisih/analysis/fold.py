"""Folding: the differences between two spellings that do not make a quote less verbatim.

Folded away are the kind of white space, Unicode's composed and decomposed spellings, curly and
straight quotation marks, the kind of dash, soft hyphens and zero-width characters. Never folded
are case, digits, `.` and `,`. Every folded character keeps the span of the original it came from.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_SINGLE: Final = "\u2018\u2019\u201a\u201b\u02bc\u2032"
_DOUBLE: Final = "\u201c\u201d\u201e\u201f\u2033\uff02"
_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_TABLE: Final = str.maketrans(
    {**dict.fromkeys(_SINGLE, "'"), **dict.fromkeys(_DOUBLE, '"'), **dict.fromkeys(_DASHES, "-")}
)
INVISIBLE: Final = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u061c\u2060\ufeff"
"""Characters without width, dropped by the folding."""
_SPECIAL: Final = re.compile(rf"[^\S ]|  |[{INVISIBLE}]")
BARRIER: Final = "\x00"
"""Stands for hidden characters, so that no quote can match them or cross them."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text with the way back."""

    text: str
    starts: tuple[int, ...] | range
    """Offset in the original of the first character behind each folded one."""
    ends: tuple[int, ...] | range
    """Offset in the original after the last character behind each folded one."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original span behind the folded characters `[start, end)`, not empty."""
        return self.starts[start], self.ends[end - 1]


def fold(text: str, hidden: tuple[tuple[int, int], ...] = ()) -> Folded:
    """Return a text folded; `hidden` spans become barriers."""
    if not hidden and not _SPECIAL.search(text) and unicodedata.is_normalized("NFC", text):
        return Folded(text.translate(_TABLE), range(len(text)), range(1, len(text) + 1))
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    barriers = {index for start, end in hidden for index in range(start, end)}
    for index, character in enumerate(text):
        hidden_here = index in barriers
        if character in INVISIBLE and not hidden_here:
            continue
        space = character.isspace() and not hidden_here
        if space and characters and characters[-1] == " ":
            ends[-1] = index + 1
            continue
        characters.append(BARRIER if hidden_here else " " if space else character)
        starts.append(index)
        ends.append(index + 1)
    joined = "".join(characters)
    if not unicodedata.is_normalized("NFC", joined):
        return _compose(joined, starts, ends)
    return Folded(joined.translate(_TABLE), tuple(starts), tuple(ends))


def folded(text: str) -> str:
    """Return a text folded and stripped, without the way back."""
    return fold(text).text.strip(" ")


def _compose(text: str, starts: list[int], ends: list[int]) -> Folded:
    """Return NFC of a text, cluster by cluster, so that spans stay known."""
    composed: list[str] = []
    new_starts: list[int] = []
    new_ends: list[int] = []
    begin = 0
    for index in range(1, len(text) + 1):
        if index < len(text) and _joins(text[begin:index], text[index]):
            continue
        cluster = unicodedata.normalize("NFC", text[begin:index])
        composed.append(cluster)
        new_starts.extend([starts[begin]] * len(cluster))
        new_ends.extend([ends[index - 1]] * len(cluster))
        begin = index
    return Folded("".join(composed).translate(_TABLE), tuple(new_starts), tuple(new_ends))


def _joins(cluster: str, character: str) -> bool:
    """Return whether NFC may change or reorder a character together with those before it."""
    if character.isascii():
        return False
    if unicodedata.combining(character):
        return True
    together = unicodedata.normalize("NFC", cluster[-1] + character)
    return len(together) < 2
