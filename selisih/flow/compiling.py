"""Compiling stories: from a story's files to its pages in the spool, one by one or in several processes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from msgspec import Struct, field

from selisih.analysis.story import analyse
from selisih.flow.keys import Fingerprints, digest, digests_of, visible_at
from selisih.flow.processes import spread
from selisih.flow.stopwatch import Stopwatch
from selisih.model.differences import AnalysedStory
from selisih.model.problem import Problem, Problems
from selisih.model.records import Site
from selisih.model.source import Place
from selisih.output.manifest import entry
from selisih.output.memory import StoryRecord, packed
from selisih.output.spool import Spool
from selisih.output.templates import BrokenTemplate, Renderer
from selisih.pages.exports import redirects, story_json
from selisih.pages.page import Framing, Page
from selisih.pages.stories import story_pages
from selisih.pages.summary import Summary, card_of, summarise
from selisih.pages.urls import file_of
from selisih.reading.files import Files
from selisih.reading.story import StoryFolder, read_story


class Options(Struct, frozen=True, kw_only=True):
    """What the command asks for."""

    root: Path
    out: Path
    now: datetime
    base_url: str | None = None
    drafts: bool = False
    strict: bool = False
    clean: bool = False
    swap: bool = False
    """Whether the whole output is replaced at one moment."""
    revision: str = ""
    """What the output is a build of, such as a commit; it stands in the manifest."""
    jobs: int = 1
    """Processes that compile stories, where there are enough of them."""
    progress: Callable[[int, int], None] | None = None
    """Is told how many stories are done, and of how many."""
    waiting: Callable[[], object] | None = None
    """Is called where another build of the site has to come to its end first."""

    @property
    def today(self) -> str:
        """The day of `now`, in ISO 8601."""
        return self.now.date().isoformat()


class SiteInput(Struct):
    """A site as it was read, before its stories."""

    site: Site
    files: Files
    stories: tuple[StoryFolder, ...] = ()


class Recipe(Struct, frozen=True, kw_only=True):
    """What every story is compiled with."""

    found: SiteInput
    options: Options
    framing: Framing
    renderer: Renderer
    prints: Fingerprints
    known: Callable[[str], Mapping[str, str]]
    """Returns the hashes of the files of a story that the output is known to have, by the story's folder."""

    def shown(self, visible_at: float | None) -> tuple[bool, bool]:
        """Return whether a story is public now, and whether it is built at all."""
        visible = visible_at is not None and visible_at <= self.options.now.timestamp()
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


class Compiled(Struct, kw_only=True):
    """What came of a story: plain data, so that it can come from another process."""

    slug: str
    folder: str
    problems: list[Problem] = field(default_factory=list)
    record: StoryRecord | None = None
    """What to remember of it; `None` where it has errors."""
    written: int = 0
    """Files that the output does not have yet; they lie in the spool."""
    times: dict[str, float] = field(default_factory=dict)
    """Seconds that each stage took."""


def compile_stories(
    recipe: Recipe, folders: Sequence[StoryFolder], spool: Spool, jobs: int
) -> Iterator[Compiled]:
    """Yield what comes of each story, in their order."""
    yield from spread(partial(compile_story, recipe, spool=spool), folders, jobs)


def compile_story(recipe: Recipe, folder: StoryFolder, *, spool: Spool) -> Compiled:
    """Return what comes of one story, after putting its changed pages into the spool."""
    problems = Problems()
    compiled = Compiled(slug=folder.slug, folder=folder.folder)
    site = recipe.found.site
    watch = Stopwatch(compiled.times)
    # What was read is what is hashed: what is saved after that is found by the next build.
    read: dict[str, bytes] = {}
    files = Files(recipe.options.root, problems, site.settings.limits.file, read)
    story = read_story(folder, files, site.outlets, site.settings)
    watch.lap("read")
    analysed = story and analyse(story, problems, today=recipe.options.today)
    watch.lap("analyse")
    if analysed:
        writer = _StoryWriter(recipe, folder, analysed, spool, problems, watch)
        before = spool.written
        record = writer.write(read)
        compiled.written = spool.written - before
        if not problems.errors:
            compiled.record = record
    compiled.problems = problems.sorted()
    return compiled


