"""What the rules know of one language: its number words, its calendar, its words of caution."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal

from selisih.analysis.facts.tokens import NO_PHRASES, Phrases


@dataclass(frozen=True, kw_only=True, eq=False)
class Lexicon:
    """The words of one language. Every word is without case."""

    tag: str
    """Primary language subtag; empty for a language that nothing is known of."""
    decimal: Literal[".", ",", ""] = ""
    """The decimal sign; the other one groups thousands. Empty: guessed from the digits."""
    month_first: bool = False
    """Whether 3/4 is 4 March."""
    units: Mapping[str, int] = field(default_factory=dict)
    """Number words below twenty."""
    tens: Mapping[str, int] = field(default_factory=dict)
    """Number words for whole tens."""
    multipliers: Mapping[str, int] = field(default_factory=dict)
    """Words that multiply what stands before them, a hundred and up."""
    short_multipliers: Mapping[str, int] = field(default_factory=dict)
    """Abbreviated multipliers, which count only after an amount of money."""
    attached_multipliers: Mapping[str, int] = field(default_factory=dict)
    """Those that count after any numeral that they adjoin: `3.5bn`."""
    abbreviated_multipliers: Mapping[str, int] = field(default_factory=dict)
    """Those that count after any numeral: `1,5 jt`."""
    ago: Phrases = NO_PHRASES
    """What makes a length of time after it a date: “dua hari lalu”."""
    below_zero: Phrases = NO_PHRASES
    """What makes the degrees before it negative."""
    single: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    """Words that hold a number and its unit: “setahun”, “twice”."""
    compounds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Number words written together, to their parts."""
    teen: str = ""
    """The word that adds ten to the digit before it."""
    ten: str = ""
    """The word that multiplies the digit before it by ten."""
    point: str = ""
    """The word before decimals."""
    joint: str = ""
    """The word that may stand between hundreds and what follows them."""
    vague: Mapping[str, int] = field(default_factory=dict)
    """Words for an unknown number of tens, thousands and the like, to one of them."""
    fractions: Mapping[str, int] = field(default_factory=dict)
    """Words for the parts of a whole, to how many make it up."""
    ordinals: Mapping[str, int] = field(default_factory=dict)
    ordinal_idioms: frozenset[str] = frozenset()
    """Words before which an ordinal is none."""
    number_idioms: Phrases = NO_PHRASES
    """Phrases whose number word counts nothing."""
    before: Phrases = NO_PHRASES
    """Phrases before a number that say how exactly it is meant."""
    after: Phrases = NO_PHRASES
    """The same, after it."""
    until: Phrases = NO_PHRASES
    """Phrases between the ends of a range."""
    between: Mapping[str, str] = field(default_factory=dict)
    """Words before a range to the word between its ends."""
    unit_names: Phrases = NO_PHRASES
    """Units of measurement."""
    currencies: Phrases = NO_PHRASES
    """Names of currencies that follow an amount."""
    months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)
    day_parts: Mapping[str, str] = field(default_factory=dict)
    certainty: Phrases = NO_PHRASES
    """Words that limit how firmly something is said, to the sort of limit."""
    negations: frozenset[str] = frozenset()
    function_words: frozenset[str] = frozenset()
    """Words that carry no content of their own: they begin no name, and differ without a difference."""
    titles: frozenset[str] = frozenset()
    """Words before a name that are no part of it."""

    @cached_property
    def number_words(self) -> frozenset[str]:
        """Every word that is a number or a part of one."""
        tables = (self.units, self.tens, self.multipliers, self.compounds)
        more = (self.vague, self.fractions, self.ordinals)
        words = {word for table in (*tables, *more) for word in table}
        return frozenset({*words, self.teen, self.ten} - {""})

    @cached_property
    def figure_words(self) -> frozenset[str]:
        """Words by which a number, a date or a negation may be recognised."""
        tables = (self.months, self.weekdays, self.day_parts, self.single)
        return self.number_words | self.negations | {word for each in tables for word in each}

    @cached_property
    def cardinals(self) -> frozenset[str]:
        """The words that may stand before the ordinal of “two hundred and fifth”."""
        tables = (self.units, self.tens, self.multipliers)
        return frozenset({word for table in tables for word in table} | {self.joint, "a"})

    @cached_property
    def cardinal_of(self) -> dict[str, str]:
        """Each ordinal word to the number word of the same value."""
        words = {**self.multipliers, **self.tens, **self.units}
        by_value = {value: word for word, value in words.items()}
        return {word: by_value.get(value, "") for word, value in self.ordinals.items()}


UNKNOWN: Final = Lexicon(tag="")
"""A language that only digits, capitals and quotation marks can be read in."""


def words_to(table: Mapping[int, str]) -> dict[str, int]:
    """Return a table of `number: "word other"` as words to numbers."""
    return {word: number for number, listed in table.items() for word in listed.split()}
