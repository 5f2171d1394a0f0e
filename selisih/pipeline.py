"""The flow of a build, readable as a recipe: read, compile, and only then publish."""

from __future__ import annotations

from functools import partial
from typing import Final

from selisih.flow.compiling import Options, SiteInput
from selisih.flow.finishing import publish, remember
from selisih.flow.kitchen import Standing, prepare
from selisih.flow.rebuilding import is_few, rebuild
from selisih.flow.recalled import BuildReport, recalled
from selisih.flow.recalled import refused as is_refused
from selisih.flow.sitewide import Sitewide
from selisih.flow.stopwatch import Stopwatch
from selisih.flow.unchanged import Ask, Looked, look
from selisih.model.problem import Problems
from selisih.model.records import Site
from selisih.output import state as memory
from selisih.output.spool import Spool
from selisih.output.turn import Turn
from selisih.reading.files import Files
from selisih.reading.listed import ListedFiles
from selisih.reading.look import Folders, behind_link
from selisih.reading.site import read_outlets, read_pages, read_settings
from selisih.reading.story import (
    STORIES_FOLDER,
    find_stories,
    taken_names,
)

__all__ = ["BuildReport", "Options", "UnknownStory", "build", "read_site", "refused"]

FIRST_LIMIT: Final = 5_000_000
"""Bytes that site.yaml may have; every other file's limit stands in it."""


class UnknownStory(Exception):
    """The site has no story of this name."""

    def __init__(self, slug: str, known: tuple[str, ...]) -> None:
        """Hold the name and the names there are."""
        super().__init__(f"there is no story `{slug}`; the stories: {', '.join(known) or 'none'}")


def build(
    options: Options,
    looked: Looked | None = None,
    standing: Standing | None = None,
    *,
    settle: bool = True,
) -> BuildReport:
    """Build a site. Where its content has errors, no byte of the last good one changes.

    `looked` is a look at the site, where one was taken already; `standing` is what the last build in this process was
    made with, where nothing changed since but stories. Without `settle` what nobody waits for is left to the caller, who
    calls `BuildReport.settle`. Raises `OutputError` where the output folder cannot be written as asked.
    """
    turn = Turn(options.root, options.waiting)
    try:
        # Another build may have come between a look and the turn, and have changed what was looked at.
        if looked and memory.stamp_of(str(options.root)) != (looked.state and looked.state.stamp):
            looked = standing = None
        report = _built(options, looked, standing, settle=settle)
    except BaseException:
        turn.release()
        raise
    if report.rest:
        report.turn = turn
    else:
        turn.release()
    return report


def _built(
    options: Options, looked: Looked | None, standing: Standing | None, *, settle: bool
) -> BuildReport:
    """Build while nobody else does."""
    report = BuildReport(Problems())
    watch = Stopwatch(report.times)
    looked = looked or look(ask_of(options))
    watch.lap("look")
    unchanged = None if options.clean else recalled(looked, strict=options.strict)
    if unchanged:
        unchanged.standing = standing
        return unchanged
    spool = Spool(options.out)
    spool.begin()
    try:
        few = not (options.clean or options.swap or spool.fresh) and is_few(looked)
        if not few or not _rebuild(options, looked, spool, watch, report, standing):
            spool.begin()
            report.problems = Problems()
            if _make(options, looked, spool, watch, report) and not settle:
                report.rest = partial(_recall, report, options)
    finally:
        spool.discard()
    watch.lap("publish")
    if settle:
        report.settle()
        watch.lap("remember")
    return report


def _rebuild(
    options: Options,
    looked: Looked,
    spool: Spool,
    watch: Stopwatch,
    report: BuildReport,
    standing: Standing | None,
) -> bool:
    """Build where a few stories changed and nothing else; return `False` where a whole build is needed."""
    standing = standing or _standing(options, looked, spool, watch)
    if standing is None:
        return False
    kitchen = standing.kitchen(options, looked, spool, watch)
    watch.lap("site")
    return rebuild(kitchen, standing, report)


def _standing(options: Options, looked: Looked, spool: Spool, watch: Stopwatch) -> Standing | None:
    """Return what pages are made with, of which the last build found no fault; `None` where it is not that."""
    if looked.state is None:
        return None
    found = read_frame(options, Problems())
    kitchen = found and prepare(found, options, looked, spool, watch)
    if not found or not kitchen or kitchen.recipe.prints.packed() != looked.state.site["prints"]:
        return None
    slugs = {folder.rpartition("/")[2] for folder in looked.state.stories}
    return Standing(
        recipe=kitchen.recipe,
        assets=kitchen.assets,
        taken=taken_names({page.name for page in found.site.pages}, slugs),
        lists=None,
    )


def _make(
    options: Options, looked: Looked, spool: Spool, watch: Stopwatch, report: BuildReport
) -> bool:
    """Read, compile, and only then publish; fill in the report. Returns whether all is written for the next build."""
    problems = report.problems
    linked = behind_link(str(options.root), (f"{STORIES_FOLDER}/-",))
    found = read_site(options, problems, None if linked else looked.folders)
    kitchen = found and prepare(found, options, looked, spool, watch)
    if not found or not kitchen:
        return False
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
        return False
    report.pages, report.deleted = publish(kitchen, site)
    report.published, report.stories = True, len(kitchen.cards)
    report.written, report.reasons = kitchen.written, kitchen.reasons
    report.looked, remembered = looked, remember(kitchen, site, report.pages)
    pages = {page.name for page in found.site.pages}
    report.standing = Standing(
        recipe=kitchen.recipe,
        assets=kitchen.assets,
        taken=taken_names(pages, {story.slug for story in found.stories}),
        lists=site.lists,
    )
    watch.lap("remember")
    return remembered


def _recall(report: BuildReport, options: Options) -> None:
    """Recall what a build has left, for a next one in this process."""
    report.state = memory.load(str(options.root))


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
    found = read_frame(options, problems, folders)
    if found:
        pages = frozenset(page.name for page in found.site.pages)
        found.stories = find_stories(found.files, pages)
    return found


def read_frame(
    options: Options, problems: Problems, folders: Folders | None = None
) -> SiteInput | None:
    """Return a site without its stories, or `None` where settings are missing."""
    settings = read_settings(Files(options.root, problems, FIRST_LIMIT), options.base_url)
    if settings is None:
        return None
    files = ListedFiles(options.root, problems, settings.limits.file, folders=folders or {})
    outlets = read_outlets(files, settings.limits.depth)
    pages = read_pages(files, settings)
    return SiteInput(Site(settings=settings, outlets=outlets, pages=pages), files)
