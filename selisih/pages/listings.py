"""Pages that list stories: the home page, the outlets, and each outlet's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from selisih.model.records import SPEAKING, Outlet
from selisih.pages.interface import RELATIONS, STANCES, Interface, Local
from selisih.pages.page import Framing, Link, Page
from selisih.pages.stories import COUNTS
from selisih.pages.story_view import Count
from selisih.pages.summary import LeadSummary, Summary, moment, pick
from selisih.pages.urls import numbered


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """What one report has at the lead difference, as a list entry quotes it."""

    outlet: str
    inferred: bool
    """Whether the text does not name its outlet itself."""
    lang: str
    stance: str
    stance_label: str
    text: str
    """Its words; where it omits, those that stand in their place, or none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A story in a list."""

    title: Local
    href: str
    summary: Local | None
    event_date: str
    published: str
    outlets: tuple[str, ...]
    statement: Local | None
    """The lead difference."""
    relation: str
    relation_label: str
    voices: tuple[Excerpt, ...]
    counts: tuple[Count, ...]
    draft: bool
    withdrawn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of a list of stories."""

    entries: tuple[Entry, ...]
    outlet: Outlet | None
    newer: Link | None
    older: Link | None
    position: str
    """Which page of how many; empty where there is one."""
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletsView:
    """The list of outlets."""

    outlets: tuple[tuple[Link, str], ...]
    """Each outlet with how many stories the desk chose, in words."""


def listing_pages(
    summaries: Sequence[Summary], outlets: Sequence[Outlet], framing: Framing
) -> Iterator[Page]:
    """Yield all pages that list stories, in every language. Newest first, then by slug."""
    newest = sorted(summaries, key=lambda summary: summary["slug"])
    newest.sort(key=lambda summary: summary["published"], reverse=True)
    named = {name for summary in newest for name in summary["outlets"]}
    shown = sorted(
        (outlet for outlet in outlets if outlet.id in named),
        key=lambda outlet: outlet.name.casefold(),
    )
    for language in framing.settings.languages:
        maker = _ListingMaker(framing, framing.interfaces[language])
        yield from maker.listing("index.html", "", newest, None)
        yield maker.outlets(shown, newest)
        for outlet in shown:
            stories = [summary for summary in newest if outlet.id in summary["outlets"]]
            yield from maker.listing("outlet.html", f"outlets/{outlet.id}/", stories, outlet)


@dataclass(frozen=True, slots=True)
class _ListingMaker:
    framing: Framing
    interface: Interface

    def listing(
        self, template: str, below: str, stories: Sequence[Summary], outlet: Outlet | None
    ) -> Iterator[Page]:
        """Yield the pages of one list; `below` is its address below the language's home."""
        _ = self.interface.gettext
        size = self.framing.settings.page_size
        pages = max(1, -(-len(stories) // size))
        language = self.interface.language
        for number in range(1, pages + 1):
            paths = {
                tag: numbered(self.framing.urls.home(tag) + below, number)
                for tag in self.framing.urls.languages
            }
            path = paths[language]
            base = self.framing.urls.home(language) + below
            view = Listing(
                entries=tuple(
                    self._entry(story, path)
                    for story in stories[(number - 1) * size : number * size]
                ),
                outlet=outlet,
                newer=self._step(path, numbered(base, number - 1), _("Newer"))
                if number > 1
                else None,
                older=self._step(path, numbered(base, number + 1), _("Older"))
                if number < pages
                else None,
                position=_("Page {number} of {pages}").format(number=number, pages=pages)
                if pages > 1
                else "",
                total=len(stories),
            )
            title = outlet.name if outlet else _("Events")
            yield self._page(template, paths, title, view, noindex=not stories)

    def outlets(self, outlets: Sequence[Outlet], stories: Sequence[Summary]) -> Page:
        """Return the list of outlets."""
        _, language = self.interface.gettext, self.interface.language
        paths = {tag: self.framing.urls.outlets(tag) for tag in self.framing.urls.languages}
        items = []
        for outlet in outlets:
            count = sum(outlet.id in story["outlets"] for story in stories)
            words = self.interface.ngettext("{n} event", "{n} events", count).format(
                n=self.interface.number(count)
            )
            target = self.framing.urls.outlet(language, outlet.id)
            items.append(
                (Link(label=outlet.name, href=self.framing.link(paths[language], target)), words)
            )
        return self._page("outlets.html", paths, _("Outlets"), OutletsView(outlets=tuple(items)))

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
            statement=self._local(lead["statement"]) if lead else None,
            relation=lead["relation"] if lead else "",
            relation_label=self._label(RELATIONS, lead["relation"]).format(outlet=speaking)
            if lead
            else "",
            voices=self._voices(lead) if lead else (),
            counts=self._counts(story["counts"]),
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

    def _counts(self, counts: dict[str, int]) -> tuple[Count, ...]:
        result = []
        for relation in RELATIONS:
            number = counts.get(relation, 0)
            if number:
                label = self.interface.gettext(COUNTS[relation]).format(
                    n=self.interface.number(number)
                )
                result.append(Count(relation=relation, number=number, label=label))
        return tuple(result)

    def _local(self, texts: dict[str, str]) -> Local | None:
        text, tag = pick(texts, self.interface.language)
        return Local(text, tag) if text else None

    def _day(self, iso: str) -> str:
        return self.interface.day(moment(iso)) if iso else ""
