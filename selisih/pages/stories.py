"""The pages of one story: the comparison, one page a report, one page a claim, and the redirects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from selisih.model.differences import AnalysedStory
from selisih.model.records import Correction, Report, Response
from selisih.pages.claims import CardMaker, day, kind_label
from selisih.pages.columns import ColumnMaker, ReportMarks, mark_reports
from selisih.pages.findings import Findings, findings_of
from selisih.pages.interface import N_, PARTS, RELATIONS, Interface, Local
from selisih.pages.page import Framing, Link, Page
from selisih.pages.story_view import (
    Choice,
    ClaimPageView,
    ClaimView,
    Column,
    CorrectionView,
    Count,
    ReportPageView,
    ReportView,
    ResponseView,
    SetAsideView,
    StoryView,
)
from selisih.pages.urls import claim_fragment

COUNTS: Final = {
    "only": N_("{n} only in one article"),
    "differ": N_("{n} different"),
    "some": N_("{n} not in every article"),
    "agree": N_("{n} the same"),
}
"""How many claims stand in a relation, in words."""


def story_pages(analysed: AnalysedStory, framing: Framing, *, listed: bool) -> Iterator[Page]:
    """Yield all HTML pages of a story, in every language.

    A story that is not `listed` is a preview: its pages say so, and ask not to be indexed.
    """
    marked = mark_reports(analysed)
    found = findings_of(analysed)
    for language in framing.settings.languages:
        maker = StoryPages(analysed, framing, framing.interfaces[language], marked, listed, found)
        yield from maker.pages()


@dataclass(frozen=True, slots=True)
class StoryPages:
    """Makes one story's pages in one language."""

    analysed: AnalysedStory
    framing: Framing
    interface: Interface
    marked: dict[str, ReportMarks]
    listed: bool
    findings: Findings

    def pages(self) -> Iterator[Page]:
        """Yield the pages that the site's features ask for; a withdrawn story keeps one, a notice."""
        features = self.framing.settings.features
        yield self.comparison()
        if self.analysed.story.ledger.status == "withdrawn":
            return
        if features.reports:
            for report in self.analysed.story.reports:
                yield self.report(report)
        if features.claim_pages:
            for index in range(len(self.analysed.claims)):
                yield self.claim(index)

    def comparison(self) -> Page:
        """Return the comparison."""
        urls, slug = self.framing.urls, self.analysed.story.slug
        paths = {tag: urls.story(tag, slug) for tag in urls.languages}
        path = paths[self.interface.language]
        view = self._story(path, path, with_columns=True)
        return self._page("comparison.html", paths, view.title.text, self._description(view), view)

    def report(self, report: Report) -> Page:
        """Return the page of one report beside its ledger."""
        urls, slug = self.framing.urls, self.analysed.story.slug
        paths = {tag: urls.report(tag, slug, report.id) for tag in urls.languages}
        path = paths[self.interface.language]
        story = self._story(path, path, with_columns=False)
        shown = tuple(known for known in story.reports if known.id == report.id)
        column = self._columns(shown, story, alone=True)[0]
        cards = story.all_claims
        order = {
            claim.claim.id: self._first(index, report.id)
            for index, claim in enumerate(self.analysed.claims)
        }
        said = sorted(
            (card for card in cards if _speaks(card, report.id)), key=lambda card: order[card.id]
        )
        view = ReportPageView(
            story=story,
            column=column,
            only=tuple(card for card in said if card.relation == "only"),
            said=tuple(card for card in said if card.relation != "only"),
            unsaid=tuple(card for card in cards if not _speaks(card, report.id)),
        )
        title = self.interface.gettext("{outlet}: {title}").format(
            outlet=self.analysed.story.name(report.id), title=story.title.text
        )
        return self._page("report.html", paths, title, self._description(story), view)

    def claim(self, index: int) -> Page:
        """Return the page of one claim."""
        urls, slug = self.framing.urls, self.analysed.story.slug
        claims = self.analysed.claims
        anchored = claims[index]
        paths = {tag: urls.claim(tag, slug, anchored.claim.id) for tag in urls.languages}
        path = paths[self.interface.language]
        cards = self._cards(path, urls.story(self.interface.language, slug))
        card = cards.card(anchored)
        view = ClaimPageView(
            story=self._story(
                path,
                urls.story(self.interface.language, slug),
                with_columns=False,
                with_cards=False,
            ),
            claim=card,
            previous=self._neighbour(path, index - 1) if index else None,
            next=self._neighbour(path, index + 1) if index + 1 < len(claims) else None,
        )
        return self._page(
            "claim.html", paths, card.statement.text, card.headline or card.statement.text, view
        )

    def _page(
        self, template: str, paths: dict[str, str], title: str, description: str, view: object
    ) -> Page:
        language = self.interface.language
        ledger = self.analysed.story.ledger
        return Page(
            path=paths[language],
            template=template,
            lang=language,
            title=title,
            description=description,
            frame=self.framing.frame(language, paths[language], paths),
            noindex=not self.listed or ledger.status != "published",
            view=view,
        )

    def _cards(self, path: str, texts: str) -> CardMaker:
        return CardMaker(self.analysed, self.framing, self.interface, path, texts)

    def _story(
        self, path: str, texts: str, *, with_columns: bool, with_cards: bool = True
    ) -> StoryView:
        story, ledger, local = self.analysed.story, self.analysed.story.ledger, self.interface.local
        maker = self._cards(path, texts)
        cards = [maker.card(claim) for claim in self.analysed.claims] if with_cards else []
        lead = next((card for card in cards if card.id == ledger.lead), None)
        title = local(ledger.title)
        view = StoryView(
            slug=story.slug,
            href=self.framing.link(
                path, self.framing.urls.story(self.interface.language, story.slug)
            ),
            title=title,
            summary=local(ledger.summary),
            event_date=day(self.interface, ledger.event_date),
            published=day(self.interface, ledger.published),
            curators=", ".join(ledger.curators),
            withdrawn=local(ledger.reason) if ledger.status == "withdrawn" else None,
            draft=not self.listed,
            tags=self._tags(path),
            reports=tuple(self._report(report, path) for report in story.reports),
            counts=count_views(_relations(self.analysed), self.interface),
            total=len(self.analysed.claims),
            kinds=self._kinds(),
            lead=lead,
            major=tuple(
                card
                for card in cards
                if card.major and card is not lead and card.relation != "agree"
            ),
            minor=tuple(
                card
                for card in cards
                if not card.major and card is not lead and card.relation != "agree"
            ),
            agreed=tuple(card for card in cards if card.relation == "agree" and card is not lead),
            set_aside=self._set_aside(maker) if with_columns else (),
            columns=(),
            order=self._order(),
            responses=tuple(self._response(item) for item in ledger.responses),
            corrections=tuple(self._correction(item, path) for item in ledger.corrections),
            coverage=self.findings.coverage(story, self.interface) if with_columns else (),
            versions=self.findings.versions(story, self.interface, self.framing, path),
            data=self.framing.link(path, self.framing.urls.story_data(story.slug)),
        )
        if not with_columns:
            return view
        return replace(view, columns=self._columns(view.reports, view, alone=False))

    def _columns(
        self, reports: tuple[ReportView, ...], story: StoryView, *, alone: bool
    ) -> tuple[Column, ...]:
        cards = {card.id: card for card in story.all_claims}
        names = tuple(
            cards[claim.claim.id].headline or cards[claim.claim.id].statement.text
            for claim in self.analysed.claims
        )
        maker = ColumnMaker(self.analysed, self.marked, self.interface, names)
        return tuple(
            maker.column(report, number, alone=alone) for number, report in enumerate(reports, 1)
        )

    def _set_aside(self, maker: CardMaker) -> tuple[SetAsideView, ...]:
        views = []
        for item in self.analysed.set_aside:
            reason = self.interface.local(item.set_aside.reason)
            voices = tuple(maker.voice(name, said) for name, said in item.says.items())
            views.append(SetAsideView(voices=voices, reason=reason))
        return tuple(views)

    def _report(self, report: Report, path: str) -> ReportView:
        interface, urls, language = self.interface, self.framing.urls, self.interface.language
        page = urls.report(language, self.analysed.story.slug, report.id)
        title = report.title.value.strip() if report.title else ""
        opening = report.body.text[report.body.blocks[0].start : report.body.blocks[0].end]
        return ReportView(
            id=report.id,
            outlet=self.analysed.story.name(report.id),
            outlet_href=self.framing.link(path, urls.shelf(language, "outlets", report.outlet.id)),
            href=self.framing.link(path, page) if self.framing.settings.features.reports else "",
            lang="" if report.language == language else report.language,
            language=interface.language_name(report.language),
            inferred=report.id in self.analysed.inferred,
            provenance=interface.local(report.provenance),
            title=title,
            title_in_body=bool(title) and " ".join(title.split()) == " ".join(opening.split()),
            standfirst=report.standfirst.value.strip() if report.standfirst else "",
            published=day(interface, report.published),
            retrieved=day(interface, report.retrieved),
            authors=", ".join(report.authors),
            credits=", ".join(report.credits),
            url=report.url or "",
            archive_url=report.archive_url or "",
            part=interface.gettext(PARTS[report.part]),
            rights=interface.local(report.rights),
            received=report.received or "",
            sha256=report.received_sha256 or "",
            original=report.original or "",
            original_sha256=report.original_sha256 or "",
            excerpts=report.display == "excerpts",
        )

    def _tags(self, path: str) -> tuple[Link, ...]:
        links = []
        for name in self.analysed.story.ledger.tags:
            label = self.interface.local(self.framing.settings.tags.get(name)) or Local(name)
            target = self.framing.urls.shelf(self.interface.language, "tags", name)
            links.append(
                Link(label=label.text, lang=label.lang, href=self.framing.link(path, target))
            )
        return tuple(links)

    def _kinds(self) -> tuple[Choice, ...]:
        kinds = dict.fromkeys(kind for claim in self.analysed.claims for kind in claim.claim.kinds)
        settings = self.framing.settings
        return tuple(
            Choice(id=kind, label=kind_label(kind, self.interface, settings)) for kind in kinds
        )

    def _order(self) -> str:
        """Return in which order the articles stand: it is stated, so that it says nothing else."""
        _ = self.interface.gettext
        if self.analysed.story.ledger.columns_declared:
            return _("The articles stand in an order that the desk set for this comparison.")
        return _(
            "The articles stand by date of publication, those without a date last, and then by name."
        )

    def _response(self, response: Response) -> ResponseView:
        return ResponseView(
            outlet=response.outlet.name,
            asked=day(self.interface, response.asked),
            received=day(self.interface, response.received),
            text=self.interface.local(response.text),
            href=response.url or "",
        )

    def _correction(self, correction: Correction, path: str) -> CorrectionView:
        language, slug = self.interface.language, self.analysed.story.slug
        local = self.interface.local
        known = next((c for c in self.analysed.claims if c.claim.id == correction.claim), None)
        statement = local(known.claim.statement) if known else Local(correction.claim or "")
        target = (
            f"{self.framing.urls.story(language, slug)}#{claim_fragment(correction.claim or '')}"
        )
        return CorrectionView(
            date=self.interface.day(correction.date),
            claim=statement,
            href=self.framing.link(path, target) if known else "",
            was=local(correction.was),
            now=local(correction.now),
            text=local(correction.text),
        )

    def _neighbour(self, path: str, index: int) -> Link:
        anchored = self.analysed.claims[index]
        statement = self.interface.local(anchored.claim.statement)
        target = self.framing.urls.claim(
            self.interface.language, self.analysed.story.slug, anchored.claim.id
        )
        return Link(label=statement.text, href=self.framing.link(path, target), lang=statement.lang)

    def _first(self, index: int, report: str) -> int:
        """Return where a claim's first quote begins in a report's text."""
        anchors = self.analysed.claims[index].says[report].anchors
        return min(
            (anchor.text_start if anchor.where == "body" else -1 for anchor in anchors), default=0
        )

    def _description(self, view: StoryView) -> str:
        return view.summary.text if view.summary else view.title.text


def count_views(counts: Mapping[str, int], interface: Interface) -> tuple[Count, ...]:
    """Return how many claims stand in each relation, in words and as stretches of one bar."""
    views = []
    start = 0
    for relation in RELATIONS:
        number = counts.get(relation, 0)
        if number:
            label = interface.gettext(COUNTS[relation]).format(n=interface.number(number))
            views.append(Count(relation=relation, number=number, label=label, start=start))
            start += number
    return tuple(views)


def _relations(analysed: AnalysedStory) -> Mapping[str, int]:
    return Counter(claim.claim.relation for claim in analysed.claims)


def _speaks(card: ClaimView, report: str) -> bool:
    return any(voice.report == report and voice.quotes for voice in card.voices)
