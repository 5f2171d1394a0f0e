"""What belongs to no single story: lists, pages of words, assets, and the files for machines and copied files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from selisih.keys import digest, digests_of
from selisih.kitchen import Kitchen
from selisih.model.records import TextPage
from selisih.model.source import Place
from selisih.output.memory import record_of
from selisih.pages.exports import robots_txt, sitemaps
from selisih.pages.feeds import feeds
from selisih.pages.listings import listing_pages
from selisih.pages.page import Page
from selisih.pages.planned import Planned
from selisih.pages.summary import Card
from selisih.pages.texts import CORRECTIONS, not_found_page, text_pages
from selisih.pages.urls import file_of
from selisih.reading.site import PAGES_FOLDER


@dataclass(slots=True)
class Sitewide:
    """Makes the files of the site itself; those that would come out as they are stay."""

    kitchen: Kitchen
    files: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Path in the output to key and SHA-256."""

    def make(self) -> None:
        """Put everything into the spool that is not in the output yet."""
        kitchen = self.kitchen
        self._hold_cards()
        for path, data in kitchen.assets.items():
            self._put(path, "", lambda data=data: data)  # type: ignore[misc]  # a default binds it now
        listed = []
        for planned in self._planned():
            self._page(planned)
            if kitchen.own.errors:
                return
            if not planned.noindex:
                listed.append(planned.path)
        self._sitemap(listed)
        self._feeds()
        urls = kitchen.recipe.framing.urls
        self._put("robots.txt", urls.base_url, lambda: robots_txt(urls).encode())
        self._put(".nojekyll", "", lambda: b"")
        self._static()

    def _hold_cards(self) -> None:
        self.kitchen.cards.sort(key=lambda card: card.slug)

    def _planned(self) -> Iterator[Planned]:
        kitchen = self.kitchen
        framing, site = kitchen.recipe.framing, kitchen.recipe.found.site
        yield from listing_pages(kitchen.cards, kitchen.load, site.outlets or {}, framing)
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
        framing, root = kitchen.recipe.framing, kitchen.recipe.options.root
        corrected = [card for card in kitchen.cards if card.corrected]
        for page in pages:
            cards: list[Card] = corrected if page.name == CORRECTIONS else []
            shown = digests_of(root, [f"{PAGES_FOLDER}/{page.name}.{page.language}.md"])
            languages = [other.language for other in pages if other.name == page.name]
            yield Planned(
                path=framing.urls.text_page(page.language, page.name),
                template="text.html",
                key=(page.language, shown, languages, [card.digest for card in cards]),
                make=lambda page=page, cards=cards: self._text_page(page, cards),  # type: ignore[misc]
            )

    def _text_page(self, page: TextPage, cards: Sequence[Card]) -> Page:
        kitchen = self.kitchen
        summaries = [kitchen.load(card.slug) for card in cards]
        pages = text_pages(kitchen.recipe.found.site.pages, summaries, kitchen.recipe.framing)
        path = kitchen.recipe.framing.urls.text_page(page.language, page.name)
        return next(made for made in pages if made.path == path)

    def _page(self, planned: Planned) -> None:
        """Make a page, unless it would come out as it is."""
        kitchen = self.kitchen
        prints = kitchen.recipe.prints
        frame = (sorted(prints.frame.items()), prints.templates.get(planned.template))
        key = digest((frame, planned.template, planned.path, planned.key))

        def render() -> bytes | None:
            page = planned.make()
            kitchen.watch.lap("site pages")
            data = kitchen.recipe.render(page, kitchen.own)
            kitchen.watch.lap("render")
            return data

        self._put(file_of(planned.path), key, render)

    def _put(self, path: str, key: str, make: Callable[[], bytes | None]) -> None:
        """Take a file into the build; `make` is called unless the output has it under this very key."""
        kitchen = self.kitchen
        before = kitchen.before.page(path)
        if before and key and before[0] == key and not kitchen.before.clean:
            self.files[path] = before
            kitchen.addresses.take(path)
            return
        data = make()
        if data is None:
            return
        if not kitchen.addresses.take(path) or path == "manifest.json":
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

    def _sitemap(self, pages: list[str]) -> None:
        """Put the sitemap into the spool; of each story nothing is read where no address changed."""
        kitchen = self.kitchen
        urls = kitchen.recipe.framing.urls
        places = [(card.slug, card.places) for card in kitchen.cards]
        key = digest((kitchen.recipe.prints.frame["the engine"], urls.base_url, places, pages))
        old = [path for path, (was, _, _) in self._old_pages().items() if was == key]
        kept = {path: kitchen.before.page(path) for path in old}
        if old and all(kept.values()) and not kitchen.before.clean:
            for path in old:
                self._put(path, key, lambda: None)
            return
        addresses = pages.copy()
        for row in kitchen.rows.values():
            record = record_of(row)
            addresses += [_page_of(path) for path in record.paths[: record.listed]]
        for path, data in sitemaps(sorted(addresses), urls):
            self._put(path, "", lambda data=data: data)  # type: ignore[misc]
            if path in self.files:
                self.files[path] = (key, self.files[path][1])

    def _feeds(self) -> None:
        kitchen = self.kitchen
        frame = sorted(kitchen.recipe.prints.frame.items())
        for feed in feeds(kitchen.cards, kitchen.load, kitchen.recipe.framing):
            self._put(feed.path, digest((frame, feed.key)), feed.make)

    def _old_pages(self) -> dict[str, tuple[str, str, int | None]]:
        pages: dict[str, tuple[str, str, int | None]] = self.kitchen.before.site.get("pages", {})
        return pages

    def _static(self) -> None:
        """Copy the files that are published as they are; they are read only where one of them changed."""
        kitchen = self.kitchen
        files = kitchen.recipe.found.files
        same = kitchen.before.looked.group_is_same("static")
        for path in files.walk("static", hidden=True):
            target = path.removeprefix("static/")
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
