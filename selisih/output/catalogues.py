"""The interface's languages: gettext catalogues, dates and numbers, through Babel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from functools import cache, lru_cache
from gettext import c2py
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import format_decimal

from selisih.model.records import Moment
from selisih.output.templates import BrokenTemplate
from selisih.pages.interface import Interface


def load_interface(language: str, timezone: str, folders: Sequence[Path]) -> Interface:
    """Return one language of the interface.

    Catalogues are `locales/<language>.po` in the template folders; a site's own entries come before
    the default's. English needs none: the strings in the code are English. Raises `BrokenTemplate`
    where a catalogue does not parse.
    """
    locale = _locale(language)
    catalogues = [catalogue for folder in folders if (catalogue := _catalogue(folder, language))]
    zone = ZoneInfo(timezone)

    def gettext(message: str) -> str:
        for catalogue in catalogues:
            found = catalogue.get(message)
            if found and found.string and not found.fuzzy and isinstance(found.string, str):
                return found.string
        return message

    def ngettext(singular: str, plural: str, number: int) -> str:
        for catalogue in catalogues:
            found = catalogue.get(singular)
            if found and isinstance(found.string, tuple | list) and found.string[0]:
                index = c2py(catalogue.plural_expr)(number)
                return str(found.string[min(index, len(found.string) - 1)])
        return singular if number == 1 else plural

    def day(moment: Moment) -> str:
        if moment.time is None:
            return format_date(moment.day, "long", locale=locale)
        local = moment.time.astimezone(zone if timezone else UTC)
        return format_datetime(local, "d MMMM y, HH:mm z", locale=locale)

    return Interface(
        language=language,
        name=_own_name(language),
        direction=locale.text_direction,
        gettext=cache(gettext),
        ngettext=lru_cache(maxsize=4096)(ngettext),
        day=lru_cache(maxsize=4096)(day),
        number=lru_cache(maxsize=4096)(lambda number: format_decimal(number, locale=locale)),
        language_name=cache(lambda tag: _locale(tag).get_display_name(locale) or tag),
    )


def _own_name(language: str) -> str:
    """Return what a language calls itself."""
    locale = Locale("en") if language == "en" else _locale(language)
    return (locale.get_display_name(locale) or language).capitalize()


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


def _catalogue(folder: Path, language: str) -> Catalog | None:
    path = folder / "locales" / f"{language}.po"
    if not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            return read_po(file, locale=language.replace("-", "_"), abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError, UnknownLocaleError) as error:
        line = getattr(error, "lineno", 0) or 0
        raise BrokenTemplate(name=f"locales/{language}.po", line=line, reason=str(error)) from error
