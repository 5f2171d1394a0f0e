"""A page: what its template is given under the one name `page`."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from selisih.model.records import Settings
from selisih.pages.interface import Interface, Local
from selisih.pages.urls import Sort, Urls, relative


class Link(Struct, frozen=True, kw_only=True):
    """A link with its words."""

    label: str
    href: str
    lang: str = ""
    """Language of the words, where it is not the page's."""
    current: bool = False
    """Whether it leads to this page."""


class Alternate(Struct, frozen=True, kw_only=True):
    """The same page in a language, for search engines."""

    lang: str
    href: str


class Furniture(Struct, frozen=True, kw_only=True, eq=False):
    """What stands around the content of every page, whatever the page is: name, navigation, footer."""

    site_title: Local
    tagline: Local | None
    home: str
    nav: tuple[Link, ...]
    shelves: tuple[Link, ...]
    """The lists of outlets, kinds and tags."""
    stylesheet: str
    script: str
    icon: str
    contact: str | None
    license: str | None
    publisher_name: str | None
    publisher_url: str | None
    direction: str


class Frame(Struct, frozen=True, kw_only=True):
    """What surrounds the content of one page."""

    furniture: Furniture
    languages: tuple[Link, ...]
    canonical: str
    alternates: tuple[Alternate, ...]


class Page(Struct, frozen=True, kw_only=True):
    """One file of HTML."""

    path: str
    """Its site path."""
    template: str
    """Name of the template that lays it out."""
    lang: str
    title: str
    description: str
    frame: Frame
    view: object
    """What only this kind of page shows."""
    noindex: bool = False
    up: str = ""
    """What leads from here to the story's comparison; put before every link of a story's view."""


class Framing(Struct, frozen=True, kw_only=True):
    """Everything that frames are made of, the same for every page of a build."""

    settings: Settings
    urls: Urls
    interfaces: Mapping[str, Interface]
    text_pages: Mapping[tuple[str, str], str]
    """Language and name of each page of the site's own words, to its title."""
    assets: Mapping[str, str]
    """Name of each asset to its site path."""
    absolute_links: bool = False
    """Whether links carry the base URL, as 404.html needs: it answers for any address."""
    _shared: dict[tuple[str, int], Furniture] = field(default_factory=dict)
    """Furniture by language and depth. One with other links needs its own."""

    def link(self, origin: str, target: str) -> str:
        """Return the link from one page to a site path."""
        return self.urls.absolute(target) if self.absolute_links else relative(origin, target)

    def frame(self, language: str, path: str, paths: Mapping[str, str]) -> Frame:
        """Return the frame of the page at `path`; `paths` says where it stands in each language."""
        return self._frame(self._furniture_at(language, path), language, path, paths)

    def story_frame(self, language: str, path: str, paths: Mapping[str, str]) -> Frame:
        """Return the frame of a page of a story.

        Its furniture is shared with all pages as deep below the home page: no story's address
        begins like that of another part of the site.
        """
        key = (language, path.count("/"))
        furniture = self._shared.get(key)
        if furniture is None:
            furniture = self._shared[key] = self._furniture_at(language, path)
        return self._frame(furniture, language, path, paths)

    def _frame(
        self, furniture: Furniture, language: str, path: str, paths: Mapping[str, str]
    ) -> Frame:
        languages: tuple[Link, ...] = ()
        if len(self.settings.languages) > 1:
            languages = tuple(
                Link(
                    label=self.interfaces[tag].name,
                    href=self.link(path, paths.get(tag, self.urls.home(tag))),
                    lang="" if tag == language else tag,
                    current=tag == language,
                )
                for tag in self.settings.languages
            )
        addresses = {to: self.urls.absolute(to) for to in (path, *paths.values())}
        return Frame(
            furniture=furniture,
            languages=languages,
            canonical=addresses[path],
            alternates=tuple(
                [Alternate(lang=tag, href=addresses[to]) for tag, to in paths.items()]
            ),
        )

    def _furniture_at(self, language: str, path: str) -> Furniture:
        settings = self.settings
        interface = self.interfaces[language]
        return Furniture(
            site_title=interface.local(settings.title),
            tagline=interface.local(settings.tagline),
            home=self.link(path, self.urls.home(language)),
            nav=self._nav(language, path),
            shelves=self._shelves(language, path),
            stylesheet=self.link(path, self.assets["selisih.css"]),
            script=self.link(path, self.assets["selisih.js"]),
            icon=self.link(path, self.assets["icon.svg"]),
            contact=settings.contact,
            license=settings.license,
            publisher_name=settings.publisher_name,
            publisher_url=settings.publisher_url,
            direction=interface.direction,
        )

    def _shelves(self, language: str, path: str) -> tuple[Link, ...]:
        _ = self.interfaces[language].gettext
        targets: list[tuple[str, Sort]] = [
            (_("Outlets"), "outlets"),
            (_("Kinds of difference"), "kinds"),
        ]
        if self.settings.tags:
            targets.append((_("Topics"), "tags"))
        return tuple(
            Link(label=label, href=self.link(path, self.urls.shelves(language, sort)))
            for label, sort in targets
        )

    def _nav(self, language: str, path: str) -> tuple[Link, ...]:
        _ = self.interfaces[language].gettext
        targets = [
            (_("Events"), self.urls.home(language)),
            (_("Outlets"), self.urls.shelves(language, "outlets")),
        ]
        targets += [
            (title, self.urls.text_page(language, name))
            for (tag, name), title in self.text_pages.items()
            if tag == language
        ]
        return tuple(
            Link(label=label, href=self.link(path, to), current=to == path) for label, to in targets
        )
