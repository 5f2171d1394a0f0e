"""What an editor has dealt with already: the spans of the reports that a ledger covers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from selisih.analysis.anchors import Anchorer, ReportText
from selisih.analysis.loose import find_loosely
from selisih.model.differences import Span
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
        for name, appearance in claim.says.items():
            for passage in appearance.absent:
                for other, text in reports.items():
                    if other != name:
                        found.claimed.setdefault(other, []).extend(
                            find_loosely(text.haystack("body").text, passage.value)
                        )
    for item in story.ledger.set_aside:
        _add(item.says, anchorer, found.set_aside)
    return found


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
