"""The interface's languages: gettext catalogues, dates and numbers, through Babel."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC
from functools import cache, lru_cache
from gettext import c2py
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError

from selisih.model.records import Moment
from selisih.output.kept import Kept
from selisih.output.templates import BrokenTemplate
from selisih.pages.interface import Interface


def load_interface(
    language: str, timezone: str, folders: Sequence[Path], kept: Kept | None = None
) -> Interface:
    """Return one language of the interface; `kept` holds catalogues that earlier runs have read.

    Catalogues are `locales/<language>.po` in the template folders; a site's own entries come before
    the default's. English needs none: the strings in the code are English. Raises `BrokenTemplate`
    where a catalogue does not parse.
    """
    name, direction, catalogues = _language(language, folders, kept)
    locale = _locale(language)
    zone = ZoneInfo(timezone)

    def gettext(message: str) -> str:
        for catalogue in catalogues:
            if found := catalogue.texts.get(message):
                return found
        return message

    def ngettext(singular: str, plural: str, number: int) -> str:
        for catalogue in catalogues:
            if forms := catalogue.plurals.get(singular):
                index = c2py(catalogue.plural_rule)(number)
                return forms[min(index, len(forms) - 1)]
        return singular if number == 1 else plural

    def day(moment: Moment) -> str:
        from babel.dates import format_date, format_datetime

        if moment.time is None:
            return format_date(moment.day, "long", locale=locale)
        local = moment.time.astimezone(zone if timezone else UTC)
        return format_datetime(local, "d MMMM y, HH:mm z", locale=locale)

    def in_figures(number: int) -> str:
        from babel.numbers import format_decimal

        return format_decimal(number, locale=locale)

    return Interface(
        language=language,
        name=name,
        direction=direction,
        gettext=cache(gettext),
        ngettext=lru_cache(maxsize=4096)(ngettext),
        day=lru_cache(maxsize=4096)(day),
        number=lru_cache(maxsize=4096)(in_figures),
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


class _Catalogue(NamedTuple):
    """What a translator wrote, without what is fuzzy or empty."""

    texts: dict[str, str]
    plurals: dict[str, list[str]]
    plural_rule: str
    """Which form a number takes, as an expression in C."""


def _language(
    language: str, folders: Sequence[Path], kept: Kept | None
) -> tuple[str, str, list[_Catalogue]]:
    """Return a language's own name, its direction, and its catalogues, the site's own first."""
    file = f"{language}-interface"
    if kept and (data := kept.load(file)):
        name, direction, catalogues = json.loads(data)
        return name, direction, [_Catalogue(*fields) for fields in catalogues]
    paths = [folder / "locales" / f"{language}.po" for folder in folders]
    found = (
        _own_name(language),
        _locale(language).text_direction,
        [_read(path, language) for path in paths if path.is_file()],
    )
    if kept:
        kept.save(file, json.dumps(found).encode())
    return found


def _read(path: Path, language: str) -> _Catalogue:
    from babel.messages.pofile import PoFileError, read_po

    try:
        with path.open("rb") as file:
            entries = read_po(file, locale=language.replace("-", "_"), abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError, UnknownLocaleError) as error:
        line = getattr(error, "lineno", 0) or 0
        raise BrokenTemplate(name=f"locales/{language}.po", line=line, reason=str(error)) from error
    texts: dict[str, str] = {}
    plurals: dict[str, list[str]] = {}
    for entry in entries:
        if isinstance(entry.id, list | tuple):
            if entry.string and entry.string[0]:
                plurals[entry.id[0]] = list(entry.string)
        elif entry.id and entry.string and not entry.fuzzy:
            texts[entry.id] = str(entry.string)
    return _Catalogue(texts, plurals, entries.plural_expr)
