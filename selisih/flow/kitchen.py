"""Where a build's pages are made: the stories that changed, then what belongs to no single one and shows them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Final

from msgspec import Struct, field
from msgspec.json import decode
from msgspec.structs import replace

from selisih.flow.before import Before
from selisih.flow.compiling import (
    Compiled,
    Options,
    Recipe,
    SiteInput,
    compile_stories,
    report_template,
)
from selisih.flow.keys import (
    ENGINE,
    Fingerprints,
    digest,
    digests_of,
    engine_fingerprint,
    outlet_fingerprints,
    settings_fingerprint,
    why,
)
from selisih.flow.stopwatch import Stopwatch
from selisih.flow.unchanged import Looked
from selisih.model.problem import Problem, Problems
from selisih.model.source import Place
from selisih.output.addresses import Addresses
from selisih.output.assets import load_assets
from selisih.output.catalogues import load_interface
from selisih.output.closure import Templates, catalogue_fingerprint
from selisih.output.kept import Kept
from selisih.output.memory import StoryRecord, paths_of, problems_of, record_of
from selisih.output.rows import Rows
from selisih.output.spool import Spool
from selisih.output.templates import (
    BrokenTemplate,
    Renderer,
    template_folders,
)
from selisih.pages.interface import Interface
from selisih.pages.ordering import Lists
from selisih.pages.page import Framing
from selisih.pages.summary import Card, Summary
from selisih.pages.urls import Urls
from selisih.reading.story import StoryFolder


def prepare(
    found: SiteInput, options: Options, looked: Looked, spool: Spool, watch: Stopwatch
) -> Kitchen | None:
    """Return what pages are made with, or `None` where templates or catalogues are broken."""
    settings = found.site.settings
    folders = template_folders(options.root)
    templates = Templates(folders)
    frame = {
        ENGINE: _engine(looked),
        "site.yaml": settings_fingerprint(settings),
        "the base URL": settings.base_url,
        "a catalogue": catalogue_fingerprint(folders, settings.languages),
    }
    compiled_from = (frame[ENGINE], frame["a catalogue"], sorted(templates.prints.items()))
    try:
        interfaces, renderer = _tools(
            templates,
            folders,
            settings.languages,
            settings.timezone,
            Kept(options.root, digest(compiled_from)),
        )
    except BrokenTemplate as error:
        report_template(error, found.files.problems)
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
    frame["a style sheet, script or icon"] = digest(sorted(asset_paths.items()))
    frame["the list of pages"] = digest(titles)
    before = Before(looked, clean=options.clean)
    recipe = Recipe(
        found=found,
        options=options,
        framing=framing,
        renderer=renderer,
        prints=Fingerprints(
            frame=frame,
            templates=templates.prints,
            outlets=outlet_fingerprints(found.site.outlets),
        ),
        known=before.known,
    )
    return _opened(recipe, assets, spool, before, watch, found.files.problems)


class Standing(Struct, frozen=True, kw_only=True):
    """What a build was made with, and can be made with again while nothing changes but stories."""

    recipe: Recipe
    assets: dict[str, bytes]
    taken: frozenset[str]
    """Names at the site's root that no alias may have."""
    lists: Lists | None
    """The stories of each list; `None` where they were not needed."""

    def kitchen(self, options: Options, looked: Looked, spool: Spool, watch: Stopwatch) -> Kitchen:
        """Return a kitchen for a further build."""
        before = Before(looked, clean=False)
        recipe = replace(self.recipe, options=options, known=before.known)
        return _opened(recipe, self.assets, spool, before, watch, Problems())


def _opened(
    recipe: Recipe,
    assets: dict[str, bytes],
    spool: Spool,
    before: Before,
    watch: Stopwatch,
    own: Problems,
) -> Kitchen:
    """Return a kitchen in which nothing is made yet; `own` are problems that belong to no story."""
    rows = Rows(spool.out.parent, before.rows)
    return Kitchen(
        problems=Problems(),
        own=own,
        recipe=recipe,
        assets=assets,
        spool=spool,
        before=before,
        watch=watch,
        rows=rows,
        addresses=Addresses(lambda folder: paths_of(rows[folder])),
    )


@lru_cache(maxsize=1)
def _tools(
    templates: Templates,
    folders: tuple[Path, ...],
    languages: tuple[str, ...],
    timezone: str,
    kept: Kept,
) -> tuple[dict[str, Interface], Renderer]:
    """Return the languages and the templates; the preview's next build finds them as they were."""
    interfaces = {tag: load_interface(tag, timezone, folders, kept) for tag in languages}
    return interfaces, Renderer(templates, interfaces, kept)


def _engine(looked: Looked) -> str:
    """Return the engine's fingerprint; it is hashed again only where a file of it changed."""
    earlier = looked.state.site["prints"][0].get(ENGINE) if looked.state else None
    same = looked.group_is_same("engine", "packages")
    return earlier if earlier and same else engine_fingerprint()


_HELD: Final = 512
"""Summaries that are held at once while lists are made."""
_FIRST_PAGES: Final = ("methodology", "corrections", "about")


