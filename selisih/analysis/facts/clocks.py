"""What clock times and parts of the day come to."""

from __future__ import annotations

import re

from selisih.analysis.facts.lexicon import Lexicon


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
