"""What the site-wide pages know of a story: plain data, so that it can be remembered between builds."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final, NamedTuple, TypedDict

from selisih.model.differences import AnalysedStory
from selisih.model.moment import begins
from selisih.model.records import Localized, Moment
from selisih.pages.claims import differing_text


class LeadSummary(TypedDict):
    """The difference that a story is introduced with."""

    statement: dict[str, str]
    """Nothing where the story has a summary: no list shows both, and none is made anew for it."""
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


class Card(NamedTuple):
    """What decides where a story is listed: little enough to be at hand for all stories at once."""

    slug: str
    age: float
    """Orders stories newest first; one without a date comes last."""
    outlets: list[str]
    kinds: list[str]
    tags: list[str]
    digest: str
    """Hash of its summary: a list that shows it changes with this."""
    corrected: str
    """Date of its latest correction, in ISO 8601; empty where there is none."""
    public: bool
    """Whether it may be listed by search engines and in feeds."""
    places: str
    """Hash of the addresses of its pages that search engines may list."""


def card_of(summary: Summary, digest: str, timezone: str, places: str) -> Card:
    """Return what orders a story in lists."""
    return Card(
        slug=summary["slug"],
        age=_age(summary, timezone),
        outlets=list(dict.fromkeys(summary["outlets"])),
        kinds=summary["kinds"],
        tags=list(dict.fromkeys(summary["tags"])),
        digest=digest,
        corrected=max((item["date"] for item in summary["corrections"]), default=""),
        public=summary["status"] == "published",
        places=places,
    )


def _age(story: Summary, timezone: str) -> float:
    if not story["published"]:
        return math.inf
    published = begins(moment(story["published"]), timezone)
    return (_EPOCH - published).total_seconds()


_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def summarise(analysed: AnalysedStory, *, listed: bool) -> Summary:
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
        statement={} if texts(ledger.summary) else texts(claim.claim.statement),
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
