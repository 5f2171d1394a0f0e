"""What the pages of one story show, per language: claims, reports, and texts beside each other."""

from __future__ import annotations

from msgspec import Struct

from selisih.pages.history import CorrectionView, History
from selisih.pages.html import Html
from selisih.pages.interface import Local
from selisih.pages.page import Link
from selisih.pages.versions_view import VersionsView


class QuoteView(Struct, frozen=True, kw_only=True):
    """Some of a report's words."""

    html: Html
    """The words, with what differs set off."""
    part: str
    """Where they stand, if not in the body: a label; else empty."""
    context: str
    """Fragment of its place in a page that holds the full text; empty for a title or standfirst."""
    source: str
    """Link into the original article; empty where no address is known."""


class VoiceView(Struct, frozen=True, kw_only=True):
    """What one report does with one claim."""

    report: str
    outlet: str
    inferred: bool
    """Whether the text does not name its outlet itself."""
    who: str
    """Link to what is known of the report."""
    lang: str
    stance: str
    stance_label: str
    words: str
    """The words that differ, or the quote, on one line and not long; empty where it does not speak."""
    quotes: tuple[QuoteView, ...]
    gloss: Local | None
    note: Html | None
    absent: tuple[str, ...]
    near: tuple[QuoteView, ...]
    reason: Local | None


class EvidenceView(Struct, frozen=True, kw_only=True):
    """Something outside the reports."""

    href: str
    title: Local
    quote: str


class VerdictView(Struct, frozen=True, kw_only=True):
    """A rating of the claim itself."""

    rating: Local
    explanation: Local | None
    claimant: Link | None
    reviewed: str
    evidence: tuple[EvidenceView, ...]


class ClaimView(Struct, frozen=True, kw_only=True):
    """One claim, as a card."""

    id: str
    fragment: str
    number: int
    statement: Local
    relation: str
    relation_label: str
    kind_list: str
    """The ids of its kinds with spaces between them, the leading one first."""
    kind_links: tuple[Link, ...]
    """Their names, each with the page of stories that have it."""
    major: bool
    headline: str
    """The difference in one sentence made from the data; empty where the reports agree."""
    headline_html: Html
    """The same, with the language of the words in it."""
    voices: tuple[VoiceView, ...]
    note: Html | None
    note_lang: str
    evidence: tuple[EvidenceView, ...]
    verdict: VerdictView | None
    href: str
    """Link to its permalink; empty where claim pages are off."""


class ReportView(Struct, frozen=True, kw_only=True):
    """What is known of a report."""

    id: str
    outlet: str
    outlet_href: str
    href: str
    """Link to its page; empty where report pages are off."""
    lang: str
    language: str
    inferred: bool
    """Whether the text does not name its outlet itself."""
    provenance: Local | None
    title: str
    """Empty where unknown."""
    title_in_body: bool
    """Whether the text begins with the title, so that it need not be said twice."""
    standfirst: str
    published: str
    """Empty where unknown."""
    retrieved: str
    authors: str
    credits: str
    url: str
    archive_url: str
    part: str
    rights: Local | None
    received: str
    sha256: str
    original: str
    original_sha256: str
    excerpts: bool


class Chip(Struct, frozen=True, kw_only=True):
    """The number of a claim, beside the text that it quotes."""

    number: int
    href: str
    relation: str
    name: str
    """What it is, for those who do not see it."""


class Silence(Struct, frozen=True, kw_only=True):
    """What a report does not say, shown where it would have stood."""

    number: int
    href: str
    words: tuple[str, ...]
    """The words that were looked for; empty where the ledger names none."""


class Notice(Struct, frozen=True, kw_only=True):
    """What stands here in another report and not in this one."""

    text: str
    href: str


