"""The shape of `ledger.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Tag

from selisih.reading.schema.leaves import (
    Day,
    Flag,
    Identifier,
    Shape,
    StanceWord,
    Text,
    WebAddress,
    choice,
)
from selisih.reading.schema.shapes import EvidenceShape, PersonShape, Quotes, Texts, Words

Status = Annotated[
    Literal["draft", "published", "withdrawn"], choice("draft", "published", "withdrawn")
]


class AppearanceShape(Shape):
    """What one report does with one claim, written out."""

    stance: StanceWord | None = None
    quote: Quotes | None = None
    mark: Texts | None = None
    gloss: Words | None = None
    note: Words | None = None
    absent: Texts | None = None
    near: Quotes | None = None
    reason: Words | None = None


Says = Annotated[
    Annotated[Text, Tag("<text>")] | Annotated[AppearanceShape, Tag("<map>")],
    Discriminator(lambda value: "<map>" if isinstance(value, dict) else "<text>"),
]
"""A bare string is a quote with the stance `states`."""


class VerdictShape(Shape):
    """A rating of the claim itself."""

    rating: Text
    explanation: Words | None = None
    claimant: PersonShape | None = None
    reviewed: Day | None = None
    evidence: list[EvidenceShape] | None = None


class ClaimShape(Shape):
    """One claim."""

    statement: Words
    kind: Texts | None = None
    major: Flag | None = None
    says: dict[str, Says]
    note: Words | None = None
    evidence: list[EvidenceShape] | None = None
    verdict: VerdictShape | None = None
    aliases: list[Identifier] | None = None


class SetAsideShape(Shape):
    """A difference that was seen and left out on purpose."""

    says: dict[str, Says]
    reason: Words


class ResponseShape(Shape):
    """A reply of an outlet."""

    outlet: Text
    asked: Day | None = None
    received: Day | None = None
    text: Words | None = None
    url: WebAddress | None = None


class CorrectionShape(Shape):
    """A change of what was published."""

    date: Day
    claim: Text | None = None
    report: Text | None = None
    was: Words | None = None
    now: Words | None = None
    text: Words | None = None


class LedgerShape(Shape):
    """The whole file."""

    title: Words
    summary: Words | None = None
    event_date: Day | None = None
    published: Day | None = None
    status: Status | None = None
    reason: Words | None = None
    curators: list[Text] | None = None
    tags: list[Identifier] | None = None
    columns: list[Text] | None = None
    lead: Text | None = None
    aliases: list[Identifier] | None = None
    claims: dict[str, ClaimShape] | None = None
    set_aside: list[SetAsideShape] | None = None
    responses: list[ResponseShape] | None = None
    corrections: list[CorrectionShape] | None = None
