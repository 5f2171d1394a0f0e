"""Where a quote may not begin or end: inside a number, with all that belongs to it, or inside a word."""

from __future__ import annotations

import re
from typing import Final

from selisih.analysis.fold import INVISIBLE
from selisih.analysis.words import cuts_word, words

Span = tuple[int, int]

_RAISED: Final = "\u00b2\u00b3\u00b9\u2070\u2074-\u2079"
_FRACTIONS: Final = "\u00bc-\u00be\u2150-\u215e\u2189"
_UNSEEN: Final = f"[{INVISIBLE}]*"
_DIGITS: Final = rf"\d(?:{_UNSEEN}\d)*"
_PLAIN: Final = rf"{_DIGITS}(?:{_UNSEEN}[.,:/'\u2019\u2044\u00a0\u2009\u202f]{_UNSEEN}{_DIGITS})*"
_WHOLE: Final = (
    rf"(?:{_PLAIN}(?:{_UNSEEN}\s?[{_FRACTIONS}])?|[{_FRACTIONS}])(?:{_UNSEEN}\u207b?[{_RAISED}])*"
)
# A minus follows white space or what opens; in “F-16”, “Kursk-5” or “word -- 5” there is none. An em dash is no
# part of a number: it stands between two.
_SIGN: Final = rf"""(?:(?<![^\s(\[/"'\u2018\u201c])[-\u2013\u2212\u00b1]{_UNSEEN})?"""
_RANGE: Final = rf"(?:{_UNSEEN}[-\u2010-\u2013\u2212]{_UNSEEN}{_WHOLE})*"
_TIMES: Final = "puluh|ratus|ribu|juta|miliar|milyar|triliun|hundred|thousand|million|billion|trillion|rb|jt|bn|tn"
"""Words behind a figure that multiply it."""
_AFTER: Final = rf"(?:\s?(?:%|\u2030|(?:{_TIMES})\b)|-an\b)?"
_NUMBER: Final = re.compile(rf"{_SIGN}(?:\bke-)?{_WHOLE}{_RANGE}{_UNSEEN}{_AFTER}", re.IGNORECASE)
"""A number as it may not be cut: with sign, separators, fraction, power, the other end of a range, multiplier."""
_ONES: Final = "satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|one|two|three|four|five|six|seven|eight|nine"
_TENS: Final = (
    "puluh|ratus|ribu|juta|miliar|milyar|triliun|sepuluh|seratus|seribu|sejuta|twenty|thirty|forty|fifty|sixty"
    "|seventy|eighty|ninety|hundred|thousand|million|billion|trillion"
)
_GROUP: Final = rf"(?:(?:{_ONES})[ -])?(?:belas|{_TENS})\b"
_SPELT: Final = re.compile(
    rf"\b{_GROUP}(?:(?<!belas)[ -](?:{_GROUP}|(?:{_ONES})\b))*", re.IGNORECASE
)
"""A number in several words, each with one that multiplies or joins it: “dua puluh tiga”, “two hundred thousand”."""
_GOES_ON: Final = re.compile(rf"[ -]?(?:belas|{_TENS}|{_ONES})\b", re.IGNORECASE)
_REACH: Final = 60
"""Characters on either side in which the number at a place is looked for."""

_BETWEEN: Final = frozenset(' \n"“”;!?()')
"""What stands in no word, and in no number but before its multiplier."""
_FIGURES: Final = frozenset("0123456789")
_NEAR: Final = re.compile(rf"[\d{_RAISED}{_FRACTIONS}]")


def cut_number(text: str, position: int) -> Span | None:
    """Return the span of the number that a cut before `position` falls inside, or `None`."""
    # What belongs to a number in digits has one within four characters, such as the “n” of “40-an”.
    if _NEAR.search(text, position - 4 if position > 4 else 0, position + 4):
        pattern = _NUMBER
    elif _GOES_ON.match(text, position):
        pattern = _SPELT
    else:
        return None
    for match in pattern.finditer(text, max(0, position - _REACH), position + _REACH):
        if match.start() < position < match.end():
            return match.span()
        if match.start() >= position:
            break
    return None


def cut_word(text: str, position: int) -> Span | None:
    """Return the span of the word that a cut falls inside, with the whole of a number in it, or `None`."""
    before, after = position, position
    while text[before - 1] in INVISIBLE and before > 1:
        before -= 1
    while text[after] in INVISIBLE and after < len(text) - 1:
        after += 1
    if not cuts_word(text[before - 1 : before] + text[after : after + 1], 1):
        return None
    for word in words(text):
        if word.start < position < word.end:
            number = cut_number(text, word.end)
            return word.start, max(word.end, number[1] if number else 0)
    return before - 1, after + 1


def plainly_between(text: str, position: int) -> bool:
    """Return whether a position is so plainly between words that no more need be asked."""
    if not 0 < position < len(text):
        return True
    before = position - 1
    if text[position] not in _BETWEEN:
        if text[before] not in _BETWEEN:
            return False
        before -= 1
    return text[before] not in _FIGURES and not _GOES_ON.match(text, position)
