"""The order of stories in lists, newest first, changed by difference where one story changes."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from selisih.pages.summary import Card
from selisih.pages.urls import Sort

Shelves = dict[Sort, dict[str, list[Card]]]
"""For each sort, the stories of each outlet, kind or tag."""

_NO_STORIES: Final[list[Card]] = []


class Lists(Struct, frozen=True):
    """The stories of each list, newest first, then by slug. A list is replaced, never changed."""

    newest: list[Card]
    """All stories."""
    shelves: Shelves

    def replaced(self, old: Card | None, new: Card | None) -> Lists:
        """Return the lists with one story's card in another's place; those in which neither stands are the same objects.

        `None` stands for a story that is not listed.
        """
        shelves: Shelves = {sort: dict(lists) for sort, lists in self.shelves.items()}
        before, now = set(_places(old)), set(_places(new))
        for sort, name in sorted(before | now):
            place = (sort, name)
            stories = _replaced(
                shelves[sort].get(name, _NO_STORIES),
                old if place in before else None,
                new if place in now else None,
            )
            if stories:
                shelves[sort][name] = stories
            else:
                del shelves[sort][name]
        return Lists(_replaced(self.newest, old, new), shelves)

    def same_pages(self, other: Lists, size: int) -> bool:
        """Return whether the same lists have the same number of pages of `size` stories, none of them newly empty."""
        if bool(self.newest) != bool(other.newest):
            return False
        pairs = [(self.newest, other.newest)]
        for sort, lists in self.shelves.items():
            others = other.shelves[sort]
            if lists.keys() != others.keys():
                return False
            pairs += [(stories, others[name]) for name, stories in lists.items()]
        return all(
            one is two or pages_of(len(one), size) == pages_of(len(two), size) for one, two in pairs
        )


def lists_of(cards: Iterable[Card]) -> Lists:
    """Return the lists of all stories."""
    newest = sorted(cards, key=_by_age)
    shelves: Shelves = {"outlets": {}, "kinds": {}, "tags": {}}
    for card in newest:
        for sort, name in _places(card):
            shelves[sort].setdefault(name, []).append(card)
    return Lists(newest, shelves)


def pages_of(stories: int, size: int) -> int:
    """Return on how many pages of `size` so many stories are listed: at least one."""
    return max(1, -(-stories // size))


def _places(card: Card | None) -> list[tuple[Sort, str]]:
    """Return the shelves on which a story stands."""
    if card is None:
        return []
    places: list[tuple[Sort, str]] = [("outlets", name) for name in card.outlets]
    places += [("kinds", name) for name in card.kinds]
    places += [("tags", name) for name in card.tags]
    return places


def _replaced(stories: Sequence[Card], old: Card | None, new: Card | None) -> list[Card]:
    """Return a list without `old` and with `new` at its place."""
    result = list(stories)
    if old:
        del result[bisect_left(result, _by_age(old), key=_by_age)]
    if new:
        insort(result, new, key=_by_age)
    return result


def _by_age(card: Card) -> tuple[float, str]:
    return (card.age, card.slug)