def _page_order(name: str) -> tuple[int, str]:
    return (_FIRST_PAGES.index(name) if name in _FIRST_PAGES else len(_FIRST_PAGES), name)


class Kitchen(Struct, kw_only=True):
    """Makes the pages of a site's stories, or takes over what an earlier build made."""

    problems: Problems
    own: Problems
    """Those that belong to no story."""
    recipe: Recipe
    assets: dict[str, bytes]
    spool: Spool
    before: Before
    watch: Stopwatch
    rows: Rows
    """What to remember of each story, by its folder."""
    files: int = 0
    """How many files the stories have in the output."""
    sources: set[str] = field(default_factory=set)
    """Files outside of their folders that stories are made from."""
    cards: list[Card] = field(default_factory=list)
    """Of every story that is shown, what orders it in lists."""
    moments: list[float] = field(default_factory=list)
    """When each story becomes public."""
    addresses: Addresses
    written: int = 0
    fresh: set[str] = field(default_factory=set)
    """Folders of the stories that were made anew."""
    reasons: list[tuple[str, str]] = field(default_factory=list)
    """For each thing that was made anew, its address and why."""
    _names: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    _folders: dict[str, str] = field(default_factory=dict)
    _held: Callable[[str], Summary] | None = None

    @property
    def load(self) -> Callable[[str], Summary]:
        """What returns the summary of a story by its slug."""
        if self._held is None:
            self._held = lru_cache(maxsize=_HELD)(self._load)
        return self._held

    def stories(self) -> None:
        """Compile every story that changed, and recall what was made of the others."""
        pending = []
        for folder in self.recipe.found.stories:
            reason = self._recall(folder)
            if reason:
                pending.append(folder)
                self.reasons.append((f"{folder.slug}/", reason))
        self.watch.lap("look")
        options = self.recipe.options
        compiling = compile_stories(self.recipe, pending, self.spool, options.jobs)
        for done, compiled in enumerate(compiling, start=1):
            self._join(compiled)
            self.watch.add(compiled.times)
            if options.progress:
                options.progress(done, len(pending))
        self.watch.skip()

    def _recall(self, folder: StoryFolder) -> str:
        """Take over what was made of a story; return why it must be compiled again, or nothing."""
        before = self.before
        if before.clean:
            return "--clean"
        record = before.record(folder.folder)
        if record is None or before.prints is None:
            return "nothing is remembered of it" if not before.site else "it is new"
        digests = record.digests
        if folder.folder in before.looked.changed:
            digests = digests_of(self.recipe.options.root, (*folder.files, *record.sources))
        shown = self.recipe.shown(record.visible_at)
        reason = why(record, digests, before.prints, self.recipe.prints, shown)
        if not reason and (before.elsewhere or folder.folder in before.looked.damaged):
            reason = self._damage(record)
        if not reason:
            self.rows.take_over(folder.folder)
            taken = self.addresses.take_story(record.tops, folder.folder)
            reason = f"the address /{taken[0]} is taken" if taken else ""
        if not reason:
            self._keep(record)
        return reason

    def _damage(self, record: StoryRecord) -> str:
        for path, sha256 in record.files.items():
            there = self.spool.on_disk(path)
            if there is None:
                return f"/{path} is not in the output"
            if there != sha256:
                return f"/{path} was edited by hand"
        return ""

    def _keep(self, record: StoryRecord) -> None:
        """Keep at hand what lists, manifest and closing line need of a story: little, because there may be a great many."""
        self.files += record.lines.count(b"\n")
        self.sources.update(record.sources)
        if record.warnings or record.notes:
            problems = partial(self._problems_of, record.folder)
            self.problems.defer(record.warnings, record.notes, problems)
        if record.card:
            self.cards.append(Card(*(self._shared(part) for part in record.card)))
        if record.visible_at is not None:
            self.moments.append(record.visible_at)

    def _shared(self, part: Any) -> Any:
        """Return the names of shelves as the one list that all stories on the same shelves have."""
        return self._names.setdefault(tuple(part), part) if isinstance(part, list) else part

    def _join(self, compiled: Compiled) -> None:
        """Take a compiled story over."""
        self.written += compiled.written
        record = compiled.record
        if record is None:
            self.problems.extend(compiled.problems)
            return
        self.rows.keep(record.folder, record.row("", None, 0, None))
        for path in self.addresses.take_story(record.tops, record.folder):
            self.problems.add(
                "id-duplicate",
                Place(path=f"{record.folder}/ledger.yaml"),
                f"another page stands at the address /{path} already",
                "rename a slug or an alias",
            )
        self.fresh.add(record.folder)
        self._keep(record)

    def _problems_of(self, folder: str) -> list[Problem]:
        return problems_of(self.rows[folder])

    def _load(self, slug: str) -> Summary:
        if not self._folders:
            self._folders = {self.before.slug(folder): folder for folder in self.rows}
        row = self.rows[self._folders[slug]]
        summary: Summary = decode(record_of(row).summary)
        return summary
