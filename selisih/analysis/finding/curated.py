"""What an editor has dealt with already: the spans of the reports that a ledger covers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from selisih.analysis.anchors import Anchorer, ReportText
from selisih.analysis.loose import find_loosely
from selisih.model.differences import AnalysedStory, AnchoredAppearance, Span
from selisih.model.problem import Problems
from selisih.model.records import Appearance, Report, Story


class Cover:
    """Spans of one text, joined where they overlap, so that asking for a share is quick."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """Sort and join the spans."""
        joined: list[Span] = []
        for start, end in sorted(spans):
            if start == end:
                continue
            if joined and start <= joined[-1][1]:
                joined[-1] = joined[-1][0], max(end, joined[-1][1])
            else:
                joined.append((start, end))
        self.spans = joined
        self.ends = [end for _, end in joined]

    def share(self, span: Span) -> float:
        """Return how much of a span is covered, from 0 to 1."""
        start, end = span
        total = 0
        for first, last in self.spans[bisect_right(self.ends, start) :]:
            if first >= end:
                break
            total += min(end, last) - max(start, first)
        return total / (end - start) if end > start else 0.0

    def touches(self, span: Span) -> bool:
        """Return whether any of a span is covered."""
        start, end = span
        first = bisect_right(self.ends, start)
        return start < end and first < len(self.spans) and self.spans[first][0] < end


NOTHING: Final = Cover(())


class Curated(Struct, frozen=True):
    """Spans of the rendered bodies that a ledger deals with, by report id."""

    claimed: Mapping[str, Cover]
    """What claims quote, show as `near`, or assert to be absent elsewhere."""
    set_aside: Mapping[str, Cover]
    both: Mapping[str, Cover]

    def share(self, report: str, span: Span) -> float:
        """Return how much of a span is covered, from 0 to 1."""
        return self.both.get(report, NOTHING).share(span)

    def of(self, report: str) -> tuple[Cover, Cover]:
        """Return what claims have of a report, and what of it was set aside."""
        return self.claimed.get(report, NOTHING), self.set_aside.get(report, NOTHING)


_Spans = dict[str, list[Span]]


def curated(story: Story) -> Curated:
    """Return what a story's ledger covers. A quote that has no one place covers nothing here."""
    reports = {report.id: ReportText(report) for report in story.reports}
    anchorer = Anchorer(reports, Problems())
    claimed: _Spans = {}
    set_aside: _Spans = {}
    for claim in story.ledger.claims:
        _add(claim.says, anchorer, claimed)
        _add_absent(claim.says, story.reports, claimed)
    for item in story.ledger.set_aside:
        _add(item.says, anchorer, set_aside)
    return _curated(claimed, set_aside)


def curated_in(analysed: AnalysedStory) -> Curated:
    """Return what `curated` finds in a story whose quotes have their places already."""
    claimed: _Spans = {}
    set_aside: _Spans = {}
    for claim in analysed.claims:
        _add_anchored(claim.says, claimed)
        _add_absent(claim.claim.says, analysed.story.reports, claimed)
    for item in analysed.set_aside:
        _add_anchored(item.says, set_aside)
    return _curated(claimed, set_aside)


def _curated(claimed: _Spans, set_aside: _Spans) -> Curated:
    names = {*claimed, *set_aside}
    return Curated(
        {name: Cover(spans) for name, spans in claimed.items()},
        {name: Cover(spans) for name, spans in set_aside.items()},
        {name: Cover((*claimed.get(name, ()), *set_aside.get(name, ()))) for name in names},
    )


def _add_anchored(says: Mapping[str, AnchoredAppearance], into: _Spans) -> None:
    for name, appearance in says.items():
        into.setdefault(name, []).extend(
            (anchor.text_start, anchor.text_end)
            for anchor in (*appearance.anchors, *appearance.near)
            if anchor.where == "body"
        )


def _add_absent(says: Mapping[str, Appearance], reports: Sequence[Report], into: _Spans) -> None:
    """Add the words that one report does not have, where the others have them."""
    for name, appearance in says.items():
        for passage in appearance.absent:
            for other in reports:
                if other.id != name:
                    found = find_loosely(other.body.text, passage.value)
                    into.setdefault(other.id, []).extend(found)


def _add(says: Mapping[str, Appearance], anchorer: Anchorer, into: _Spans) -> None:
    for name, appearance in says.items():
        into.setdefault(name, []).extend(_spans(anchorer, name, appearance))


def _spans(anchorer: Anchorer, name: str, appearance: Appearance) -> Iterator[Span]:
    for anchor in anchorer.quotes(name, (*appearance.quotes, *appearance.near)):
        if anchor.where == "body":
            yield anchor.text_start, anchor.text_end
