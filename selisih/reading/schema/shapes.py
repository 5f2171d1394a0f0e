"""Shapes that several files share: texts per language, one-or-many, quotes."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from selisih.reading.schema.leaves import Address, Day, Number, Shape, Text, WebAddress, choice


def form(value: Any) -> str:
    """Return which form of a value was written; pydantic then checks that form alone."""
    if isinstance(value, dict):
        return "<map>"
    return "<list>" if isinstance(value, list) else "<text>"


Words = Annotated[
    Annotated[Text, Tag("<text>")] | Annotated[dict[str, Text], Field(min_length=1), Tag("<map>")],
    Discriminator(lambda value: "<map>" if isinstance(value, dict) else "<text>"),
]
"""One text in the site's first language, or one text per language."""

Texts = Annotated[
    Annotated[Text, Tag("<text>")] | Annotated[list[Text], Field(min_length=1), Tag("<list>")],
    Discriminator(lambda value: "<list>" if isinstance(value, list) else "<text>"),
]
"""One text or a list of texts."""


WhereWord = Annotated[
    Literal["body", "title", "standfirst"],
    choice(body="The article.", title="The headline.", standfirst="The standfirst."),
]


class QuoteShape(Shape):
    """Words of a report, with what adjoins them where they stand more than once."""

    exact: Text
    """The words, exactly as the report has them."""
    prefix: Text | None = None
    """Words that stand directly before, where the quote occurs more than once."""
    suffix: Text | None = None
    """Words that stand directly after, where the quote occurs more than once."""
    where: WhereWord = Field(default="body", alias="in")
    """The part of the report that is quoted."""


OneQuote = Annotated[
    Annotated[Text, Tag("<text>")] | Annotated[QuoteShape, Tag("<map>")],
    Discriminator(lambda value: "<map>" if isinstance(value, dict) else "<text>"),
]
Quotes = Annotated[
    Annotated[Text, Tag("<text>")]
    | Annotated[QuoteShape, Tag("<map>")]
    | Annotated[list[OneQuote], Field(min_length=1), Tag("<list>")],
    Discriminator(form),
]
"""A quote, or several."""


class EvidenceShape(Shape):
    """Something outside the reports."""

    url: WebAddress
    """Where it is."""
    title: Words | None = None
    """What it is called."""
    quote: Text | None = None
    """Words of it."""
    retrieved: Day | None = None
    """When it was fetched."""


class PersonShape(Shape):
    """Who made a claim, or who publishes the site."""

    name: Text
    """The name."""
    url: Address | None = None
    """A page of theirs."""


class RatingShape(Shape):
    """One step of the scale of verdicts."""

    id: Text
    """What verdicts write."""
    value: Number
    """Its place on the scale: the higher, the truer."""
    name: Words
    """What readers see."""
