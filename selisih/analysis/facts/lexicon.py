"""What the rules know of one language: its number words, its calendar, its words of caution."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

Phrases = Mapping[tuple[str, ...], str]
"""Words, without case, to what they amount to."""


@dataclass(frozen=True, slots=True, kw_only=True)
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
    vague: Mapping[str, int] = field(default_factory=dict)
    """Words for an unknown number of tens, thousands and the like, to that power of ten."""
    fractions: Mapping[str, int] = field(default_factory=dict)
    """Words for the parts of a whole, to how many make it up."""
    ordinals: Mapping[str, int] = field(default_factory=dict)
    ordinal_idioms: frozenset[str] = frozenset()
    """Words before which an ordinal is none."""
    number_idioms: Phrases = field(default_factory=dict)
    """Phrases whose number word counts nothing."""
    before: Phrases = field(default_factory=dict)
    """Phrases before a number that say how exactly it is meant."""
    after: Phrases = field(default_factory=dict)
    """The same, after it."""
    until: frozenset[str] = frozenset()
    """Words between the ends of a range."""
    between: Mapping[str, str] = field(default_factory=dict)
    """Words before a range to the word between its ends."""
    unit_names: Phrases = field(default_factory=dict)
    """Units of measurement."""
    currencies: Phrases = field(default_factory=dict)
    """Names of currencies that follow an amount."""
    months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)
    day_parts: Mapping[str, str] = field(default_factory=dict)
    certainty: Phrases = field(default_factory=dict)
    """Words that limit how firmly something is said, to the sort of limit."""
    negations: frozenset[str] = frozenset()
    function_words: frozenset[str] = frozenset()
    """Words that carry no content of their own: they begin no name, and differ without a difference."""
    titles: frozenset[str] = frozenset()
    """Words before a name that are no part of it."""


UNKNOWN: Final = Lexicon(tag="")
"""A language that only digits, capitals and quotation marks can be read in."""


def phrases(table: Mapping[str, str]) -> dict[tuple[str, ...], str]:
    """Return a table of `meaning: "one phrase | another"` as phrases to meanings."""
    return {
        tuple(phrase.replace("-", " ").split()): meaning
        for meaning, listed in table.items()
        for phrase in listed.split("|")
        if phrase.strip()
    }


def words_to(table: Mapping[int, str]) -> dict[str, int]:
    """Return a table of `number: "word other"` as words to numbers."""
    return {word: number for number, listed in table.items() for word in listed.split()}
