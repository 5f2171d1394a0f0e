"""The analysis of one story, as a recipe: anchor, check, compare, align."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from selisih.analysis.align import Paragraph, align
from selisih.analysis.anchors import Anchorer, ReportText
from selisih.analysis.checks import CLAIM_CHECKS, REPORT_CHECKS
from selisih.analysis.compare import differing_words
from selisih.analysis.drift import check_drift
from selisih.analysis.lettering import check_lettering
from selisih.analysis.naming import names_its_outlet
from selisih.analysis.silence import check_silence
from selisih.analysis.words import keys
from selisih.model.differences import (
    Alignment,
    AnalysedStory,
    AnchoredAppearance,
    AnchoredClaim,
    AnchoredSetAside,
)
from selisih.model.problem import Problems
from selisih.model.records import Appearance, Claim, Report, Story


def analyse(
    story: Story,
    problems: Problems,
    *,
    today: str = "YYYY-MM-DD",
    accepting: bool = False,
    for_pages: bool = True,
) -> AnalysedStory | None:
    """Return the story with every quote in its place, or `None` after adding what is wrong.

    `today`, in ISO 8601, dates the corrections that are offered; `accepting` passes over what
    `check --accept` is there to settle. What only pages show, the differing words and the rows of
    the parallel texts, is left out where the story is not `for_pages`; no problem depends on it.
    """
    before = problems.errors
    anchorer = Anchorer({report.id: ReportText(report) for report in story.reports}, problems)
    claims = tuple(
        AnchoredClaim(
            claim=claim, number=number, says=_anchored(claim.says, anchorer, compare=for_pages)
        )
        for number, claim in enumerate(in_order(story), 1)
    )
    set_aside = tuple(
        AnchoredSetAside(set_aside=item, says=_anchored(item.says, anchorer, compare=for_pages))
        for item in story.ledger.set_aside
    )
    if problems.errors == before:
        for check_claim in CLAIM_CHECKS:
            for claim in claims:
                check_claim(claim, problems)
        for claim in claims:
            check_silence(claim, anchorer.reports, problems)
    for check_report in REPORT_CHECKS:
        for report in story.reports:
            check_report(report, problems)
    check_lettering(story, problems)
    if problems.errors > before:
        return None
    analysed = AnalysedStory(
        story=story,
        claims=claims,
        set_aside=set_aside,
        alignment=_align(story, claims) if for_pages else Alignment(rows=(), moved={}),
        inferred=frozenset(
            report.id for report in story.reports if for_pages and not names_its_outlet(report)
        ),
    )
    check_drift(analysed, problems, today=today, accepting=accepting)
    return None if problems.errors > before else analysed


def in_order(story: Story) -> list[Claim]:
    """Return the claims as they are shown: the lead first, then major ones, each in ledger order."""
    lead = story.ledger.lead
    return sorted(story.ledger.claims, key=lambda claim: (claim.id != lead, not claim.major))


def _anchored(
    says: Mapping[str, Appearance], anchorer: Anchorer, *, compare: bool
) -> dict[str, AnchoredAppearance]:
    """Return what each report says of one claim, with places and differing words."""
    quoted = {name: anchorer.quotes(name, appearance.quotes) for name, appearance in says.items()}
    near = {name: anchorer.quotes(name, appearance.near) for name, appearance in says.items()}
    computed = differing_words(quoted, near) if compare and any(quoted.values()) else {}
    result = {}
    for name, appearance in says.items():
        anchorer.absent(name, appearance)
        marked = anchorer.marks(appearance, quoted[name])
        result[name] = AnchoredAppearance(
            appearance=appearance,
            anchors=quoted[name],
            near=near[name],
            differing=marked if marked is not None else computed.get(name, ()),
        )
    return result


def _align(story: Story, claims: tuple[AnchoredClaim, ...]) -> Alignment:
    """Return how the reports' paragraphs correspond; shared claims draw paragraphs together."""
    return align({report.id: _paragraphs(report, claims) for report in story.reports})


def _paragraphs(report: Report, claims: tuple[AnchoredClaim, ...]) -> list[Paragraph]:
    """Return the paragraphs of a report with their words and the claims that quote them."""
    body = report.body
    starts = [block.start for block in body.blocks]
    quoting: list[set[str]] = [set() for _ in starts]
    for claim in claims:
        for anchor in claim.says[report.id].anchors:
            if anchor.where == "body":
                first = bisect_right(starts, anchor.text_start) - 1
                for quoted in quoting[max(0, first) : bisect_right(starts, anchor.text_end - 1)]:
                    quoted.add(claim.claim.id)
    return [
        Paragraph(
            keys=frozenset(keys(body.text[block.start : block.end])),
            claims=frozenset(ids),
            alone=block.boilerplate,
        )
        for block, ids in zip(body.blocks, quoting, strict=True)
    ]
