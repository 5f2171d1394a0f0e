"""Compiling stories: from a story's files to its pages in the spool, one by one or in several processes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from selisih.analysis.story import analyse
from selisih.keys import Fingerprints, is_visible, story_key
from selisih.model.differences import AnalysedStory
from selisih.model.problem import Problem, Problems
from selisih.model.records import Site
from selisih.model.source import Place
from selisih.output import memory
from selisih.output.publish import PathTaken, Spool
from selisih.output.templates import BrokenTemplate, Renderer
from selisih.pages.exports import redirects, story_json
from selisih.pages.page import Framing, Page
from selisih.pages.stories import story_pages
from selisih.pages.summary import Summary, summarise
from selisih.pages.urls import file_of
from selisih.reading.files import Files
from selisih.reading.story import StoryFolder, read_story

ENOUGH: Final = 24
"""Stories from which on further processes save more than they cost."""

_CHUNK: Final = 8
"""Stories that a process takes at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the command asks for."""

    root: Path
    out: Path
    now: datetime
    base_url: str | None = None
    drafts: bool = False
    strict: bool = False
    clean: bool = False
    jobs: int = 1
    """Processes that compile stories, where there are enough of them."""

    @property
    def today(self) -> str:
        """The day of `now`, in ISO 8601."""
        return self.now.date().isoformat()


@dataclass(slots=True)
class SiteInput:
    """A site as it was read, before its stories."""

    site: Site
    files: Files
    stories: tuple[StoryFolder, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What every story is compiled with."""

    found: SiteInput
    options: Options
    framing: Framing
    renderer: Renderer
    prints: Fingerprints

    def shown(self, entry: memory.Remembered) -> tuple[bool, bool]:
        """Return whether a story is public now, and whether it is built at all."""
        timezone = self.found.site.settings.timezone
        visible = is_visible(entry["status"], entry["visible_from"], timezone, self.options.now)
        return visible, visible or self.options.drafts

    def render(self, page: Page, problems: Problems) -> bytes | None:
        """Return a page's bytes, or `None` after adding what is wrong with its template."""
        try:
            return self.renderer.render(page)
        except BrokenTemplate as error:
            report_template(error, problems)
            return None


def report_template(error: BrokenTemplate, problems: Problems) -> None:
    """Add a broken template as a problem."""
    place = Place(path=f"templates/{error.name}", line=max(1, error.line))
    problems.add("template-broken", place, error.reason)


@dataclass(slots=True, kw_only=True)
class Compiled:
    """What came of a story: plain data, so that it can come from another process."""

    slug: str
    ledger: str
    """Path of its ledger."""
    problems: list[Problem] = field(default_factory=list)
    summary: Summary | None = None
    """What lists say of it; `None` where it is not shown."""
    entry: memory.Remembered | None = None
    """What to remember of it."""
    files: dict[str, str] = field(default_factory=dict)
    """Its files in the output: path to SHA-256."""
    waiting: list[str] = field(default_factory=list)
    """Those that the output does not have yet; they lie in the spool."""


def compile_stories(
    recipe: Recipe, folders: Sequence[StoryFolder], spool: Spool, jobs: int
) -> Iterator[Compiled]:
    """Yield what comes of each story, in their order.

    Processes are forked late, when everything that they share has been read.
    """
    compile_one = partial(compile_story, recipe, spool=spool)
    if jobs < 2 or len(folders) < ENOUGH or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(compile_one, folders)
        return
    _SHARED.append(compile_one)
    try:
        with multiprocessing.get_context("fork").Pool(jobs) as pool:
            yield from pool.imap(_compile_shared, folders, chunksize=_CHUNK)
    finally:
        _SHARED.clear()


_SHARED: Final[list[partial[Compiled]]] = []
"""Handed to forked processes by being there when they are forked: it need not be copied."""


def _compile_shared(folder: StoryFolder) -> Compiled:
    return _SHARED[0](folder)


def compile_story(recipe: Recipe, folder: StoryFolder, *, spool: Spool) -> Compiled:
    """Return what comes of one story, after putting its changed pages into the spool."""
    problems = Problems()
    compiled = Compiled(slug=folder.slug, ledger=f"{folder.folder}/ledger.yaml")
    site = recipe.found.site
    files = Files(recipe.options.root, problems, site.settings.limits.file)
    story = read_story(folder, files, site.outlets, site.settings)
    analysed = story and analyse(story, problems, today=recipe.options.today)
    if analysed:
        _StoryWriter(recipe, folder, analysed, spool.branch(), problems, compiled).write(files)
    compiled.problems = problems.sorted()
    if compiled.entry:
        compiled.entry["problems"] = [memory.packed(problem) for problem in compiled.problems]
    return compiled


@dataclass(slots=True)
class _StoryWriter:
    """Writes one analysed story's pages into its own branch of the spool."""

    recipe: Recipe
    folder: StoryFolder
    analysed: AnalysedStory
    branch: Spool
    problems: Problems
    compiled: Compiled

    def write(self, files: Files) -> None:
        """Fill in what came of the story."""
        story = self.analysed.story
        ledger = story.ledger
        sources = [(report.received, report.original) for report in story.reports]
        entry = memory.Remembered(
            key="",
            inputs=[path for pair in sources for path in pair if path],
            visible_from=ledger.published.iso if ledger.published else "",
            status=ledger.status,
            outputs={},
            summary=None,
            problems=[],
        )
        visible, shown = self.recipe.shown(entry)
        entry["key"] = story_key(
            self.folder, entry["inputs"], files, self.recipe.prints, (visible, shown)
        )
        self.compiled.entry = entry
        if shown:
            entry["summary"] = self.compiled.summary = self._pages(listed=visible)
        entry["outputs"] = self.compiled.files = self.branch.files
        self.compiled.waiting = self.branch.waiting

    def _pages(self, *, listed: bool) -> Summary:
        framing, ledger = self.recipe.framing, self.analysed.story.ledger
        paths = []
        for page in story_pages(self.analysed, framing, listed=listed):
            data = self.recipe.render(page, self.problems)
            if data is None:
                break
            self._put(file_of(page.path), data)
            paths.append(page.path)
        public = listed and ledger.status == "published"
        summary = summarise(self.analysed, paths if public else [], listed=listed)
        shows_claims = ledger.status != "withdrawn"
        if shows_claims:
            path = framing.urls.story_data(self.folder.slug)
            self._put(path, story_json(self.analysed).encode())
        has_pages = shows_claims and framing.settings.features.claim_pages
        aliases = {claim.id: claim.aliases for claim in ledger.claims if has_pages}
        former = [str(alias) for alias in ledger.aliases]
        for path, html in redirects(summary, former, aliases, framing.urls):
            self._put(file_of(path), html.encode())
        return summary

    def _put(self, path: str, data: bytes) -> None:
        try:
            self.branch.put(path, data)
        except PathTaken:
            place = Place(path=self.compiled.ledger)
            message = f"another page stands at the address /{path} already"
            self.problems.add("id-duplicate", place, message, "rename a slug or an alias")
