"""Shapes that several files share: texts per language, one-or-many, quotes."""

from __future__ import annotations

from typing import Annotated, Literal

from selisih.reading.schema.leaves import (
    Address,
    Day,
    Number,
    Text,
    WebAddress,
    choice,
)
from selisih.reading.schema.notation import NOT_EMPTY, Shape

Words = Text | Annotated[dict[str, Text], NOT_EMPTY]
"""One text in the site's first language, or one text per language."""

Texts = Text | Annotated[list[Text], NOT_EMPTY]
"""One text or a list of texts."""


WhereWord = Annotated[
    Literal["body", "title", "standfirst"],
    choice(body="The article.", title="The headline.", standfirst="The standfirst."),
]


class QuoteShape(Shape, frozen=True, kw_only=True, rename={"where": "in"}):
    """Words of a report, with what adjoins them where they stand more than once."""

    exact: Text
    """The words, exactly as the report has them."""
    prefix: Text | None = None
    """Words that stand directly before, where the quote occurs more than once."""
    suffix: Text | None = None
    """Words that stand directly after, where the quote occurs more than once."""
    where: WhereWord = "body"
    """The part of the report that is quoted."""


Quotes = Text | QuoteShape | Annotated[list[Text | QuoteShape], NOT_EMPTY]
"""A quote, or several."""


class EvidenceShape(Shape, frozen=True, kw_only=True):
    """Something outside the reports."""

    url: WebAddress
    """Where it is."""
    title: Words | None = None
    """What it is called."""
    quote: Text | None = None
    """Words of it."""
    retrieved: Day | None = None
    """When it was fetched."""


class PersonShape(Shape, frozen=True, kw_only=True):
    """Who made a claim, or who publishes the site."""

    name: Text
    """The name."""
    url: Address | None = None
    """A page of theirs."""


class RatingShape(Shape, frozen=True, kw_only=True):
    """One step of the scale of verdicts."""

    id: Text
    """What verdicts write."""
    value: Number
    """Its place on the scale: the higher, the truer."""
    name: Words
    """What readers see."""
