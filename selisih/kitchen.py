"""Where a build's pages are made: one story after the other, then everything that belongs to no single one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from selisih.compiling import (
    Compiled,
    Options,
    Recipe,
    SiteInput,
    compile_stories,
    report_template,
)
from selisih.keys import Fingerprints, engine_fingerprint, story_key
from selisih.model.problem import Problems
from selisih.model.source import Place
from selisih.output import memory
from selisih.output.assets import load_assets
from selisih.output.catalogues import load_interface
from selisih.output.kept import Kept
from selisih.output.publish import PathTaken, Spool
from selisih.output.templates import (
    BrokenTemplate,
    Renderer,
    fingerprint,
    library_versions,
    template_folders,
)
from selisih.pages.exports import robots_txt, sitemap_xml
from selisih.pages.listings import listing_pages
from selisih.pages.page import Framing, Page
from selisih.pages.summary import Summary
from selisih.pages.texts import not_found_page, text_pages
from selisih.pages.urls import Urls, file_of
from selisih.reading.story import (
    StoryFolder,
)


def prepare(found: SiteInput, options: Options, problems: Problems) -> Kitchen | None:
    """Return what pages are made with, or `None` where templates or catalogues are broken."""
    settings = found.site.settings
    folders = template_folders(options.root)
    templates = fingerprint(folders)
    kept = Kept(options.root, f"{engine_fingerprint()} {templates} {library_versions()}")
    try:
        interfaces = {
            tag: load_interface(tag, settings.timezone, folders, kept) for tag in settings.languages
        }
    except BrokenTemplate as error:
        report_template(error, problems)
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
        templates=templates,
        settings=settings.source.text,
        base_url=settings.base_url,
        outlets=repr(sorted((found.site.outlets or {}).items())),
        pages=repr(titles),
    )
    return Kitchen(
        found=found,
        options=options,
        problems=problems,
        recipe=Recipe(
            found=found,
            options=options,
            framing=framing,
            renderer=Renderer(folders, interfaces, kept),
            prints=prints,
        ),
        assets=assets,
        spool=Spool(options.out),
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
    recipe: Recipe
    assets: dict[str, bytes]
    spool: Spool
    earlier: dict[str, memory.Remembered]
    remembered: dict[str, memory.Remembered] = field(default_factory=dict)

    def stories(self) -> list[Summary]:
        """Compile every story, or recall what was made of it; return the summaries of those shown."""
        summaries: dict[str, Summary | None] = {}
        pending = []
        for folder in self.found.stories:
            before = self.earlier.get(folder.slug)
            if before and self._recall(folder, before):
                self.remembered[folder.slug] = before
                summaries[folder.slug] = before["summary"]
            else:
                pending.append(folder)
        for compiled in compile_stories(self.recipe, pending, self.spool, self.options.jobs):
            summaries[compiled.slug] = self._join(compiled)
        shown = (summaries.get(folder.slug) for folder in self.found.stories)
        return [summary for summary in shown if summary]

    def _recall(self, folder: StoryFolder, before: memory.Remembered) -> bool:
        """Return whether a story's files can stay as they are, after taking them over."""
        shown = self.recipe.shown(before)
        key = story_key(folder, before["inputs"], self.found.files, self.recipe.prints, shown)
        if key != before["key"]:
            return False
        kept = [path for path, digest in before["outputs"].items() if self.spool.keep(path, digest)]
        if len(kept) < len(before["outputs"]):
            self.spool.drop(kept)
            return False
        self.problems.extend([memory.unpacked(problem) for problem in before["problems"]])
        return True

    def _join(self, compiled: Compiled) -> Summary | None:
        """Take a compiled story over; return its summary if it is shown."""
        self.problems.extend(compiled.problems)
        taken = self.spool.join(compiled.files, compiled.waiting)
        for path in taken:
            self.problems.add(
                "id-duplicate",
                Place(path=compiled.ledger),
                f"another page stands at the address /{path} already",
                "rename a slug or an alias",
            )
        wrong = any(problem.severity == "error" for problem in compiled.problems)
        if compiled.entry and not wrong and not taken:
            self.remembered[compiled.slug] = compiled.entry
        return compiled.summary

    def site_pages(self, summaries: Sequence[Summary]) -> None:
        """Put everything that belongs to no single story into the spool."""
        pages: list[Page] = []
        outlets = self.found.site.outlets or {}
        pages += listing_pages(summaries, outlets, self.recipe.framing)
        pages += text_pages(self.found.site.pages, summaries, self.recipe.framing)
        pages.append(not_found_page(self.recipe.framing))
        paths = [path for summary in summaries for path in summary["paths"]]
        extra: list[tuple[str, bytes]] = list(self.assets.items())
        for page in pages:
            data = self.recipe.render(page, self.problems)
            if data is None:
                return
            extra.append((file_of(page.path), data))
            if not page.noindex:
                paths.append(page.path)
        extra.append(("sitemap.xml", sitemap_xml(sorted(paths), self.recipe.framing.urls).encode()))
        extra.append(("robots.txt", robots_txt(self.recipe.framing.urls).encode()))
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
