"""The flow of a build, readable as a recipe: read, compile, and only then publish."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from selisih.analysis.drift import facts_of
from selisih.analysis.story import analyse
from selisih.keys import Fingerprints, engine_fingerprint, is_visible, story_key
from selisih.model.problem import Problems
from selisih.model.records import Ledger, Settings, Site
from selisih.model.source import Place
from selisih.output import memory
from selisih.output.assets import load_assets
from selisih.output.catalogues import load_interface
from selisih.output.content import write_text
from selisih.output.publish import PathTaken, Spool
from selisih.output.templates import BrokenTemplate, Renderer, fingerprint, template_folders
from selisih.pages.exports import redirects, robots_txt, sitemap_xml, story_json
from selisih.pages.listings import listing_pages
from selisih.pages.page import Framing, Page
from selisih.pages.stories import story_pages
from selisih.pages.summary import Summary, summarise
from selisih.pages.texts import not_found_page, text_pages
from selisih.pages.urls import Urls, file_of
from selisih.reading.files import Files
from selisih.reading.lock import lock_text
from selisih.reading.schema.export import SiteNames, json_schemas
from selisih.reading.site import read_outlets, read_pages, read_settings
from selisih.reading.story import (
    LOCK,
    StoryFolder,
    check_aliases,
    find_stories,
    read_story,
)

FIRST_LIMIT: Final = 5_000_000
"""Bytes that site.yaml may have; every other file's limit stands in it."""


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

    @property
    def today(self) -> str:
        """The day of `now`, in ISO 8601."""
        return self.now.date().isoformat()


@dataclass(slots=True)
class BuildReport:
    """What a build found and did."""

    problems: Problems
    published: bool = False
    stories: int = 0
    pages: int = 0
    written: int = 0
    deleted: int = 0


@dataclass(slots=True)
class SiteInput:
    """A site as it was read, before its stories."""

    site: Site
    files: Files
    stories: tuple[StoryFolder, ...]


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
            analyse(story, problems, today=options.today)
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
        analysed = story and analyse(story, problems, today=options.today, accepting=True)
        if analysed and analysed.story.ledger.status != "draft":
            locks[f"{folder.folder}/{LOCK}"] = lock_text(facts_of(analysed))
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
        summaries = [summary for folder in found.stories if (summary := kitchen.story(folder))]
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


def prepare(found: SiteInput, options: Options, problems: Problems) -> Kitchen | None:
    """Return what pages are made with, or `None` where templates or catalogues are broken."""
    settings = found.site.settings
    folders = template_folders(options.root)
    try:
        interfaces = {
            tag: load_interface(tag, settings.timezone, folders) for tag in settings.languages
        }
    except BrokenTemplate as error:
        _report_template(error, problems)
        return None
    asset_paths, assets = load_assets(folders)
    titles = {
        (page.language, page.name): page.title
        for page in sorted(found.site.pages, key=lambda p: _page_order(p.name))
    }
    framing = Framing(
        settings=settings,
        urls=Urls(settings.base_url, settings.languages),
        interfaces=interfaces,
        text_pages=titles,
        assets=asset_paths,
    )
    prints = Fingerprints(
        engine=engine_fingerprint(),
        templates=fingerprint(folders),
        settings=settings.source.text,
        base_url=settings.base_url,
        outlets=repr(sorted((found.site.outlets or {}).items())),
        pages=repr(titles),
    )
    return Kitchen(
        found=found,
        options=options,
        problems=problems,
        framing=framing,
        renderer=Renderer(folders, interfaces),
        assets=assets,
        spool=Spool(options.out),
        prints=prints,
        earlier={} if options.clean else memory.load(options.root),
    )


_FIRST_PAGES: Final = ("methodology", "corrections", "about")


def _page_order(name: str) -> tuple[int, str]:
    return (_FIRST_PAGES.index(name) if name in _FIRST_PAGES else len(_FIRST_PAGES), name)


