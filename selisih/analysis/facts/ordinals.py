"""Ordinals: `kedua`, `ke-21`, `second`, `21st`, `twenty-first`, `abad XX`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from selisih.analysis.facts.amounts import Amount, AmountReader
from selisih.analysis.facts.numerals import numeral

_ROMAN: Final = re.compile(
    r"(?=[MDCLXVI])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
)
_ROMAN_DIGITS: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
BEFORE_ROMAN: Final = frozenset(
    ["abad", "bab", "golongan", "pasal", "jilid", "chapter", "volume", "part", "act", "kelas"]
)
"""Words after which Roman numerals count."""


@dataclass(frozen=True, slots=True)
class Ordinal:
    """An ordinal as it was read."""

    value: int
    first: int
    """Index of its first token."""
    stop: int
    """Index of the token after it."""
    weak: bool = False
    """Whether the word may mean something else, as “second” does."""


def ordinal(reader: AmountReader, index: int) -> Ordinal | None:
    """Return the ordinal that begins at a token, if one does."""
    if reader.tokens[index].low in BEFORE_ROMAN:
        value = roman(reader.tokens[index + 1].text) if reader.low(index + 1) else 0
        return Ordinal(value, index + 1, index + 2) if value else None
    if reader.lexicon.teen:
        return _indonesian(reader, index)
    return _english(reader, index)


def roman(text: str) -> int:
    """Return the value of a Roman numeral, or 0 where it is none."""
    if not _ROMAN.fullmatch(text):
        return 0
    digits = [_ROMAN_DIGITS[letter] for letter in text]
    pairs = zip(digits, [*digits[1:], 0], strict=True)
    return sum(-one if one < after else one for one, after in pairs)


def _english(reader: AmountReader, index: int) -> Ordinal | None:
    """Return “21st”, “second”, or a number whose last word is an ordinal: “two hundred and fifth”."""
    tokens, lexicon = reader.tokens, reader.lexicon
    after = reader.low(index + 1)
    if tokens[index].sort == "digits":
        if after in ("st", "nd", "rd", "th") and not tokens[index + 1].gap:
            nth = numeral(tokens[index].text, lexicon.decimal)
            return Ordinal(int(nth), index, index + 2) if nth.denominator == 1 else None
        return None
    last = index
    while (low := reader.low(last, first=last == index)) in lexicon.cardinals or (
        low == "," and last > index
    ):
        last += 1
    nth_word = reader.low(last, first=last == index)
    if nth_word not in lexicon.ordinals:
        return None
    if last == index:
        idiom = after in lexicon.ordinal_idioms
        return None if idiom else Ordinal(lexicon.ordinals[nth_word], index, index + 1, weak=True)
    cardinal = lexicon.cardinal_of.get(nth_word, "")
    whole = _as_cardinal(reader, index, last, cardinal)
    part = reader.low(last + 1) == "of" and lexicon.fractions.get(nth_word, 0) >= 100
    if whole is None or whole.stop != last + 1 or whole.value.denominator != 1 or part:
        return None
    return Ordinal(int(whole.value), index, last + 1)


def _indonesian(reader: AmountReader, index: int) -> Ordinal | None:
    """Return “pertama”, “ke-12”, “ke-XX”, or a number whose first word has “ke” before it."""
    token, lexicon = reader.tokens[index], reader.lexicon
    if token.low == "ke" and reader.low(index + 1) and reader.tokens[index + 1].gap == "-":
        after = reader.tokens[index + 1]
        if after.sort == "digits":
            nth = numeral(after.text, lexicon.decimal)
            return Ordinal(int(nth), index, index + 2) if nth.denominator == 1 else None
        number = roman(after.text)
        if number:
            return Ordinal(number, index, index + 2)
        whole = reader.read(index + 1)
        return Ordinal(int(whole.value), index, whole.stop) if whole and not whole.vague else None
    if token.low not in lexicon.ordinals:
        return None
    whole = _as_cardinal(reader, index, index, token.low.removeprefix("ke"))
    if whole is None or whole.value.denominator != 1:
        return Ordinal(lexicon.ordinals[token.low], index, index + 1, weak=True)
    return Ordinal(int(whole.value), index, whole.stop, weak=whole.stop == index + 1)


def _as_cardinal(reader: AmountReader, index: int, nth: int, word: str) -> Amount | None:
    """Return the amount that begins at a token, with another word in place of one of its words."""
    if not word:
        return None
    tokens = list(reader.tokens[max(0, index - 1) : nth + 40])
    at = nth - max(0, index - 1)
    tokens[at] = tokens[at]._replace(low=word)
    return AmountReader(tokens, reader.lexicon).whole(index - max(0, index - 1), index)
