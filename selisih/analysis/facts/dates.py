"""Dates and times, absolute and relative: `23/12/2024`, `Juni lalu`, `last week`, `12.30 WIB`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from selisih.analysis.facts.fact import Fact, Kind
from selisih.analysis.facts.languages import lexicon_of
from selisih.analysis.facts.lexicon import Lexicon

_ZONES: Final = "WIB|WITA|WIT|GMT|UTC|BST|CET|CEST|EST|EDT|PST|PDT|CST|JST|SGT|MSK|IST"
_YEAR: Final = r"(?:1[5-9]|20)\d\d"
_END: Final = r"(?![\d]|[.,:/]\d)"

_RELATIVE_ENGLISH: Final = {
    "today": "day+0",
    "yesterday": "day-1",
    "tomorrow": "day+1",
    "tonight": "night+0",
    "last night": "night-1",
    "the day before yesterday": "day-2",
    "the day after tomorrow": "day+2",
    "recently": "recently",
}
_RELATIVE_INDONESIAN: Final = {
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
_SHIFTS: Final = {
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
_PERIODS: Final = {
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
_PARTS: Final = {
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


def _choice(words: Mapping[str, object] | list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


Read = Callable[[re.Match[str], Lexicon], str | None]
"""Returns the value of a match, or `None` where it is no date."""


def _date(year: str | None, month: int, day: str | int | None, last: str | None = None) -> str:
    value = f"{year or '-'}-{month:02}"
    if day is not None:
        value += f"-{int(day):02}"
    return value + (f"..{int(last):02}" if last else "")


def _named(match: re.Match[str], lexicon: Lexicon) -> str | None:
    """Return a date with the month's name."""
    parts = match.groupdict()
    month = lexicon.months[parts["month"].casefold()]
    day = parts.get("day")
    if day and not 1 <= int(day) <= 31:
        return None
    return _date(parts.get("year"), month, day, parts.get("last"))


def _numeric(match: re.Match[str], lexicon: Lexicon) -> str | None:
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


def _month(match: re.Match[str], lexicon: Lexicon) -> str | None:
    """Return a month that stands alone, with what says which one is meant."""
    parts = match.groupdict()
    name = parts["month"]
    shift = _SHIFTS.get((parts.get("shift") or "").casefold(), "")
    part = _PARTS.get((parts.get("part") or "").casefold(), "")
    guarded = bool(shift or part or parts.get("lead"))
    if not name[0].isupper() or (
        name.casefold() in ("may", "march", "mar", "sept") and not guarded
    ):
        return None
    if len(name) == 3 and name.casefold() not in ("may", "mei"):
        return None
    return f"--{lexicon.months[name.casefold()]:02}" + _qualified(shift, part)


def _weekday(match: re.Match[str], lexicon: Lexicon) -> str | None:
    parts = match.groupdict()
    name = parts["weekday"]
    shift = _SHIFTS.get((parts.get("shift") or "").casefold(), "")
    if not name[0].isupper() or len(name) < 4:
        return None
    return f"weekday {lexicon.weekdays[name.casefold()]}" + _qualified(shift, "")


def _qualified(shift: str, part: str) -> str:
    """Return what narrows a date down: “last”, “early”."""
    return (f" {shift}" if shift else "") + (f" {part}" if part else "")


def _period(match: re.Match[str], _: Lexicon) -> str | None:
    parts = match.groupdict()
    shift = _SHIFTS[parts["shift"].casefold()]
    part = _PARTS.get((parts.get("part") or "").casefold(), "")
    return f"{_PERIODS[parts['period'].casefold()]}{shift}" + _qualified("", part)


def _phrase(match: re.Match[str], _: Lexicon) -> str | None:
    phrase = " ".join(match.group().casefold().split())
    return _RELATIVE_ENGLISH.get(phrase) or _RELATIVE_INDONESIAN.get(phrase)


def _year(match: re.Match[str], lexicon: Lexicon) -> str | None:
    """Return a year, unless what follows is counted by it: “in 2000 villages”, “pada 2000 warga”."""
    after = _COUNTED.match(match.string, match.end())
    word = after[1] if after else ""
    plural = word.endswith("s") if lexicon.joint else word in _COUNTED_INDONESIAN
    if word and plural and word not in lexicon.function_words:
        return None
    part = _PARTS.get((match.groupdict().get("part") or "").casefold(), "")
    return match["year"] + _qualified("", part)


