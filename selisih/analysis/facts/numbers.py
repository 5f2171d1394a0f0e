"""Numbers with their units, money, percentages, ordinals, ranges, and how exactly they are meant."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Final

from selisih.analysis.facts.amounts import Amount, AmountReader
from selisih.analysis.facts.exactness import Found, modified
from selisih.analysis.facts.fact import Fact, Kind
from selisih.analysis.facts.glosses import SMALLER, after_gloss, before_unit, glossed
from selisih.analysis.facts.lexicon import Lexicon
from selisih.analysis.facts.numerals import plain
from selisih.analysis.facts.ordinals import BEFORE_ROMAN, ordinal
from selisih.analysis.facts.tokens import Token
from selisih.analysis.facts.units import CURRENCY_SIGNS, SYMBOLS

_PERIODS: Final = frozenset(["s", "min", "h", "day", "week", "month", "year", "decade", "century"])
"""Units that make a date of “three weeks ago”."""
_DASHES: Final = "-\u2010\u2011\u2012\u2013\u2014\u2212"


def find_numbers(
    tokens: Sequence[Token], lexicon: Lexicon, taken: Sequence[tuple[int, int]]
) -> tuple[Fact, ...]:
    """Return the numbers of a text, outside the spans that dates and times have taken."""
    return tuple(_Numbers(tokens, lexicon, taken).facts())


class _Numbers:
    """Walks over the tokens of a text once."""

    def __init__(
        self, tokens: Sequence[Token], lexicon: Lexicon, taken: Sequence[tuple[int, int]]
    ) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.reader = AmountReader(tokens, lexicon)
        self.taken = sorted(taken)
        self.starts = [start for start, _ in self.taken]
        self.openers = _openers(lexicon)

    def facts(self) -> Iterator[Fact]:
        """Yield the facts in their order."""
        floor = 0
        for index, token in enumerate(self.tokens):
            if index < floor or (token.sort == "sign" and token.low not in self.openers):
                continue
            if token.sort == "word" and token.low not in self.openers:
                continue
            if self._is_blocked(index):
                continue
            if token.low in self.lexicon.number_idioms.longest:
                idiom = self.lexicon.number_idioms.at(self.tokens, index)
                if idiom:
                    floor = index + idiom[1]
                    continue
            found = self._at(index)
            if found is None:
                continue
            found = modified(self.reader, self._extended(found), floor)
            yield self._fact(found)
            floor = found.stop

    def _is_blocked(self, index: int) -> bool:
        """Return whether a date, a time or an identifier has a token."""
        token = self.tokens[index]
        at = bisect_right(self.starts, token.start) - 1
        later = at + 1 < len(self.taken) and self.taken[at + 1][0] < token.end
        return later or (at >= 0 and token.start < self.taken[at][1])

    def _at(self, index: int) -> Found | None:
        money = self._money_sign(index)
        if money:
            return money
        nth = ordinal(self.reader, index)
        if nth:
            return Found("ordinal", nth.first, nth.stop, str(nth.value), weak=nth.weak)
        return self._single(index) or self._number(index)

    def _fact(self, found: Found) -> Fact:
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

    def _extended(self, found: Found) -> Found:
        """Return the whole range where the same unit stands at both ends: “Rp 5 juta hingga Rp 10 juta”."""
        if not found.unit or found.kind == "date" or ".." in found.value or "×" in found.value:
            return found
        until = self.lexicon.until.at(self.tokens, found.stop)
        before = self.lexicon.between.get(self.reader.low(found.first - 1), "")
        at = found.stop + (until[1] if until else 1)
        if not until and (not before or self.reader.low(found.stop) != before):
            return found
        if not self.reader.low(at) or self._is_blocked(at):
            return found
        far = self._at(at)
        if far is None or (far.kind, far.unit) != (found.kind, found.unit) or "." in far.value.replace(".", "", 1):  # fmt: skip
            return found
        if "/" in far.value + found.value or "×" in far.value or float(far.value) <= float(found.value):  # fmt: skip
            return found
        return replace(found, stop=far.stop, value=f"{found.value}..{far.value}")

    # ------------------------------------------------------------ money

    def _money_sign(self, index: int) -> Found | None:
        """Return an amount behind a currency's sign."""
        if self.tokens[index].low not in CURRENCY_SIGNS.longest:
            return None
        sign = CURRENCY_SIGNS.at(self.tokens, index)
        if not sign:
            return None
        at = index + sign[1]
        if self.reader.low(at) == "." and sign[0] == "IDR":
            at += 1
        if at >= len(self.tokens) or self._is_blocked(at) or self.tokens[at].fresh:
            return None
        amount = self.reader.read(at)
        if amount is None or self.tokens[at].sort != "digits":
            return None
        short = self._shortened(amount, at)
        last, value = self._range(short, at)
        if last is not short:
            last, value = self._shortened_range(short, last, value)
        named = self.lexicon.currencies.at(self.tokens, last.stop)
        stop = last.stop + (named[1] if named else 0)
        return Found("money", index, after_gloss(self.reader, stop, last.value), value, sign[0])

    def _shortened_range(self, one: Amount, two: Amount, value: str) -> tuple[Amount, str]:
        """Return a range of money whose multiplier stands after its end alone: `£10-15m`."""
        factor = self.lexicon.short_multipliers.get(self.reader.low(two.stop))
        if factor is None:
            return two, value
        least = one.value * (factor if one.value < two.value else 1)
        most = two.value * factor
        return replace(two, value=most, stop=two.stop + 1), f"{plain(least)}..{plain(most)}"

    def _shortened(self, amount: Amount, index: int) -> Amount:
        """Return an amount of money with an abbreviated multiplier: `$2m`, `Rp 1,5 T`."""
        word = self.reader.low(amount.stop)
        factor = self.lexicon.short_multipliers.get(word)
        if factor is None or amount.stop != index + 1:
            return amount
        return replace(amount, value=amount.value * factor, stop=amount.stop + 1)

    # ------------------------------------------------------------ numbers

    def _number(self, index: int) -> Found | None:
        """Return a number with its unit or currency, or the range that begins here."""
        first = index
        negative = self._negative(index)
        at = index + negative
        if at >= len(self.tokens) or self._is_blocked(at):
            return None
        amount = self.reader.read(at)
        if amount is None or any(map(self._is_blocked, range(at, amount.stop))):
            return None
        if self._in_name(at):
            return None
        if negative:
            amount = replace(amount, value=-amount.value)
        sides = self._sides(amount, at)
        last, value = sides or self._range(amount, at)
        last, value = self._millions(last, value)
        last = before_unit(self.reader, glossed(self.reader, last))
        modifier = "vague" if last.vague else ""
        if self.tokens[at].sort == "digits" and self._decade(last.stop):
            last = replace(last, stop=last.stop + 1)
            modifier = "vague" if self.lexicon.joint or last.vague else "about"  # “1.500-an”
        kind, unit, stop = self._unit(last)
        stop = after_gloss(self.reader, stop, last.value)
        below = self.lexicon.below_zero.at(self.tokens, stop)
        if below and unit.startswith("°"):
            value, stop = f"-{value}", stop + below[1]
        ago = unit in _PERIODS and self.lexicon.ago.at(self.tokens, stop)
        if ago and ".." not in value:
            return Found("date", first, stop + ago[1], f"{unit}{ago[0]}{value}")
        if unit in SMALLER and ".." not in value and not last.vague:
            whole = self._with_smaller(last, unit, stop)
            if whole:
                return replace(whole, first=first, modifier=modifier)
        weak = last.spelt and not unit and last.value in (1, Fraction(1, 2))
        return Found(kind, first, stop, value, unit, modifier, weak)

    def _with_smaller(self, amount: Amount, unit: str, index: int) -> Found | None:
        """Return a time in two units as one number: “1 jam 30 menit”, “two years six months”."""
        if not self.reader.low(index) or self._is_blocked(index):
            return None
        rest = self.reader.read(index)
        if rest is None or rest.vague or amount.value < 0:
            return None
        smaller, times = SMALLER[unit]
        kind, of, stop = self._unit(rest)
        if of != smaller or self.lexicon.ago.at(self.tokens, stop):
            return None
        return Found(kind, index, stop, plain(amount.value * times + rest.value), smaller)

    def _single(self, index: int) -> Found | None:
        """Return words that hold a number and its unit: “setahun”, “twice”, “an hour and a half”."""
        if self.tokens[index].low in ("a", "an") and self.lexicon.joint:
            unit_name = self.lexicon.unit_names.at(self.tokens, index + 1)
            stop = index + 1 + unit_name[1] if unit_name else 0
            words = [self.reader.low(stop + step) for step in range(3)]
            if unit_name and words == [self.lexicon.joint, "a", "half"]:
                return Found("number", index, stop + 3, "1.5", unit_name[0])
        number, unit = self.lexicon.single.get(self.tokens[index].low, (0, ""))
        if not number:
            return None
        return Found("number", index, index + 1, str(number), unit, weak=True)

    def _in_name(self, index: int) -> bool:
        """Return whether a number is part of a name such as MH370, F-16 or Covid-19."""
        token, before = self.tokens[index], self.tokens[index - 1] if index else None
        if before is None or before.sort != "word" or token.fresh or token.gap.isspace():
            return False
        last = before.text[-1]
        if token.sort != "digits" or last.lower() == last.upper():
            return False  # scripts without capitals put no space before a numeral
        if not token.gap:
            return before.text != "M" or ("," not in token.text and "." not in token.text)
        return token.gap == "-" and (before.capital or before.low == "covid")

    def _sides(self, amount: Amount, index: int) -> tuple[Amount, str] | None:
        """Return the lengths of “3 x 4 meter” or “3x4”."""
        values, last = [amount.value], amount
        while self.reader.low(last.stop) in ("x", "×") and last.stop + 1 < len(self.tokens):
            if self.tokens[last.stop + 1].sort != "digits" or self._is_blocked(last.stop + 1):
                break
            last = self.reader.read(last.stop + 1) or last
            values.append(last.value)
        if len(values) < 2 or self.tokens[index].sort != "digits":
            return None
        return last, "×".join(map(plain, values))

    def _millions(self, amount: Amount, value: str) -> tuple[Amount, str]:
        """Return an amount with the “m” of “1.2m people”, which is no metre where people are counted."""
        if self.reader.low(amount.stop) != "m" or not self.lexicon.attached_multipliers:
            return amount, value
        if self.tokens[amount.stop].gap or ".." in value or "×" in value:
            return amount, value
        counted = self.reader.low(amount.stop + 1)
        plural = len(counted) > 4 and counted.endswith("s")
        if counted != "people" and (not plural or counted in self.lexicon.function_words):
            return amount, value
        more = replace(amount, value=amount.value * 10**6, stop=amount.stop + 1)
        return more, plain(more.value)

    def _decade(self, index: int) -> bool:
        """Return whether the “-an” of “1990-an” or the “s” of “1990s” stands here."""
        ending = "s" if self.lexicon.joint else "an"
        if self.reader.low(index) != ending:
            return False
        return self.tokens[index].gap == ("" if self.lexicon.joint else "-")

    def _negative(self, index: int) -> int:
        """Return 1 where a minus stands before a number, 0 otherwise."""
        token = self.tokens[index]
        if token.low in ("minus", "negative") and self.reader.low(index + 1):
            return 1
        if token.text not in ("-", "\u2212") or index + 1 >= len(self.tokens):
            return 0
        after = self.tokens[index + 1]
        before = self.tokens[index - 1] if index else None
        apart = not before or (before.end < token.start and before.sort != "digits")
        return int(after.sort == "digits" and after.start == token.end and apart)

    def _range(self, amount: Amount, index: int) -> tuple[Amount, str]:
        """Return the amount, or the last of a range, with the value of both."""
        low = self.reader.low(amount.stop)
        between = self.lexicon.between.get(self.reader.low(index - 1), "") if index else ""
        dash = low in _DASHES and low != ""
        until = self.lexicon.until.at(self.tokens, amount.stop)
        if not (dash or until or (between and low == between)):
            return amount, plain(amount.value)
        at = amount.stop + (until[1] if until else 1)
        if at >= len(self.tokens) or self._is_blocked(at) or self.tokens[at].fresh:
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
        if unit == "year" and self.tokens[at].capital and self._is_blocked(stop - 1 + (stop < len(self.tokens))):  # fmt: skip
            return "number", "", at  # “Nomor 20 Tahun 2001”
        return ("percent" if unit == "%" else "number"), unit, stop

    def _is_symbol(self, index: int) -> bool:
        """Return whether a token that looks like a unit's symbol is written as one."""
        token = self.tokens[index]
        if token.low in ("in", "pc") or token.text in ("C", "F"):
            return not token.gap
        if len(token.text) > 1 or token.sort == "sign":
            return True
        return token.text in "mglhtWV" and (index + 1 == len(self.tokens) or self.tokens[index + 1].sort != "sign" or self.tokens[index + 1].text in ".,;)/")  # fmt: skip


@lru_cache(maxsize=8)
def _openers(lexicon: Lexicon) -> frozenset[str]:
    """Return the words that a number may begin with, so that all others are passed over at once."""
    words = (
        lexicon.number_words
        | BEFORE_ROMAN
        | lexicon.single.keys()
        | {*CURRENCY_SIGNS.longest, *lexicon.number_idioms.longest}
    )
    return frozenset(words | {"a", "an", "minus", "negative", "ke", "-", "\u2212", "±"})
