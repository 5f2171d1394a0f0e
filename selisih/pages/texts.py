"""Pages of the site's own words, the corrections, and the page for addresses that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from selisih.model.records import TextPage
from selisih.pages.highlight import render
from selisih.pages.html import Html
from selisih.pages.interface import Local
from selisih.pages.page import Framing, Link, Page
from selisih.pages.summary import Summary, moment, pick


class CorrectionEntry(Struct, frozen=True, kw_only=True):
    """One correction, in the list of all."""

    story: Link
    date: str
    was: Local | None
    now: Local | None
    text: Local | None


class TextView(Struct, frozen=True, kw_only=True):
    """A page of words."""

    html: Html
    corrections: tuple[CorrectionEntry, ...] | None
    """On the page of corrections all of them, newest first; `None` elsewhere."""


class NotFoundView(Struct, frozen=True, kw_only=True):
    """The page for addresses that lead nowhere."""

    home: str


CORRECTIONS = "corrections"


def text_pages(
    pages: Sequence[TextPage], summaries: Sequence[Summary], framing: Framing
) -> Iterator[Page]:
    """Yield the pages of the site's own words."""
    written = {(page.name, page.language) for page in pages}
    for page in pages:
        paths = {
            tag: framing.urls.text_page(tag, page.name)
            for tag in framing.urls.languages
            if (page.name, tag) in written
        }
        path = paths[page.language]
        corrections = (
            _corrections(summaries, framing, page.language, path)
            if page.name == CORRECTIONS
            else None
        )
        yield Page(
            path=path,
            template="text.html",
            lang=page.language,
            title=page.title,
            description=_opening(page),
            frame=framing.frame(page.language, path, paths),
            view=TextView(html=render(page.body, highest=2), corrections=corrections),
        )


def _opening(page: TextPage) -> str:
    """Return the first paragraph, as the page's description."""
    for block in page.body.blocks:
        words = " ".join(page.body.text[block.start : block.end].split())
        if len(words) > 40:
            return words if len(words) <= 300 else words[:300].rpartition(" ")[0] + " …"
    return page.title


def _corrections(
    summaries: Sequence[Summary], framing: Framing, language: str, path: str
) -> tuple[CorrectionEntry, ...]:
    interface = framing.interfaces[language]
    found = [
        (item["date"], story["slug"], item, story)
        for story in summaries
        for item in story["corrections"]
    ]
    found.sort(key=lambda entry: entry[:2], reverse=True)
    entries = []
    for date, slug, item, story in found:
        title, tag = pick(story["title"], language)
        link = Link(
            label=title, lang=tag, href=framing.link(path, framing.urls.story(language, slug))
        )
        was, now, text = (
            Local(*pick(item[key], language)) if item[key] else None
            for key in ("was", "now", "text")
        )
        entries.append(
            CorrectionEntry(
                story=link, date=interface.day(moment(date)), was=was, now=now, text=text
            )
        )
    return tuple(entries)


def not_found_page(framing: Framing) -> Page:
    """Return 404.html, in the first language, with absolute links."""
    absolute = replace(framing, absolute_links=True, _shared={})
    language = framing.urls.languages[0]
    title = framing.interfaces[language].gettext("Page not found")
    frame = absolute.frame(language, "404.html", {})
    return Page(
        path="404.html",
        template="not_found.html",
        lang=language,
        title=title,
        description=title,
        frame=frame,
        view=NotFoundView(home=framing.urls.absolute(framing.urls.home(language))),
        noindex=True,
    )
