"""What pages need of a language: its strings, dates and numbers. Made in `output`, used here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, overload

from msgspec import Struct

from selisih.model.records import Localized, Moment, Relation, Stance


def N_(message: str) -> str:  # noqa: N802 - gettext's customary name
    """Mark a string for the catalogues, to be translated where it is used."""
    return message


STANCES: Final[dict[Stance, str]] = {
    "states": N_("Says this"),
    "partly": N_("Says part of it"),
    "contradicts": N_("Says otherwise"),
    "omits": N_("Not in this text"),
    "unknown": N_("Unknown"),
}

RELATIONS: Final[dict[Relation, str]] = {
    "only": N_("Only in {outlet}"),
    "differ": N_("Different"),
    "some": N_("Not in every article"),
    "agree": N_("Same"),
}

KIND_LABELS: Final = {
    "number": N_("Number"),
    "date": N_("Time"),
    "name": N_("Name"),
    "detail": N_("Detail"),
    "attribution": N_("Who said it"),
    "source": N_("News source"),
    "quotation": N_("Words quoted"),
    "extent": N_("Extent of the quotation"),
    "certainty": N_("Certainty"),
    "sequence": N_("Order"),
    "emphasis": N_("Emphasis"),
    "wording": N_("Choice of words"),
    "context": N_("Background"),
}

PARTS: Final = {
    "whole": N_("We received the whole article."),
    "partial": N_("We received only part of the article."),
    "unknown": N_("We do not know whether we received the whole article."),
}


class Interface(Struct, frozen=True, kw_only=True):
    """One language of the interface."""

    language: str
    name: str
    """The language's name in itself."""
    direction: str
    """`ltr` or `rtl`."""
    gettext: Callable[[str], str]
    ngettext: Callable[[str, str, int], str]
    day: Callable[[Moment], str]
    """Returns a date, and where known the time, as the language writes it."""
    number: Callable[[int], str]
    language_name: Callable[[str], str]
    """Returns the name of another language in this one."""

    @overload
    def local(self, text: Localized) -> Local: ...

    @overload
    def local(self, text: Localized | None) -> Local | None: ...

    def local(self, text: Localized | None) -> Local | None:
        """Return a text in this language or, marked as such, in another."""
        if text is None:
            return None
        value, language = text.pick(self.language)
        return Local(value, "" if language == self.language else language)


class Local(Struct, frozen=True):
    """A text on a page."""

    text: str
    lang: str = ""
    """Its language, where this is not the page's."""

    def __str__(self) -> str:
        """Return the text."""
        return self.text
