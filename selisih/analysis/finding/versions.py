"""Two retrievals of one article, and what its outlet changed between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from selisih.analysis.finding.contrasts import Side, regions
from selisih.analysis.finding.matching import match_sentences
from selisih.analysis.finding.prepared import Prepared, worded
from selisih.analysis.finding.retrievals import retrievals
from selisih.analysis.finding.sentences import Sentence, visible
from selisih.model.differences import Span
from selisih.model.records import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence of one version, or several that stand one after the other."""

    span: Span
    """In the rendered text."""
    differing: tuple[Span, ...] = ()
    """The words in it that the other version does not have there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One passage that the two versions do not have alike; one side is empty where it came or went."""

    sort: Literal["changed", "added", "removed"]
    earlier: tuple[Passage, ...]
    later: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """Two texts of one article, as they were fetched one after the other."""

    earlier: Report
    later: Report
    changes: tuple[Change, ...]
    """In the order of the later text; what was removed stands where it stood."""


def revisions(reports: Sequence[Report]) -> tuple[Revision, ...]:
    """Return each two successive retrievals of one article with what changed between them."""
    return tuple(
        Revision(earlier=one, later=two, changes=tuple(_changes(one, two)))
        for one, two in retrievals(reports)
    )


def _changes(earlier: Report, later: Report) -> Iterator[Change]:
    left, right = _sentences(earlier), _sentences(later)
    found: list[tuple[float, Change]] = []
    for group in match_sentences(left.keys, right.keys):
        if group.score == 1 and _text(left, group.left) == _text(right, group.right):
            continue
        at = group.right[0] if group.right else _after(group.left[0], left, right)
        found.append((at, _change(left, right, group.left, group.right)))
    yield from (change for _, change in sorted(found, key=lambda each: each[0]))


def _after(index: int, left: Prepared, right: Prepared) -> float:
    """Return about where in the later text a sentence of the earlier one would stand."""
    return index / max(1, len(left.sentences)) * len(right.sentences) - 0.5


def _change(left: Prepared, right: Prepared, ours: Sequence[int], theirs: Sequence[int]) -> Change:
    if not ours or not theirs:
        text, members = (right, theirs) if theirs else (left, ours)
        alone = tuple(_passage(text.sentences[i], ()) for i in members)
        if theirs:
            return Change(sort="added", earlier=(), later=alone)
        return Change(sort="removed", earlier=alone, later=())
    sides = Side(left, ours), Side(right, theirs)
    runs = regions(*sides)
    before = [sides[0].reach(*run.left) for run in runs if run.left[0] < run.left[1]]
    after = [sides[1].reach(*run.right) for run in runs if run.right[0] < run.right[1]]
    return Change(
        sort="changed",
        earlier=tuple(_passage(left.sentences[i], before) for i in ours),
        later=tuple(_passage(right.sentences[i], after) for i in theirs),
    )


def _passage(sentence: Sentence, differing: Sequence[Span]) -> Passage:
    start, end = sentence.start, sentence.end
    inside = tuple((max(a, start), min(b, end)) for a, b in differing if a < end and start < b)
    return Passage(span=(start, end), differing=inside)


def _sentences(report: Report) -> Prepared:
    return worded(Prepared, report.id, report.body.text, report.language, visible(report.body))


def _text(text: Prepared, members: Sequence[int]) -> list[str]:
    """Return the characters of sentences, white space aside."""
    spans = ((text.sentences[i].start, text.sentences[i].end) for i in members)
    return [" ".join(text.text[start:end].split()) for start, end in spans]
