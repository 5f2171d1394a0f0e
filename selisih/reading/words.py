"""Turning validated shapes into records: the conversions that several files need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from selisih.model.problem import Problems
from selisih.model.records import Localized, Outlet, Quote
from selisih.model.source import Passage
from selisih.reading.schema.shapes import QuoteShape
from selisih.reading.yaml_nodes import Scalar


class Converter:
    """Converts what shapes hold, for a site with certain languages."""

    def __init__(self, languages: tuple[str, ...], problems: Problems) -> None:
        """Hold the site's languages, the first of which a bare string is in."""
        self.languages = languages
        self.problems = problems

    def localized(
        self, value: Scalar | Mapping[str, Scalar], *, required: bool = False
    ) -> Localized:
        """Return a text per language, in the order of the site's languages.

        A `required` text that is given per language and lacks one is a warning.
        """
        if isinstance(value, Passage):
            return Localized({self.languages[0]: value})
        entries: dict[str, Passage] = {}
        for tag in self.languages:
            if tag in value:
                entries[tag] = value[tag]
        for tag, text in value.items():
            if tag not in self.languages:
                known = ", ".join(self.languages)
                self.problems.add(
                    "key-unknown", text.place(), f"`{tag}` is not a language of this site ({known})"
                )
        missing = [tag for tag in self.languages if tag not in entries]
        if required and entries and missing:
            first = next(iter(entries.values()))
            self.problems.add(
                "translation-missing",
                first.place(),
                f"the text is missing in {', '.join(missing)}",
                "readers of that language are shown the other one, marked as such",
            )
        if not entries:  # every language was unknown, which has been said; or the map was empty
            entries = dict(value)
        return Localized(entries)

    def maybe(self, value: Scalar | Mapping[str, Scalar] | None) -> Localized | None:
        """Return an optional text per language."""
        return None if value is None else self.localized(value)


def many(value: Scalar | list[Scalar] | None) -> tuple[Scalar, ...]:
    """Return one, several or no texts as a tuple."""
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list) else (value,)


def quotes(value: object) -> tuple[Quote, ...]:
    """Return one, several or no quotes as records."""
    if value is None:
        return ()
    items: Iterable[object] = value if isinstance(value, list) else (value,)
    return tuple(_quote(item) for item in items)


def _quote(value: object) -> Quote:
    if isinstance(value, QuoteShape):
        return Quote(
            exact=value.exact,
            prefix=value.prefix,
            suffix=value.suffix,
            where=value.where,
            form="selector",
        )
    return Quote(exact=cast(Passage, value))


def strings(values: list[Scalar] | None) -> tuple[str, ...]:
    """Return a list of texts as plain strings."""
    return tuple([value.value.strip() for value in values]) if values else ()


def text(value: Scalar | None) -> str | None:
    """Return an optional text as a plain string."""
    return None if value is None else value.value.strip()


def unlisted(name: str) -> Outlet:
    """Return a stand-in for an outlet of which nothing is known, so that reading can go on."""
    return Outlet(id=name, name=name, url=None, country=None, language=None)
