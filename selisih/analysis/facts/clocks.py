"""What clock times and parts of the day come to."""

from __future__ import annotations

import re
from typing import Final

from selisih.analysis.facts.lexicon import Lexicon

ZONES: Final[dict[str, int | None]] = {
    "WIB": 7,
    "WITA": 8,
    "WIT": 9,
    "GMT": 0,
    "UTC": 0,
    "BST": 1,
    "CET": 1,
    "CEST": 2,
    "EST": -5,
    "EDT": -4,
    "PST": -8,
    "PDT": -7,
    "CST": None,
    "JST": 9,
    "SGT": 8,
    "MSK": 3,
    "IST": None,
    "EET": 2,
    "AEST": 10,
    "HKT": 8,
    "MYT": 8,
}
"""Zones that may follow a clock time, to their hours ahead of Greenwich; nothing where the letters mean several."""


def same_moment(one: str, zone: str, two: str, other: str) -> bool:
    """Return whether two clock times in two zones may be one moment: 19.00 WIB is 12:00 GMT."""
    (hour, minute), (hours, minutes) = one.split(":"), two.split(":")
    ahead, ahead_there = ZONES.get(zone), ZONES.get(other)
    if minute != minutes or ahead is None or ahead_there is None:
        return minute == minutes
    return (int(hour) - ahead - int(hours) + ahead_there) % 24 == 0


def read_clock(match: re.Match[str], _: Lexicon) -> str | None:
    """Return a clock time in twenty-four hours."""
    parts = match.groupdict()
    hour, minute = int(parts["hour"]), int(parts.get("minute") or 0)
    if hour > 24 or minute > 59:
        return None
    return f"{_of_day(hour, parts.get('half')):02}:{minute:02}"


def _of_day(hour: int, half: str | None) -> int:
    """Return an hour of twelve as one of twenty-four: “7 p.m.”, “jam 7 malam”, “pukul 2 siang”."""
    half = " ".join((half or "").replace(".", "").casefold().split())
    if half in ("am", "dini hari", "subuh", "pagi", "malam") and hour == 12:
        return 0
    later = {"pm": 1, "siang": 1, "sore": 1, "petang": 1, "malam": 5}.get(half)
    if later and later <= hour < (11 if half == "siang" and hour > 3 else 12):
        return hour if half == "siang" and hour > 6 else hour + 12
    return hour


def read_spoken_clock(match: re.Match[str], lexicon: Lexicon) -> str | None:
    """Return “half past six”, “quarter to seven”, “pukul setengah tujuh”, “pukul tujuh malam”."""
    hour = lexicon.units.get(match["word"].casefold(), 99)
    if not 1 <= hour <= 12:
        return None
    shift = {"half past": 30, "quarter past": 15, "quarter to": -15, "setengah": -30}
    parts = match.groupdict()
    lead = " ".join((parts.get("lead") or "").casefold().split())
    minutes = _of_day(hour, parts.get("half")) * 60 + shift.get(lead, 0)
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def read_day_part(match: re.Match[str], lexicon: Lexicon) -> str | None:
    """Return a part of the day."""
    return lexicon.day_parts[" ".join(match.group().casefold().split())]
