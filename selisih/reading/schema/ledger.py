"""The shape of `ledger.yaml`."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from selisih.reading.schema.leaves import (
    Day,
    Flag,
    Identifier,
    Text,
    WebAddress,
    choice,
)
from selisih.reading.schema.notation import Shape
from selisih.reading.schema.shapes import EvidenceShape, PersonShape, Quotes, Texts, Words

StanceWord = Annotated[
    Literal["states", "partly", "contradicts", "omits", "unknown"],
    choice(
        states="The report says it.",
        partly="It says part of it.",
        contradicts="It says otherwise, and both cannot be true.",
        omits="It is not in the text we received.",
        unknown="That part of the report was not received.",
    ),
]
Status = Annotated[
    Literal["draft", "published", "withdrawn"],
    choice(
        draft="Not shown.",
        published="Shown, unless its date lies ahead.",
        withdrawn="Replaced by a notice with the reason.",
    ),
]


KIND_MEANINGS: Final = {
    "number": "Figures differ.",
    "date": "Days or times differ.",
    "name": "People, places or bodies are named otherwise.",
    "detail": "One says more than the other.",
    "attribution": "The words are given to another speaker.",
    "source": "Another agency or outlet is credited.",
    "quotation": "Other words stand inside quotation marks.",
    "extent": "Quoted here, reported there, or cut elsewhere.",
    "certainty": "One is surer than the other.",
    "sequence": "The order of events differs.",
    "emphasis": "One gives it more weight.",
    "wording": "Other words for the same.",
    "context": "The background differs.",
}
"""What an editor is told of each built-in kind."""


class AppearanceShape(Shape, frozen=True, kw_only=True):
    """What one report does with one claim, written out."""

    stance: StanceWord | None = None
    """What the report does with the claim. Written out where it is not implied: a quote implies `states`, `absent` or `near` implies `omits`."""
    quote: Quotes | None = None
    """The report's words."""
    mark: Texts | None = None
    """The words in the quote that carry the difference. Computed where it is left out."""
    gloss: Words | None = None
    """Our translation of the quote, always shown apart from it."""
    note: Words | None = None
    """A remark, in inline Markdown."""
    absent: Texts | None = None
    """Words that do not occur in the report: a silence that is verified."""
    near: Quotes | None = None
    """The passage where the omitted words would have stood."""
    reason: Words | None = None
    """Why it is not known what the report says."""


Says = Text | AppearanceShape
"""A bare string is a quote with the stance `states`."""


class VerdictShape(Shape, frozen=True, kw_only=True):
    """A rating of the claim itself."""

    rating: Text
    """A rating that site.yaml declares."""
    explanation: Words | None = None
    """Why."""
    claimant: PersonShape | None = None
    """Who makes the claim."""
    reviewed: Day | None = None
    """When it was assessed."""
    evidence: list[EvidenceShape] | None = None
    """What the assessment rests on."""


class ClaimShape(Shape, frozen=True, kw_only=True):
    """One claim."""

    statement: Words
    """The claim in one sentence that makes no report the norm."""
    kind: Texts | None = None
    """What sort of difference it is, the leading one first. Left out where the reports agree."""
    major: Flag | None = None
    """Whether it is shown before the others."""
    says: dict[str, Says]
    """What each report does with it. Names every report; `all` stands for those not named."""
    note: Words | None = None
    """A remark, in inline Markdown."""
    evidence: list[EvidenceShape] | None = None
    """What lies outside the reports."""
    verdict: VerdictShape | None = None
    """A rating of the claim itself: rare, and with evidence."""
    aliases: list[Identifier] | None = None
    """Former ids, redirected."""


class SetAsideShape(Shape, frozen=True, kw_only=True):
    """A difference that was seen and left out on purpose."""

    says: dict[str, Says]
    """What the reports say; verified like a claim."""
    reason: Words
    """Why it is no claim."""


class ResponseShape(Shape, frozen=True, kw_only=True):
    """A reply of an outlet."""

    outlet: Text
    """Who replied."""
    asked: Day | None = None
    """When the desk asked."""
    received: Day | None = None
    """When the reply came."""
    text: Words | None = None
    """The reply."""
    url: WebAddress | None = None
    """Where it is published."""


class CorrectionShape(Shape, frozen=True, kw_only=True):
    """A change of what was published."""

    date: Day
    """When it was corrected."""
    claim: Text | None = None
    """Which claim."""
    report: Text | None = None
    """What is said of which report; left out where it concerns all."""
    was: Words | None = None
    """What it said."""
    now: Words | None = None
    """What it says."""
    text: Words | None = None
    """Why."""


class LedgerShape(Shape, frozen=True, kw_only=True):
    """The whole file."""

    title: Words
    """The story's headline."""
    summary: Words | None = None
    """The story in a few sentences."""
    event_date: Day | None = None
    """The day of the event."""
    published: Day | None = None
    """When the comparison is published; a date is midnight in the time zone of the site."""
    status: Status | None = None
    """Whether readers may see it."""
    reason: Words | None = None
    """Why it was withdrawn."""
    curators: list[Text] | None = None
    """Who compared."""
    tags: list[Identifier] | None = None
    """Ids of tags that site.yaml names."""
    columns: list[Text] | None = None
    """Every report once, in the order in which they stand side by side."""
    lead: Text | None = None
    """The claim that is shown first."""
    aliases: list[Identifier] | None = None
    """Former slugs, redirected."""
    claims: dict[str, ClaimShape] | None = None
    """The claims by id."""
    set_aside: list[SetAsideShape] | None = None
    """Differences that were seen and left out on purpose."""
    responses: list[ResponseShape] | None = None
    """Replies of outlets, shown before the full texts."""
    corrections: list[CorrectionShape] | None = None
    """What was published and has changed."""
