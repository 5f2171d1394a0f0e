"""The differences that no editor has dealt with yet, ranked: the machine proposes, the editor decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from selisih.analysis.finding.abroad import across_languages
from selisih.analysis.finding.contrasts import (
    PASSAGE,
    REPEATED,
    SLIGHT,
    Contrast,
    Side,
    mirrored,
    regions,
)
from selisih.analysis.finding.curated import Curated, curated
from selisih.analysis.finding.disputes import CLOSE, Disputes, lone_facts
from selisih.analysis.finding.matching import match_sentences, stem
from selisih.analysis.finding.opposites import opposites
from selisih.analysis.finding.prepared import Prepared, prepare
from selisih.analysis.finding.wordings import quoting, wordings
from selisih.model.differences import Span
from selisih.model.records import Story


@dataclass(slots=True)
class Suggestion:
    """A difference between reports that the ledger says nothing of."""

    kind: str
    """A kind of the ledger, guessed."""
    score: float
    """How much an editor would want to know it, from 0 to 1."""
    reports: dict[str, list[Span]]
    """Report id to the spans of its rendered text that carry the difference."""
    why: str
    near: dict[str, Span] = field(default_factory=dict)
    """For reports that do not say it, where they would have."""


COVERED = 0.5
"""Share of a span that the ledger must have for the difference to be dealt with."""


def suggest(story: Story) -> list[Suggestion]:
    """Return the uncurated differences of a story, the weightiest first."""
    return gather(prepare(story.reports), curated(story), differences)


Compare = Callable[[Prepared, Prepared], Iterable[tuple[Contrast, ...]]]
"""Yields what two texts say differently, each difference followed by finer ones inside it."""


def gather(
    prepared: Mapping[str, Prepared], covered: Curated, compare: Compare
) -> list[Suggestion]:
    """Return what a comparison of each pair finds and the ledger does not cover, the weightiest first."""
    merged: dict[tuple[str, str, Span], Suggestion] = {}
    found: list[Suggestion] = []
    for one, two in combinations(prepared.values(), 2):
        for contrast in _uncovered(compare(one, two), one.id, two.id, covered):
            _merge(contrast, one.id, two.id, merged, found)
    places = {name: index for index, name in enumerate(prepared)}
    return sorted(found, key=lambda each: (-each.score, _first(each, places)))


def differences(left: Prepared, right: Prepared) -> Iterator[tuple[Contrast, ...]]:
    """Yield what two texts say differently.

    Each entry is a difference, followed by finer ones inside it, which count only where the first
    one is dealt with.
    """
    if left.language != right.language:
        yield from ((contrast,) for contrast in across_languages(left, right))
        return
    for group in match_sentences(left.keys, right.keys):
        if group.score == 1:
            yield from _requoted(left, right, group.left[0], group.right[0])
        elif group.left and group.right:
            sides = Side(left, group.left), Side(right, group.right)
            yield from ((contrast,) for contrast in _within(*sides, group.score))
        elif group.left:
            yield tuple(_passage(left, right, group.left[0], group.repeats))
        else:
            yield tuple(map(mirrored, _passage(right, left, group.right[0], group.repeats)))


def _requoted(left: Prepared, right: Prepared, i: int, j: int) -> Iterator[tuple[Contrast, ...]]:
    """Yield what is quoted in one of two sentences with the same words, and numbers with another sign."""
    one, two = left.sentences[i], right.sentences[j]
    if left.text[one.start : one.end] == right.text[two.start : two.end]:
        return
    sides = Side(left, (i,)), Side(right, (j,))
    if sides[0].signed != sides[1].signed:
        yield from ((contrast,) for contrast in _within(*sides, 1.0))
        return
    marks = [sum(side.shown(side.span).count(mark) for mark in '"“”„«»') for side in sides]
    if marks[0] != marks[1]:
        yield from ((contrast,) for contrast in quoting(*sides))


def _within(left: Side, right: Side, likeness: float) -> Iterator[Contrast]:
    """Yield what two groups of corresponding sentences say differently."""
    runs = regions(left, right)
    opposed = dict(opposites(left, right, runs))
    used = set(opposed)
    yield from opposed.values()
    for contrast in Disputes(left, right, runs, likeness >= CLOSE, used).found():
        if not _told(contrast, opposed.values()):
            yield contrast
    yield from quoting(left, right)
    yield from wordings(left, right, [run for i, run in enumerate(runs) if i not in used])


def _told(contrast: Contrast, opposed: Iterable[Contrast]) -> bool:
    """Return whether a lone word of caution or a negation is one of two words that exclude each other."""
    if (contrast.left and contrast.right) or contrast.kind not in ("certainty", "detail"):
        return False
    return any(
        mine and span and mine[0] <= span[0] and span[1] <= mine[1]
        for each in opposed
        for mine, span in ((each.left, contrast.left), (each.right, contrast.right))
    )


def _passage(text: Prepared, other: Prepared, index: int, repeats: bool) -> Iterator[Contrast]:
    """Yield a sentence that only one text has, and the facts in it."""
    side = Side(text, (index,))
    content = {stem(key) for i, key in enumerate(side.keys) if side.is_content(i)}
    if not content:
        return
    said = f"“{_short(side.shown(side.span))}”"
    near = _where(other, index / max(1, len(text.sentences)))
    if repeats or _said_before(text, index, content):
        yield Contrast(kind="emphasis", score=REPEATED, left=side.span, right=None, why=f"{text.id} says this twice: {said}", near_right=near)  # fmt: skip
        return
    share = len(content & other.vocabulary) / len(content)
    facts = list(lone_facts(side, other, near))
    score = PASSAGE + 0.03 * (1 - share) - (0.2 if share > 0.8 and not facts else 0)
    score = score if len(content) > 2 else SLIGHT
    yield Contrast(kind="context", score=score, left=side.span, right=None, why=f"a passage that only {text.id} carries: {said}", near_right=near)  # fmt: skip
    yield from facts


def _said_before(text: Prepared, index: int, content: set[str]) -> bool:
    """Return whether another sentence of the same text holds nearly all words of this one."""
    if len(content) < 4:
        return False
    rare = sorted(content, key=lambda each: (len(text.places[each]), each))
    tried = {i for each in rare[: len(content) // 5 + 1] for i in text.places[each]}
    return any(len(content & text.stems[i]) >= 0.8 * len(content) for i in tried - {index})


def _where(text: Prepared, share: float) -> Span | None:
    """Return the sentence that stands as far into a text."""
    if not text.sentences:
        return None
    sentence = text.sentences[min(len(text.sentences) - 1, int(share * len(text.sentences)))]
    return sentence.start, sentence.end


def _uncovered(
    entries: Iterable[tuple[Contrast, ...]], left: str, right: str, covered: Curated
) -> Iterator[Contrast]:
    """Yield the differences that the ledger has nothing of."""
    for entry in entries:
        if not entry:
            continue
        if not _is_covered(entry[0], left, right, covered):
            yield entry[0]
            continue
        for finer in entry[1:]:
            if not _is_covered(finer, left, right, covered):
                yield finer


def _is_covered(contrast: Contrast, left: str, right: str, covered: Curated) -> bool:
    sides = ((left, contrast.left), (right, contrast.right))
    least = 0.01 if contrast.kind in ("context", "emphasis") else COVERED
    return all(covered.share(name, span) >= least for name, span in sides if span)


def _merge(
    contrast: Contrast,
    left: str,
    right: str,
    merged: dict[tuple[str, str, Span], Suggestion],
    found: list[Suggestion],
) -> None:
    """Add a difference; what another pair of reports has shown already becomes one with it."""
    spans = [
        (name, span) for name, span in ((left, contrast.left), (right, contrast.right)) if span
    ]
    sort = contrast.kind if len(spans) == 2 else f"{contrast.kind} alone"
    keys = [(sort, name, span) for name, span in spans]
    known = next((merged[key] for key in keys if key in merged), None)
    if known is None:
        known = Suggestion(contrast.kind, contrast.score, {}, contrast.why)
        found.append(known)
    known.score = max(known.score, contrast.score)
    for name, span in spans:
        if span not in known.reports.setdefault(name, []):
            known.reports[name].append(span)
        known.near.pop(name, None)
    for name, near in ((left, contrast.near_left), (right, contrast.near_right)):
        if near and name not in known.reports:
            known.near.setdefault(name, near)
    for key in keys:
        merged.setdefault(key, known)


def _first(suggestion: Suggestion, places: dict[str, int]) -> Sequence[int]:
    """Return what orders differences of one weight: the first report, and the place in it."""
    name = min(suggestion.reports, key=lambda each: places[each])
    return places[name], *suggestion.reports[name][0]


def _short(text: str, most: int = 160) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