class Cell(Struct, frozen=True, kw_only=True):
    """What one report has on one row of the parallel texts."""

    row: int
    """Row of the grid, from 2; the first holds the reports' names."""
    own: bool
    """Whether the report has something on this row, shown or not."""
    blocks: tuple[Html, ...]
    chips: tuple[Chip, ...]
    silences: tuple[Silence, ...]
    notices: tuple[Notice, ...]
    twins: tuple[Notice, ...]
    """The counterparts in the other reports, for those who see one text after the other."""


class Step(Struct, frozen=True, kw_only=True):
    """One paragraph in the strip that shows where the differences lie."""

    number: int
    href: str
    differences: int
    look: str
    """The relation that is drawn; empty where nothing differs."""
    name: str


class Column(Struct, frozen=True, kw_only=True):
    """One report among the parallel texts."""

    report: ReportView
    number: int
    cells: tuple[Cell, ...]
    strip: tuple[Step, ...]


class SetAsideView(Struct, frozen=True, kw_only=True):
    """A difference that was left out of the claims on purpose."""

    voices: tuple[VoiceView, ...]
    reason: Local


class ResponseView(Struct, frozen=True, kw_only=True):
    """A reply of an outlet."""

    outlet: str
    asked: str
    received: str
    text: Local | None
    href: str


class Count(Struct, frozen=True, kw_only=True):
    """How many claims stand in one relation, in words."""

    relation: str
    number: int
    label: str
    start: int
    """How many claims stand before these in the picture of all."""
    parts: tuple[str, ...] = ()
    """The same for each report that has some of them, in the order of the columns; only on its own page."""


class Choice(Struct, frozen=True, kw_only=True):
    """One thing that the points can be narrowed to."""

    id: str
    label: str


class CoverageView(Struct, frozen=True, kw_only=True):
    """How much of one report the ledger deals with."""

    report: str
    share: str
    """From 0 to 1, for a meter."""
    label: str
    """The counts of sentences, in words."""


class StoryView(Struct, frozen=True, kw_only=True):
    """A story in one language."""

    slug: str
    title: Local
    summary: Local | None
    event_date: str
    published: str
    curators: str
    withdrawn: Local | None
    """Why the story was withdrawn, where it was."""
    draft: bool
    tags: tuple[Link, ...]
    reports: tuple[ReportView, ...]
    counts: tuple[Count, ...]
    total: int
    """How many claims there are."""
    kinds: tuple[Choice, ...]
    """The kinds of its differences."""
    claims: tuple[ClaimView, ...]
    """All of them, in the ledger's order but for the lead, which comes first."""
    lead: ClaimView | None
    major: tuple[ClaimView, ...]
    """Major differences but for the lead."""
    minor: tuple[ClaimView, ...]
    agreed: tuple[ClaimView, ...]
    set_aside: tuple[SetAsideView, ...]
    columns: tuple[Column, ...]
    order: str
    """In which order the reports stand, in words."""
    responses: tuple[ResponseView, ...]
    corrections: tuple[CorrectionView, ...]
    coverage: tuple[CoverageView, ...]
    history: History | None
    """What happened to the comparison; only on its own page."""
    versions: tuple[VersionsView, ...]
    """The articles that were fetched more than once."""
    data: str
    """Link to the anchors as JSON."""

    @property
    def all_claims(self) -> tuple[ClaimView, ...]:
        """Every claim in the order in which they are shown."""
        lead = (self.lead,) if self.lead else ()
        return (*lead, *self.major, *self.minor, *self.agreed)


class ReportPageView(Struct, frozen=True, kw_only=True):
    """One report beside its ledger."""

    story: StoryView
    column: Column
    only: tuple[ClaimView, ...]
    """What only this report says."""
    said: tuple[ClaimView, ...]
    """What it says too, in the order of its text."""
    unsaid: tuple[ClaimView, ...]
    """What other reports say and this one does not."""


class ClaimPageView(Struct, frozen=True, kw_only=True):
    """One claim by itself."""

    story: StoryView
    claim: ClaimView
    previous: Link | None
    next: Link | None
