"""The interface's languages: gettext catalogues, dates and numbers. What Babel knows of them is asked once, and kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, tzinfo
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from selisih.model.records import Moment
from selisih.output.habits import Habits
from selisih.output.kept import Kept
from selisih.output.templates import BrokenTemplate
from selisih.pages.interface import Interface


def load_interface(
    language: str, timezone: str, folders: Sequence[Path], kept: Kept | None = None
) -> Interface:
    """Return one language of the interface; `kept` holds what earlier runs have found out about it.

    Catalogues are `locales/<language>.po` in the template folders; a site's own entries come before
    the default's. English needs none: the strings in the code are English. Raises `BrokenTemplate`
    where a catalogue does not parse.
    """
    habits, catalogues = _language(language, folders, kept)
    writing = _Writing(language, habits, ZoneInfo(timezone) if timezone else UTC)

    def gettext(message: str) -> str:
        for catalogue in catalogues:
            if found := catalogue.texts.get(message):
                return found
        return message

    def ngettext(singular: str, plural: str, number: int) -> str:
        for catalogue in catalogues:
            if forms := catalogue.plurals.get(singular):
                last = len(forms) - 1
                return forms[min(_form(catalogue.plural_rule, number), last) if last else 0]
        return singular if number == 1 else plural

    return Interface(
        language=language,
        name=habits.name,
        direction=habits.direction,
        gettext=cache(gettext),
        ngettext=lru_cache(maxsize=4096)(ngettext),
        day=lru_cache(maxsize=4096)(writing.day),
        number=lru_cache(maxsize=4096)(writing.number),
        language_name=cache(writing.language_name),
    )


class _Writing(NamedTuple):
    """Writes dates, numbers and names in one language: by its habits, or as Babel says where these say nothing."""

    language: str
    habits: Habits
    zone: tzinfo
    """In which times are told."""

    def day(self, moment: Moment) -> str:
        found = self.habits.day(moment.day) if moment.time is None else None
        if found is not None:
            return found
        from selisih.output import locales

        if moment.time is None:
            return locales.day_in_full(moment.day, self.language)
        return locales.time_in_full(moment.time.astimezone(self.zone), self.language)

    def number(self, number: int) -> str:
        found = self.habits.number(number)
        if found is not None:
            return found
        from selisih.output import locales

        return locales.in_figures(number, self.language)

    def language_name(self, tag: str) -> str:
        found = self.habits.languages.get(tag)
        if found is not None:
            return found
        from selisih.output import locales

        return locales.language_name(tag, self.language)


def _form(plural_rule: str, number: int) -> int:
    from gettext import c2py

    return c2py(plural_rule)(number)


class _Catalogue(NamedTuple):
    """What a translator wrote, without what is fuzzy or empty."""

    texts: dict[str, str]
    plurals: dict[str, list[str]]
    plural_rule: str
    """Which form a number takes, as an expression in C."""


def _language(
    language: str, folders: Sequence[Path], kept: Kept | None
) -> tuple[Habits, list[_Catalogue]]:
    """Return what is known of a language, and its catalogues, the site's own first."""
    file = f"{language}-interface"
    if kept and (data := kept.load(file)):
        habits, catalogues = json.loads(data)
        return Habits(*habits), [_Catalogue(*fields) for fields in catalogues]
    from selisih.output.locales import habits_of

    paths = [folder / "locales" / f"{language}.po" for folder in folders]
    found = habits_of(language), [_read(path, language) for path in paths if path.is_file()]
    if kept:
        kept.save(file, json.dumps(found).encode())
    return found


def _read(path: Path, language: str) -> _Catalogue:
    from selisih.output.locales import UnreadableCatalogue, read_catalogue

    try:
        return _Catalogue(*read_catalogue(path, language))
    except UnreadableCatalogue as error:
        name = f"locales/{language}.po"
        raise BrokenTemplate(name=name, line=error.line, reason=str(error)) from error