_COUNTED: Final = re.compile(r"\s+([a-z]{3,})")
_COUNTED_INDONESIAN: Final = frozenset(
    "orang jiwa tentara korban warga unit rumah meter kilometer hektare hektar ton liter personel pasukan "
    "keluarga desa kasus pengungsi penumpang peserta persen juta ribu".split()
)


def _clock(match: re.Match[str], _: Lexicon) -> str | None:
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


def _spoken_clock(match: re.Match[str], lexicon: Lexicon) -> str | None:
    """Return “half past six”, “quarter to seven”, “pukul setengah tujuh”, “pukul tujuh”."""
    hour = lexicon.units.get(match["word"].casefold(), 99)
    shift = {"half past": 30, "quarter past": 15, "quarter to": -15, "setengah": -30}
    lead = " ".join((match.groupdict().get("lead") or "").casefold().split())
    minutes = hour * 60 + shift.get(lead, 0)
    return f"{minutes // 60:02}:{minutes % 60:02}" if 1 <= hour <= 12 else None


def _day_part(match: re.Match[str], lexicon: Lexicon) -> str | None:
    return lexicon.day_parts[match.group().casefold()]


Rule = tuple[Kind, re.Pattern[str], Read]


@lru_cache(maxsize=8)
def _rules(tag: str) -> tuple[Rule, ...]:
    """Return the rules of a language; the first that matches a place has it."""
    lexicon = lexicon_of(tag)
    numeric: list[tuple[Kind, str, Read]] = [
        ("date", rf"\b(?P<year>{_YEAR})-(?P<two>\d\d)-(?P<one>\d\d)\b", _iso),
        ("date", rf"(?<![\d.,/])(?P<one>\d{{1,2}})[/.\-](?P<two>\d{{1,2}})[/.\-](?P<year>{_YEAR}|\d\d){_END}", _numeric),
        ("date", r"(?<=\()(?P<one>\d{1,2})/(?P<two>\d{1,2})(?=\))", _numeric),
        ("time", rf"(?<![\d.,:])(?P<hour>\d{{1,2}})(?::(?P<minute>\d\d)(?::\d\d)?)(?:\s?(?P<half>[ap]\.?m\b\.?))?(?:\s?(?P<zone>{_ZONES})\b)?{_END}", _clock),
        ("time", rf"(?<![\d.,:])(?P<hour>\d{{1,2}})[.:](?P<minute>\d\d)\s?(?:(?P<half>[ap]\.?m\b\.?)|(?P<zone>{_ZONES})\b)", _clock),
        ("time", rf"(?<![\d.,:])(?P<hour>\d{{1,2}})\s?(?:(?P<half>[ap]\.?m\b\.?)|(?P<zone>{_ZONES})\b)", _clock),
    ]  # fmt: skip
    if lexicon.months:
        numeric += _named_rules(lexicon)
    return tuple(
        (kind, re.compile(pattern, re.IGNORECASE), read) for kind, pattern, read in numeric
    )


def _iso(match: re.Match[str], _: Lexicon) -> str | None:
    return _date(match["year"], int(match["two"]), match["one"])


# fmt: off - a rule a line
def _named_rules(lexicon: Lexicon) -> Iterator[tuple[Kind, str, Read]]:
    """Yield the rules that need the names of months and days."""
    month, weekday = _month_pattern(lexicon), _weekday_pattern(lexicon)
    year = rf"(?P<year>{_YEAR})"
    yield (
        "date",
        rf"\b(?P<day>\d{{1,2}})(?:\s?[-–]\s?(?P<last>\d{{1,2}}))?(?:st|nd|rd|th)?\s+(?:of\s+)?{month}(?:,?\s+{year}\b)?",
        _named,
    )
    yield (
        "date",
        rf"\b{month}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:\s?[-–]\s?(?P<last>\d{{1,2}})\b)?{_END}(?:,?\s+{year}\b)?",
        _named,
    )
    yield "date", rf"\b{month},?\s+(?:tahun\s+|of\s+)?{year}\b", _named
    yield (
        "date",
        rf"\b(?:{_choice(lexicon.weekdays)}|tanggal)\s\(?(?P<one>\d{{1,2}})/(?P<two>\d{{1,2}})\b(?!/)",
        _numeric,
    )
    if lexicon.tag == "en":
        yield from _english_rules(month, weekday, year)
    else:
        yield from _indonesian_rules(month, weekday, year)
    yield "date", rf"(?<=[(/-]){year}(?=[)/])", _year
    yield "time", rf"\b(?:{_choice(lexicon.day_parts)})\b", _day_part


def _month_pattern(lexicon: Lexicon) -> str:
    return rf"(?P<month>{_choice(lexicon.months)})\b\.?"


