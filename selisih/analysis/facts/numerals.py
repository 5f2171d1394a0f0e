"""What digits with separators come to, in a language's way of writing them."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

SIGNS: Final = {
    "½": Fraction(1, 2),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "⅛": Fraction(1, 8),
}
"""Fractions that are one character."""
_MOST_PLACES: Final = 45
"""Decimals beyond which a value is printed as a fraction."""
_SPACES: Final = re.compile(r"\s")


Rational = int | Fraction
"""A value as it is reckoned with: whole numbers are plain ones, which is faster."""


def numeral(text: str, decimal: str) -> Rational:
    """Return the value of digits with separators, where `decimal` is the language's decimal sign.

    Without one, a lone separator groups thousands where exactly three digits follow it.
    """
    if text.isdecimal():
        return int(text)
    if text in SIGNS:
        return SIGNS[text]
    text = _SPACES.sub("", text)
    separators = re.findall(r"[.,]", text)
    if not separators:
        return int(text)
    last = separators[-1]
    alike = separators.count(last) == len(separators)
    grouped = alike and bool(re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", text))
    if grouped and (last != decimal or len(separators) > 1) and not text.startswith("0"):
        return int(text.replace(last, ""))
    if len(separators) > 1 and alike:
        return int(text.replace(last, ""))
    head, _, tail = text.rpartition(last)
    return Fraction(int(re.sub(r"[.,]", "", head) + tail), 10 ** len(tail))


def plain(value: Rational) -> str:
    """Return a value as digits: `1100`, `0.5`; a repeating decimal as `2/3`."""
    if value.denominator == 1:
        return str(value.numerator)
    places, scaled = 0, value.denominator
    while scaled != 1 and places < _MOST_PLACES:
        places += 1
        scaled = (value * 10**places).denominator
    if scaled != 1:
        return f"{value.numerator}/{value.denominator}"
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}"
