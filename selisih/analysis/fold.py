"""Folding: the differences between two spellings that do not make a quote less verbatim.

Folded away are the kind of white space, Unicode's composed and decomposed spellings, curly and
straight quotation marks, the kind of dash, ligatures, soft hyphens, zero-width characters and
direction marks. Never folded are case, digits, `.` and `,`, nor the overrides of direction, which can
make words read otherwise. Every folded character keeps the span of the original it came from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from msgspec import Struct

_SINGLE: Final = "\u2018\u2019\u201a\u201b\u02bc\u2032"
_DOUBLE: Final = "\u201c\u201d\u201e\u201f\u2033\uff02"
_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_LIKE: Final = {
    **dict.fromkeys(_SINGLE, "'"),
    **dict.fromkeys(_DOUBLE, '"'),
    **dict.fromkeys(_DASHES, "-"),
}
_TABLE: Final = str.maketrans(_LIKE)
INVISIBLE: Final = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u061c\u2060\ufeff"
"""Characters without width, dropped by the folding."""
_LIGATURES: Final = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
"""Letters of a font, and the letters that they stand for."""
_LENGTHENED: Final = f"{INVISIBLE}{''.join(_LIGATURES)}"
_SPECIAL: Final = re.compile(rf"[^\S ]\s*| \s+|[{_LENGTHENED}]")
"""What changes the length of a text: white space but single spaces, ligatures, and characters without width."""
BARRIER: Final = "\x00"
"""Stands for hidden characters, so that no quote can match them or cross them."""


_BLANKS: Final = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
"""White space but the space itself."""
_ASCII_BLANKS: Final = "".join(filter(str.isascii, _BLANKS))
_BEYOND_ASCII: Final = {**dict.fromkeys(_BLANKS, " "), **_LIKE}


class Folded(Struct, frozen=True):
    """A folded text with the way back."""

    text: str
    starts: tuple[int, ...] | range
    """Offset in the original of the first character behind each folded one."""
    ends: tuple[int, ...] | range
    """Offset in the original after the last character behind each folded one."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original span behind the folded characters `[start, end)`, not empty."""
        return self.starts[start], self.ends[end - 1]

    def halves(self, original: str, start: int, end: int) -> bool:
        """Return whether folded characters `[start, end)` begin or end inside a ligature of the original."""
        return any(
            0 < at < len(self.starts)
            and self.starts[at] == self.starts[at - 1]
            and original[self.starts[at]] in _LIGATURES
            for at in (start, end)
        )


def fold(text: str, hidden: tuple[tuple[int, int], ...] = ()) -> Folded:
    """Return a text folded; `hidden` spans become barriers."""
    same_length = _in_place(text, hidden)
    if same_length is not None:
        return Folded(same_length, range(len(text)), range(1, len(text) + 1))
    folding = _Folding(text)
    at = 0
    for start, end in hidden:
        folding.visible(at, start)
        folding.barrier(start, end)
        at = end
    folding.visible(at, len(text))
    starts, ends = folding.starts, folding.ends
    joined = "".join(folding.parts)
    if not unicodedata.is_normalized("NFC", joined):
        return _compose(joined, starts, ends)
    return Folded(joined.translate(_TABLE), tuple(starts), tuple(ends))


def _in_place(text: str, hidden: tuple[tuple[int, int], ...]) -> str | None:
    """Return a text folded where every character stays where it is, which is nearly always; or `None`."""
    for start, end in hidden:
        text = text[:start] + BARRIER * (end - start) + text[end:]
    # Asking for each of a few characters is much cheaper than looking at each of thousands.
    holds = text.__contains__
    if text.isascii():
        if text.isprintable():
            return None if "  " in text else text
        for blank in filter(holds, _ASCII_BLANKS):
            text = text.replace(blank, " ")
    elif any(map(holds, _LENGTHENED)) or not unicodedata.is_normalized("NFC", text):
        return None
    else:
        for character in filter(holds, _BEYOND_ASCII):
            text = text.replace(character, _BEYOND_ASCII[character])
    return None if "  " in text else text


class _Folding:
    """A folded text while it is written, in stretches between what is special."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.parts: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def visible(self, start: int, end: int) -> None:
        """Fold a stretch that may be quoted."""
        at = start
        for found in _SPECIAL.finditer(self.text, start, end):
            self._plain(at, found.start())
            start, at = found.span()
            if found.group()[0].isspace():
                self._space(start, at)
            elif letters := _LIGATURES.get(found.group()):
                self._write(letters, [start] * len(letters), [at] * len(letters))
        self._plain(at, end)

    def barrier(self, start: int, end: int) -> None:
        """Write a stretch that may not be quoted, character for character."""
        self._write(BARRIER * (end - start), range(start, end), range(start + 1, end + 1))

    def _plain(self, start: int, end: int) -> None:
        if start < end and self.text[start] == " ":
            self._space(start, start + 1)
            start += 1
        if start < end:
            self._write(self.text[start:end], range(start, end), range(start + 1, end + 1))

    def _space(self, start: int, end: int) -> None:
        if self.parts and self.parts[-1].endswith(" "):
            self.ends[-1] = end
        else:
            self._write(" ", (start,), (end,))

    def _write(self, text: str, starts: Iterable[int], ends: Iterable[int]) -> None:
        self.parts.append(text)
        self.starts.extend(starts)
        self.ends.extend(ends)


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Return a text folded and stripped, without the way back."""
    in_place = _in_place(text, ())
    return (fold(text).text if in_place is None else in_place).strip(" ")


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
