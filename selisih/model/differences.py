"""What analysis makes of a story: anchors, the words that differ, and the rows of parallel texts."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from selisih.model.records import Appearance, Claim, Quote, SetAside, Story, Where

Span = tuple[int, int]


class Anchor(Struct, frozen=True, kw_only=True):
    """The span of a report where a quote was found. Offsets are code points."""

    quote: Quote
    where: Where
    start: int
    """In the source of the body, after the front matter; or in the title or standfirst."""
    end: int
    line: int
    """Line of the body, from 1."""
    text_start: int
    """In the rendered text."""
    text_end: int
    text: str
    """The words as the report has them, white space as it stands there."""


class AnchoredAppearance(Struct, frozen=True, kw_only=True):
    """What one report does with one claim, with the places."""

    appearance: Appearance
    anchors: tuple[Anchor, ...]
    """One for each quote, in their order."""
    near: tuple[Anchor, ...]
    differing: tuple[tuple[Span, ...], ...]
    """For each anchor the spans within its text that differ from the other reports'."""


class AnchoredClaim(Struct, frozen=True, kw_only=True):
    """A claim whose every quote has its place."""

    claim: Claim
    number: int
    """Position among the ledger's claims as they are shown, from 1."""
    says: Mapping[str, AnchoredAppearance]


class AnchoredSetAside(Struct, frozen=True, kw_only=True):
    """A difference left out on purpose, with the places of its quotes."""

    set_aside: SetAside
    says: Mapping[str, AnchoredAppearance]


class Row(Struct, frozen=True, kw_only=True):
    """One line of the parallel texts: which blocks of each report stand beside each other."""

    cells: Mapping[str, tuple[int, ...]]
    """Report id to the indexes of its blocks here; a report without a counterpart is left out."""


class Alignment(Struct, frozen=True, kw_only=True):
    """How the paragraphs of a story's reports correspond."""

    rows: tuple[Row, ...]
    moved: Mapping[tuple[str, int], tuple[tuple[str, int], ...]]
    """Block to its counterparts that stand in another place of the other reports."""


class AnalysedStory(Struct, frozen=True, kw_only=True):
    """A story that may be published: every quote is where the ledger says."""

    story: Story
    claims: tuple[AnchoredClaim, ...]
    """The lead first, then the ledger's order."""
    set_aside: tuple[AnchoredSetAside, ...]
    alignment: Alignment
    inferred: frozenset[str]
    """Ids of the reports whose text does not name its outlet."""
