"""An event as the plain data that every peer is given: the ledger with its relations worked out, the reports as paragraphs.

Peers are spared what Selisih does with the same corpus: finding quotes in the reports, comparing words, telling the relation.
"""

from __future__ import annotations

from typing import Any, Final

from bench.events import REPORTS, Claim, Event

_STANCES: Final = {
    "states": "Memuat",
    "partly": "Memuat sebagian",
    "omits": "Tidak ada dalam teks ini",
}
_RELATIONS: Final = {"agree": "Sama", "differ": "Berbeda", "only": "Hanya di satu berita"}


def as_data(event: Event, *, claim_pages: bool) -> dict[str, Any]:
    """Return what a peer's templates show of an event."""
    return {
        "slug": event.slug,
        "title": event.title,
        "summary": event.summary,
        "event_date": event.date,
        "published": event.published,
        "claim_pages": claim_pages,
        "outlets": [f"Media {number}" for number in event.outlets],
        "claims": [_claim(claim) for claim in event.claims],
        "reports": [
            {"id": name, "paragraphs": list(paragraphs)}
            for name, paragraphs in zip(REPORTS, event.reports, strict=True)
        ],
    }


def _claim(claim: Claim) -> dict[str, Any]:
    relation = "only" if claim.stance == "omits" else "differ" if claim.kinds else "agree"
    stances = ("states", claim.stance)
    return {
        "id": claim.id,
        "statement": claim.statement,
        "kinds": list(claim.kinds),
        "major": claim.major,
        "relation": relation,
        "relation_label": _RELATIONS[relation],
        "note": claim.note,
        "says": [
            {"report": name, "stance": stance, "label": _STANCES[stance], "quote": quote or ""}
            for name, stance, quote in zip(REPORTS, stances, claim.quotes, strict=True)
        ],
    }
