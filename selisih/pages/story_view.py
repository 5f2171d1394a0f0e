"""What the pages of one story show, per language: claims, reports, and texts beside each other."""

from __future__ import annotations

from dataclasses import dataclass

from selisih.pages.html import Html
from selisih.pages.interface import Local
from selisih.pages.page import Link
from selisih.pages.versions_view import VersionsView


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """Some of a report's words."""

    html: Html
    """The words, with what differs set off."""
    part: str
    """Where they stand, if not in the body: a label; else empty."""
    context: str
    """Link to the highlight in the full text; empty for a title or standfirst."""
    source: str
    """Link into the original article; empty where no address is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceView:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """Something outside the reports."""

    href: str
    title: Local
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictView:
    """A rating of the claim itself."""

    rating: Local
    explanation: Local | None
    claimant: Link | None
    reviewed: str
    evidence: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """One claim, as a card."""

    id: str
    fragment: str
    number: int
    statement: Local
    relation: str
    relation_label: str
    kinds: tuple[str, ...]
    """Ids, the leading one first."""
    kind_links: tuple[Link, ...]
    """Their names, each with the page of stories that have it."""
    major: bool
    headline: str
    """The difference in one sentence made from the data; empty where the reports agree."""
    voices: tuple[VoiceView, ...]
    note: Html | None
    note_lang: str
    evidence: tuple[EvidenceView, ...]
    verdict: VerdictView | None
    href: str
    """Link to its permalink; empty where claim pages are off."""
    listed: str
    """Link to its card on the comparison."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """The number of a claim, beside the text that it quotes."""

    number: int
    href: str
    relation: str
    name: str
    """What it is, for those who do not see it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """What a report does not say, shown where it would have stood."""

    number: int
    href: str
    words: tuple[str, ...]
    """The words that were looked for; empty where the ledger names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What stands here in another report and not in this one."""

    text: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one report has on one row of the parallel texts."""

    row: int
    """Row of the grid, from 2; the first holds the reports' names."""
    blocks: tuple[Html, ...]
    chips: tuple[Chip, ...]
    silences: tuple[Silence, ...]
    notices: tuple[Notice, ...]
    twins: tuple[Notice, ...]
    """The counterparts in the other reports, for those who see one text after the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One paragraph in the strip that shows where the differences lie."""

    number: int
    href: str
    differences: int
    look: str
    """The relation that is drawn; empty where nothing differs."""
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One report among the parallel texts."""

    report: ReportView
    number: int
    cells: tuple[Cell, ...]
    strip: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAsideView:
    """A difference that was left out of the claims on purpose."""

    voices: tuple[VoiceView, ...]
    reason: Local


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseView:
    """A reply of an outlet."""

    outlet: str
    asked: str
    received: str
    text: Local | None
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """A change of what was published."""

    date: str
    claim: Local
    """The claim's statement, or its former id where it is gone; empty where none is named."""
    href: str
    """Link to the claim; empty where it is gone or none is named."""
    was: Local | None
    now: Local | None
    text: Local | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many claims stand in one relation, in words."""

    relation: str
    number: int
    label: str
    start: int
    """How many claims stand before these in the picture of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One thing that the points can be narrowed to."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageView:
    """How much of one report the ledger deals with."""

    report: str
    share: str
    """From 0 to 1, for a meter."""
    label: str
    """The counts of sentences, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """A story in one language."""

    slug: str
    href: str
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
    versions: tuple[VersionsView, ...]
    """The articles that were fetched more than once."""
    data: str
    """Link to the anchors as JSON."""

    @property
    def all_claims(self) -> tuple[ClaimView, ...]:
        """Every claim in the order in which they are shown."""
        lead = (self.lead,) if self.lead else ()
        return (*lead, *self.major, *self.minor, *self.agreed)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPageView:
    """One report beside its ledger."""

    story: StoryView
    column: Column
    only: tuple[ClaimView, ...]
    """What only this report says."""
    said: tuple[ClaimView, ...]
    """What it says too, in the order of its text."""
    unsaid: tuple[ClaimView, ...]
    """What other reports say and this one does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPageView:
    """One claim by itself."""

    story: StoryView
    claim: ClaimView
    previous: Link | None
    next: Link | None
