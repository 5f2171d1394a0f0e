"""What the pages of a story show, made once a language: every link leads from the story's own page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from selisih.model.differences import AnalysedStory
from selisih.model.records import Report, Response
from selisih.pages.claims import CardMaker, day, kind_label
from selisih.pages.columns import ColumnMaker, ReportMarks
from selisih.pages.counts import count_views, relations, with_reports
from selisih.pages.findings import Findings
from selisih.pages.history import correction_views, story_history
from selisih.pages.interface import PARTS, Interface, Local
from selisih.pages.page import Framing, Link
from selisih.pages.story_view import (
    Choice,
    ClaimView,
    Column,
    ReportView,
    ResponseView,
    SetAsideView,
    StoryView,
)


class StoryMaker:
    """Makes what one story's pages show in one language."""

    def __init__(
        self,
        analysed: AnalysedStory,
        framing: Framing,
        interface: Interface,
        marked: Mapping[str, ReportMarks],
        findings: Findings,
        *,
        listed: bool,
    ) -> None:
        """Prepare the cards. `listed` says whether the story is public; if not, its pages are a preview."""
        self.analysed = analysed
        self.framing = framing
        self.interface = interface
        self.marked = marked
        self.findings = findings
        self.listed = listed
        self.cards = CardMaker(analysed, framing, interface)

    def link(self, target: str) -> str:
        """Return the link from the comparison to a site path."""
        return self.cards.link(target)

    def story(self) -> StoryView:
        """Return the story with all that its comparison shows."""
        story, ledger, local = self.analysed.story, self.analysed.story.ledger, self.interface.local
        cards = [self.cards.card(claim) for claim in self.analysed.claims]
        lead = next((card for card in cards if card.id == ledger.lead), None)
        others = [card for card in cards if card is not lead]
        corrections = correction_views(self.analysed, self.interface)
        reports = tuple([self._report(report) for report in story.reports])
        return StoryView(
            slug=story.slug,
            title=local(ledger.title),
            summary=local(ledger.summary),
            event_date=day(self.interface, ledger.event_date),
            published=day(self.interface, ledger.published),
            curators=", ".join(ledger.curators),
            withdrawn=local(ledger.reason) if ledger.status == "withdrawn" else None,
            draft=not self.listed,
            tags=self._tags(),
            reports=reports,
            counts=with_reports(
                count_views(relations(self.analysed), self.interface), self.analysed, self.interface
            ),
            total=len(cards),
            kinds=self._kinds(),
            claims=tuple(cards),
            lead=lead,
            major=tuple(card for card in others if card.major and card.relation != "agree"),
            minor=tuple(card for card in others if not card.major and card.relation != "agree"),
            agreed=tuple(card for card in others if card.relation == "agree"),
            set_aside=self._set_aside(),
            columns=self._columns(reports, cards),
            order=self._order(),
            responses=tuple(self._response(item) for item in ledger.responses),
            corrections=corrections,
            coverage=self.findings.coverage(story, self.interface),
            versions=self.findings.versions(story, self.interface),
            history=story_history(
                self.analysed, corrections, self.interface, self.framing.settings.timezone
            ),
            data=self.link(self.framing.urls.story_data(story.slug)),
        )

    def _columns(
        self, reports: Sequence[ReportView], cards: Sequence[ClaimView]
    ) -> tuple[Column, ...]:
        columns = ColumnMaker(self.analysed, self.marked, self.interface, cards)
        return tuple(columns.column(report, number) for number, report in enumerate(reports, 1))

    def _set_aside(self) -> tuple[SetAsideView, ...]:
        views = []
        for item in self.analysed.set_aside:
            reason = self.interface.local(item.set_aside.reason)
            voices = tuple(self.cards.voice(name, said) for name, said in item.says.items())
            views.append(SetAsideView(voices=voices, reason=reason))
        return tuple(views)

    def _report(self, report: Report) -> ReportView:
        interface, urls, language = self.interface, self.framing.urls, self.interface.language
        page = urls.report(language, self.analysed.story.slug, report.id)
        title = report.title.value.strip() if report.title else ""
        opening = report.body.text[report.body.blocks[0].start : report.body.blocks[0].end]
        return ReportView(
            id=report.id,
            outlet=self.analysed.story.name(report.id),
            outlet_href=self.link(urls.shelf(language, "outlets", report.outlet.id)),
            href=self.link(page) if self.framing.settings.features.reports else "",
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

    def _tags(self) -> tuple[Link, ...]:
        links = []
        for name in self.analysed.story.ledger.tags:
            label = self.interface.local(self.framing.settings.tags.get(name)) or Local(name)
            target = self.framing.urls.shelf(self.interface.language, "tags", name)
            links.append(Link(label=label.text, lang=label.lang, href=self.link(target)))
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
