"""How languages write dates, numbers and each other's names: all that is asked of Babel.

Loading what it knows of a language takes longer than building a story. So what most pages ask is found out once, as
`Habits`, and kept; the rest is asked when a page shows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime
from babel.localedata import locale_identifiers
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import format_decimal

from selisih.output.habits import Habits

_DAYS: Final = [
    date(year, month, day) for year in (2345, 987) for month in range(1, 13) for day in (21, 6)
]
_NUMBERS: Final = (0, 12, 999, 1000, 9876, 12345, 100_000, 1_234_567, 10**10)
"""What a language writes as its habits say of these, it is taken to write so always."""


def habits_of(language: str) -> Habits:
    """Return what pages ask most of a language."""
    locale = _locale(language)
    own = Locale("en") if language == "en" else locale
    habits = Habits(
        name=(own.get_display_name(own) or language).capitalize(),
        direction=locale.text_direction,
        months=[_month(day, language) for day in _DAYS[:24:2]],
        separator=in_figures(1000, language).strip("01"),
        languages={tag: language_name(tag, language) for tag in _plain_tags()},
    )
    if any(habits.day(day) != day_in_full(day, language) for day in _DAYS):
        habits = habits._replace(months=[])
    if any(habits.number(number) != in_figures(number, language) for number in _NUMBERS):
        habits = habits._replace(separator=None)
    return habits


def _month(day: date, language: str) -> str:
    text = day_in_full(day, language).replace("{", "{{").replace("}", "}}")
    return text.replace(str(day.year), "{year}").replace(str(day.day), "{day}")


def _plain_tags() -> Sequence[str]:
    return [tag for tag in locale_identifiers() if "_" not in tag]


def day_in_full(day: date, language: str) -> str:
    """Return a date as a language writes it."""
    return format_date(day, "long", locale=_locale(language))


def time_in_full(time: datetime, language: str) -> str:
    """Return a date with the time and its zone."""
    return format_datetime(time, "d MMMM y, HH:mm z", locale=_locale(language))


def in_figures(number: int, language: str) -> str:
    """Return a number as a language writes it."""
    return format_decimal(number, locale=_locale(language))


def language_name(tag: str, language: str) -> str:
    """Return what a language calls another."""
    return _locale(tag).get_display_name(_locale(language)) or tag


def _locale(language: str) -> Locale:
    """Return Babel's locale for a language tag; an unknown tag is read as its language, then as English.

    Plain English is the world's: 23 December 2024, as in most of the newspapers that write it.
    """
    if language == "en":
        return Locale("en", "001")
    for tag in (language, language.partition("-")[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


class UnreadableCatalogue(Exception):
    """A translator's file cannot be read."""

    def __init__(self, line: int, reason: str) -> None:
        """Hold the line, 0 where it is unknown, and the reason."""
        super().__init__(reason)
        self.line = line


def read_catalogue(path: Path, language: str) -> tuple[dict[str, str], dict[str, list[str]], str]:
    """Return a `.po` file's texts, its plural forms, and which form a number takes, as an expression in C.

    What is fuzzy or empty is left out. Raises `UnreadableCatalogue`.
    """
    try:
        with path.open("rb") as file:
            entries = read_po(file, locale=language.replace("-", "_"), abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError, UnknownLocaleError) as error:
        raise UnreadableCatalogue(getattr(error, "lineno", 0) or 0, str(error)) from error
    texts: dict[str, str] = {}
    plurals: dict[str, list[str]] = {}
    for entry in entries:
        if isinstance(entry.id, list | tuple):
            if entry.string and entry.string[0]:
                plurals[entry.id[0]] = list(entry.string)
        elif entry.id and entry.string and not entry.fuzzy:
            texts[entry.id] = str(entry.string)
    return texts, plurals, entries.plural_expr
