"""Files for machines: anchors as JSON, the sitemap, robots.txt and redirects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from msgspec.json import Encoder

from selisih.model.differences import AnalysedStory, AnchoredAppearance
from selisih.pages.html import escape
from selisih.pages.summary import Summary
from selisih.pages.urls import Urls, relative

_ENCODE: Final = Encoder().encode


def story_json(analysed: AnalysedStory) -> bytes:
    """Return every claim's stances and anchors as JSON, the contract of `/<story>/story.json`.

    A report and a claim have a line each.
    """
    story = analysed.story
    reports = {
        report.id: {
            "outlet": report.outlet.id,
            "language": report.language,
            "format": report.format,
            "part": report.part,
            "received": report.received,
            "sha256": report.received_sha256,
        }
        for report in story.reports
    }
    claims = {
        claim.claim.id: {
            "number": claim.number,
            "relation": claim.claim.relation,
            "kind": claim.claim.kinds,
            "major": claim.claim.major,
            "says": {name: _says(said) for name, said in claim.says.items()},
        }
        for claim in analysed.claims
    }
    return b'{"format":1,\n"story":%b,\n"reports":%b,\n"claims":%b}\n' % (
        _ENCODE(story.slug),
        _lines(reports),
        _lines(claims),
    )


def _lines(entries: Mapping[str, object]) -> bytes:
    """Return an object as JSON, one entry a line."""
    lines = [b"%b:%b" % (_ENCODE(name), _ENCODE(entry)) for name, entry in entries.items()]
    return b"{\n" + b",\n".join(lines) + b"\n}"


def _says(said: AnchoredAppearance) -> dict[str, object]:
    anchors = [
        {
            "in": anchor.where,
            "start": anchor.start,
            "end": anchor.end,
            "line": anchor.line,
            "text_start": anchor.text_start,
            "text_end": anchor.text_end,
        }
        for anchor in said.anchors
    ]
    return {"stance": said.appearance.stance, "anchors": anchors}


MOST_ADDRESSES: Final = 50_000
"""Addresses that a sitemap may have, by the rules of sitemaps.org."""
MOST_BYTES: Final = 50_000_000
"""Bytes that it may have; the rules say 52,428,800."""
_MAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
SITEMAP: Final = "sitemap.xml"


def sitemaps(
    paths: Sequence[str], urls: Urls, most: int = MOST_ADDRESSES
) -> Iterator[tuple[str, bytes]]:
    """Yield the sitemap of the pages that search engines may list, as (path, bytes).

    Of more pages than a sitemap may have there are several, and `sitemap.xml` is the list of them.
    """
    entries = (f"<url><loc>{escape(urls.absolute(path))}</loc></url>\n" for path in paths)
    parts = (_document("urlset", part) for part in _parts(entries, most))
    first, second = next(parts), next(parts, None)
    if second is None:
        yield SITEMAP, first
        return
    names = []
    for number, part in enumerate(chain((first, second), parts), start=1):
        names.append(f"sitemap-{number}.xml")
        yield names[-1], part
    listed = [f"<sitemap><loc>{escape(urls.absolute(name))}</loc></sitemap>\n" for name in names]
    yield SITEMAP, _document("sitemapindex", listed)


def _parts(entries: Iterable[str], most: int) -> Iterator[list[str]]:
    """Yield as many entries at a time as one sitemap may have; at least one list, perhaps empty."""
    part: list[str] = []
    size = 0
    for entry in entries:
        length = len(entry.encode())
        if len(part) == most or size + length > MOST_BYTES - 200:
            yield part
            part, size = [], 0
        part.append(entry)
        size += length
    yield part


def _document(root: str, entries: Sequence[str]) -> bytes:
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_MAP}">\n'
    return f"{head}{''.join(entries)}</{root}>\n".encode()


def robots_txt(urls: Urls) -> str:
    """Return robots.txt; under a base path crawlers ignore it, so pages carry their own word."""
    return f"User-agent: *\nAllow: /\nSitemap: {urls.absolute(SITEMAP)}\n"


def redirect_html(origin: str, target: str, urls: Urls, title: str, lang: str) -> str:
    """Return a page that leads from a former address to the present one."""
    link = escape(relative(origin, target))
    return (
        f'<!doctype html>\n<html lang="{escape(lang)}">\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f'<meta http-equiv="refresh" content="0; url={link}">\n'
        f'<link rel="canonical" href="{escape(urls.absolute(target))}">\n<meta name="robots" content="noindex">\n'
        f'<p><a href="{link}">{escape(title)}</a></p>\n</html>\n'
    )


def redirects(
    summary: Summary, aliases: Sequence[str], claims: dict[str, tuple[str, ...]], urls: Urls
) -> list[tuple[str, str]]:
    """Return the redirects of one story as (site path, HTML): its former slugs, its claims' former ids."""
    slug = summary["slug"]
    result = []
    for language in urls.languages:
        title = summary["title"].get(language) or next(iter(summary["title"].values()))
        moves = [(urls.story(language, alias), urls.story(language, slug)) for alias in aliases]
        for claim, names in claims.items():
            moves += [
                (urls.claim(language, slug, name), urls.claim(language, slug, claim))
                for name in names
            ]
        for origin, target in moves:
            result.append((origin, redirect_html(origin, target, urls, title, language)))
    return result
