"""The ways in which dates and times are written, as one ordered list of rules for each language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from selisih.analysis.facts.clocks import ZONES, read_clock, read_day_part, read_spoken_clock
from selisih.analysis.facts.fact import Kind
from selisih.analysis.facts.languages import lexicon_of
from selisih.analysis.facts.lexicon import Lexicon
from selisih.analysis.facts.moments import (
    PARTS,
    PERIODS,
    RELATIVE_ENGLISH,
    RELATIVE_INDONESIAN,
    SHIFTS,
    Read,
    read_ago,
    read_day,
    read_digits,
    read_iso,
    read_month,
    read_period,
    read_phrase,
    read_weekday,
)
from selisih.analysis.facts.years import DECADES, read_decade, read_quarter, read_year, read_years

_ZONES: Final = "|".join(ZONES)
_YEAR: Final = r"(?:1[5-9]|20)\d\d"
_END: Final = r"(?![\d]|[.,:/]\d)"
_HALF: Final = r"(?P<half>[ap]\.?m\b\.?)"
_MARK: Final = rf"[ap]\.?m\b|(?:{_ZONES})\b"
"""What makes a clock time of a number before it."""
_DIGITS: Final = frozenset({""})


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of writing a date or a time."""

    kind: Kind
    pattern: re.Pattern[str]
    read: Read
    cues: frozenset[str]
    """The words that it may begin with, without case; the empty string stands for a numeral."""


@lru_cache(maxsize=8)
def rules_of(tag: str) -> tuple[tuple[Rule, ...], frozenset[str]]:
    """Return the rules of a language, of which the first that matches a place has it, and all their cues."""
    lexicon = lexicon_of(tag)
    written = [*_numeric(lexicon)]
    if lexicon.months:
        written += _named(lexicon)
    rules = tuple(
        Rule(kind, re.compile(pattern, re.IGNORECASE), read, frozenset(cues))
        for kind, pattern, read, cues in written
    )
    return rules, frozenset[str]().union(*(rule.cues for rule in rules))


_Written = tuple[Kind, str, Read, Iterable[str]]


def _choice(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)


def _firsts(*tables: Iterable[str]) -> frozenset[str]:
    """Return the first word of each phrase."""
    return frozenset(re.split(r"[\s-]", phrase)[0] for table in tables for phrase in table)


# A rule a line.
# fmt: off
def _numeric(lexicon: Lexicon) -> Iterator[_Written]:
    """Yield the rules that need no words."""
    months = _month(lexicon) if lexicon.months else "(?!)"
    yield "date", rf"\b(?P<year>{_YEAR})(?P<mark>[-/.])(?P<two>\d\d)(?P=mark)(?P<one>\d\d)(?!\d)", read_iso, _DIGITS
    yield "date", rf"(?<![\d.,/])(?P<one>\d{{1,2}})[/.\-](?P<two>\d{{1,2}})[/.\-](?P<year>{_YEAR}|\d\d){_END}", read_digits, _DIGITS
    yield "date", r"(?<=\()(?P<one>\d{1,2})/(?P<two>\d{1,2})(?=\))", read_digits, _DIGITS
    yield "time", rf"(?<![\d.,:])(?P<hour>\d{{1,2}})(?::(?P<minute>\d\d)(?::\d\d)?)(?:\s?{_HALF})?(?:\s?(?P<zone>{_ZONES})\b)?{_END}", read_clock, _DIGITS
    yield "time", rf"(?<![\d.,:])(?P<hour>\d{{1,2}})[.:](?P<minute>\d\d)(?=\s?(?:{_MARK}))(?:\s?{_HALF})?(?:\s?(?P<zone>{_ZONES})\b)?", read_clock, _DIGITS
    yield "time", rf"(?<![\d.,:])(?P<hour>\d{{1,2}})(?=\s?(?:{_MARK}))(?:\s?{_HALF})?(?:\s?(?P<zone>{_ZONES})\b)?", read_clock, _DIGITS
    yield "time", rf"(?<![\d.,:])(?P<hour>\d\d)(?P<minute>\d\d)\s(?P<zone>(?-i:{_ZONES}))\b", read_clock, _DIGITS
    if lexicon.months:
        yield "date", rf"\b(?P<day>\d{{1,2}})(?:\s?(?:[-–]|to|hingga|sampai|s\.?/?d\.?)\s?(?P<last>\d{{1,2}}))?(?:st|nd|rd|th)?\s+(?:of\s+)?{months}(?:,?\s+(?:(?P<year>{_YEAR})\b(?![.,]?\d)|['’](?P<short>\d\d)\b))?", read_day, _DIGITS
    yield "date", rf"(?<![\d.,/-])(?P<year>{_YEAR})(?:s\b|-an\b)", read_decade, _DIGITS
    yield "date", rf"(?<![\d.,/-])(?P<year>{_YEAR})\s?[-–/]\s?(?P<last>{_YEAR}|\d\d)\b(?![.,/-]?\d)", read_years, _DIGITS


