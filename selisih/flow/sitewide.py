"""What belongs to no single story: lists, pages of words, assets, and the files for machines and copied files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct, field

from selisih.flow.keys import digest
from selisih.flow.kitchen import Kitchen
from selisih.flow.processes import spread
from selisih.flow.stopwatch import Stopwatch
from selisih.model.problem import Problem, Problems
from selisih.model.records import TextPage
from selisih.model.source import Place
from selisih.output.manifest import can_own
from selisih.output.memory import record_of
from selisih.pages.exports import SITEMAP, robots_txt, sitemaps
from selisih.pages.feeds import feeds
from selisih.pages.listings import listing_pages
from selisih.pages.ordering import Lists, lists_of
from selisih.pages.page import Page
from selisih.pages.planned import Planned
from selisih.pages.summary import Card
from selisih.pages.texts import CORRECTIONS, not_found_page, text_pages
from selisih.pages.urls import file_of

_ENOUGH: Final = 80
"""Pages from which on further processes save more than they cost: a page is made sooner than a story."""


class _Made(Struct):
    """What came of a page: plain data, so that it can come from another process."""

    data: bytes | None
    """`None` where its template is broken."""
    problems: list[Problem]
    times: dict[str, float]
    """Seconds that each stage took."""


class Sitewide(Struct):
    """Makes the files of the site itself; those that would come out as they are stay."""

    kitchen: Kitchen
    files: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Path in the output to key and SHA-256."""
    lists: Lists = field(default_factory=lambda: lists_of(()))
    """The stories of each list."""
    _listed: list[str] = field(default_factory=list)
    """Site paths of the site's own pages that search engines may list."""

    def make(self) -> None:
        """Put everything into the spool that is not in the output yet."""
        kitchen = self.kitchen
        self.lists = lists_of(kitchen.cards)
        for path, data in kitchen.assets.items():
            self._put(path, "", lambda data=data: data)  # type: ignore[misc]  # a default binds it now
        planned = list(self._planned())
        if not self._pages(planned, kitchen.recipe.options.jobs):
            return
        self._listed += [page.path for page in planned if not page.noindex]
        self._sitemap()
        self._feeds()
        urls = kitchen.recipe.framing.urls
        self._put("robots.txt", urls.base_url, lambda: robots_txt(urls).encode())
        self._put(".nojekyll", "", lambda: b"")
        self._static()

    def _planned(self, before: Lists | None = None) -> Iterator[Planned]:
        """Yield the site's own pages; with the lists of the last build, of those only the ones that differ."""
        kitchen = self.kitchen
        framing, site = kitchen.recipe.framing, kitchen.recipe.found.site
        yield from listing_pages(self.lists, kitchen.load, site.outlets or {}, framing, before)
        yield from self._text_pages(site.pages)
        language = framing.urls.languages[0]
        yield Planned(
            path="404.html",
            template="not_found.html",
            key=language,
            make=lambda: not_found_page(framing),
            noindex=True,
        )

    def _text_pages(self, pages: Sequence[TextPage]) -> Iterator[Planned]:
        """Yield the pages of the site's own words; the one of corrections shows those of all stories."""
        kitchen = self.kitchen
        framing = kitchen.recipe.framing
        corrected = [card for card in self._by_slug() if card.corrected]
        for page in pages:
            cards: list[Card] = corrected if page.name == CORRECTIONS else []
            languages = [other.language for other in pages if other.name == page.name]
            yield Planned(
                path=framing.urls.text_page(page.language, page.name),
                template="text.html",
                key=(page.language, page.digest, languages, [card.digest for card in cards]),
                make=lambda page=page, cards=cards: self._text_page(page, cards),  # type: ignore[misc]
            )

    def _text_page(self, page: TextPage, cards: Sequence[Card]) -> Page:
        kitchen = self.kitchen
        summaries = [kitchen.load(card.slug) for card in cards]
        pages = text_pages(kitchen.recipe.found.site.pages, summaries, kitchen.recipe.framing)
        path = kitchen.recipe.framing.urls.text_page(page.language, page.name)
        return next(made for made in pages if made.path == path)

    def _pages(self, planned: Iterable[Planned], jobs: int = 1) -> bool:
        """Make the pages that would not come out as they are, in up to `jobs` processes; return whether all went well."""
        kitchen = self.kitchen
        prints = kitchen.recipe.prints
        frame = sorted(prints.frame.items())
        waiting: list[tuple[Planned, str]] = []
        for page in planned:
            shown = (frame, prints.templates.get(page.template))
            key = digest((shown, page.template, page.path, page.key))
            if not self._stays(file_of(page.path), key):
                waiting.append((page, key))
        kitchen.watch.lap("site pages")
        pages = [page for page, _ in waiting]
        for (page, key), made in zip(
            waiting, spread(self._made, pages, jobs, _ENOUGH), strict=True
        ):
            kitchen.own.extend(made.problems)
            kitchen.watch.add(made.times)
            if made.data is not None:
                self._take(file_of(page.path), key, made.data)
            if kitchen.own.errors:
                return False
        kitchen.watch.skip()
        return True

    def _made(self, planned: Planned) -> _Made:
        """Return what comes of a page."""
        problems, times = Problems(), dict[str, float]()
        watch = Stopwatch(times)
        page = planned.make()
        watch.lap("site pages")
        data = self.kitchen.recipe.render(page, problems)
        watch.lap("render")
        return _Made(data, problems.sorted(), times)

    def _put(self, path: str, key: str, make: Callable[[], bytes]) -> None:
        """Take a file into the build; `make` is called unless the output has it under this very key."""
        if not self._stays(path, key):
            self._take(path, key, make())

    def _stays(self, path: str, key: str) -> bool:
        """Take a file over that the output has under this very key; return whether it has."""
        kitchen = self.kitchen
        before = kitchen.before.page(path)
        if not before or not key or before[0] != key or kitchen.before.clean:
            return False
        self.files[path] = before
        kitchen.addresses.take(path)
        return True

    def _take(self, path: str, key: str, data: bytes) -> None:
        """Put a file into the spool, unless another stands at its address."""
        if not self.kitchen.addresses.take(path) or path == "manifest.json":
            self._taken(path)
            return
        self._write(path, key, data)

    def _write(self, path: str, key: str, data: bytes) -> None:
        kitchen = self.kitchen
        before = kitchen.before.page(path)
        written = kitchen.spool.written
        known = {path: before[1]} if before else {}
        self.files[path] = (key, kitchen.spool.put(path, data, known))
        if kitchen.spool.written > written:
            kitchen.written += 1
            kitchen.reasons.append((path, kitchen.before.why_page(path, key)))

    def _taken(self, path: str) -> None:
        self.kitchen.own.add(
            "id-duplicate",
            Place(path=path),
            f"another page stands at the address /{path} already",
            "rename one of the two",
        )

    def remake(self, before: Lists, now: Lists, *, moved: bool) -> bool:
        """Put into the spool what differs where nothing but the cards of a few stories does.

        `before` are the lists that the last build showed, `now` those to be shown; `moved` says whether search engines
        are to list other pages of stories. Returns `False` where a file of the site itself would come or go: then
        all of it must be made.
        """
        kitchen = self.kitchen
        if not now.same_pages(before, kitchen.recipe.framing.settings.page_size):
            return False
        self.lists = now
        old = kitchen.before.pages()
        self.files = dict(old)
        if not self._pages(self._planned(before)):
            return True
        if moved:
            self._listed = [page.path for page in self._planned() if not page.noindex]
            for path in self._sitemap_files():
                del self.files[path]
            self._sitemap()
        self._feeds()
        return self.files.keys() == old.keys()

    def _sitemap(self) -> None:
        """Put the sitemap into the spool; of each story nothing is read where no address changed."""
        kitchen = self.kitchen
        urls = kitchen.recipe.framing.urls
        places = [(card.slug, card.places) for card in self._by_slug()]
        frame = kitchen.recipe.prints.frame["the engine"]
        key = digest((frame, urls.base_url, places, self._listed))
        old = self._sitemap_files()
        kept = [kitchen.before.page(path) for path in old]
        if old and all(made and made[0] == key for made in kept) and not kitchen.before.clean:
            for path in old:
                self._stays(path, key)
            return
        addresses = self._listed.copy()
        for row in kitchen.rows.values():
            record = record_of(row)
            addresses += [_page_of(path) for path in record.paths[: record.listed]]
        addresses.sort()
        for path, data in sitemaps(addresses, urls):
            self._put(path, "", lambda data=data: data)  # type: ignore[misc]
            if path in self.files:
                self.files[path] = (key, self.files[path][1])

    def _sitemap_files(self) -> list[str]:
        """Return the files that the last build's sitemap consists of: they have one key."""
        pages = self.kitchen.before.site.get("pages", {})
        key = pages[SITEMAP][0] if SITEMAP in pages else None
        return [path for path, (was, _, _) in pages.items() if was == key]

    def _feeds(self) -> None:
        kitchen = self.kitchen
        frame = sorted(kitchen.recipe.prints.frame.items())
        for feed in feeds(self.lists.newest, kitchen.load, kitchen.recipe.framing):
            self._put(feed.path, digest((frame, feed.key)), feed.make)

    def _by_slug(self) -> list[Card]:
        return sorted(self.lists.newest, key=lambda card: card.slug)

    def _static(self) -> None:
        """Copy the files that are published as they are; they are read only where one of them changed."""
        kitchen = self.kitchen
        files = kitchen.recipe.found.files
        same = kitchen.before.looked.group_is_same("static")
        for path in files.walk("static", hidden=True):
            target = path.removeprefix("static/")
            if not can_own(target):
                kitchen.own.add(
                    "file-name",
                    Place(path="static"),
                    f"the name {target!a} holds a character that not every address can hold, or is too long",
                    "rename the file",
                )
                continue
            before = kitchen.before.page(target)
            if same and before and before[0] == path and kitchen.addresses.take(target):
                self.files[target] = before
                continue
            data = files.read_bytes(path)
            if data is None:
                continue
            if target == "manifest.json" or not kitchen.addresses.take(target):
                kitchen.own.add(
                    "id-duplicate",
                    Place(path=path),
                    f"the site has a file of its own at /{target}",
                    "rename or remove this one",
                )
                continue
            self._write(target, path, data)


def _page_of(path: str) -> str:
    """Return the site path of a file that answers for one."""
    return path.removesuffix("index.html")
