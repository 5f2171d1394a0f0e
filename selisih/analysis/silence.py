"""Silence is verified: where a report is said to omit, its text is searched for what others say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from selisih.analysis.anchors import PARTS, ReportText
from selisih.analysis.loose import find_loosely
from selisih.analysis.words import words
from selisih.model.differences import AnchoredAppearance, AnchoredClaim, Span
from selisih.model.problem import Problems


def check_silence(
    anchored: AnchoredClaim, reports: Mapping[str, ReportText], problems: Problems
) -> None:
    """Add a warning where a report that omits holds the marked words, or a figure, of one that speaks.

    What stands in the passages that the ledger itself shows as `near` is known to the editor.
    """
    for name, said in anchored.says.items():
        if said.appearance.stance != "omits":
            continue
        for wanted in dict.fromkeys(_telling_words(anchored)):
            place = _found(reports[name], said, wanted)
            if place:
                problems.add(
                    "silence-doubtful",
                    said.appearance.place,
                    f"{name} is said to omit this, and “{wanted}” stands at {place}",
                    "quote that passage, or show it as `near:` if it says something else",
                )
                break


def _telling_words(anchored: AnchoredClaim) -> Iterator[str]:
    """Yield what the speaking reports' marks say, and the figures with units in their quotes."""
    for said in anchored.says.values():
        if not said.appearance.speaks:
            continue
        for mark in said.appearance.marks:
            yield " ".join(mark.value.split())
        for anchor in said.anchors:
            for word in words(anchor.text):
                text = anchor.text[word.start : word.end]
                if word.sort == "number" and any(
                    not c.isdigit() and c not in ".,:/'’" for c in text
                ):
                    yield " ".join(text.split())


def _found(report: ReportText, said: AnchoredAppearance, wanted: str) -> str:
    """Return where words stand in a report outside its boilerplate and the shown passages."""
    for where in PARTS:
        haystack = report.haystack(where)
        known = [(a.text_start, a.text_end) for a in said.near if a.where == where]
        for span in find_loosely(haystack.text, wanted):
            if not any(_overlap(span, other) for other in (*known, *haystack.hidden)):
                return report.place_text(where, span)
    return ""


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
