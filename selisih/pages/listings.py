"""Pages that list stories: the home page, and the shelves: by outlet, by kind of difference, by tag."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

from msgspec import Struct

from selisih.model.records import SPEAKING, Outlet
from selisih.pages.claims import kind_label
from selisih.pages.counts import count_views
from selisih.pages.interface import N_, RELATIONS, STANCES, Interface, Local
from selisih.pages.narrowing import FIELDS, Filter, Option, filters, shelves_of
from selisih.pages.ordering import Lists, pages_of
from selisih.pages.page import Framing, Link, Page
from selisih.pages.planned import Planned
from selisih.pages.story_view import Count
from selisih.pages.summary import Card, LeadSummary, Summary, moment, pick
from selisih.pages.urls import Sort, numbered

SHELVES: Final[dict[Sort, str]] = {
    "outlets": N_("Outlets"),
    "kinds": N_("Kinds of difference"),
    "tags": N_("Topics"),
}
"""What each sort of shelf is called."""


class Excerpt(Struct, frozen=True, kw_only=True):
    """What one report has at the lead difference, as a list entry quotes it."""

    outlet: str
    inferred: bool
    """Whether the text does not name its outlet itself."""
    lang: str
    stance: str
    stance_label: str
    text: str
    """Its words; where it omits, those that stand in their place, or none."""


class Entry(Struct, frozen=True, kw_only=True):
    """A story in a list."""

    title: Local
    href: str
    summary: Local | None
    event_date: str
    published: str
    outlets: tuple[str, ...]
    shelves: Mapping[str, str]
    """Name of each filter to the ids that the story answers to, joined by spaces."""
    relation: str
    """That of the lead difference."""
    relation_label: str
    voices: tuple[Excerpt, ...]
    counts: tuple[Count, ...]
    total: int
    draft: bool
    withdrawn: bool


class Shelf(Struct, frozen=True, kw_only=True):
    """What the stories of a list have in common."""

    sort: Sort
    id: str
    name: Local
    address: str
    """An outlet's home page; empty where there is none."""


class Listing(Struct, frozen=True, kw_only=True):
    """One page of a list of stories."""

    entries: tuple[Entry, ...]
    shelf: Shelf | None
    """What the stories have in common; `None` on the home page."""
    filters: tuple[Filter, ...]
    """What this page can be narrowed by; empty where it has few stories."""
    newer: Link | None
    older: Link | None
    position: str
    """Which page of how many; empty where there is one."""


class ShelvesView(Struct, frozen=True, kw_only=True):
    """The list of all outlets, kinds or tags. It counts nothing: a number would read as a rank."""

    sort: Sort
    shelves: tuple[Link, ...]


def listing_pages(
    lists: Lists,
    load: Callable[[str], Summary],
    outlets: Mapping[str, Outlet],
    framing: Framing,
    before: Lists | None = None,
) -> Iterator[Planned]:
    """Yield all pages that list stories, in every language.

    `load` returns the summary of a story, and is called only for pages that are made. With lists from `before` that
    have the same pages, only those are yielded that show other stories now.
    """
    for language in framing.settings.languages:
        maker = _ListingMaker(framing, framing.interfaces[language], outlets, load)
        yield from maker.listing(lists.newest, None, before.newest if before else None)
        for sort, stories in lists.shelves.items():
            old = before.shelves[sort] if before else {}
            shelves = sorted(
                (maker.shelf(sort, name) for name in stories if stories[name] is not old.get(name)),
                key=lambda shelf: (shelf.name.text.casefold(), shelf.id),
            )
            if not before:
                yield maker.shelves(sort, shelves)
            for shelf in shelves:
                yield from maker.listing(stories[shelf.id], shelf, old.get(shelf.id))