@dataclass(slots=True, kw_only=True)
class Kitchen:
    """Makes the pages of a site and puts them into the spool."""

    found: SiteInput
    options: Options
    problems: Problems
    framing: Framing
    renderer: Renderer
    assets: dict[str, bytes]
    spool: Spool
    prints: Fingerprints
    earlier: dict[str, memory.Remembered]
    remembered: dict[str, memory.Remembered] = field(default_factory=dict)

    @property
    def settings(self) -> Settings:
        """The site's settings."""
        return self.found.site.settings

    def story(self, folder: StoryFolder) -> Summary | None:
        """Compile a story, or recall what was made of it; return its summary if it is shown."""
        before = self.earlier.get(folder.slug)
        if before and self._recall(folder, before):
            self.remembered[folder.slug] = before
            summary: Summary | None = before["summary"]
            return summary
        own = Problems()
        summary, entry = self._compile(folder, own)
        self.problems.extend(own.sorted())
        if entry and not own.errors:
            entry["problems"] = [memory.packed(problem) for problem in own.sorted()]
            self.remembered[folder.slug] = entry
        return summary

    def _recall(self, folder: StoryFolder, before: memory.Remembered) -> bool:
        """Return whether a story's files can stay as they are, after taking them over."""
        key = story_key(
            folder, before["inputs"], self.found.files, self.prints, self._shown(before)
        )
        if key != before["key"]:
            return False
        kept = [path for path, digest in before["outputs"].items() if self.spool.keep(path, digest)]
        if len(kept) < len(before["outputs"]):
            self.spool.drop(kept)
            return False
        self.problems.extend([memory.unpacked(problem) for problem in before["problems"]])
        return True

    def _shown(self, entry: memory.Remembered) -> tuple[bool, bool]:
        visible = is_visible(
            entry["status"], entry["visible_from"], self.settings.timezone, self.options.now
        )
        return visible, visible or self.options.drafts

    def _compile(
        self, folder: StoryFolder, problems: Problems
    ) -> tuple[Summary | None, memory.Remembered | None]:
        """Return a story's summary, if it is shown, and what to remember of it."""
        files = Files(self.options.root, problems, self.settings.limits.file)
        story = read_story(folder, files, self.found.site.outlets, self.settings)
        analysed = story and analyse(story, problems, today=self.options.today)
        if not story or not analysed:
            return None, None
        ledger = story.ledger
        inputs = [
            path for report in story.reports for path in (report.received, report.original) if path
        ]
        entry = memory.Remembered(
            key="",
            inputs=inputs,
            visible_from=ledger.published.iso if ledger.published else "",
            status=ledger.status,
            outputs={},
            summary=None,
            problems=[],
        )
        visible, shown = self._shown(entry)
        entry["key"] = story_key(folder, inputs, files, self.prints, (visible, shown))
        if not shown:
            return None, entry
        pages = story_pages(analysed, self.framing, listed=visible)
        paths = self._put_pages(pages, entry["outputs"], ledger, problems)
        summary = summarise(
            analysed, paths if visible and ledger.status == "published" else [], listed=visible
        )
        aliases = {claim.id: claim.aliases for claim in ledger.claims}
        extra = [(self.framing.urls.story_data(story.slug), story_json(analysed))]
        former = [str(alias) for alias in ledger.aliases]
        extra += redirects(summary, former, aliases, self.framing.urls)
        for path, text in extra:
            self._put(file_of(path), text.encode(), entry["outputs"], ledger, problems)
        entry["summary"] = summary
        return summary, entry

    def _put_pages(
        self, pages: Iterator[Page], outputs: dict[str, str], ledger: Ledger, problems: Problems
    ) -> list[str]:
        paths = []
        for page in pages:
            data = self._render(page, problems)
            if data is None:
                break
            self._put(file_of(page.path), data, outputs, ledger, problems)
            paths.append(page.path)
        return paths

    def _put(
        self, path: str, data: bytes, outputs: dict[str, str], ledger: Ledger, problems: Problems
    ) -> None:
        try:
            outputs[path] = self.spool.put(path, data)
        except PathTaken:
            place = Place(path=ledger.source.path)
            problems.add(
                "id-duplicate",
                place,
                f"another page stands at the address /{path} already",
                "rename a slug or an alias",
            )

    def _render(self, page: Page, problems: Problems) -> bytes | None:
        try:
            return self.renderer.render(page)
        except BrokenTemplate as error:
            _report_template(error, problems)
            return None

    def site_pages(self, summaries: Sequence[Summary]) -> None:
        """Put everything that belongs to no single story into the spool."""
        pages: list[Page] = []
        outlets = self.found.site.outlets or {}
        pages += listing_pages(summaries, outlets, self.framing)
        pages += text_pages(self.found.site.pages, summaries, self.framing)
        pages.append(not_found_page(self.framing))
        paths = [path for summary in summaries for path in summary["paths"]]
        extra: list[tuple[str, bytes]] = list(self.assets.items())
        for page in pages:
            data = self._render(page, self.problems)
            if data is None:
                return
            extra.append((file_of(page.path), data))
            if not page.noindex:
                paths.append(page.path)
        extra.append(("sitemap.xml", sitemap_xml(sorted(paths), self.framing.urls).encode()))
        extra.append(("robots.txt", robots_txt(self.framing.urls).encode()))
        extra.append((".nojekyll", b""))
        for path, data in extra:
            self.spool.put(path, data)
        self._static()

    def _static(self) -> None:
        for path in self.found.files.walk("static"):
            data = self.found.files.read_bytes(path)
            target = path.removeprefix("static/")
            if data is None:
                continue
            try:
                self.spool.put(target, data)
            except PathTaken:
                self.problems.add(
                    "id-duplicate",
                    Place(path=path),
                    f"the site has a file of its own at /{target}",
                    "rename or remove this one",
                )


def _report_template(error: BrokenTemplate, problems: Problems) -> None:
    place = Place(path=f"templates/{error.name}", line=max(1, error.line))
    problems.add("template-broken", place, error.reason)
