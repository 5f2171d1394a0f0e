"""Uncurated differences for people and for machines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from selisih.analysis.finding.suggestions import Suggestion
from selisih.model.differences import Span
from selisih.model.records import Report, Story
from selisih.reporting.text import visible


def as_text(story: Story, suggestions: Sequence[Suggestion]) -> str:
    """Return the differences as a numbered list, each with its places and the reason."""
    if not suggestions:
        return f"{story.slug}: no difference that the ledger does not cover\n"
    blocks = [
        f"{number:>3}. {suggestion.kind}  {suggestion.score:.2f}  {visible(suggestion.why)}\n"
        + "".join(f"       {line}\n" for line in _places(story, suggestion))
        for number, suggestion in enumerate(suggestions, 1)
    ]
    count = len(suggestions)
    return "".join(blocks) + f"{count} uncurated difference{'s' if count != 1 else ''}\n"


def _places(story: Story, suggestion: Suggestion) -> Iterator[str]:
    """Yield where each report says it, and where the others would have."""
    for name, spans in suggestion.reports.items():
        for span in spans:
            place = story.report(name).body.place(*span)
            yield f"{visible(place.path)}:{place.line}:{place.column}  “{_words(story.report(name), span)}”"
    for name, span in suggestion.near.items():
        place = story.report(name).body.place(*span)
        yield f"{visible(place.path)}:{place.line}  not here: “…{_words(story.report(name), span)}…”"


def _words(report: Report, span: Span, most: int = 120) -> str:
    text = visible(" ".join(report.body.text[span[0] : span[1]].split()))
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def as_json(story: Story, suggestions: Sequence[Suggestion]) -> str:
    """Return the differences as the JSON of `suggest --format json`; offsets are the body's code points."""
    document = {
        "story": story.slug,
        "suggestions": [
            {
                "kind": suggestion.kind,
                "score": round(suggestion.score, 3),
                "reports": {
                    name: [_excerpt(story.report(name), span) for span in spans]
                    for name, spans in suggestion.reports.items()
                },
                "why": suggestion.why,
            }
            for suggestion in suggestions
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _excerpt(report: Report, span: Span) -> dict[str, Any]:
    body = report.body
    start, end = (offset - body.offset for offset in body.span(*span))
    return {
        "start": start,
        "end": end,
        "line": body.line(span[0]),
        "text": body.text[span[0] : span[1]],
    }
