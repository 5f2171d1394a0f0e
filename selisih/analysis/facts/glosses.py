"""What stands between a number and what it counts: itself again in words, or “a” after a part of a whole."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from selisih.analysis.facts.amounts import Amount, AmountReader
from selisih.analysis.facts.numerals import Rational

SMALLER: Final = {
    "year": ("month", 12),
    "week": ("day", 7),
    "day": ("h", 24),
    "h": ("min", 60),
    "min": ("s", 60),
}
"""Units of time to the one that may follow them, as in “1 jam 30 menit”, and how many of it they are."""


def glossed(reader: AmountReader, amount: Amount) -> Amount:
    """Return an amount with its own value behind it in brackets: “12 (dua belas) orang”, “dua belas (12)”."""
    stop = after_gloss(reader, amount.stop, amount.value)
    return amount if stop == amount.stop else replace(amount, stop=stop)


def after_gloss(reader: AmountReader, stop: int, value: Rational) -> int:
    """Return the index after brackets that only say a number again, with its unit or not: “(lima juta rupiah)”."""
    if reader.low(stop) != "(" or not reader.low(stop + 1):
        return stop
    again = reader.read(stop + 1)
    if again is None or again.value != value:
        return stop
    at, lexicon = again.stop, reader.lexicon
    unit = lexicon.currencies.at(reader.tokens, at) or lexicon.unit_names.at(reader.tokens, at)
    at += unit[1] if unit else 0
    return at + 1 if reader.low(at) == ")" else stop


def before_unit(reader: AmountReader, amount: Amount) -> Amount:
    """Return a part of a whole up to the name of that whole: “half a tonne”, “a quarter of a percentage point”."""
    if not reader.lexicon.joint or amount.value.denominator == 1 or not amount.spelt:
        return amount
    at = amount.stop + (reader.low(amount.stop) == "of")
    if reader.low(at) not in ("a", "an") or not reader.lexicon.unit_names.at(reader.tokens, at + 1):
        return amount
    return replace(amount, stop=at + 1)
