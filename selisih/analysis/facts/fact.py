"""What a fact is: a value with its place in a text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

Kind = Literal[
    "number",
    "money",
    "percent",
    "ordinal",
    "date",
    "time",
    "name",
    "quotation",
    "attribution",
    "certainty",
    "negation",
]
"""What sort of thing a text says at a place."""


EITHER: Final = "either"
"""How a date in digits is meant whose first number may be the day or the month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that two reports may have in common, or not."""

    kind: Kind
    start: int
    """First character in the text."""
    end: int
    """Character after the last."""
    value: str
    """Normalised, so that `1.100` in Indonesian and `1,100` in English are both `1100`.

    A range is `10..15`; a date is ISO 8601 with `--` for an unknown year; a name is without case."""
    unit: str = ""
    """Unit of measurement or currency (`mm`, `IDR`), or the zone of a time; empty where there is none."""
    modifier: str = ""
    """How exactly a number is meant: `about`, `more`, `least`, `less`, `most`, `nearly`, `vague`; of a
    quotation `uncertain` where its end is not; of a date `either` where the order of day and month is not; of an attribution `agency` where an outlet is credited."""
    noun: str = ""
    """The word after a number, which tells what is counted."""
    weak: bool = False
    """Whether it may be no fact at all, such as a capital that only begins a sentence."""


def moved(fact: Fact, by: int) -> Fact:
    """Return a fact of a part of a text with its place in the whole."""
    return replace(fact, start=fact.start + by, end=fact.end + by)