def _month(lexicon: Lexicon) -> str:
    return rf"(?P<month>{_choice(lexicon.months)})\b\.?"


def _named(lexicon: Lexicon) -> Iterator[_Written]:
    """Yield the rules that need the names of months and days."""
    month, weekday = _month(lexicon), rf"(?P<weekday>{_choice(lexicon.weekdays)})\b"
    year = rf"(?P<year>{_YEAR})"
    yield "date", rf"\b{month}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:\s?[-–]\s?(?P<last>\d{{1,2}})\b)?{_END}(?:,?\s+{year}\b)?", read_day, lexicon.months
    yield "date", rf"\b(?P<part>{_choice(PARTS)})[\s-]+(?:bulan\s+)?{month},?\s+(?:tahun\s+|of\s+)?{year}\b(?![.,]?\d)", read_day, _firsts(PARTS)
    yield "date", rf"\b{month},?\s+(?:tahun\s+|of\s+)?(?:{year}\b|['’](?P<short>\d\d)\b)", read_day, lexicon.months
    yield "date", rf"\b(?:{_choice(lexicon.weekdays)}|tanggal),?\s\(?(?P<one>\d{{1,2}})/(?P<two>\d{{1,2}})\b(?!/)", read_digits, {*lexicon.weekdays, "tanggal"}
    if lexicon.tag == "en":
        yield from _english(month, weekday, lexicon)
    else:
        yield from _indonesian(month, weekday, lexicon)
    yield "date", rf"(?<![\d.,/-]){year}\b(?![.,:/%-]?\d|%|-)", read_year, _DIGITS
    yield "time", rf"\b(?:{_choice(lexicon.day_parts)})\b", read_day_part, _firsts(lexicon.day_parts)


def _english(month: str, weekday: str, lexicon: Lexicon) -> Iterator[_Written]:
    part = rf"(?:(?P<part>{_choice(PARTS)})[\s-]+)?"
    shift = r"(?:(?P<shift>last|this|next)\s+)?"
    leads = ["in", "since", "by", "until", "from", "during", "of", "on", "through", "to", "and", "between"]
    periods, year = _choice(PERIODS), rf"(?P<year>{_YEAR})"
    units = "day|week|month|year|decade|hour|minute|century"
    yield "date", rf"\b(?:{_choice(RELATIVE_ENGLISH)})\b", read_phrase, _firsts(RELATIVE_ENGLISH)
    yield "date", rf"\b(?:a|an|one)\s+(?P<period>{units})\s+(?P<shift>ago)\b", read_ago, {"a", "an", "one"}
    yield "date", rf"\b{part}(?P<shift>last|this|next|previous|past|coming)\s+(?P<period>{periods})\b", read_period, {*_firsts(PARTS), "last", "this", "next", "previous", "past", "coming"}
    yield "date", rf"\b(?P<day>{_choice(lexicon.ordinals)})\s+of\s+{month}(?:,?\s+{year}\b)?", read_day, lexicon.ordinals
    yield "date", rf"\b{part}(?P<lead>(?:{'|'.join(leads)})\s+)?{shift}{month}", read_month, {*_firsts(PARTS), *leads, "last", "this", "next", *lexicon.months}
    yield "date", rf"\b{shift}{weekday}", read_weekday, {"last", "this", "next", *lexicon.weekdays}
    yield "date", rf"\b(?:(?P<part>Q)(?P<quarter>[1-4])|(?P<nth>first|second|third|fourth)\s+(?P<half>quarter|half))(?:[\s/]+|\s+of\s+|,\s+)(?:the\s+)?{year}\b", read_quarter, {"q", "first", "second", "third", "fourth"}
    yield "date", r"\b(?P<part>Q)(?P<quarter>[1-4])\b", read_quarter, {"q"}
    yield "date", rf"\b(?:(?P<part>early|mid|late)[\s-]+)?(?P<decade>{_choice(DECADES)})\b", read_decade, {"early", "mid", "late", *DECADES}
    yield "date", rf"\b(?:(?P<part>{_choice(PARTS)})[\s-]+)(?:the\s+)?{year}s\b", read_decade, _firsts(PARTS)
    yield "date", r"(?<=['’\u2018])(?P<decade>[1-9]0)s\b", read_decade, _DIGITS
    yield "date", rf"\b(?P<part>{_choice(PARTS)})[\s-]+(?:in\s+)?{year}\b(?![.,]?\d)", read_year, _firsts(PARTS)
    yield "time", r"\b(?P<lead>half past|quarter past|quarter to)\s+(?P<word>[a-z]+)\b", read_spoken_clock, {"half", "quarter"}
    yield "time", r"\b(?P<hour>\d{1,2})\s+o['’]clock\b", read_clock, _DIGITS
    yield "time", r"\b(?P<word>[a-z]+)\s+o['’]clock\b", read_spoken_clock, lexicon.units


