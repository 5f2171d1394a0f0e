"""Differences in wording, and in what stands between quotation marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel

from selisih.analysis.facts import Fact
from selisih.analysis.facts.kinship import same_fact
from selisih.analysis.finding.contrasts import (
    DETAIL,
    FIGURES,
    QUOTATION,
    SLIGHT,
    SMALL_DETAIL,
    WORDING,
    Contrast,
    Region,
    Side,
    mirrored,
)
from selisih.analysis.finding.matching import stem
from selisih.model.differences import Span


def wordings(left: Side, right: Side, regions: Sequence[Region]) -> Iterator[Contrast]:
    """Yield the runs of words that differ and that no fact accounts for."""
    if not regions:
        return
    settled = _settled(left, right), _settled(right, left)
    ours = [_content(left, region.left, settled[0]) for region in regions]
    theirs = [_content(right, region.right, settled[1]) for region in regions]
    all_ours = {key for keys in ours for key in keys}
    all_theirs = {key for keys in theirs for key in keys}
    for region, mine, yours in zip(regions, ours, theirs, strict=True):
        fresh, other = mine - all_theirs, yours - all_ours
        if not fresh and not other:
            continue  # only words without content, or the same words in another order
        if fresh and other:
            yield _both(left, right, region, len(mine) - len(yours))
        elif fresh:
            yield _one(left, right, region.left, region.right, len(fresh))
        else:
            yield mirrored(_one(right, left, region.right, region.left, len(other)))


def _settled(side: Side, other: Side) -> set[int]:
    """Return the words of numbers and dates that the other side says too, however it writes them.

    The words before them that say how exactly they are meant are not among these.
    """
    exactness = side.text.lexicon.before.longest
    return {
        index
        for fact in side.facts
        if fact.kind in FIGURES and any(same_fact(fact, known) for known in other.facts)
        for index in side.inside(fact)
        if side.keys[index].partition("-")[0] not in exactness
    }


def _content(side: Side, run: tuple[int, int], settled: set[int]) -> set[str]:
    return {stem(side.words[i].key) for i in range(*run) if i not in settled and side.is_content(i)}


def _both(left: Side, right: Side, region: Region, longer: int) -> Contrast:
    ours, theirs = left.whole(*region.left), right.whole(*region.right)
    said = f"“{left.shown(ours)}” in {left.text.id}, “{right.shown(theirs)}” in {right.text.id}"
    if _quote_around(left, ours) and _quote_around(right, theirs):
        return Contrast(kind="quotation", score=QUOTATION, left=ours, right=theirs, why=f"other words inside the quotation marks: {said}")  # fmt: skip
    if abs(longer) >= 4:
        return Contrast(kind="detail", score=SMALL_DETAIL, left=ours, right=theirs, why=f"one says more than the other: {said}")  # fmt: skip
    return Contrast(kind="wording", score=WORDING, left=ours, right=theirs, why=f"other words: {said}")  # fmt: skip


def _one(
    side: Side, other: Side, run: tuple[int, int], there: tuple[int, int], count: int
) -> Contrast:
    span = side.whole(*run)
    known = other.text.vocabulary
    fresh = [i for i in range(*run) if side.is_content(i) and stem(side.words[i].key) not in known]
    score = DETAIL if count >= 3 else SMALL_DETAIL
    if not fresh:
        score = WORDING if count > 1 else SLIGHT
    return Contrast(
        kind="detail" if fresh else "wording",
        score=score,
        left=span,
        right=None,
        why=f"only in {side.text.id}: “{side.shown(span)}”",
        near_right=other.around(there[0]),
    )


def _quote_around(side: Side, span: Span) -> bool:
    return any(
        fact.kind == "quotation" and fact.start <= span[0] and span[1] <= fact.end
        for fact in side.facts
    )


def quoting(left: Side, right: Side) -> Iterator[Contrast]:
    """Yield what one side quotes and the other only reports, and quotations of uncertain extent."""
    ours = [fact for fact in left.facts if fact.kind == "quotation" and fact.value]
    theirs = [fact for fact in right.facts if fact.kind == "quotation" and fact.value]
    if not ours and not theirs:
        return
    pairs = _pairs(left, right)
    back = {j: i for i, j in pairs.items()}
    yield from _unquoted(left, right, ours, theirs, pairs)
    yield from map(mirrored, _unquoted(right, left, theirs, ours, back))


def _pairs(left: Side, right: Side) -> dict[int, int]:
    """Return the words that both sides have in the same place."""
    pairs = {}
    for step in Indel.opcodes(left.keys, right.keys):
        if step.tag == "equal":
            for offset in range(step.src_end - step.src_start):
                pairs[step.src_start + offset] = step.dest_start + offset
    return pairs


def _unquoted(
    side: Side, other: Side, ours: Sequence[Fact], theirs: Sequence[Fact], pairs: dict[int, int]
) -> Iterator[Contrast]:
    within = {j for quote in theirs for j in other.inside(quote)}
    for quote in ours:
        inside = side.inside(quote)
        there = [pairs[i] for i in inside if i in pairs]
        if len(there) < max(1, len(inside) // 3):
            continue
        spans = [other.words[j] for j in there]
        quoted = [j for j in there if j in within]
        if len(quoted) * 10 >= len(spans) * 9:
            continue
        ours_span, span = (quote.start, quote.end), (spans[0].start, spans[-1].end)
        what = "is quoted further" if quoted else "is quoted"
        yield Contrast(
            kind="extent",
            score=QUOTATION,
            left=ours_span,
            right=span,
            why=f"{what} in {side.text.id} and not between quotation marks in {other.text.id}: “{other.shown(span)}”",
        )
