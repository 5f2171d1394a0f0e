"""The shapes of `site.yaml` and `outlets.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal

from selisih.reading.schema.leaves import (
    Address,
    Count,
    Flag,
    Language,
    Size,
    Text,
    WebAddress,
    choice,
    version,
)
from selisih.reading.schema.notation import Shape
from selisih.reading.schema.shapes import PersonShape, RatingShape, Words

Cards = Annotated[
    Literal["off", "stories", "claims"],
    choice(off="None.", stories="One a story.", claims="One a story and one a claim."),
]
FormatVersion = Annotated[Literal["1"], version(1, "The format described here.")]


class FeaturesShape(Shape, frozen=True, kw_only=True):
    """Products that may be switched off."""

    claim_pages: Flag | None = None
    """A page for every claim."""
    reports: Flag | None = None
    """A page for every report."""
    embeds: Flag | None = None
    """Pages to embed elsewhere."""
    search: Flag | None = None
    """A search page."""
    cards: Cards | None = None
    """Pictures for sharing."""
    data: Flag | None = None
    """The open data."""


class LimitsShape(Shape, frozen=True, kw_only=True):
    """Bounds on content."""

    file: Size | None = None
    """Size of one content file, such as 5MB."""
    claims: Count | None = None
    """Claims of one ledger."""
    quote: Count | None = None
    """Characters of one quote."""
    depth: Count | None = None
    """Levels of nesting."""


class SiteShape(Shape, frozen=True, kw_only=True):
    """The whole of site.yaml."""

    format: FormatVersion | None = None
    """Version of the format."""
    title: Words
    """The site's name."""
    tagline: Words | None = None
    """What it is, in a line."""
    base_url: WebAddress
    """The address at which it is published."""
    languages: list[Language] | None = None
    """Languages of the interface; the first stands at the root."""
    timezone: Text | None = None
    """A bare date is midnight here, such as Asia/Jakarta."""
    license: Text | None = None
    """Licence of our own words and data, never of the articles."""
    publisher: PersonShape | None = None
    """Who publishes the site."""
    contact: Address | None = None
    """Where readers and outlets can reply or correct: mailto: or https:."""
    ratings: list[RatingShape] | None = None
    """The scale of verdicts."""
    kinds: dict[str, Words] | None = None
    """Further kinds of difference: id to label."""
    tags: dict[str, Words] | None = None
    """Tags: id to label."""
    features: FeaturesShape | None = None
    """What may be switched off."""
    limits: LimitsShape | None = None
    """Bounds on content."""
    page_size: Count | None = None
    """Stories on one page of a list."""
    editor: Text | None = None
    """The editor that the preview opens files in."""


class OutletShape(Shape, frozen=True, kw_only=True):
    """One outlet."""

    name: Text
    """What it is called; never shortened."""
    url: WebAddress | None = None
    """Its home page."""
    country: Text | None = None
    """Where it is published."""
    language: Language | None = None
    """The language it is written in."""


class OutletsShape(Shape, frozen=True, kw_only=True):
    """The whole of outlets.yaml, under a key of our own."""

    outlets: dict[str, OutletShape]
    """Outlets by id."""
