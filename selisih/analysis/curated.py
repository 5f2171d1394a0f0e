"""What an editor has dealt with already: the spans of the reports that a ledger covers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from selisih.analysis.anchors import Anchorer, ReportText
from selisih.analysis.loose import find_loosely
from selisih.model.differences import AnalysedStory, AnchoredAppearance, Span
from selisih.model.problem import Problems
from selisih.model.records import Appearance, Story


@dataclass(slots=True)
class Curated:
    """Spans of the rendered bodies, by report id."""

    claimed: dict[str, list[Span]] = field(default_factory=dict)
    """What claims quote, show as `near`, or assert to be absent elsewhere."""
    set_aside: dict[str, list[Span]] = field(default_factory=dict)

    def share(self, report: str, span: Span) -> float:
        """Return how much of a span is covered, from 0 to 1."""
        return _share(span, (*self.claimed.get(report, ()), *self.set_aside.get(report, ())))

    def is_claimed(self, report: str, span: Span) -> bool:
        """Return whether a claim has any of a span."""
        return _share(span, self.claimed.get(report, ())) > 0

    def is_set_aside(self, report: str, span: Span) -> bool:
        """Return whether some of a span was set aside."""
        return _share(span, self.set_aside.get(report, ())) > 0


def curated(story: Story) -> Curated:
    """Return what a story's ledger covers. A quote that has no one place covers nothing here."""
    reports = {report.id: ReportText(report) for report in story.reports}
    anchorer = Anchorer(reports, Problems())
    found = Curated()
    for claim in story.ledger.claims:
        _add(claim.says, anchorer, found.claimed)
        _add_absent(claim.says, reports, found)
    for item in story.ledger.set_aside:
        _add(item.says, anchorer, found.set_aside)
    return found


def curated_in(analysed: AnalysedStory) -> Curated:
    """Return what `curated` finds in a story whose quotes all have their places."""
    found = Curated()
    reports = {report.id: ReportText(report) for report in analysed.story.reports}
    for claim in analysed.claims:
        _extend(claim.says, found.claimed)
        _add_absent(claim.claim.says, reports, found)
    for item in analysed.set_aside:
        _extend(item.says, found.set_aside)
    return found


def _extend(says: Mapping[str, AnchoredAppearance], into: dict[str, list[Span]]) -> None:
    for name, said in says.items():
        spans = into.setdefault(name, [])
        for anchor in (*said.anchors, *said.near):
            if anchor.where == "body":
                spans.append((anchor.text_start, anchor.text_end))


def _add_absent(
    says: Mapping[str, Appearance], reports: Mapping[str, ReportText], found: Curated
) -> None:
    """Add where other reports have what one is said not to have."""
    for name, appearance in says.items():
        for passage in appearance.absent:
            for other, text in reports.items():
                if other != name:
                    found.claimed.setdefault(other, []).extend(
                        find_loosely(text.haystack("body").text, passage.value)
                    )


def _add(says: Mapping[str, Appearance], anchorer: Anchorer, into: dict[str, list[Span]]) -> None:
    for name, appearance in says.items():
        into.setdefault(name, []).extend(_spans(anchorer, name, appearance))


def _spans(anchorer: Anchorer, name: str, appearance: Appearance) -> Iterator[Span]:
    for anchor in anchorer.quotes(name, (*appearance.quotes, *appearance.near)):
        if anchor.where == "body":
            yield anchor.text_start, anchor.text_end


def _share(span: Span, covered: Sequence[Span]) -> float:
    start, end = span
    if end <= start:
        return 0.0
    at, total = start, 0
    for first, last in sorted(covered):
        if last > at and first < end and at < end:
            total += min(end, last) - max(at, first)
            at = min(end, max(at, last))
    return total / (end - start)