class _ListingMaker(Struct, frozen=True):
    framing: Framing
    interface: Interface
    outlets: Mapping[str, Outlet]
    load: Callable[[str], Summary]

    def shelf(self, sort: Sort, name: str) -> Shelf:
        """Return a shelf with its name in the page's language."""
        settings = self.framing.settings
        address = ""
        if sort == "outlets":
            label, address = Local(self.outlets[name].name), self.outlets[name].url or ""
        elif sort == "kinds":
            label = Local(kind_label(name, self.interface, settings))
        else:
            label = self.interface.local(settings.tags.get(name)) or Local(name)
        return Shelf(sort=sort, id=name, name=label, address=address)

    def listing(
        self, stories: Sequence[Card], shelf: Shelf | None, before: Sequence[Card] | None
    ) -> Iterator[Planned]:
        """Yield the pages of one list, of all stories or of those on a shelf: those that differ from `before`."""
        language = self.interface.language
        size = self.framing.settings.page_size
        pages = pages_of(len(stories), size)
        bases = {tag: self._base(tag, shelf) for tag in self.framing.urls.languages}
        for number in range(1, pages + 1):
            part = slice((number - 1) * size, number * size)
            shown = stories[part]
            if before is not None and shown == before[part]:
                continue
            digests = [card.digest for card in shown]
            yield Planned(
                path=numbered(bases[language], number),
                template="shelf.html" if shelf else "index.html",
                key=(language, number, pages, shelf, digests),
                make=partial(self._listing_page, shown, shelf, bases, number, pages),
                noindex=not stories,
            )

    def _listing_page(
        self,
        shown: Sequence[Card],
        shelf: Shelf | None,
        bases: Mapping[str, str],
        number: int,
        pages: int,
    ) -> Page:
        """Return one page of a list."""
        _, language = self.interface.gettext, self.interface.language
        paths = {tag: numbered(base, number) for tag, base in bases.items()}
        path, base = paths[language], bases[language]
        newer = self._step(path, numbered(base, number - 1), _("Newer"))
        older = self._step(path, numbered(base, number + 1), _("Older"))
        position = _("Page {number} of {pages}").format(number=number, pages=pages)
        stories = [self.load(card.slug) for card in shown]
        view = Listing(
            entries=tuple(self._entry(story, path) for story in stories),
            shelf=shelf,
            filters=filters(stories, partial(self._option, path), _),
            newer=newer if number > 1 else None,
            older=older if number < pages else None,
            position=position if pages > 1 else "",
        )
        template = "shelf.html" if shelf else "index.html"
        title = shelf.name.text if shelf else _("Events")
        return self._page(template, paths, title, view, noindex=not shown)

    def _option(self, path: str, sort: Sort, name: str) -> Option:
        """Return a shelf as something that the page at `path` can be narrowed to."""
        shelf = self.shelf(sort, name)
        target = self.framing.urls.shelf(self.interface.language, sort, name)
        href = self.framing.link(path, target)
        return Option(id=name, label=shelf.name.text, lang=shelf.name.lang, href=href)

    def _base(self, language: str, shelf: Shelf | None) -> str:
        urls = self.framing.urls
        return urls.shelf(language, shelf.sort, shelf.id) if shelf else urls.home(language)

    def shelves(self, sort: Sort, shelves: Sequence[Shelf]) -> Planned:
        """Return the list of all outlets, kinds or tags."""
        return Planned(
            path=self.framing.urls.shelves(self.interface.language, sort),
            template="shelves.html",
            key=(self.interface.language, sort, shelves),
            make=partial(self._shelves_page, sort, shelves),
            noindex=not shelves,
        )

    def _shelves_page(self, sort: Sort, shelves: Sequence[Shelf]) -> Page:
        urls, language = self.framing.urls, self.interface.language
        paths = {tag: urls.shelves(tag, sort) for tag in urls.languages}
        links = tuple(
            Link(
                label=shelf.name.text,
                lang=shelf.name.lang,
                href=self.framing.link(paths[language], urls.shelf(language, sort, shelf.id)),
            )
            for shelf in shelves
        )
        title = self.interface.gettext(SHELVES[sort])
        return self._page(
            "shelves.html", paths, title, ShelvesView(sort=sort, shelves=links), noindex=not shelves
        )

    def _page(
        self,
        template: str,
        paths: dict[str, str],
        title: str,
        view: object,
        *,
        noindex: bool = False,
    ) -> Page:
        language = self.interface.language
        tagline = self.interface.local(self.framing.settings.tagline)
        return Page(
            path=paths[language],
            template=template,
            lang=language,
            title=title,
            description=tagline.text if tagline else title,
            frame=self.framing.frame(language, paths[language], paths),
            view=view,
            noindex=noindex,
        )

    def _step(self, path: str, target: str, label: str) -> Link:
        return Link(label=label, href=self.framing.link(path, target))

    def _entry(self, story: Summary, path: str) -> Entry:
        language = self.interface.language
        lead = story["lead"]
        speaking = (
            next((voice[0] for voice in lead["voices"] if voice[2] in SPEAKING), "") if lead else ""
        )
        return Entry(
            title=self._local(story["title"]) or Local(story["slug"]),
            href=self.framing.link(path, self.framing.urls.story(language, story["slug"])),
            summary=self._local(story["summary"]),
            event_date=self._day(story["event_date"]),
            published=self._day(story["published"]),
            outlets=tuple(story["outlet_names"]),
            shelves={name: " ".join(shelves_of(story, sort)) for name, sort, _ in FIELDS},
            relation=lead["relation"] if lead else "",
            relation_label=self._label(RELATIONS, lead["relation"]).format(outlet=speaking)
            if lead
            else "",
            voices=self._voices(lead) if lead else (),
            counts=count_views(story["counts"], self.interface),
            total=sum(story["counts"].values()),
            draft=story["status"] == "draft",
            withdrawn=story["status"] == "withdrawn",
        )

    def _voices(self, lead: LeadSummary) -> tuple[Excerpt, ...]:
        return tuple(
            Excerpt(
                outlet=outlet,
                inferred=outlet in lead["inferred"],
                lang="" if language == self.interface.language else language,
                stance=stance,
                stance_label=self._label(STANCES, stance),
                text=text,
            )
            for outlet, language, stance, text in lead["voices"]
        )

    def _label(self, labels: Mapping[Any, str], key: str) -> str:
        return self.interface.gettext(labels[key])

    def _local(self, texts: dict[str, str]) -> Local | None:
        text, tag = pick(texts, self.interface.language)
        return Local(text, tag) if text else None

    def _day(self, iso: str) -> str:
        return self.interface.day(moment(iso)) if iso else ""
