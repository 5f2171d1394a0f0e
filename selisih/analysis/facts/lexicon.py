"""What the rules know of one language: its number words, its calendar, its words of caution."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from selisih.analysis.facts.tokens import NO_PHRASES, Phrases


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
    until: frozenset[str] = frozenset()
    """Words between the ends of a range."""
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

    @property
    def number_words(self) -> frozenset[str]:
        """Every word that is a number or a part of one."""
        tables = (self.units, self.tens, self.multipliers, self.compounds)
        more = (self.vague, self.fractions, self.ordinals)
        words = {word for table in (*tables, *more) for word in table}
        return frozenset({*words, self.teen, self.ten} - {""})


UNKNOWN: Final = Lexicon(tag="")
"""A language that only digits, capitals and quotation marks can be read in."""


def words_to(table: Mapping[int, str]) -> dict[str, int]:
    """Return a table of `number: "word other"` as words to numbers."""
    return {word: number for number, listed in table.items() for word in listed.split()}
