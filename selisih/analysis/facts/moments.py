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
DECADES: Final = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
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
    return _date(year, month, day, parts.get("last"))


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
    return f"--{lexicon.months[name.casefold()]:02}" + _qualified(shift, part)


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
    return f"weekday {lexicon.weekdays[name.casefold()]}" + _qualified(shift, "")


def _qualified(shift: str, part: str) -> str:
    """Return what narrows a date down: “last”, “early”."""
    return (f" {shift}" if shift else "") + (f" {part}" if part else "")


def read_period(match: re.Match[str], lexicon: Lexicon) -> str | None:
    """Return a week, month or the like, told from today; not the weeks of “three weeks ago”."""
    parts = match.groupdict()
    shift = SHIFTS[parts["shift"].casefold()]
    period = PERIODS[parts["period"].casefold()]
    part = PARTS.get((parts.get("part") or "").casefold(), "")
    if not lexicon.joint and not part:
        word = match.string[: match.start()].rstrip(" ").rpartition(" ")[2].casefold()
        if word[-1:].isdigit() or word in lexicon.number_words:
            return None
    if part == "late" and parts["period"].casefold() == "pekan":
        period, part = "weekend", ""
    return f"{period}{shift}" + _qualified("", part)


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


def read_year(match: re.Match[str], lexicon: Lexicon) -> str | None:
    """Return a year, unless what follows is counted by it: “in 2000 villages”, “pada 2000 warga”.

    Papers group the thousands of what they count, so that four bare digits are a year where nothing
    speaks against it; a round number is one only after a word that years follow.
    """
    year = match["year"]
    part = PARTS.get((match.groupdict().get("part") or "").casefold(), "")
    after = _COUNTED.match(match.string, match.end())
    word = after[1] if after else ""
    led = bool(part) or bool(_YEARS_FOLLOW.search(match.string, max(0, match.start() - 16), match.start()))  # fmt: skip
    if word and word not in lexicon.function_words:
        counted = word in _COUNTED_INDONESIAN or word in _COUNTED_ENGLISH
        if counted or (not led and year.endswith("00")) or lexicon.unit_names.longest.get(word):
            return None
        if lexicon.joint and led and year.endswith("00") and word.endswith("s"):
            return None
    elif not led and year.endswith("00"):
        return None
    before = match.string[: match.start()].rstrip(" ")
    if before[-1:] in _MONEY or (before[-2:].casefold() in ("rp", "p.", "no") and not part):
        return None
    if before.rpartition(" ")[2].casefold() in _COUNTED_BEFORE:
        return None
    return year + _qualified("", part)


_MONEY: Final = tuple("$€£¥₹₩#+")
_YEARS_FOLLOW: Final = re.compile(
    r"\b(?:tahun|pada|sejak|hingga|sampai|di|dari|akhir|awal|antara|dan|pertengahan|per|periode|musim|sepanjang|selama"
    r"|in|since|by|until|till|from|during|of|before|after|for|year|late|early|mid|through|to|and|between|the)"
    r"[\s-]+(?:the\s+)?(?:year\s+|tahun\s+)?$|\($",
    re.IGNORECASE,
)
_COUNTED_BEFORE: Final = frozenset(
    [
        "sekitar",
        "hampir",
        "sedikitnya",
        "setidaknya",
        "sebanyak",
        "lebih",
        "kurang",
        "about",
        "some",
        "nearly",
        "almost",
        "roughly",
        "approximately",
        "over",
        "under",
        "least",
        "exactly",
        "only",
        "another",
        "total",
        "sejumlah",
        "menewaskan",
        "melukai",
        "mencapai",
    ]
)
_COUNTED_ENGLISH: Final = frozenset(
    [
        "people",
        "soldiers",
        "troops",
        "men",
        "women",
        "children",
        "homes",
        "houses",
        "villages",
        "families",
        "workers",
        "employees",
        "jobs",
        "students",
        "deaths",
        "cases",
        "dead",
        "killed",
        "injured",
        "wounded",
        "euros",
        "dollars",
        "pounds",
        "votes",
        "seats",
        "tickets",
        "copies",
        "square",
        "cubic",
        "other",
        "more",
        "new",
        "million",
        "billion",
        "thousand",
        "hundred",
        "percent",
        "per",
    ]
)


def read_years(match: re.Match[str], lexicon: Lexicon) -> str | None:
    """Return a span of years or a season: “2019-2021”, “2024/25”."""
    first, last = int(match["year"]), int(match["last"])
    if last < 100:
        last += first // 100 * 100
    after = _COUNTED.match(match.string, match.end())
    if not first < last or (after and (after[1] in _COUNTED_INDONESIAN or after[1] in _COUNTED_ENGLISH or lexicon.unit_names.longest.get(after[1]))):  # fmt: skip
        return None
    return f"{first}..{last}"


def read_decade(match: re.Match[str], _: Lexicon) -> str | None:
    """Return the ten years of “1990s”, “tahun 90-an”, “the late nineties”."""
    parts = match.groupdict()
    part = _qualified("", PARTS.get((parts.get("part") or "").casefold(), ""))
    if parts.get("year"):
        return f"{parts['year']}s{part}" if parts["year"].endswith("0") else None
    decade = parts["decade"].casefold()
    if re.search(r"\b(?:her|his|their|my|your|our|its|low|high)\s+(?:early\s+|mid|late\s+)?$", match.string[: match.start()]):  # fmt: skip
        return None
    tens = int(decade) if decade.isdigit() else DECADES[decade]
    return f"{19 if tens >= 30 else 20}{tens}s{part}"


def read_quarter(match: re.Match[str], _: Lexicon) -> str | None:
    """Return a quarter or a half of a year: “Q1 2025”, “kuartal III/2024”, “the second half of 2023”."""
    parts = match.groupdict()
    nth = parts.get("quarter") or _NTH[parts["nth"].casefold()]
    words = match.group().casefold()
    sort = "H" if "half" in words or "semester" in words else "Q"
    return f"{parts.get('year') or '-'}-{sort}{nth}"


_NTH: Final = {
    word: str(number)
    for number, words in enumerate(
        ("first pertama i 1", "second kedua ii 2", "third ketiga iii 3", "fourth keempat iv 4"), 1
    )
    for word in words.split()
}


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


def read_iso(match: re.Match[str], _: Lexicon) -> str | None:
    """Return a date in ISO 8601."""
    if not (1 <= int(match["two"]) <= 12 and 1 <= int(match["one"]) <= 31):
        return None
    return _date(match["year"], int(match["two"]), match["one"])
