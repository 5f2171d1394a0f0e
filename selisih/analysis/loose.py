"""Finding words however they are spelt: for marks and for asserted silence.

Here case is ignored; hyphen, space and no-break space are alike, and so are a space and none between
a figure and what stands beside it: "170-mm" is "170 mm" and "170mm". Words are found whole, numbers
too: "170" is not in "1.170", but "23/12" is in "23/12/2024", and "170" in "170mm".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import Final

from selisih.analysis.fold import Folded, fold, folded
from selisih.analysis.quotes import occurrences
from selisih.analysis.words import UNIT_WORDS, cuts_word

CURRENCIES: Final = "rp|rm|us|idr|usd|eur|gbp|jpy|sgd|aud|myr|cny"
"""What is written before an amount of money, in letters and without case."""
_SIGNS: Final = "%\u2030\u00b0\u00b1$\u00a3\u00a5\u20a0-\u20bf"
_GAP: Final = re.compile(
    rf"(?<=\d) (?=[^\W\d_]|[{_SIGNS}])|(?:(?<=[^\W\d_])|(?<=[{_SIGNS}])) (?=\d)|(?<=\u00b0) (?=[^\W\d_])"
)
"""A space between a figure and a word, a unit or a currency."""
_JOINT: Final = re.compile(rf"\d(?:[^\W\d_]|[{_SIGNS}])|(?:[^\W\d_]|[{_SIGNS}])\d")
"""A figure and what stands beside it, with no space between."""
_UNIT: Final = re.compile(rf"(?:{'|'.join(map(re.escape, UNIT_WORDS))})(?!\w)")
_CURRENCY: Final = re.compile(rf"(?<!\w)(?:{CURRENCIES})\Z")

_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d?);")
_CHARACTER: Final = re.compile(rf"{_ENTITY.pattern}|.", re.DOTALL)


def find_loosely(text: str, wanted: str) -> list[tuple[int, int]]:
    """Return the spans at which words stand in a text."""
    needle = _needle(wanted)
    if not needle:
        return []
    prepared, loose = _prepare(text)
    found = []
    for at, end in _places(text, loose, needle):
        if not _cut(loose, at) and not _cut(loose, end):
            found.append(prepared.span(at, end))
    return found


def _places(text: str, loose: str, needle: str) -> list[tuple[int, int]]:
    """Return where a needle stands in a loosened text, be it inside of words."""
    closed = _closed_needle(needle)
    haystack = _closed(text) if closed else ""
    if haystack.count(closed) == loose.count(needle) or not closed:
        return [(at, at + len(needle)) for at in occurrences(loose, needle)]
    gaps = [match.start() - index for index, match in enumerate(_GAP.finditer(loose))]
    spans = ((at, at + len(closed) - 1) for at in occurrences(haystack, closed))
    return [
        (first + bisect_right(gaps, first), last + bisect_right(gaps, last) + 1)
        for first, last in spans
    ]


@lru_cache(maxsize=512)
def _needle(wanted: str) -> str:
    """Return words as they are looked for: the same in every part of every report of a story."""
    return _loosen(folded(wanted)).strip()


@lru_cache(maxsize=512)
def _closed_needle(needle: str) -> str:
    """Return words without the spaces beside figures; empty where no figure has anything beside it."""
    closed = _GAP.sub("", needle)
    return closed if _JOINT.search(closed) else ""


@lru_cache(maxsize=64)
def _prepare(text: str) -> tuple[Folded, str]:
    """Return a text folded, and loosened: a report is searched for many words in turn."""
    prepared = _unescaped(text) if "&" in text and _ENTITY.search(text) else fold(text)
    return prepared, _loosen(prepared.text)


def _unescaped(text: str) -> Folded:
    """Return a text folded, its entities as the characters that they stand for: a feed leaves some as text."""
    from html import unescape

    parts: list[str] = []
    places: list[tuple[int, int]] = []
    for match in _CHARACTER.finditer(text):
        parts.append(unescape(match.group()))
        places += [match.span()] * len(parts[-1])
    prepared = fold("".join(parts))
    starts = tuple(places[at][0] for at in prepared.starts)
    return Folded(prepared.text, starts, tuple(places[at - 1][1] for at in prepared.ends))


@lru_cache(maxsize=64)
def _closed(text: str) -> str:
    """Return a text loosened and without the spaces beside figures."""
    return _GAP.sub("", _prepare(text)[1])


def _loosen(text: str) -> str:
    """Return folded text without hyphens and, with the same length, without case."""
    return lowered(text).replace("-", " ")


def lowered(text: str) -> str:
    """Return a text without case, of the same length: some letters fold to two, and keep their case."""
    low = text.casefold()
    if len(low) == len(text):
        return low
    return "".join(
        single if len(single := character.casefold()) == 1 else character for character in text
    )


def _cut(text: str, position: int) -> bool:
    """Return whether a boundary falls inside a word, or beside a separator inside a number."""
    if cuts_word(text, position):
        return not _beside_figure(text, position)
    if not 1 < position < len(text) - 1:
        return False
    before, after = text[position - 1], text[position]
    if before in ".," and after.isdigit():
        return text[position - 2].isdigit()
    return after in ".," and before.isdigit() and text[position + 1].isdigit()


def _beside_figure(text: str, position: int) -> bool:
    """Return whether a boundary falls between a figure and its unit or currency, written without a space."""
    before, after = text[position - 1], text[position]
    if before.isdigit():
        return not after.isdigit() and bool(_UNIT.match(text, position))
    return after.isdigit() and bool(_CURRENCY.search(text, max(0, position - 5), position))
