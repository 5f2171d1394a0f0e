"""Numbers with their units, money, percentages, ordinals, ranges, and how exactly they are meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from selisih.analysis.facts.amounts import Amount, AmountReader
from selisih.analysis.facts.fact import Fact, Kind
from selisih.analysis.facts.lexicon import Lexicon
from selisih.analysis.facts.tokens import Token, tokenise
from selisih.analysis.facts.units import CURRENCY_SIGNS, SYMBOLS

_MOST_PLACES: Final = 45
"""Decimals beyond which a value is printed as a fraction."""
_DASHES: Final = "-\u2010\u2011\u2012\u2013\u2014\u2212"


@dataclass(frozen=True, slots=True)
class _Found:
    """A fact under way: which tokens it takes."""

    kind: Kind
    first: int
    stop: int
    value: str
    unit: str = ""
    modifier: str = ""
    weak: bool = False


def find_numbers(text: str, lexicon: Lexicon, taken: Sequence[tuple[int, int]]) -> tuple[Fact, ...]:
    """Return the numbers of a text, outside the spans that dates and times have taken."""
    return tuple(_Numbers(tokenise(text), lexicon, taken).facts())


def plain(value: Fraction) -> str:
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


class _Numbers:
    """Walks over the tokens of a text once."""

    def __init__(
        self, tokens: Sequence[Token], lexicon: Lexicon, taken: Sequence[tuple[int, int]]
    ) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.reader = AmountReader(tokens, lexicon)
        self.blocked = _blocked(tokens, taken)
        self.openers = _openers(lexicon)

    def facts(self) -> Iterator[Fact]:
        """Yield the facts in their order."""
        index = 0
        floor = 0
        while index < len(self.tokens):
            token = self.tokens[index]
            if token.sort == "word" and token.low not in self.openers:
                index += 1
                continue
            idiom = self.lexicon.number_idioms.at(self.tokens, index)
            if idiom and not self.blocked[index]:
                index += idiom[1]
                continue
            found = None if self.blocked[index] else self._at(index)
            if found is None:
                index += 1
                continue
            found = self._modified(found, floor)
            yield self._fact(found)
            index = floor = found.stop

    def _at(self, index: int) -> _Found | None:
        return self._money_sign(index) or self._ordinal(index) or self._number(index)

    def _fact(self, found: _Found) -> Fact:
        start = self.tokens[found.first].start
        end = self.tokens[found.stop - 1].end
        return Fact(
            kind=found.kind,
            start=start,
            end=end,
            value=found.value,
            unit=found.unit,
            modifier=found.modifier,
            noun=self._noun(found.stop),
            weak=found.weak,
        )

    def _noun(self, index: int) -> str:
        """Return the word that is counted: the next one, past a function word or an adjective in front."""
        low = self.reader.low(index)
        token = self.tokens[index] if low else None
        if token is None or token.sort != "word" or low in self.lexicon.function_words:
            return ""
        return low

    # ------------------------------------------------------------ money

    def _money_sign(self, index: int) -> _Found | None:
        """Return an amount behind a currency's sign."""
        sign = CURRENCY_SIGNS.at(self.tokens, index)
        if not sign:
            return None
        at = index + sign[1]
        if self.reader.low(at) == "." and sign[0] == "IDR":
            at += 1
        if at >= len(self.tokens) or self.blocked[at] or self.tokens[at].fresh:
            return None
        amount = self.reader.read(at)
        if amount is None or self.tokens[at].sort != "digits":
            return None
        amount = self._shortened(amount, at)
        amount, value = self._range(amount, at)
        stop = amount.stop
        named = self.lexicon.currencies.at(self.tokens, stop)
        return _Found("money", index, stop + (named[1] if named else 0), value, sign[0])

    def _shortened(self, amount: Amount, index: int) -> Amount:
        """Return an amount of money with an abbreviated multiplier: `$2m`, `Rp 1,5 T`."""
        word = self.reader.low(amount.stop)
        factor = self.lexicon.short_multipliers.get(word)
        if factor is None or amount.stop != index + 1:
            return amount
        return replace(amount, value=amount.value * factor, stop=amount.stop + 1)

    # ------------------------------------------------------------ ordinals

    def _ordinal(self, index: int) -> _Found | None:
        """Return “kedua”, “ke-21”, “second”, “21st”, “twenty-first”."""
        token = self.tokens[index]
        low = token.low
        if self.lexicon.tag == "id":
            return self._indonesian_ordinal(index)
        after = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        if after and after.low in ("st", "nd", "rd", "th") and after.start == token.end:
            return _Found("ordinal", index, index + 2, token.text) if token.text.isdigit() else None
        tens = self.lexicon.tens.get(low)
        if tens and after and not after.fresh:
            unit = self.lexicon.ordinals.get(after.low, 99)
            if unit < 10:
                return _Found("ordinal", index, index + 2, str(tens + unit))
        idiom = after is not None and after.low in self.lexicon.ordinal_idioms
        if low in self.lexicon.ordinals and not idiom:
            return _Found("ordinal", index, index + 1, str(self.lexicon.ordinals[low]), weak=True)
        return None

    def _indonesian_ordinal(self, index: int) -> _Found | None:
        token = self.tokens[index]
        low = token.low
        if low == "ke" and self.reader.low(index + 1):
            after = self.tokens[index + 1]
            if after.sort == "digits" and after.start - token.end == 1:
                return _Found("ordinal", index, index + 2, after.text)
        if low not in self.lexicon.ordinals:
            return None
        value, stop = self.lexicon.ordinals[low], index + 1
        if 1 < value < 10 and self.reader.low(stop) == "puluh":
            value, stop = value * 10, stop + 1
            unit = self.lexicon.units.get(self.reader.low(stop), 0)
            if 1 <= unit <= 9:
                value, stop = value + unit, stop + 1
        elif 1 < value < 10 and self.reader.low(stop) == "belas":
            value, stop = value + 10, stop + 1
        return _Found("ordinal", index, stop, str(value), weak=stop == index + 1)

    # ------------------------------------------------------------ numbers

    def _number(self, index: int) -> _Found | None:
        """Return a number with its unit or currency, or the range that begins here."""
        first = index
        negative = self._negative(index)
        at = index + negative
        if at >= len(self.tokens) or self.blocked[at]:
            return None
        amount = self.reader.read(at)
        if amount is None or any(self.blocked[at : amount.stop]):
            return None
        stem = self.tokens[at - 1] if at else None
        if stem and stem.end == self.tokens[at].start and stem.sort == "word":
            return None  # a name such as MH370 or F16
        if negative:
            amount = replace(amount, value=-amount.value)
        amount, value = self._range(amount, at)
        kind, unit, stop = self._unit(amount)
        modifier = "vague" if amount.vague else ""
        if self.tokens[at].sort == "digits" and self._decade(amount.stop):
            modifier, stop = "vague", max(stop, amount.stop + 1)
        weak = amount.spelt and not unit and amount.value in (1, Fraction(1, 2))
        return _Found(kind, first, stop, value, unit, modifier, weak)

    def _decade(self, index: int) -> bool:
        """Return whether the “-an” of “1990-an” or the “s” of “1990s” stands here."""
        ending = "s" if self.lexicon.joint else "an"
        if self.reader.low(index) != ending:
            return False
        gap = self.tokens[index].start - self.tokens[index - 1].end
        return gap == 0 if self.lexicon.joint else gap == 1

    def _negative(self, index: int) -> int:
        """Return 1 where a minus stands before a number, 0 otherwise."""
        token = self.tokens[index]
        if token.low in ("minus", "negative") and self.reader.low(index + 1):
            return 1
        if token.text not in ("-", "\u2212") or index + 1 >= len(self.tokens):
            return 0
        after = self.tokens[index + 1]
        apart = index == 0 or self.tokens[index - 1].end < token.start
        return int(after.sort == "digits" and after.start == token.end and apart)

    def _range(self, amount: Amount, index: int) -> tuple[Amount, str]:
        """Return the amount, or the last of a range, with the value of both."""
        low = self.reader.low(amount.stop)
        between = self.lexicon.between.get(self.reader.low(index - 1), "") if index else ""
        dash = low in _DASHES and low != ""
        if not (dash or low in self.lexicon.until or (between and low == between)):
            return amount, plain(amount.value)
        at = amount.stop + 1
        if at >= len(self.tokens) or self.blocked[at] or self.tokens[at].fresh:
            return amount, plain(amount.value)
        other = self.reader.read(at)
        if other is None or (dash and self.tokens[at].sort != "digits"):
            return amount, plain(amount.value)
        one, two = amount.value, other.value
        if one < two and self.tokens[index].sort == "digits":
            factor = self.reader.factors(at + 1)[0]  # “10-15 juta”: both ends are in millions
            if factor > 1 and one * factor < two:
                one *= factor
        if not dash and one >= two:
            return amount, plain(amount.value)
        return other, f"{plain(one)}..{plain(two)}"

    def _unit(self, amount: Amount) -> tuple[Kind, str, int]:
        """Return what an amount counts, and the index after it."""
        at = amount.stop
        found = self.lexicon.unit_names.at(self.tokens, at)
        symbol = SYMBOLS.at(self.tokens, at)
        if symbol and (not found or symbol[1] > found[1]) and self._is_symbol(at):
            found = symbol
        money = self.lexicon.currencies.at(self.tokens, at)
        if money and (not found or money[1] > found[1]):
            return "money", money[0], at + money[1]
        if not found:
            code = CURRENCY_SIGNS.at(self.tokens, at)
            if code and len(code[0]) == 3 and self.tokens[at].text.isupper():
                return "money", code[0], at + code[1]
            return "number", "", at
        unit, stop = found[0], at + found[1]
        return ("percent" if unit == "%" else "number"), unit, stop

    def _is_symbol(self, index: int) -> bool:
        """Return whether a token that looks like a unit's symbol is written as one."""
        token = self.tokens[index]
        if len(token.text) > 1 or token.sort == "sign":
            return True
        return token.text in "mglhtWV" and (index + 1 == len(self.tokens) or self.tokens[index + 1].sort != "sign" or self.tokens[index + 1].text in ".,;)/")  # fmt: skip

    # ------------------------------------------------------------ how exactly

    def _modified(self, found: _Found, floor: int) -> _Found:
        """Return a number with the words around it that say how exactly it is meant."""
        if found.kind == "ordinal":
            return found
        first, stop, modifier = found.first, found.stop, found.modifier
        between = self.reader.low(first - 1) if first else ""
        if ".." in found.value and between in self.lexicon.between:
            first -= 1
        before = self.lexicon.before.before(self.tokens, first)
        if before and first - before[1] >= floor:
            first -= before[1]
            modifier = modifier or before[0]
        after = self.lexicon.after.at(self.tokens, stop)
        if after and self._closes(stop, after):
            stop += after[1]
            modifier = modifier if modifier in ("vague", "more", "least") else after[0]
        return replace(found, first=first, stop=stop, modifier=modifier)

    def _closes(self, index: int, after: tuple[str, int]) -> bool:
        """Return whether words after a number belong to it: not the “lebih” of “lebih baik”."""
        if self.tokens[index].low == "+":
            return self.tokens[index - 1].end == self.tokens[index].start
        if self.tokens[index].low == "an":
            return False
        return after[1] > 1 or self.tokens[index].low != "lebih" or self._not_comparing(index + 1)

    def _not_comparing(self, index: int) -> bool:
        return self.reader.low(index) not in ("baik", "banyak", "besar", "dari", "tinggi", "rendah", "cepat", "lama", "kecil", "sedikit", "lanjut", "awal", "murah", "mahal")  # fmt: skip


def _blocked(tokens: Sequence[Token], taken: Sequence[tuple[int, int]]) -> list[bool]:
    """Return for each token whether a date has it."""
    blocked = []
    at = 0
    for token in tokens:
        while at < len(taken) and taken[at][1] <= token.start:
            at += 1
        blocked.append(at < len(taken) and taken[at][0] < token.end)
    return blocked


def _openers(lexicon: Lexicon) -> frozenset[str]:
    """Return the words that a number may begin with, so that all others are passed over at once."""
    words = lexicon.number_words | {*CURRENCY_SIGNS.longest, *lexicon.number_idioms.longest}
    return frozenset(words | {"a", "an", "minus", "negative", "ke"})
