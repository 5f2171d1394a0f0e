"""The shape of a report's front matter, and of a page's."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Tag

from selisih.reading.schema.leaves import (
    Count,
    Day,
    FilePath,
    Language,
    Shape,
    Text,
    WebAddress,
    choice,
)
from selisih.reading.schema.shapes import Words

Part = Annotated[Literal["whole", "partial", "unknown"], choice("whole", "partial", "unknown")]
Format = Annotated[Literal["text", "markdown"], choice("text", "markdown")]
Display = Annotated[Literal["full", "excerpts"], choice("full", "excerpts")]


class LineShape(Shape):
    """One of several equal lines."""

    line: Text
    occurrence: Count | None = None


BoilerplateLine = Annotated[
    Annotated[Text, Tag("<text>")] | Annotated[LineShape, Tag("<map>")],
    Discriminator(lambda value: "<map>" if isinstance(value, dict) else "<text>"),
]


class RedactionShape(Shape):
    """Words that are replaced in every output."""

    text: Text
    reason: Words


class ReportShape(Shape):
    """The front matter of a report."""

    outlet: Text
    provenance: Words | None = None
    title: Text | None = None
    standfirst: Text | None = None
    language: Language
    published: Day | None = None
    retrieved: Day | None = None
    authors: list[Text] | None = None
    credits: list[Text] | None = None
    url: WebAddress | None = None
    archive_url: WebAddress | None = None
    received: FilePath | None = None
    original: FilePath | None = None
    part: Part | None = None
    format: Format | None = None
    display: Display | None = None
    rights: Words | None = None
    boilerplate: list[BoilerplateLine] | None = None
    redactions: list[RedactionShape] | None = None


class PageShape(Shape):
    """The front matter of a page of the site's own words."""

    title: Text
