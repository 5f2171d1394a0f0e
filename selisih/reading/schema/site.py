"""The shapes of `site.yaml` and `outlets.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal

from selisih.reading.schema.leaves import (
    Address,
    Count,
    Flag,
    Language,
    Shape,
    Size,
    Text,
    WebAddress,
    choice,
)
from selisih.reading.schema.shapes import PersonShape, RatingShape, Words

Cards = Annotated[Literal["off", "stories", "claims"], choice("off", "stories", "claims")]
FormatVersion = Annotated[Literal["1"], choice("1")]


class FeaturesShape(Shape):
    """Products that may be switched off."""

    claim_pages: Flag | None = None
    reports: Flag | None = None
    embeds: Flag | None = None
    search: Flag | None = None
    cards: Cards | None = None
    data: Flag | None = None


class LimitsShape(Shape):
    """Bounds on content."""

    file: Size | None = None
    claims: Count | None = None
    quote: Count | None = None
    depth: Count | None = None


class SiteShape(Shape):
    """The whole of site.yaml."""

    format: FormatVersion | None = None
    title: Words
    tagline: Words | None = None
    base_url: WebAddress
    languages: list[Language] | None = None
    timezone: Text | None = None
    license: Text | None = None
    publisher: PersonShape | None = None
    contact: Address | None = None
    ratings: list[RatingShape] | None = None
    kinds: dict[str, Words] | None = None
    tags: dict[str, Words] | None = None
    features: FeaturesShape | None = None
    limits: LimitsShape | None = None
    page_size: Count | None = None
    editor: Text | None = None


class OutletShape(Shape):
    """One outlet."""

    name: Text
    url: WebAddress | None = None
    country: Text | None = None
    language: Language | None = None


class OutletsShape(Shape):
    """The whole of outlets.yaml, under a key of our own."""

    outlets: dict[str, OutletShape]