class _StoryWriter(Struct):
    """Writes one analysed story's pages into the spool."""

    recipe: Recipe
    folder: StoryFolder
    analysed: AnalysedStory
    spool: Spool
    problems: Problems
    watch: Stopwatch
    files: dict[str, str] = field(default_factory=dict)
    templates: set[str] = field(default_factory=set)
    known: Mapping[str, str] = field(default_factory=dict)

    def write(self, read: Mapping[str, bytes]) -> StoryRecord:
        """Write the pages, and return what to remember of the story; `read` are files it was made from, by path."""
        story = self.analysed.story
        ledger = story.ledger
        timezone = self.recipe.found.site.settings.timezone
        published = ledger.published.iso if ledger.published else ""
        begun = visible_at(ledger.status, published, timezone)
        visible, shown = self.recipe.shown(begun)
        self.known = self.recipe.known(self.folder.folder)
        summary, listed = self._pages(listed=visible) if shown else (None, [])
        pairs = [(report.received, report.original) for report in story.reports]
        sources = tuple(path for pair in pairs for path in pair if path)
        told = json.dumps(summary).encode() if summary else b""
        card = summary and card_of(summary, digest(told), timezone, digest(listed))
        named = [report.outlet.id for report in story.reports]
        named += [response.outlet.id for response in ledger.responses]
        found = self.problems.sorted()
        return StoryRecord(
            folder=self.folder.folder,
            slug=self.folder.slug,
            digests=digests_of(self.recipe.options.root, (*self.folder.files, *sources), read),
            sources=sources,
            templates=tuple(sorted(self.templates)),
            outlets=tuple(sorted(set(named))),
            visible_at=begun,
            shown=(visible, shown),
            lines=b"".join(entry(path, value) for path, value in self.files.items()),
            listed=len(listed),
            tops=self._tops(),
            card=card and tuple(card),
            summary=told,
            warnings=sum(problem.severity == "warning" for problem in found),
            notes=sum(problem.severity == "note" for problem in found),
            problems=packed(found),
        )

    def _tops(self) -> tuple[str, ...]:
        """Return the outermost folders that are the story's own."""
        homes = {home for tag in self.recipe.framing.urls.languages if (home := self._home(tag))}
        tops: dict[str, None] = {}
        for path in self.files:
            first, _, rest = path.partition("/")
            tops[f"{first}/{rest.partition('/')[0]}" if f"{first}/" in homes else first] = None
        return tuple(tops)

    def _home(self, language: str) -> str:
        return self.recipe.framing.urls.home(language)

    def _pages(self, *, listed: bool) -> tuple[Summary, list[str]]:
        """Put the story's files into the spool; return its summary, and the pages that may be listed."""
        framing, ledger = self.recipe.framing, self.analysed.story.ledger
        paths = []
        for page in story_pages(self.analysed, framing, listed=listed):
            self.templates.add(page.template)
            self.watch.lap("pages")
            data = self.recipe.render(page, self.problems)
            self.watch.lap("render")
            if data is None:
                break
            self._put(file_of(page.path), data)
            paths.append(page.path)
        summary = summarise(self.analysed, listed=listed)
        shows_claims = ledger.status != "withdrawn"
        if shows_claims:
            path = framing.urls.story_data(self.folder.slug)
            self._put(path, story_json(self.analysed))
        has_pages = shows_claims and framing.settings.features.claim_pages
        aliases = {claim.id: claim.aliases for claim in ledger.claims if has_pages}
        former = [str(alias) for alias in ledger.aliases]
        for path, html in redirects(summary, former, aliases, framing.urls):
            self._put(file_of(path), html.encode())
        public = listed and ledger.status == "published"
        return summary, paths if public else []

    def _put(self, path: str, data: bytes) -> None:
        self.watch.lap("pages")
        if path in self.files:
            place = Place(path=f"{self.folder.folder}/ledger.yaml")
            message = f"another page stands at the address /{path} already"
            self.problems.add("id-duplicate", place, message, "rename a slug or an alias")
        else:
            self.files[path] = self.spool.put(path, data, self.known)
        self.watch.lap("write")
