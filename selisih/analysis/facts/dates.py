"""Dates and times, absolute and relative: `23/12/2024`, `Juni lalu`, `last week`, `12.30 WIB`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from selisih.analysis.facts.fact import Fact, Kind
from selisih.analysis.facts.languages import lexicon_of
from selisih.analysis.facts.lexicon import Lexicon
from selisih.analysis.facts.moments import (
    PARTS,
    PERIODS,
    RELATIVE_ENGLISH,
    RELATIVE_INDONESIAN,
    SHIFTS,
    Read,
    read_clock,
    read_day,
    read_day_part,
    read_digits,
    read_iso,
    read_month,
    read_period,
    read_phrase,
    read_spoken_clock,
    read_weekday,
    read_year,
)

_ZONES: Final = "WIB|WITA|WIT|GMT|UTC|BST|CET|CEST|EST|EDT|PST|PDT|CST|JST|SGT|MSK|IST"
_YEAR: Final = r"(?:1[5-9]|20)\d\d"
_END: Final = r"(?![\d]|[.,:/]\d)"


def _choice(words: Mapping[str, object] | list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


Rule = tuple[Kind, re.Pattern[str], Read]


@lru_cache(maxsize=8)
def _rules(tag: str) -> tuple[Rule, ...]:
    """Return the rules of a language; the first that matches a place has it."""
    lexicon = lexicon_of(tag)
    numeric: list[tuple[Kind, str, Read]] = [
        ("date", rf"\b(?P<year>{_YEAR})-(?P<two>\d\d)-(?P<one>\d\d)\b", read_iso),
        ("date", rf"(?<![\d.,/])(?P<one>\d{{1,2}})[/.\-](?P<two>\d{{1,2}})[/.\-](?P<year>{_YEAR}|\d\d){_END}", read_digits),
        ("date", r"(?<=\()(?P<one>\d{1,2})/(?P<two>\d{1,2})(?=\))", read_digits),
        ("time", rf"(?<![\d.,:])(?P<hour>\d{{1,2}})(?::(?P<minute>\d\d)(?::\d\d)?)(?:\s?(?P<half>[ap]\.?m\b\.?))?(?:\s?(?P<zone>{_ZONES})\b)?{_END}", read_clock),
        ("time", rf"(?<![\d.,:])(?P<hour>\d{{1,2}})[.:](?P<minute>\d\d)\s?(?:(?P<half>[ap]\.?m\b\.?)|(?P<zone>{_ZONES})\b)", read_clock),
        ("time", rf"(?<![\d.,:])(?P<hour>\d{{1,2}})\s?(?:(?P<half>[ap]\.?m\b\.?)|(?P<zone>{_ZONES})\b)", read_clock),
    ]  # fmt: skip
    if lexicon.months:
        numeric += _named_rules(lexicon)
    return tuple(
        (kind, re.compile(pattern, re.IGNORECASE), read) for kind, pattern, read in numeric
    )


# fmt: off - a rule a line
def _named_rules(lexicon: Lexicon) -> Iterator[tuple[Kind, str, Read]]:
    """Yield the rules that need the names of months and days."""
    month, weekday = _month_pattern(lexicon), _weekday_pattern(lexicon)
    year = rf"(?P<year>{_YEAR})"
    yield (
        "date",
        rf"\b(?P<day>\d{{1,2}})(?:\s?[-–]\s?(?P<last>\d{{1,2}}))?(?:st|nd|rd|th)?\s+(?:of\s+)?{month}(?:,?\s+{year}\b)?",
        read_day,
    )
    yield (
        "date",
        rf"\b{month}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:\s?[-–]\s?(?P<last>\d{{1,2}})\b)?{_END}(?:,?\s+{year}\b)?",
        read_day,
    )
    yield "date", rf"\b{month},?\s+(?:tahun\s+|of\s+)?{year}\b", read_day
    yield (
        "date",
        rf"\b(?:{_choice(lexicon.weekdays)}|tanggal)\s\(?(?P<one>\d{{1,2}})/(?P<two>\d{{1,2}})\b(?!/)",
        read_digits,
    )
    if lexicon.tag == "en":
        yield from _english_rules(month, weekday, year)
    else:
        yield from _indonesian_rules(month, weekday, year)
    yield "date", rf"(?<=[(/-]){year}(?=[)/])", read_year
    yield "time", rf"\b(?:{_choice(lexicon.day_parts)})\b", read_day_part


def _month_pattern(lexicon: Lexicon) -> str:
    return rf"(?P<month>{_choice(lexicon.months)})\b\.?"


def _weekday_pattern(lexicon: Lexicon) -> str:
    return rf"(?P<weekday>{_choice(lexicon.weekdays)})\b"


def _spaced(words: Mapping[str, str]) -> str:
    return _choice(words).replace(r"\ ", r"\s+")


def _english_rules(month: str, weekday: str, year: str) -> Iterator[tuple[Kind, str, Read]]:
    part = rf"(?:(?P<part>{_choice(PARTS)})[\s-]+)?"
    shift = r"(?:(?P<shift>last|this|next)\s+)?"
    yield "date", rf"\b(?:{_spaced(RELATIVE_ENGLISH)})\b", read_phrase
    yield (
        "date",
        rf"\b{part}(?P<shift>last|this|next|previous|past|coming)\s+(?P<period>{_choice(PERIODS)})\b",
        read_period,
    )
    yield (
        "date",
        rf"\b{part}(?P<lead>(?:in|since|by|until|from|during|of|on|through)\s+)?{shift}{month}",
        read_month,
    )
    yield "date", rf"\b{shift}{weekday}", read_weekday
    yield (
        "date",
        rf"\b(?:in|since|by|until|till|from|during|of|before|after|for|year|late|early|mid|through|to|and|between)[\s-](?:the\s+(?:year\s+)?)?{year}\b(?![,.]?\d)",
        read_year,
    )
    yield (
        "time",
        r"\b(?P<lead>half past|quarter past|quarter to)\s+(?P<word>[a-z]+)\b",
        read_spoken_clock,
    )
    yield "time", r"\b(?P<hour>\d{1,2})\s+o['’]clock\b", read_clock
    yield "time", r"\b(?P<word>[a-z]+)\s+o['’]clock\b", read_spoken_clock


def _indonesian_rules(month: str, weekday: str, year: str) -> Iterator[tuple[Kind, str, Read]]:
    part = rf"(?:(?P<part>{_choice(PARTS)})\s+)?"
    yield "date", rf"\b(?:{_spaced(RELATIVE_INDONESIAN)})\b", read_phrase
    yield (
        "date",
        rf"\b{part}(?P<period>{_choice(PERIODS)})\s+(?:yang\s+)?(?P<shift>{_choice(SHIFTS)})\b",
        read_period,
    )
    yield "date", rf"\b{part}{month}(?:\s+(?P<shift>{_choice(SHIFTS)})\b)?", read_month
    yield "date", rf"\b{weekday}(?:\s+(?P<shift>lalu|ini|depan|mendatang)\b)?", read_weekday
    yield (
        "date",
        rf"\b(?:tahun|pada|sejak|hingga|sampai|dari|di|akhir|awal|antara|dan|pertengahan|per|periode|musim|sepanjang|selama)\s+(?:tahun\s+)?{year}\b(?![,.]?\d)",
        read_year,
    )
    yield (
        "time",
        rf"\b(?:pukul|jam)\s+(?P<hour>\d{{1,2}})(?:[.:](?P<minute>\d\d))?(?:\s?(?P<zone>{_ZONES})\b)?",
        read_clock,
    )
    yield "time", r"\b(?:pukul|jam)\s+(?P<lead>setengah\s+)?(?P<word>[a-z]+)\b", read_spoken_clock


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
