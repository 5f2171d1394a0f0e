"""The pages of one story: the comparison, one page a report, one page a claim."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from selisih.model.differences import AnalysedStory
from selisih.model.records import Report
from selisih.pages.columns import alone, mark_reports
from selisih.pages.findings import findings_of
from selisih.pages.interface import Interface
from selisih.pages.page import Framing, Link, Page
from selisih.pages.story_maker import StoryMaker
from selisih.pages.story_view import ClaimPageView, ClaimView, ReportPageView, StoryView
from selisih.pages.urls import Urls


def story_pages(analysed: AnalysedStory, framing: Framing, *, listed: bool) -> Iterator[Page]:
    """Yield all HTML pages of a story, in every language.

    A story that is not `listed` is a preview: its pages say so, and ask not to be indexed. A
    withdrawn one keeps one page, a notice.
    """
    marked = mark_reports(analysed)
    findings = findings_of(analysed)
    features = framing.settings.features
    for language in framing.settings.languages:
        interface = framing.interfaces[language]
        maker = StoryMaker(analysed, framing, interface, marked, findings, listed=listed)
        pages = _StoryPages(analysed, framing, interface, maker, maker.story())
        yield pages.comparison()
        if analysed.story.ledger.status == "withdrawn":
            continue
        if features.reports:
            for report in analysed.story.reports:
                yield pages.report(report)
        if features.claim_pages:
            for index in range(len(analysed.claims)):
                yield pages.claim(index)


class _StoryPages(Struct, frozen=True):
    """Makes one story's pages in one language."""

    analysed: AnalysedStory
    framing: Framing
    interface: Interface
    maker: StoryMaker
    view: StoryView

    @property
    def urls(self) -> Urls:
        """The site's addresses."""
        return self.framing.urls

    def comparison(self) -> Page:
        """Return the comparison."""
        slug = self.analysed.story.slug
        paths = {tag: self.urls.story(tag, slug) for tag in self.urls.languages}
        title, description = self.view.title.text, self._description()
        return self._page("comparison.html", paths, "", title, description, self.view)

    def report(self, report: Report) -> Page:
        """Return the page of one report beside its ledger."""
        slug, cards = self.analysed.story.slug, self.view.all_claims
        paths = {tag: self.urls.report(tag, slug, report.id) for tag in self.urls.languages}
        column = next(known for known in self.view.columns if known.report.id == report.id)
        order = {
            claim.claim.id: self._first(index, report.id)
            for index, claim in enumerate(self.analysed.claims)
        }
        said = sorted(
            (card for card in cards if _speaks(card, report.id)), key=lambda card: order[card.id]
        )
        view = ReportPageView(
            story=self.view,
            column=alone(column),
            only=tuple(card for card in said if card.relation == "only"),
            said=tuple(card for card in said if card.relation != "only"),
            unsaid=tuple(card for card in cards if not _speaks(card, report.id)),
        )
        title = self.interface.gettext("{outlet}: {title}").format(
            outlet=self.analysed.story.name(report.id), title=self.view.title.text
        )
        return self._page("report.html", paths, "../../", title, self._description(), view)

    def claim(self, index: int) -> Page:
        """Return the page of one claim."""
        slug, cards = self.analysed.story.slug, self.view.claims
        card = cards[index]
        paths = {tag: self.urls.claim(tag, slug, card.id) for tag in self.urls.languages}
        view = ClaimPageView(
            story=self.view,
            claim=card,
            previous=_neighbour(cards[index - 1]) if index else None,
            next=_neighbour(cards[index + 1]) if index + 1 < len(cards) else None,
        )
        statement = card.statement.text
        return self._page("claim.html", paths, "../", statement, card.headline or statement, view)

    def _page(
        self,
        template: str,
        paths: dict[str, str],
        up: str,
        title: str,
        description: str,
        view: object,
    ) -> Page:
        language = self.interface.language
        ledger = self.analysed.story.ledger
        return Page(
            path=paths[language],
            template=template,
            lang=language,
            title=title,
            description=description,
            frame=self.framing.story_frame(language, paths[language], paths),
            noindex=not self.listed or ledger.status != "published",
            up=up,
            view=view,
        )

    @property
    def listed(self) -> bool:
        """Whether the story is public."""
        return self.maker.listed

    def _first(self, index: int, report: str) -> int:
        """Return where a claim's first quote begins in a report's text."""
        anchors = self.analysed.claims[index].says[report].anchors
        return min(
            (anchor.text_start if anchor.where == "body" else -1 for anchor in anchors), default=0
        )

    def _description(self) -> str:
        return self.view.summary.text if self.view.summary else self.view.title.text


def _neighbour(card: ClaimView) -> Link:
    return Link(label=card.statement.text, href=card.href, lang=card.statement.lang)


def _speaks(card: ClaimView, report: str) -> bool:
    return any(voice.report == report and voice.quotes for voice in card.voices)
