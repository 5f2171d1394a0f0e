"""Reading an amount from numerals and number words: `1,5 juta`, `dua puluh lima ribu`, `half a million`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from selisih.analysis.facts.lexicon import Lexicon
from selisih.analysis.facts.numerals import SIGNS, Rational, numeral
from selisih.analysis.facts.sums import LARGEST, Sum
from selisih.analysis.facts.tokens import Token

_ARTICLES: Final = ("a", "an")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as it was read."""

    value: Rational
    stop: int
    """Index of the token after it."""
    vague: bool = False
    """Whether it is a word such as “thousands”, whose value is only the power."""
    spelt: bool = False
    """Whether it is written in letters alone."""


class AmountReader:
    """Reads amounts from the tokens of a text in one language."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        """Hold the tokens."""
        self.tokens = tokens
        self.lexicon = lexicon

    def low(self, index: int, first: bool = False) -> str:
        """Return a token without case; nothing past the end or, unless it is the first, on a new line."""
        if not 0 <= index < len(self.tokens) or (self.tokens[index].fresh and not first):
            return ""
        return self.tokens[index].low

    def read(self, index: int) -> Amount | None:
        """Return the amount that begins at a token, if one does."""
        token = self.tokens[index]
        if token.sort == "digits":
            return self._digits(index)
        if token.sort != "word":
            return None
        return self._half(index) or self._vague(index) or self._words(index)

    def whole(self, index: int, shift: int) -> Amount | None:
        """Return the number in words that begins at a token, its end counted from `shift` at the token."""
        run, stop = Sum(), index
        while stop < len(self.tokens):
            taken = self._step(run, stop, first=stop == index)
            if not taken:
                break
            stop += taken
        return Amount(run.value, stop - index + shift, spelt=True) if run.any else None

    def _digits(self, index: int) -> Amount:
        text, stop = self._spaced(index)
        value = numeral(text, self.lexicon.decimal)
        if self.low(stop) in SIGNS and self.tokens[stop].start == self.tokens[index].end:
            value += SIGNS[self.low(stop)]
            stop += 1
        if self._is_quotient(index) and value.denominator == 1:
            below = int(self.tokens[index + 2].text)
            return Amount(Fraction(value) / below, index + 3)
        if value.denominator == 1 and self._is_quotient(stop) and self.low(stop).isdigit():
            value += Fraction(int(self.tokens[stop].text), int(self.tokens[stop + 2].text))
            stop += 3
        some = self._some(value, stop)
        if some:
            return some
        factors, stop = self.factors(stop)
        total = value * factors
        if factors > 1 and stop < len(self.tokens) and self.tokens[stop].sort == "digits":
            smaller, after = self.factors(stop + 1)
            if 1 < smaller < factors and not self.tokens[stop].fresh:
                return Amount(
                    total + smaller * numeral(self.tokens[stop].text, self.lexicon.decimal), after
                )
        return Amount(total, stop)

    def _spaced(self, index: int) -> tuple[str, int]:
        """Return a numeral and the index after it; in a language nothing is known of, spaces group thousands."""
        text, stop = self.tokens[index].text, index + 1
        if self.lexicon.tag or not text.isdigit() or len(text) > 3:
            return text, stop
        while stop < len(self.tokens) and self.tokens[stop].gap == " ":
            after = self.tokens[stop].text
            if self.tokens[stop].sort != "digits" or len(after.partition(",")[0]) != 3:
                break
            text, stop = text + after, stop + 1
        return text, stop

    def _is_quotient(self, index: int) -> bool:
        """Return whether a small fraction such as 2/3 stands here."""
        if index + 2 >= len(self.tokens) or self.low(index + 1) != "/":
            return False
        left, sign, right = self.tokens[index : index + 3]
        small = right.text.isdigit() and left.text.isdigit() and 2 <= int(right.text) <= 10
        return bool(
            small
            and left.end == sign.start
            and sign.end == right.start
            and int(left.text) < int(right.text)
        )

    def factors(self, index: int) -> tuple[int, int]:
        """Return the product of the multipliers that stand here, and the index after them."""
        product = 1
        while True:
            word = self.low(index)
            factor = self.lexicon.multipliers.get(word)
            if factor is None and self._attached(index):
                factor = self.lexicon.attached_multipliers.get(word)
            if factor is None:
                factor = self.lexicon.abbreviated_multipliers.get(word)
            if factor is None or product > LARGEST:
                return product, index
            product *= factor
            index += 1

    def _attached(self, index: int) -> bool:
        if not 0 < index < len(self.tokens):
            return False
        before = self.tokens[index - 1]
        return before.sort == "digits" and not self.tokens[index].gap

    def _half(self, index: int) -> Amount | None:
        """Return “half a million”, “setengah juta”, “half”, “sepertiga”."""
        parts = self.lexicon.compounds.get(self.low(index, first=True), ("", ""))
        if parts[1] in self.lexicon.fractions:
            return Amount(Fraction(1, self.lexicon.fractions[parts[1]]), index + 1, spelt=True)
        halves = self.lexicon.fractions.get(self.low(index, first=True))
        if halves != 2:
            return None
        stop = index + 1
        if self.low(stop) in _ARTICLES and self.low(stop + 1) in self.lexicon.multipliers:
            stop += 1
        factors, stop = self.factors(stop)
        return Amount(Fraction(1, 2) * factors, stop, spelt=True)

    def _vague(self, index: int) -> Amount | None:
        """Return “ribuan”, “puluhan ribu”, “tens of thousands”."""
        value = self.lexicon.vague.get(self.low(index, first=True))
        if value is None:
            return None
        stop = index + 1
        if self.low(stop) == "of" and self.low(stop + 1) in self.lexicon.vague:
            value *= self.lexicon.vague[self.low(stop + 1)]
            stop += 2
        factors, stop = self.factors(stop)
        return Amount(value * factors, stop, vague=True, spelt=True)

    def _words(self, index: int) -> Amount | None:
        """Return an amount written in words."""
        stop = index
        run = Sum()
        if self.low(index, first=True) in _ARTICLES and self.lexicon.joint:
            if self.low(index + 1) not in self.lexicon.multipliers:
                return self._part_of_whole(1, index + 1)
            run.add(1)
            stop += 1
        while stop < len(self.tokens):
            taken = self._step(run, stop, first=stop == index)
            if not taken:
                break
            stop += taken
        if not run.any:
            return None
        return self._finish(run, stop)

    def _step(self, run: Sum, index: int, *, first: bool) -> int:
        """Add the number word that stands here; return how many tokens it took, or 0."""
        word = self.low(index, first=first)
        parts = self.lexicon.compounds.get(word, (word,))
        if word and word == self.lexicon.joint:
            return self._joint(run, index)
        if word == ",":
            return self._comma(run, index)
        if len(parts) > 1:
            if parts[1] not in self.lexicon.multipliers and parts[1] != self.lexicon.ten:
                return 0
            scale = self.lexicon.multipliers.get(parts[1], 10)
            if scale >= run.room and run.any:
                return 0
        return 1 if word and all(self._atom(run, part) for part in parts) else 0

    def _atom(self, run: Sum, word: str) -> bool:
        lexicon = self.lexicon
        value = lexicon.units.get(word, lexicon.tens.get(word))
        if value is not None:
            return run.add(value)
        if not run.any:
            return False
        if word == lexicon.teen:
            return run.teen()
        if word == lexicon.ten:
            return run.digit_times(10, 10)
        factor = lexicon.multipliers.get(word)
        return factor is not None and run.multiply(factor)

    def _joint(self, run: Sum, index: int) -> int:
        """Return 2 where “and” and the number after it continue a number, as in “a hundred and five”."""
        after = self.low(index + 1)
        value = self.lexicon.units.get(after, self.lexicon.tens.get(after))
        hundreds = run.any and run.room >= 100 and bool(run.scale or run.group >= 100)
        if not hundreds or value is None:
            return 0
        return 2 if run.add(value) else 0

    def _comma(self, run: Sum, index: int) -> int:
        """Return 1 where a comma stands between thousands and hundreds: “one thousand, two hundred”."""
        if not self.lexicon.joint or run.group or run.scale < 1000:
            return 0
        for word in (self.low(index + step) for step in range(1, 5)):
            if word in self.lexicon.multipliers:
                return 1
            if word not in self.lexicon.units and word not in self.lexicon.tens:
                break
        return 0

    def _finish(self, run: Sum, stop: int) -> Amount:
        """Return the amount with the decimals, halves and multipliers that follow its words."""
        value = run.value
        part = self._part_of_whole(value, stop)
        if part:
            return part
        decimals, after = self._decimals(stop)
        if after > stop:
            factors, after = self.factors(after)
            return Amount((value + decimals) * factors, after, spelt=True)
        after = self._and_half(stop)
        if after:
            factors, after = self.factors(after)
            half = Fraction(1, 2) * (run.scale if run.scale and not run.group else 1)
            return Amount((value + half) * factors, after, spelt=True)
        pair = self._pair(value, stop)
        return pair or self._some(value, stop) or Amount(value, stop, spelt=True)

    def _some(self, value: Rational, stop: int) -> Amount | None:
        """Return “dua ratusan”, “10 ribuan”: so many, and some more."""
        scale = self.lexicon.vague.get(self.low(stop))
        if scale is None or self.lexicon.joint:
            return None
        factors, after = self.factors(stop + 1)
        return Amount(value * scale * factors, after, vague=True)

    def _decimals(self, stop: int) -> tuple[Rational, int]:
        if not self.lexicon.point or self.low(stop) != self.lexicon.point:
            return 0, stop
        digits = ""
        after = stop + 1
        while (digit := self.lexicon.units.get(self.low(after), 99)) < 10:
            digits += str(digit)
            after += 1
        return (Fraction(f"0.{digits}"), after) if digits else (0, stop)

    def _and_half(self, stop: int) -> int:
        """Return the index after “and a half” or “setengah”, or 0."""
        if self.lexicon.joint:
            words = [self.low(stop + step) for step in range(3)]
            return stop + 3 if words == [self.lexicon.joint, "a", "half"] else 0
        return stop + 1 if self.low(stop) == "setengah" else 0

    def _part_of_whole(self, count: Rational, stop: int) -> Amount | None:
        """Return “two thirds”, “dua pertiga”, “a quarter of”."""
        word = self.low(stop)
        whole = self.lexicon.fractions.get(word)
        if whole is None or word == "setengah" or count > 20:
            return None
        if self.lexicon.joint and not (
            (count > 1 and word.endswith("s"))
            or whole == 2
            or (count == 1 and self.low(stop + 1) == "of")
            or (count == 1 and self._hyphened(stop))
        ):
            return None
        after = stop + 1
        if self.low(after) == "of" and self.low(after + 1) in _ARTICLES:
            factors, end = self.factors(after + 2)
            if factors > 1:
                return Amount(Fraction(count) / whole * factors, end, spelt=True)
        return Amount(Fraction(count) / whole, after, spelt=True)

    def _hyphened(self, index: int) -> bool:
        return self.tokens[index].start == self.tokens[index - 1].end + 1 and (
            self.low(index - 1) not in _ARTICLES
        )

    def _pair(self, value: Rational, stop: int) -> Amount | None:
        """Return a year read in two halves: “nineteen eighty-four”, “twenty twenty-six”."""
        if value not in (18, 19, 20) or not self.lexicon.joint or stop >= len(self.tokens):
            return None
        rest = Sum()
        after = stop
        while after < len(self.tokens) and (taken := self._step(rest, after, first=False)):
            after += taken
        if not 10 <= rest.value < 100:
            return None
        return Amount(value * 100 + rest.value, after, spelt=True)
