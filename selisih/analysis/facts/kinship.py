"""When two facts are one and the same, and when they exclude each other."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from selisih.analysis.facts import Fact
from selisih.analysis.facts.clocks import same_moment
from selisih.analysis.facts.fact import EITHER
from selisih.analysis.facts.numerals import Rational

_PART: Final = "part"
"""The base of percentages, and of halves and quarters of what is not named."""
_FACTORS: Final[dict[str, tuple[str, Rational]]] = {
    "mm": ("m", Fraction(1, 1000)),
    "cm": ("m", Fraction(1, 100)),
    "m": ("m", 1),
    "km": ("m", 1000),
    "mg": ("g", Fraction(1, 1000)),
    "g": ("g", 1),
    "kg": ("g", 1000),
    "kuintal": ("g", 100_000),
    "t": ("g", 1_000_000),
    "ml": ("l", Fraction(1, 1000)),
    "l": ("l", 1),
    "ha": ("m2", 10_000),
    "m2": ("m2", 1),
    "km2": ("m2", 1_000_000),
    "kW": ("W", 1000),
    "MW": ("W", 1_000_000),
    "GW": ("W", 1_000_000_000),
    "person": ("", 1),
    "min": ("s", 60),
    "h": ("s", 3600),
    "day": ("s", 86_400),
    "week": ("s", 604_800),
    "fortnight": ("s", 1_209_600),
    "year": ("month", 12),
    "decade": ("month", 120),
    "century": ("month", 1200),
    "bps": ("pp", Fraction(1, 100)),
    "%": (_PART, Fraction(1, 100)),
}
"""Unit to its base and how many of that it is, so that 2 km are 2,000 m."""
_CALENDAR: Final = re.compile(
    r"(?:(\d{4}|-)-(\d\d|[QH]\d)(?:-(\d\d))?|(\d{4}))(\.\.\d\d(?:\d\d)?|s)?"
)
_NAMED_TIMES: Final = {"noon": "12:00", "midnight": "00:00"}
_PARTS_OF: Final = frozenset({"early", "mid", "late"})
_ALIKE: Final = 72.0
"""Likeness, of 100, from which two names may be spellings of one."""


def class_of(fact: Fact) -> str:
    """Return with what a fact may be compared: numbers, money and percentages with each other."""
    return "number" if fact.kind in ("number", "money", "percent") else fact.kind


def same_fact(one: Fact, two: Fact) -> bool:
    """Return whether two facts say the same, however they are written."""
    kind = class_of(one)
    if kind != class_of(two):
        return False
    if kind == "number":
        return identity(one) == identity(two) or _same_age(one, two)
    if kind == "date":
        return one.value == two.value or _compatible(one.value, two.value) or _same_either(one, two)
    if kind == "time":
        return _same_time(one, two)
    if kind == "name":
        return same_name(one.value, two.value)
    if kind == "attribution":
        return same_name(one.value, two.value)
    return one.value == two.value


def identity(fact: Fact) -> object:
    """Return what two numbers have in common exactly where they are the same."""
    return _measure(fact.value, fact.unit), fact.modifier == "vague"


def _same_age(one: Fact, two: Fact) -> bool:
    """Return whether one number is of years, and the other the same with nothing that it counts: “the man, 21,”."""
    if one.value != two.value or {one.unit, two.unit} != {"year", ""}:
        return False
    bare = two if one.unit else one
    return not bare.noun and not bare.modifier


def contradict(one: Fact, two: Fact) -> bool:
    """Return whether two facts of one sort cannot both be said of the same thing."""
    kind = class_of(one)
    if kind != class_of(two) or same_fact(one, two):
        return False
    if kind == "date":
        return _shape(one.value) == _shape(two.value) and _comparable(one.value, two.value)
    if kind == "time":
        return (":" in one.value) == (":" in two.value)
    return True


def same_name(one: str, two: str) -> bool:
    """Return whether a name is the other one, or a part of it in whole words."""
    if one == two:
        return True
    ours, theirs = set(one.split()), set(two.split())
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)


def look_alike(one: str, two: str) -> bool:
    """Return whether two names may be spellings of one, or share a part."""
    shared = set(one.split()) & set(two.split())
    return bool(shared) or fuzz.ratio(one, two) >= _ALIKE


@lru_cache(maxsize=4096)
def _measure(value: str, unit: str) -> tuple[tuple[Rational, ...], str]:
    """Return a number in the base of its unit; what counts nothing is only its digits."""
    base, factor = _FACTORS.get(unit, (unit, 1))
    parts = value.split("×" if "×" in value else "..")
    numbers = tuple((int(part) if part.isdecimal() else Fraction(part)) * factor for part in parts)
    if not unit and all(0 < number < 1 for number in numbers):
        base = _PART
    return numbers, base + "×" * value.count("×")


def _same_either(one: Fact, two: Fact) -> bool:
    """Return whether one date is the other with day and month exchanged, where it may be meant so."""
    if (one.modifier == EITHER) == (two.modifier == EITHER):
        return False  # two that are written alike are meant alike
    unsure, other = (one, two) if one.modifier == EITHER else (two, one)
    head, month, day = unsure.value.rsplit("-", 2)
    swapped = f"{head}-{day}-{month}"
    return swapped == other.value or _compatible(swapped, other.value)


def _same_time(one: Fact, two: Fact) -> bool:
    """Return whether two clock times agree; with twelve hours between them, as 6:40 and 18:40."""
    if one.unit and two.unit and one.unit != two.unit:
        clocks = ":" in one.value and ":" in two.value
        return clocks and same_moment(one.value, one.unit, two.value, two.unit)
    if _NAMED_TIMES.get(one.value, one.value) == _NAMED_TIMES.get(two.value, two.value):
        return True
    if ":" not in one.value or ":" not in two.value:
        return False
    (hour, minute), (hours, minutes) = (part.value.split(":") for part in (one, two))
    return minute == minutes and abs(int(hour) - int(hours)) == 12


def _compatible(one: str, two: str) -> bool:
    """Return whether two dates can be the same day: 23/12 and 23/12/2024, June and last June."""
    plain, other = one.split(" ", maxsplit=1)[0], two.split(" ", maxsplit=1)[0]
    if plain != one and other != two and _part_of(one).isdisjoint(_part_of(two)):
        return False  # “mid-May”, “late May”
    if one.startswith("weekday") or two.startswith("weekday"):
        return one.split(" ")[:2] == two.split(" ")[:2] and (one.count(" ") != two.count(" "))
    ours, theirs = _CALENDAR.fullmatch(plain), _CALENDAR.fullmatch(other)
    if not ours or not theirs or ours[5] or theirs[5]:
        return plain == other and bool(ours) and (" " in one) != (" " in two)
    shared = False
    for mine, yours in zip(_parts(ours), _parts(theirs), strict=True):
        if mine and yours:
            if mine != yours:
                return False
            shared = True
    return shared


def _part_of(value: str) -> set[str]:
    return set(_PARTS_OF.intersection(value.split(" ")) or _PARTS_OF)


def _comparable(one: str, two: str) -> bool:
    """Return whether two dates of one shape name the same part of the calendar: a year and a day do not."""
    ours, theirs = (_CALENDAR.match(value) for value in (one, two))
    if not ours or not theirs:
        return True
    pairs = zip(_parts(ours), _parts(theirs), strict=True)
    return any(mine and yours for mine, yours in pairs)


def _parts(match: re.Match[str]) -> tuple[str | None, ...]:
    year = match[4] or (match[1] if match[1] != "-" else None)
    return year, match[2], match[3]


def _shape(value: str) -> str:
    """Return which sort of date a value is."""
    if value.startswith("weekday"):
        return "weekday"
    return "calendar" if _CALENDAR.match(value) else "relative"
