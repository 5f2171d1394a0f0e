"""Where a build's pages are made: one story after the other, then everything that belongs to no single one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from selisih.analysis.story import analyse
from selisih.keys import Fingerprints, engine_fingerprint, is_visible, story_key
from selisih.model.problem import Problems
from selisih.model.records import Ledger, Settings, Site
from selisih.model.source import Place
from selisih.output import memory
from selisih.output.assets import load_assets
from selisih.output.catalogues import load_interface
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
from selisih.reading.story import (
    StoryFolder,
    read_story,
)


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
class SiteInput:
    """A site as it was read, before its stories."""

    site: Site
    files: Files
    stories: tuple[StoryFolder, ...]


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
        shows_claims = ledger.status != "withdrawn"
        has_pages = shows_claims and self.settings.features.claim_pages
        aliases = {claim.id: claim.aliases for claim in ledger.claims if has_pages}
        extra: list[tuple[str, str]] = []
        if shows_claims:
            extra.append((self.framing.urls.story_data(story.slug), story_json(analysed)))
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
        for path in self.found.files.walk("static", hidden=True):
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
