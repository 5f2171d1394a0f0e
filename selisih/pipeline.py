"""The flow of a build, readable as a recipe: read, compile, and only then publish."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from selisih.analysis.drift import facts_of, spent
from selisih.analysis.finding.overlooked import check_overlooked
from selisih.analysis.story import analyse
from selisih.compiling import Options, SiteInput
from selisih.kitchen import prepare
from selisih.model.problem import Problems
from selisih.model.records import Site
from selisih.output import memory
from selisih.output.content import write_text
from selisih.reading.files import Files
from selisih.reading.lock import lock_text
from selisih.reading.schema.export import SiteNames, json_schemas
from selisih.reading.site import read_outlets, read_pages, read_settings
from selisih.reading.story import (
    LOCK,
    check_aliases,
    find_stories,
    read_story,
)

__all__ = [
    "BuildReport",
    "Options",
    "UnknownStory",
    "accept",
    "build",
    "check",
    "refused",
    "schemas",
]

FIRST_LIMIT: Final = 5_000_000
"""Bytes that site.yaml may have; every other file's limit stands in it."""


@dataclass(slots=True)
class BuildReport:
    """What a build found and did."""

    problems: Problems
    published: bool = False
    stories: int = 0
    pages: int = 0
    written: int = 0
    deleted: int = 0


def check(options: Options) -> Problems:
    """Return the problems of a site's whole content."""
    problems = Problems()
    found = read_site(options, problems)
    if not found:
        return problems
    ledgers = []
    for folder in found.stories:
        story = read_story(folder, found.files, found.site.outlets, found.site.settings)
        if story:
            analysed = analyse(story, problems, today=options.today, for_pages=False)
            if analysed:
                check_overlooked(analysed, problems)
            ledgers.append(story.ledger)
    check_aliases(ledgers, problems)
    return problems


def accept(options: Options, slug: str | None) -> tuple[Problems, tuple[str, ...]]:
    """Write the lock of one story, or of all, if nothing in them is wrong.

    Returns the problems and the paths of the locks that changed. Raises `OutputError` where a lock
    cannot be written, and `UnknownStory` where the site has no such story.
    """
    problems = Problems()
    found = read_site(options, problems)
    if not found:
        return problems, ()
    chosen = [folder for folder in found.stories if slug in (None, folder.slug)]
    if slug is not None and not chosen:
        raise UnknownStory(slug, tuple(folder.slug for folder in found.stories))
    locks: dict[str, str] = {}
    for folder in chosen:
        story = read_story(folder, found.files, found.site.outlets, found.site.settings)
        analysed = story and analyse(
            story, problems, today=options.today, accepting=True, for_pages=False
        )
        if analysed and analysed.story.ledger.status == "published":
            facts = {**spent(analysed.story.lock), **facts_of(analysed)}
            locks[f"{folder.folder}/{LOCK}"] = lock_text(facts)
    if problems.errors:
        return problems, ()
    written = tuple(path for path, text in locks.items() if write_text(options.root / path, text))
    return problems, written


def schemas(options: Options) -> tuple[Problems, dict[str, str]]:
    """Return the site's problems and its JSON Schemas: file name to text.

    Where the site cannot be read, the schemas know none of its names, and are right all the same.
    """
    problems = Problems()
    found = read_site(options, problems)
    names = SiteNames()
    if found:
        settings = found.site.settings
        names = SiteNames(
            outlets=sorted(found.site.outlets or ()),
            reports=sorted({name for folder in found.stories for name in folder.report_ids}),
            kinds=sorted(settings.kinds),
            tags=sorted(settings.tags),
            ratings=sorted(settings.ratings),
            languages=settings.languages,
        )
    texts = {
        f"{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in json_schemas(names).items()
    }
    return problems, texts


class UnknownStory(Exception):
    """The site has no story of this name."""

    def __init__(self, slug: str, known: tuple[str, ...]) -> None:
        """Hold the name and the names there are."""
        super().__init__(f"there is no story `{slug}`; the stories: {', '.join(known) or 'none'}")


def build(options: Options) -> BuildReport:
    """Build a site. Where its content has errors, no byte of the last good one changes.

    Raises `OutputError` where the output folder cannot be written as asked.
    """
    problems = Problems()
    report = BuildReport(problems)
    found = read_site(options, problems)
    kitchen = found and prepare(found, options, problems)
    if not found or not kitchen:
        return report
    try:
        summaries = kitchen.stories()
        if not refused(problems, options):
            kitchen.site_pages(summaries)
        if refused(problems, options):
            return report
        report.written, report.deleted = kitchen.spool.publish()
    finally:
        kitchen.spool.discard()
    memory.save(options.root, kitchen.remembered)
    report.published, report.stories, report.pages = True, len(summaries), len(kitchen.spool.files)
    return report


def refused(problems: Problems, options: Options) -> bool:
    """Return whether a site with these problems may not be published."""
    return bool(problems.errors or (options.strict and problems))


def read_site(options: Options, problems: Problems) -> SiteInput | None:
    """Return everything but the stories' contents, or `None` where settings are missing."""
    settings = read_settings(Files(options.root, problems, FIRST_LIMIT), options.base_url)
    if settings is None:
        return None
    files = Files(options.root, problems, settings.limits.file)
    outlets = read_outlets(files, settings.limits.depth)
    pages = read_pages(files, settings)
    stories = find_stories(files, frozenset(page.name for page in pages))
    return SiteInput(Site(settings=settings, outlets=outlets, pages=pages), files, stories)
