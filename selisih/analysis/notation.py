"""The same amount in another notation: “25 persen” and “25%”, “1.200” and “1,2 ribu”."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from selisih.analysis.fold import folded
from selisih.analysis.loose import CURRENCIES, lowered
from selisih.analysis.words import cuts_word

_NUMERAL: Final = re.compile(r"\d+(?:[.,]\d+)*")
_SEPARATORS: Final = str.maketrans("", "", ".,")
_OUTER_ZEROS: Final = re.compile(r"\b0+|0+\b")
_MONEY: Final = re.compile(
    rf"(?:\b(?:{CURRENCIES})\b\.?)?[ $\u00a3\u00a5\u20a0-\u20bf]*$", re.IGNORECASE
)
_REACH: Final = 60
"""Characters on either side in which an amount is read."""
_BETWEEN: Final = 12
"""Characters that may stand between a word and the numeral of the amount behind it, such as a currency."""
_KINDS: Final = frozenset(["number", "money", "percent"])

Span = tuple[int, int]


class _Amount(NamedTuple):
    """An amount in a text, normalised."""

    start: int
    end: int
    kind: str
    value: str
    unit: str


def same_amounts(text: str, wanted: str, language: str) -> list[Span]:
    """Return the spans in which a text says words with their figure in another notation of digits.

    Only where a numeral has the same digits, zeros at its ends aside, and the word before it stands
    near, is more read than these.
    """
    figure = _NUMERAL.search(wanted)
    digits = _digits(figure.group()) if figure else ""
    if not figure or digits not in _digits_of(text):
        return []
    alike = _alike(text, digits, _MONEY.sub("", wanted[: figure.start()]).split()[-1:])
    ours = _read(wanted, figure.start(), language) if alike else None
    if ours is None:
        return []
    before, after = _plain(wanted[: ours.start]), _plain(wanted[ours.end :])
    reach = len(wanted) + _REACH
    found = []
    for start in alike:
        theirs = _read(text, start, language)
        if theirs is None or not _same(ours, theirs):
            continue
        ahead = _plain(text[max(0, theirs.start - reach) : theirs.start])
        behind = _plain(text[theirs.end : theirs.end + reach])
        if _ends_with(ahead, before) and _begins_with(behind, after):
            found.append((theirs.start, theirs.end))
    return found


@lru_cache(maxsize=64)
def _digits_of(text: str) -> frozenset[str]:
    """Return what tells the numerals of a text apart, in few steps: nearly always that is all."""
    bare = " ".join(_NUMERAL.findall(text)).translate(_SEPARATORS)
    return frozenset(_OUTER_ZEROS.sub("", bare).split())


def _digits(numeral: str) -> str:
    """Return what is left of a numeral whichever way thousands and decimals are written: `1.200` is `12`."""
    return numeral.translate(_SEPARATORS).strip("0")


def _alike(text: str, digits: str, before: list[str]) -> list[int]:
    """Return where numerals with some digits stand, a little behind a word where one is given."""
    word = _plain(before[0]) if before else ""
    low = lowered(text)
    near = (
        match
        for match in _NUMERAL.finditer(text)
        if word in low[max(0, match.start() - len(word) - _BETWEEN) : match.start()]
    )
    return [match.start() for match in near if _digits(match.group()) == digits]


def _read(text: str, at: int, language: str) -> _Amount | None:
    """Return the amount that a numeral belongs to, or `None` where it is a date, a range or a name."""
    from selisih.analysis.facts import figures

    first = max(text.rfind(" ", 0, max(0, at - _REACH)), text.rfind("\n", 0, at)) + 1
    for fact in figures(text[first : at + _REACH], language):
        if fact.start <= at - first < fact.end and fact.kind in _KINDS:
            span = fact.start + first, fact.end + first
            return _Amount(*span, fact.kind, fact.value, fact.unit)
    return None


def _same(ours: _Amount, theirs: _Amount) -> bool:
    """Return whether two amounts are equal; one without a unit is silent on what is counted."""
    if ours.kind == "number" and not ours.unit:
        return ours.value == theirs.value
    return (ours.kind, ours.value, ours.unit) == (theirs.kind, theirs.value, theirs.unit)


def _plain(text: str) -> str:
    """Return words as they are compared: without case, hyphens and white space at their ends."""
    return folded(text).casefold().replace("-", " ").strip()


def _begins_with(text: str, words: str) -> bool:
    """Return whether a text begins with words, the last of them whole."""
    return text.startswith(words) and not (words and cuts_word(text, len(words)))


def _ends_with(text: str, words: str) -> bool:
    """Return whether a text ends with words, the first of them whole."""
    return text.endswith(words) and not (words and cuts_word(text, len(text) - len(words)))
