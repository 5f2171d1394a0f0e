"""Corrections, and the history of one story: told from its own data and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from selisih.model.differences import AnalysedStory
from selisih.model.lock import accepted_claims
from selisih.model.moment import begins
from selisih.model.records import Correction, Moment
from selisih.pages.interface import N_, Interface, Local
from selisih.pages.urls import claim_fragment

ASKED: Final = N_("{outlet} was asked for a reply")
REPLIED: Final = N_("{outlet} replied")


class CorrectionView(Struct, kw_only=True):
    """A change of what was published."""

    date: str
    claim: Local
    """The claim's statement, or its former id where it is gone; empty where none is named."""
    href: str
    """Link to the claim; empty where it is gone or none is named."""
    outlet: str
    """Whose article it is about, where it names one."""
    was: Local | None
    now: Local | None
    text: Local | None


class Happening(Struct, kw_only=True):
    """Something that was done to a comparison."""

    iso: str
    """When, in ISO 8601."""
    date: str
    label: str
    correction: CorrectionView | None


class History(Struct, kw_only=True):
    """What happened to a comparison, the earliest first."""

    happenings: tuple[Happening, ...]
    plain: str
    """All of it in one sentence, where it is no more than the publication; else empty."""
    locked: str
    """How many of its points are locked, and what that means."""


def correction_views(analysed: AnalysedStory, interface: Interface) -> tuple[CorrectionView, ...]:
    """Return a story's corrections, in the ledger's order."""
    known = {claim.claim.id: claim.claim for claim in analysed.claims}
    views = []
    for correction in analysed.story.ledger.corrections:
        claim = known.get(correction.claim or "")
        views.append(
            CorrectionView(
                date=interface.day(correction.date),
                claim=interface.local(claim.statement) if claim else Local(correction.claim or ""),
                href=f"#{claim_fragment(claim.id)}" if claim else "",
                outlet=_outlet(correction, analysed),
                was=interface.local(correction.was),
                now=interface.local(correction.now),
                text=interface.local(correction.text),
            )
        )
    return tuple(views)


def _outlet(correction: Correction, analysed: AnalysedStory) -> str:
    """Return what the report that a correction names is called; a former one is known by its id."""
    named = correction.report or ""
    known = any(report.id == named for report in analysed.story.reports)
    return analysed.story.name(named) if known else named


def story_history(
    analysed: AnalysedStory,
    corrections: tuple[CorrectionView, ...],
    interface: Interface,
    timezone: str,
) -> History:
    """Return what the records of a story hold of its history; `corrections` are its own."""
    published = analysed.story.ledger.published
    # What happened at one time stays in this order, the publication first.
    dated = sorted(
        _happenings(analysed, corrections, interface), key=lambda pair: begins(pair[0], timezone)
    )
    eventful = len(dated) > bool(published)
    return History(
        happenings=tuple(happening for _, happening in dated) if eventful else (),
        plain="" if eventful else _plain(published, interface),
        locked=_locked(analysed, interface),
    )


def _happenings(
    analysed: AnalysedStory, corrections: tuple[CorrectionView, ...], interface: Interface
) -> Iterator[tuple[Moment, Happening]]:
    _, ledger = interface.gettext, analysed.story.ledger
    told: list[tuple[Moment | None, str, CorrectionView | None]] = [
        (ledger.published, _("Comparison published"), None)
    ]
    for response in ledger.responses:
        name = response.outlet.name
        told.append((response.asked, _(ASKED).format(outlet=name), None))
        told.append((response.received, _(REPLIED).format(outlet=name), None))
    for correction, view in zip(ledger.corrections, corrections, strict=True):
        told.append((correction.date, _("Correction"), view))
    for moment, label, told_of in told:
        if moment:
            date = interface.day(moment)
            yield moment, Happening(iso=moment.iso, date=date, label=label, correction=told_of)


def _plain(published: Moment | None, interface: Interface) -> str:
    _ = interface.gettext
    if not published:
        return _("The date of publication is not recorded; there is no correction so far.")
    date = interface.day(published)
    return _("Published {date}; there is no correction so far.").format(date=date)


def _locked(analysed: AnalysedStory, interface: Interface) -> str:
    """Return how many points are locked, and what that means."""
    _, number = interface.gettext, interface.number
    accepted = accepted_claims(analysed.story.lock or {})
    held = sum(claim.claim.id in accepted for claim in analysed.claims)
    if not held:
        return _("No point is locked yet: each could still change without a correction.")
    return _(
        "Points locked: {n} of {total}. Their statements, stances and quotes cannot change without a correction."
    ).format(n=number(held), total=number(len(analysed.claims)))
