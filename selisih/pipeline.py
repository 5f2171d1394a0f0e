"""The flow of a build, readable as a recipe: read, compile, and only then publish."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Final

from selisih.analysis.drift import facts_of, spent
from selisih.analysis.finding.overlooked import check_overlooked
from selisih.analysis.story import analyse
from selisih.compiling import Options, SiteInput
from selisih.finishing import publish, remember
from selisih.kitchen import prepare
from selisih.model.problem import Problems
from selisih.model.records import Site, Story
from selisih.output.content import write_text
from selisih.output.spool import Spool
from selisih.reading.files import Files
from selisih.reading.listed import ListedFiles
from selisih.reading.lock import lock_text
from selisih.reading.look import Folders, behind_link
from selisih.reading.schema.export import SiteNames, json_schemas
from selisih.reading.site import read_outlets, read_pages, read_settings
from selisih.reading.story import (
    LEDGER,
    LOCK,
    STORIES_FOLDER,
    StoryFolder,
    check_aliases,
    find_stories,
    read_story,
)
from selisih.recalled import BuildReport, recalled
from selisih.recalled import refused as is_refused
from selisih.sitewide import Sitewide
from selisih.stopwatch import Stopwatch
from selisih.unchanged import Ask, Looked, look

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

Shard = tuple[int, int]
"""A share of the stories: its number from 1, and how many shares there are."""
WHOLE: Final[Shard] = (1, 1)


def check(options: Options, shard: Shard = WHOLE) -> Problems:
    """Return the problems of a site's whole content, or of the site and one share of its stories.

    What stories may not have in common is looked at in all of them, and reported by the share that
    holds the place: together, all shares find what one check of everything finds.
    """
    problems = Problems()
    found = read_site(options, problems)
    if not found:
        return problems
    number, shares = shard
    ledgers, own = [], set()
    for index, folder in enumerate(found.stories):
        if index % shares == number - 1:
            own.add(f"{folder.folder}/{LEDGER}")
            story = read_story(folder, found.files, found.site.outlets, found.site.settings)
            if story:
                analysed = analyse(story, problems, today=options.today, for_pages=False)
                if analysed:
                    check_overlooked(analysed, problems)
        else:
            story = _with_aliases(folder, found)
        if story:
            ledgers.append(story.ledger)
    shared = Problems()
    check_aliases(ledgers, shared)
    problems.extend([problem for problem in shared.sorted() if problem.place.path in own])
    return problems


def _with_aliases(folder: StoryFolder, found: SiteInput) -> Story | None:
    """Return a story of another share if it may have aliases, whose problems that share reports."""
    files = replace(found.files, problems=Problems())
    data = files.read_bytes(f"{folder.folder}/{LEDGER}")
    if not data or b"aliases" not in data:
        return None
    return read_story(folder, files, found.site.outlets, found.site.settings)


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


def build(options: Options, looked: Looked | None = None) -> BuildReport:
    """Build a site. Where its content has errors, no byte of the last good one changes.

    `looked` is a look at the site, where one was taken already. Raises `OutputError` where the output folder cannot be
    written as asked.
    """
    report = BuildReport(Problems())
    watch = Stopwatch(report.times)
    looked = looked or look(ask_of(options))
    watch.lap("look")
    unchanged = None if options.clean else recalled(looked, strict=options.strict)
    if unchanged:
        return unchanged
    spool = Spool(options.out)
    spool.begin()
    try:
        _make(options, looked, spool, watch, report)
    finally:
        spool.discard()
    watch.lap("publish")
    return report


def _make(
    options: Options, looked: Looked, spool: Spool, watch: Stopwatch, report: BuildReport
) -> None:
    """Read, compile, and only then publish; fill in the report."""
    problems = report.problems
    linked = behind_link(str(options.root), (f"{STORIES_FOLDER}/-",))
    found = read_site(options, problems, None if linked else looked.folders)
    kitchen = found and prepare(found, options, looked, spool, watch)
    if not found or not kitchen:
        return
    report.problems = kitchen.problems
    watch.lap("site")
    kitchen.stories()
    site = Sitewide(kitchen)
    kitchen.problems.extend(kitchen.own.sorted())
    if not refused(kitchen.problems, options):
        site.make()
        kitchen.problems.extend(kitchen.own.sorted())
    watch.lap("site pages")
    if refused(kitchen.problems, options):
        return
    report.pages, report.deleted = publish(kitchen, site)
    report.published, report.stories = True, len(kitchen.cards)
    report.written, report.reasons = kitchen.written, kitchen.reasons
    report.looked, report.state = looked, remember(kitchen, site, report.pages)
    watch.lap("remember")


def ask_of(options: Options) -> Ask:
    """Return what a build's output depends on of what the command asks for."""
    return Ask(
        root=str(options.root),
        out=str(options.out),
        base_url=options.base_url,
        drafts=options.drafts,
        revision=options.revision,
        now=options.now.timestamp(),
    )


def refused(problems: Problems, options: Options) -> bool:
    """Return whether a site with these problems may not be published."""
    return is_refused(problems, strict=options.strict)


def read_site(
    options: Options, problems: Problems, folders: Folders | None = None
) -> SiteInput | None:
    """Return everything but the stories' contents, or `None` where settings are missing.

    `folders` are those of the stories, where they have been listed already.
    """
    settings = read_settings(Files(options.root, problems, FIRST_LIMIT), options.base_url)
    if settings is None:
        return None
    files = ListedFiles(options.root, problems, settings.limits.file, folders=folders or {})
    outlets = read_outlets(files, settings.limits.depth)
    pages = read_pages(files, settings)
    stories = find_stories(files, frozenset(page.name for page in pages))
    return SiteInput(Site(settings=settings, outlets=outlets, pages=pages), files, stories)