def _indonesian(month: str, weekday: str, lexicon: Lexicon) -> Iterator[_Written]:
    part = rf"(?:(?P<part>{_choice(PARTS)})\s+)?"
    periods, shifts, year = _choice(PERIODS), _choice(SHIFTS), rf"(?P<year>{_YEAR})"
    of_day = r"(?:\s+(?P<half>pagi|siang|sore|petang|malam|subuh|dini\s+hari))?"
    yield "date", rf"\b(?:{_choice(RELATIVE_INDONESIAN)})\b", read_phrase, _firsts(RELATIVE_INDONESIAN)
    yield "date", r"\b(?P<part>se)(?P<period>hari|minggu|pekan|bulan|tahun|dekade|abad|jam)\s+(?:yang\s+)?(?P<shift>lalu|silam|lagi)\b", read_ago, [f"se{unit}" for unit in ["hari", "minggu", "pekan", "bulan", "tahun", "dekade", "abad", "jam"]]
    yield "date", rf"\b{part}(?P<period>{periods})\s+(?:yang\s+)?(?P<shift>{shifts})\b", read_period, _firsts(PARTS, PERIODS)
    yield "date", rf"\b{part}(?:(?:bulan|tahun)\s+)?{month}(?:\s+(?P<shift>{shifts})\b)?", read_month, {*_firsts(PARTS), "bulan", *lexicon.months}
    yield "date", rf"\b{weekday}(?:\s+(?P<shift>lalu|ini|depan|mendatang)\b)?", read_weekday, lexicon.weekdays
    yield "date", rf"\b(?:(?P<part>kuartal|triwulan|semester|caturwulan)\s+(?:ke-)?(?P<nth>IV|I{{1,3}}|[1-4]|pertama|kedua|ketiga|keempat)(?P<half>)\b)(?:[\s/-]+(?:tahun\s+)?{year}\b)?", read_quarter, {"kuartal", "triwulan", "semester", "caturwulan"}
    yield "date", r"\b(?:(?P<part>awal|pertengahan|akhir)\s+)?(?:tahun|era|dekade|dasawarsa)(?:\s+tahun)?\s+(?P<decade>[1-9]0)-?an\b", read_decade, {"awal", "pertengahan", "akhir", "tahun", "era", "dekade", "dasawarsa"}
    yield "date", rf"\b(?P<part>awal|pertengahan|akhir)\s+(?:tahun\s+|era\s+)?{year}-an\b", read_decade, {"awal", "pertengahan", "akhir"}
    yield "date", rf"\b(?P<part>awal|pertengahan|akhir)\s+(?:tahun\s+)?{year}\b(?![.,]?\d)", read_year, {"awal", "pertengahan", "akhir"}
    yield "time", rf"\b(?:pukul|jam)\s+(?P<hour>\d{{1,2}})(?:[.:](?P<minute>\d\d))?(?:\s?(?P<zone>{_ZONES})\b)?{of_day}", read_clock, {"pukul", "jam"}
    yield "time", rf"\b(?:pukul|jam)\s+(?P<lead>setengah\s+)?(?P<word>[a-z]+)\b{of_day}", read_spoken_clock, {"pukul", "jam"}


# fmt: on
