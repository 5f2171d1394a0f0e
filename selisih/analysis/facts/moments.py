"""What dates and times are called, and what each way of writing one comes to."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from selisih.analysis.facts.lexicon import Lexicon

RELATIVE_ENGLISH: Final = {
    "today": "day+0",
    "yesterday": "day-1",
    "tomorrow": "day+1",
    "tonight": "night+0",
    "last night": "night-1",
    "the day before yesterday": "day-2",
    "the day after tomorrow": "day+2",
    "recently": "recently",
}
RELATIVE_INDONESIAN: Final = {
    "hari ini": "day+0",
    "kemarin": "day-1",
    "kemarin lusa": "day-2",
    "besok": "day+1",
    "lusa": "day+2",
    "malam ini": "night+0",
    "nanti malam": "night+0",
    "tadi malam": "night-1",
    "semalam": "night-1",
    "baru-baru ini": "recently",
    "belum lama ini": "recently",
    "tadi pagi": "morning+0",
    "tadi siang": "noon+0",
    "pagi tadi": "morning+0",
    "siang tadi": "noon+0",
    "sore tadi": "afternoon+0",
    "malam tadi": "night-1",
}
SHIFTS: Final = {
    "last": "-1",
    "previous": "-1",
    "past": "-1",
    "this": "+0",
    "next": "+1",
    "coming": "+1",
    "lalu": "-1",
    "kemarin": "-1",
    "silam": "-1",
    "ini": "+0",
    "depan": "+1",
    "mendatang": "+1",
    "berikutnya": "+1",
    "sebelumnya": "-1",
}
PERIODS: Final = {
    "day": "day",
    "week": "week",
    "weekend": "weekend",
    "month": "month",
    "year": "year",
    "decade": "decade",
    "century": "century",
    "summer": "summer",
    "winter": "winter",
    "spring": "spring",
    "autumn": "autumn",
    "fall": "autumn",
    "minggu": "week",
    "pekan": "week",
    "akhir pekan": "weekend",
    "bulan": "month",
    "tahun": "year",
    "dekade": "decade",
    "abad": "century",
}
PARTS: Final = {
    "early": "early",
    "earlier": "early",
    "mid": "mid",
    "late": "late",
    "later": "late",
    "end of": "late",
    "the end of": "late",
    "the start of": "early",
    "the beginning of": "early",
    "awal": "early",
    "pertengahan": "mid",
    "akhir": "late",
}


Read = Callable[[re.Match[str], Lexicon], str | None]
"""Returns the value of a match, or `None` where it is no date."""


def _date(year: str | None, month: int, day: str | int | None, last: str | None = None) -> str:
    value = f"{year or '-'}-{month:02}"
    if day is not None:
        value += f"-{int(day):02}"
    return value + (f"..{int(last):02}" if last else "")


def read_day(match: re.Match[str], lexicon: Lexicon) -> str | None:
    """Return a date with the month's name; the day may be an ordinal in words."""
    parts = match.groupdict()
    month = lexicon.months[parts["month"].casefold()]
    written = parts.get("day")
    day = lexicon.ordinals.get(written.casefold(), written) if written else None
    if day and not 1 <= int(day) <= 31:
        return None
    year = parts.get("year") or (f"20{parts['short']}" if parts.get("short") else None)
    part = PARTS.get((parts.get("part") or "").casefold(), "")
    return _date(year, month, day, parts.get("last")) + qualified("", part)


def read_digits(match: re.Match[str], lexicon: Lexicon) -> str | None:
    """Return a date in digits; the order of day and month is the language's, unless impossible."""
    one, two, year = int(match["one"]), int(match["two"]), match.groupdict().get("year")
    day, month = (two, one) if lexicon.month_first else (one, two)
    if month > 12:
        day, month = month, day
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    if year and len(year) == 2:
        year = f"20{year}"
    return _date(year, month, day)


def read_month(match: re.Match[str], lexicon: Lexicon) -> str | None:
    """Return a month that stands alone, with what says which one is meant."""
    parts = match.groupdict()
    name = parts["month"]
    shift = SHIFTS.get((parts.get("shift") or "").casefold(), "")
    part = PARTS.get((parts.get("part") or "").casefold(), "")
    guarded = bool(shift or part or parts.get("lead"))
    if not name[0].isupper() or (len(name) == 3 and name.casefold() not in ("may", "mei")):
        return None
    if name.casefold() in ("may", "march") and not guarded and not _alone(match):
        return None
    return f"--{lexicon.months[name.casefold()]:02}" + qualified(shift, part)


def _alone(match: re.Match[str]) -> bool:
    """Return whether a capital word stands inside a sentence, and is no part of a longer name."""
    before, after = match.string[: match.start()].rstrip(" "), match.string[match.end() :]
    if not before or not (before[-1].isalnum() or before[-1] in ",;()"):
        return False
    word = before.rpartition(" ")[2]
    named = word[:1].isupper() and word[-1:].isalpha()
    return not named and not re.match(r"\s+[^\W\d_]*[A-Z]", after)


def read_weekday(match: re.Match[str], lexicon: Lexicon) -> str | None:
    """Return a weekday, with which one is meant."""
    parts = match.groupdict()
    name = parts["weekday"]
    shift = SHIFTS.get((parts.get("shift") or "").casefold(), "")
    if not name[0].isupper() or len(name) < 4:
        return None
    return f"weekday {lexicon.weekdays[name.casefold()]}" + qualified(shift, "")


def qualified(shift: str, part: str) -> str:
    """Return what narrows a date down: “last”, “early”."""
    return (f" {shift}" if shift else "") + (f" {part}" if part else "")


def read_period(match: re.Match[str], lexicon: Lexicon) -> str | None:
    """Return a week, month or the like, told from today; not the weeks of “three weeks ago”."""
    parts = match.groupdict()
    shift = SHIFTS[parts["shift"].casefold()]
    period = PERIODS[parts["period"].casefold()]
    part = PARTS.get((parts.get("part") or "").casefold(), "")
    if shift == "-1" and not lexicon.joint and not part:
        word = match.string[: match.start()].rstrip(" ").rpartition(" ")[2].casefold()
        if word[:1].isdigit() or word in lexicon.number_words:
            return None
    if part == "late" and parts["period"].casefold() == "pekan":
        period, part = "weekend", ""
    return f"{period}{shift}" + qualified("", part)


def read_ago(match: re.Match[str], _: Lexicon) -> str | None:
    """Return “a week ago”, “seminggu lalu”, “sebulan lagi”."""
    period = match["period"].casefold()
    sign = "+" if match["shift"].casefold() == "lagi" else "-"
    return f"{_SINGLE.get(period, period)}{sign}1"


_SINGLE: Final = {
    "hari": "day",
    "minggu": "week",
    "pekan": "week",
    "bulan": "month",
    "tahun": "year",
    "dekade": "decade",
    "abad": "century",
    "jam": "h",
    "hour": "h",
    "minute": "min",
}


def read_phrase(match: re.Match[str], _: Lexicon) -> str | None:
    """Return a fixed phrase such as “yesterday”."""
    phrase = " ".join(match.group().casefold().split())
    return RELATIVE_ENGLISH.get(phrase) or RELATIVE_INDONESIAN.get(phrase)


def read_iso(match: re.Match[str], _: Lexicon) -> str | None:
    """Return a date in ISO 8601."""
    if not (1 <= int(match["two"]) <= 12 and 1 <= int(match["one"]) <= 31):
        return None
    return _date(match["year"], int(match["two"]), match["one"])
