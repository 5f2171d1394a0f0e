"""What the site-wide pages know of a story: plain data, so that it can be remembered between builds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypedDict

from selisih.model.differences import AnalysedStory
from selisih.model.records import Localized, Moment
from selisih.pages.claims import differing_text


class LeadSummary(TypedDict):
    """The difference that a story is introduced with."""

    statement: dict[str, str]
    relation: str
    voices: list[list[str]]
    """For each report the outlet's name, the language, the stance, and its words: those that differ,
    or where it omits those that stand in their place."""
    inferred: list[str]
    """Names of the outlets that their texts do not name."""


class Summary(TypedDict):
    """A story in the words of a list entry. Texts are per language."""

    slug: str
    title: dict[str, str]
    summary: dict[str, str]
    event_date: str
    published: str
    status: str
    outlets: list[str]
    """Outlet ids in the order of the columns."""
    outlet_names: list[str]
    tags: list[str]
    kinds: list[str]
    """Kinds of its differences."""
    counts: dict[str, int]
    lead: LeadSummary | None
    corrections: list[dict[str, Any]]
    paths: list[str]
    """Site paths of its pages, for the sitemap."""


def summarise(analysed: AnalysedStory, paths: list[str], *, listed: bool) -> Summary:
    """Return a story's summary; one that is not `listed` is a draft in every list."""
    ledger = analysed.story.ledger
    counts: dict[str, int] = {}
    for claim in analysed.claims:
        counts[claim.claim.relation] = counts.get(claim.claim.relation, 0) + 1
    return Summary(
        slug=analysed.story.slug,
        title=texts(ledger.title),
        summary=texts(ledger.summary),
        event_date=ledger.event_date.iso if ledger.event_date else "",
        published=ledger.published.iso if ledger.published else "",
        status=ledger.status if listed else "draft",
        outlets=[report.outlet.id for report in analysed.story.reports],
        outlet_names=[analysed.story.name(report.id) for report in analysed.story.reports],
        tags=list(ledger.tags),
        kinds=sorted({kind for claim in ledger.claims for kind in claim.kinds}),
        counts=counts,
        lead=_lead(analysed),
        corrections=[
            {
                "date": item.date.iso,
                "claim": item.claim or "",
                "was": texts(item.was),
                "now": texts(item.now),
                "text": texts(item.text),
            }
            for item in ledger.corrections
        ],
        paths=paths,
    )


def texts(localized: Localized | None) -> dict[str, str]:
    """Return a text per language as plain strings; an absent text is empty."""
    return (
        {tag: passage.value.strip() for tag, passage in localized.entries.items()}
        if localized
        else {}
    )


def _lead(analysed: AnalysedStory) -> LeadSummary | None:
    ledger = analysed.story.ledger
    claim = next((claim for claim in analysed.claims if claim.claim.id == ledger.lead), None)
    if claim is None:
        claim = next((claim for claim in analysed.claims if claim.claim.relation != "agree"), None)
    if claim is None or ledger.status == "withdrawn":
        return None
    inferred = [
        analysed.story.name(report.id)
        for report in analysed.story.reports
        if report.id in analysed.inferred
    ]
    voices = []
    for name, said in claim.says.items():
        report = analysed.story.report(name)
        words = (
            differing_text(said)
            if said.appearance.speaks
            else " ".join(anchor.text for anchor in said.near)
        )
        voices.append([analysed.story.name(name), report.language, said.appearance.stance, words])
    return LeadSummary(
        statement=texts(claim.claim.statement),
        relation=claim.claim.relation,
        voices=voices,
        inferred=inferred,
    )


def pick(texts_: Mapping[str, str], language: str) -> tuple[str, str]:
    """Return a text in a language, or else in the first it has, with the tag if it is another."""
    if language in texts_:
        return texts_[language], ""
    tag = next(iter(texts_), "")
    return (texts_[tag], tag) if tag else ("", "")


def moment(iso: str) -> Moment:
    """Return a moment from its ISO 8601 form."""
    if "T" not in iso:
        return Moment(date.fromisoformat(iso))
    time = datetime.fromisoformat(iso)
    return Moment(time.date(), time)
