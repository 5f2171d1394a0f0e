"""Feeds: the newest stories as Atom and as JSON Feed, and the newest corrections. Every date is one of the data."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, Final

from msgspec import Struct

from selisih.model.moment import begins
from selisih.pages.html import escape
from selisih.pages.page import Framing
from selisih.pages.summary import Card, Summary, moment, pick

MOST: Final = 50
"""Entries that a feed has at most."""
_LONG_AGO: Final = "1970-01-01T00:00:00+00:00"
"""When a feed without an entry was changed last: a feed must say so, and the clock never enters."""


class Feed(Struct, frozen=True, kw_only=True):
    """A feed before it is made."""

    path: str
    key: object
    """Everything that it shows besides the settings, as plain data."""
    make: Callable[[], bytes]


def feeds(
    cards: Sequence[Card], load: Callable[[str], Summary], framing: Framing
) -> Iterator[Feed]:
    """Yield the feeds of every language, from the cards of all stories, newest first.

    `load` returns a story's summary, and is called for what is made only.
    """
    dated = (card for card in cards if card.public and card.age < math.inf)
    newest = list(islice(dated, MOST))
    corrected = sorted(
        (card for card in cards if card.corrected and card.public), key=_by_correction
    )[:MOST]
    for language in framing.settings.languages:
        maker = _FeedMaker(framing, language, load)
        for name, shown, make in (
            ("feed.xml", newest, maker.atom),
            ("feed.json", newest, maker.json_feed),
            ("corrections.xml", corrected, maker.corrections),
        ):
            path = framing.urls.home(language) + name
            key = (language, [(card.slug, card.digest) for card in shown])
            yield Feed(path=path, key=key, make=_making(make, path, shown))


def _making(
    make: Callable[[str, Sequence[Card]], str], path: str, shown: Sequence[Card]
) -> Callable[[], bytes]:
    return lambda: make(path, shown).encode()


def _by_correction(card: Card) -> tuple[str, str]:
    """Order by the latest correction, the newest first."""
    return ("".join(chr(0x10FFFF - ord(letter)) for letter in card.corrected), card.slug)


class _FeedMaker(Struct, frozen=True):
    framing: Framing
    language: str
    load: Callable[[str], Summary]

    def atom(self, path: str, cards: Sequence[Card]) -> str:
        """Return the newest stories as Atom."""
        entries = [self._story(self.load(card.slug)) for card in cards]
        return self._atom(path, self._title, entries)

    def corrections(self, path: str, cards: Sequence[Card]) -> str:
        """Return the newest corrections as Atom."""
        entries = [
            self._correction(story, item, number)
            for card in cards
            for story in (self.load(card.slug),)
            for number, item in enumerate(story["corrections"], start=1)
        ]
        entries.sort(key=lambda entry: entry["id"])
        entries.sort(key=lambda entry: entry["updated"], reverse=True)
        title = self.framing.interfaces[self.language].gettext("Corrections")
        return self._atom(path, f"{self._title} – {title}", entries[:MOST])

    def json_feed(self, path: str, cards: Sequence[Card]) -> str:
        """Return the newest stories as JSON Feed 1.1."""
        urls = self.framing.urls
        document = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self._title,
            "home_page_url": urls.absolute(urls.home(self.language)),
            "feed_url": urls.absolute(path),
            "language": self.language,
            "authors": [{"name": self._author}],
            "items": [self._item(self.load(card.slug)) for card in cards],
        }
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"

    @property
    def _title(self) -> str:
        return self.framing.interfaces[self.language].local(self.framing.settings.title).text

    @property
    def _author(self) -> str:
        return self.framing.settings.publisher_name or self._title

    def _story(self, story: Summary) -> dict[str, str]:
        published = self._time(story["published"])
        dates = [self._time(item["date"]) for item in story["corrections"]]
        address = self._address(story)
        return {
            "id": address,
            "href": address,
            "title": pick(story["title"], self.language)[0],
            "published": published,
            "updated": max([published, *dates], key=_instant),
            "text": self._text(story),
        }

    def _item(self, story: Summary) -> dict[str, Any]:
        entry = self._story(story)
        return {
            "id": entry["id"],
            "url": entry["href"],
            "title": entry["title"],
            "content_text": entry["text"],
            "date_published": entry["published"],
            "date_modified": entry["updated"],
            "tags": list(dict.fromkeys(story["tags"])),
        }

    def _correction(self, story: Summary, item: dict[str, Any], number: int) -> dict[str, str]:
        address = self._address(story)
        text, was, now = (pick(item[key], self.language)[0] for key in ("text", "was", "now"))
        change = " → ".join(part for part in (was, now) if part)
        return {
            "id": f"{address}#correction-{number}",
            "href": address,
            "title": pick(story["title"], self.language)[0],
            "updated": self._time(item["date"]),
            "text": "\n".join(part for part in (text, change) if part),
        }

    def _address(self, story: Summary) -> str:
        urls = self.framing.urls
        return urls.absolute(urls.story(self.language, story["slug"]))

    def _text(self, story: Summary) -> str:
        """Return what a story is introduced with: its summary, or else the statement of its lead difference."""
        found = pick(story["summary"], self.language)[0]
        lead = story["lead"]
        return found or (pick(lead["statement"], self.language)[0] if lead else "")

    def _time(self, iso: str) -> str:
        return begins(moment(iso), self.framing.settings.timezone).isoformat()

    def _atom(self, path: str, title: str, entries: Sequence[dict[str, str]]) -> str:
        urls = self.framing.urls
        home, own = urls.absolute(urls.home(self.language)), urls.absolute(path)
        updated = max((entry["updated"] for entry in entries), key=_instant, default=_LONG_AGO)
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(self.language)}">\n'
            f"<title>{escape(title)}</title>\n<id>{escape(own)}</id>\n<updated>{updated}</updated>\n"
            f"<author><name>{escape(self._author)}</name></author>\n"
            f'<link rel="self" type="application/atom+xml" href="{escape(own)}"/>\n'
            f'<link rel="alternate" type="text/html" href="{escape(home)}"/>\n'
            f"{''.join(map(_entry, entries))}</feed>\n"
        )


def _entry(entry: dict[str, str]) -> str:
    published = f"<published>{entry['published']}</published>\n" if "published" in entry else ""
    summary = f"<summary>{escape(entry['text'])}</summary>\n" if entry["text"] else ""
    return (
        f"<entry>\n<title>{escape(entry['title'])}</title>\n<id>{escape(entry['id'])}</id>\n"
        f'<link rel="alternate" type="text/html" href="{escape(entry["href"])}"/>\n'
        f"{published}<updated>{entry['updated']}</updated>\n{summary}</entry>\n"
    )


def _instant(iso: str) -> Any:
    """Order moments that were written with different offsets."""
    return moment(iso).time