def _weekday_pattern(lexicon: Lexicon) -> str:
    return rf"(?P<weekday>{_choice(lexicon.weekdays)})\b"


def _spaced(words: Mapping[str, str]) -> str:
    return _choice(words).replace(r"\ ", r"\s+")


def _english_rules(month: str, weekday: str, year: str) -> Iterator[tuple[Kind, str, Read]]:
    part = rf"(?:(?P<part>{_choice(_PARTS)})[\s-]+)?"
    shift = r"(?:(?P<shift>last|this|next)\s+)?"
    yield "date", rf"\b(?:{_spaced(_RELATIVE_ENGLISH)})\b", _phrase
    yield (
        "date",
        rf"\b{part}(?P<shift>last|this|next|previous|past|coming)\s+(?P<period>{_choice(_PERIODS)})\b",
        _period,
    )
    yield (
        "date",
        rf"\b{part}(?P<lead>(?:in|since|by|until|from|during|of|on|through)\s+)?{shift}{month}",
        _month,
    )
    yield "date", rf"\b{shift}{weekday}", _weekday
    yield (
        "date",
        rf"\b(?:in|since|by|until|till|from|during|of|before|after|for|year|late|early|mid|through|to|and|between)[\s-](?:the\s+(?:year\s+)?)?{year}\b(?![,.]?\d)",
        _year,
    )
    yield (
        "time",
        r"\b(?P<lead>half past|quarter past|quarter to)\s+(?P<word>[a-z]+)\b",
        _spoken_clock,
    )
    yield "time", r"\b(?P<hour>\d{1,2})\s+o['’]clock\b", _clock
    yield "time", r"\b(?P<word>[a-z]+)\s+o['’]clock\b", _spoken_clock


def _indonesian_rules(month: str, weekday: str, year: str) -> Iterator[tuple[Kind, str, Read]]:
    part = rf"(?:(?P<part>{_choice(_PARTS)})\s+)?"
    yield "date", rf"\b(?:{_spaced(_RELATIVE_INDONESIAN)})\b", _phrase
    yield (
        "date",
        rf"\b{part}(?P<period>{_choice(_PERIODS)})\s+(?:yang\s+)?(?P<shift>{_choice(_SHIFTS)})\b",
        _period,
    )
    yield "date", rf"\b{part}{month}(?:\s+(?P<shift>{_choice(_SHIFTS)})\b)?", _month
    yield "date", rf"\b{weekday}(?:\s+(?P<shift>lalu|ini|depan|mendatang)\b)?", _weekday
    yield (
        "date",
        rf"\b(?:tahun|pada|sejak|hingga|sampai|dari|di|akhir|awal|antara|dan|pertengahan|per|periode|musim|sepanjang|selama)\s+(?:tahun\s+)?{year}\b(?![,.]?\d)",
        _year,
    )
    yield (
        "time",
        rf"\b(?:pukul|jam)\s+(?P<hour>\d{{1,2}})(?:[.:](?P<minute>\d\d))?(?:\s?(?P<zone>{_ZONES})\b)?",
        _clock,
    )
    yield "time", r"\b(?:pukul|jam)\s+(?P<lead>setengah\s+)?(?P<word>[a-z]+)\b", _spoken_clock


# fmt: on


def find_dates(text: str, language: str) -> tuple[Fact, ...]:
    """Return the dates and times of a text, in their order and apart from each other."""
    lexicon = lexicon_of(language)
    taken: list[tuple[int, int]] = []
    found: list[Fact] = []
    for kind, pattern, read in _rules(lexicon.tag):
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < other_end and other < end for other, other_end in taken):
                continue
            value = read(match, lexicon)
            if value is None:
                continue
            start += _lead(match)
            if text[end - 1] == "." and not match.group().casefold().endswith(".m."):
                end -= 1
            taken.append((start, end))
            zone = (match.groupdict().get("zone") or "").upper()
            found.append(Fact(kind=kind, start=start, end=end, value=value, unit=zone))
    return tuple(sorted(found, key=lambda fact: fact.start))


def _lead(match: re.Match[str]) -> int:
    """Return how many characters of a match are only what a date was recognised by."""
    groups = match.groupdict()
    named = [
        match.start(name)
        for name in ("part", "shift", "period", "day", "month", "weekday", "year", "hour", "one", "two", "word", "lead")
        if groups.get(name) is not None and not (name == "lead" and "month" in groups)
    ]  # fmt: skip
    return min(named) - match.start() if named else 0
