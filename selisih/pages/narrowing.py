"""What a page of a list can be narrowed to: the kinds, topics and outlets that tell its stories apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Literal

from msgspec import Struct

from selisih.pages.interface import N_
from selisih.pages.summary import Summary
from selisih.pages.urls import Sort

ENOUGH: Final = 8
"""Stories on a page from which on filters are offered: fewer are read sooner than filtered."""

FIELDS: Final[tuple[tuple[Literal["kind", "tag", "outlet"], Sort, str], ...]] = (
    ("kind", "kinds", N_("Kind of difference")),
    ("tag", "tags", N_("Topic")),
    ("outlet", "outlets", N_("Outlet")),
)
"""Each filter's name in the address, the shelves that it chooses from, and what it is called."""


class Option(Struct, frozen=True, kw_only=True):
    """One kind, topic or outlet."""

    id: str
    label: str
    lang: str
    """Language of the label, where it is not the page's."""
    href: str
    """Link to the page of all stories that have it."""


class Filter(Struct, frozen=True, kw_only=True):
    """One thing to narrow by. It counts nothing: a number beside an outlet would read as a rank."""

    name: str
    """Its name in the address."""
    label: str
    options: tuple[Option, ...]


def filters(
    stories: Sequence[Summary],
    option: Callable[[Sort, str], Option],
    gettext: Callable[[str], str],
) -> tuple[Filter, ...]:
    """Return what a page with these stories can be narrowed by; nothing where they are few.

    What every story on the page has would narrow nothing, such as an outlet on its own page: it is
    not offered.
    """
    if len(stories) < ENOUGH:
        return ()
    found = []
    for name, sort, label in FIELDS:
        held = [frozenset(shelves_of(story, sort)) for story in stories]
        telling = frozenset[str]().union(*held) - held[0].intersection(*held)
        options = sorted(
            (option(sort, shelf) for shelf in telling),
            key=lambda shelf: (shelf.label.casefold(), shelf.id),
        )
        if options:
            found.append(Filter(name=name, label=gettext(label), options=tuple(options)))
    return tuple(found)


def shelves_of(story: Summary, sort: Sort) -> list[str]:
    """Return the ids of the shelves of one sort on which a story stands."""
    if sort == "kinds":
        return story["kinds"]
    return story["tags"] if sort == "tags" else story["outlets"]
