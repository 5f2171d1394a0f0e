"""The shape of a report's front matter, and of a page's."""

from __future__ import annotations

from typing import Annotated, Literal

from selisih.reading.schema.leaves import (
    Count,
    Day,
    FilePath,
    Language,
    Text,
    WebAddress,
    choice,
)
from selisih.reading.schema.notation import Shape
from selisih.reading.schema.shapes import Words

Part = Annotated[
    Literal["whole", "partial", "unknown"],
    choice(whole="All of it.", partial="Not all of it.", unknown="It is not known how much."),
]
Format = Annotated[
    Literal["text", "markdown"],
    choice(
        text="Lines are paragraphs, and nothing is markup.", markdown="CommonMark without HTML."
    ),
]
Display = Annotated[
    Literal["full", "excerpts"],
    choice(full="All of it is shown.", excerpts="Only what is quoted is shown."),
]


class LineShape(Shape, frozen=True, kw_only=True):
    """One of several equal lines."""

    line: Text
    """The whole line."""
    occurrence: Count | None = None
    """Which of several equal lines, from 1. Left out: all of them."""


BoilerplateLine = Text | LineShape


class RedactionShape(Shape, frozen=True, kw_only=True):
    """Words that are replaced in every output."""

    text: Text
    """The words to replace."""
    reason: Words
    """Why."""


class ReportShape(Shape, frozen=True, kw_only=True):
    """The front matter of a report."""

    outlet: Text
    """Who published it: an id of content/outlets.yaml."""
    provenance: Words | None = None
    """How the outlet is known, where the text does not name it."""
    title: Text | None = None
    """The headline; null where it is unknown."""
    standfirst: Text | None = None
    """The standfirst; null where there is none or it is unknown."""
    language: Language
    """The language of the text."""
    published: Day | None = None
    """When the report was published. The day of a statement in it is not that day."""
    retrieved: Day | None = None
    """When it was fetched."""
    authors: list[Text] | None = None
    """Who wrote it."""
    credits: list[Text] | None = None
    """Agencies and outlets that the text credits."""
    url: WebAddress | None = None
    """Where it is published."""
    archive_url: WebAddress | None = None
    """Where it is archived."""
    received: FilePath | None = None
    """The file as received; the body equals its bytes."""
    original: FilePath | None = None
    """The file as fetched; its hash is published."""
    part: Part | None = None
    """How much of the article was received."""
    format: Format | None = None
    """text: every line that is not empty is a paragraph. markdown: CommonMark."""
    display: Display | None = None
    """Whether all of it may be shown, or only what is quoted."""
    rights: Words | None = None
    """The ground on which the text is shown."""
    boilerplate: list[BoilerplateLine] | None = None
    """Lines that are not part of the article."""
    redactions: list[RedactionShape] | None = None
    """Words that are replaced in every output."""


class PageShape(Shape, frozen=True, kw_only=True):
    """The front matter of a page of the site's own words."""

    title: Text
    """The page's title."""
