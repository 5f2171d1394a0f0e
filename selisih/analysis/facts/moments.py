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
    """Return a date with the month's name."""
    parts = match.groupdict()
    month = lexicon.months[parts["month"].casefold()]
    day = parts.get("day")
    if day and not 1 <= int(day) <= 31:
        return None
    return _date(parts.get("year"), month, day, parts.get("last"))


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
    if not name[0].isupper() or (
        name.casefold() in ("may", "march", "mar", "sept") and not guarded
    ):
        return None
    if len(name) == 3 and name.casefold() not in ("may", "mei"):
        return None
    return f"--{lexicon.months[name.casefold()]:02}" + _qualified(shift, part)


def read_weekday(match: re.Match[str], lexicon: Lexicon) -> str | None:
    """Return a weekday, with which one is meant."""
    parts = match.groupdict()
    name = parts["weekday"]
    shift = SHIFTS.get((parts.get("shift") or "").casefold(), "")
    if not name[0].isupper() or len(name) < 4:
        return None
    return f"weekday {lexicon.weekdays[name.casefold()]}" + _qualified(shift, "")


def _qualified(shift: str, part: str) -> str:
    """Return what narrows a date down: “last”, “early”."""
    return (f" {shift}" if shift else "") + (f" {part}" if part else "")


def read_period(match: re.Match[str], _: Lexicon) -> str | None:
    """Return a week, month or the like, told from today."""
    parts = match.groupdict()
    shift = SHIFTS[parts["shift"].casefold()]
    period = PERIODS[parts["period"].casefold()]
    part = PARTS.get((parts.get("part") or "").casefold(), "")
    if part == "late" and parts["period"].casefold() == "pekan":
        period, part = "weekend", ""
    return f"{period}{shift}" + _qualified("", part)


def read_phrase(match: re.Match[str], _: Lexicon) -> str | None:
    """Return a fixed phrase such as “yesterday”."""
    phrase = " ".join(match.group().casefold().split())
    return RELATIVE_ENGLISH.get(phrase) or RELATIVE_INDONESIAN.get(phrase)


def read_year(match: re.Match[str], lexicon: Lexicon) -> str | None:
    """Return a year, unless what follows is counted by it: “in 2000 villages”, “pada 2000 warga”."""
    after = _COUNTED.match(match.string, match.end())
    word = after[1] if after else ""
    plural = word.endswith("s") if lexicon.joint else word in _COUNTED_INDONESIAN
    if word and plural and word not in lexicon.function_words:
        return None
    part = PARTS.get((match.groupdict().get("part") or "").casefold(), "")
    return match["year"] + _qualified("", part)


_COUNTED: Final = re.compile(r"\s+([a-z]{3,})")
_COUNTED_INDONESIAN: Final = frozenset(
    [
        "orang",
        "jiwa",
        "tentara",
        "korban",
        "warga",
        "unit",
        "rumah",
        "meter",
        "kilometer",
        "hektare",
        "hektar",
        "ton",
        "liter",
        "personel",
        "pasukan",
        "keluarga",
        "desa",
        "kasus",
        "pengungsi",
        "penumpang",
        "peserta",
        "persen",
        "juta",
        "ribu",
    ]
)


def read_clock(match: re.Match[str], _: Lexicon) -> str | None:
    """Return a clock time in twenty-four hours."""
    parts = match.groupdict()
    hour, minute = int(parts["hour"]), int(parts.get("minute") or 0)
    half = (parts.get("half") or "").replace(".", "").casefold()
    if hour > 24 or minute > 59:
        return None
    if half.startswith("p") and hour < 12:
        hour += 12
    if half.startswith("a") and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}"


def read_spoken_clock(match: re.Match[str], lexicon: Lexicon) -> str | None:
    """Return “half past six”, “quarter to seven”, “pukul setengah tujuh”, “pukul tujuh”."""
    hour = lexicon.units.get(match["word"].casefold(), 99)
    shift = {"half past": 30, "quarter past": 15, "quarter to": -15, "setengah": -30}
    lead = " ".join((match.groupdict().get("lead") or "").casefold().split())
    minutes = hour * 60 + shift.get(lead, 0)
    return f"{minutes // 60:02}:{minutes % 60:02}" if 1 <= hour <= 12 else None


def read_day_part(match: re.Match[str], lexicon: Lexicon) -> str | None:
    """Return a part of the day."""
    return lexicon.day_parts[match.group().casefold()]


def read_iso(match: re.Match[str], _: Lexicon) -> str | None:
    """Return a date in ISO 8601."""
    return _date(match["year"], int(match["two"]), match["one"])
