"""Differences between two texts, word by word. Texts are compared, never edited."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from rapidfuzz.distance import Indel

from selisih.analysis.words import Word, keys, words
from selisih.analysis.words import spans as word_spans

Span = tuple[int, int]


class DiffRun(Struct, frozen=True):
    """A stretch of two texts that is the same in both, or differs."""

    same: bool
    left: Span
    """Its span in the left text; empty where only the right has it."""
    right: Span


def diff_words(left: str, right: str) -> tuple[DiffRun, ...]:
    """Return the runs of two texts in their order.

    The left sides join to the whole left text, the right sides to the whole right one: what stands
    between words belongs to the run before it.
    """
    ours, theirs = words(left), words(right)
    runs: list[DiffRun] = []
    at_left = at_right = 0
    for same, left_to, right_to in _steps([w.key for w in ours], [w.key for w in theirs]):
        stop_left = _edge(left, ours, left_to)
        stop_right = _edge(right, theirs, right_to)
        runs.append(DiffRun(same, (at_left, stop_left), (at_right, stop_right)))
        at_left, at_right = stop_left, stop_right
    if not runs and (left or right):
        runs.append(DiffRun(True, (0, len(left)), (0, len(right))))
    return tuple(runs)


def _edge(text: str, tokens: Sequence[Word], index: int) -> int:
    return tokens[index].start if index < len(tokens) else len(text)


def _steps(left: list[str], right: list[str]) -> list[tuple[bool, int, int]]:
    """Return runs as (same, end in left, end in right), in word indexes, alternating."""
    steps: list[tuple[bool, int, int]] = []
    for operation in Indel.opcodes(left, right):
        same = operation.tag == "equal"
        if steps and steps[-1][0] == same:
            steps[-1] = (same, operation.src_end, operation.dest_end)
        else:
            steps.append((same, operation.src_end, operation.dest_end))
    return steps


def unmatched(texts: Sequence[str]) -> list[set[int]]:
    """Return for each text the indexes of its words that some other text does not have there."""
    found = [keys(text, marks=True) for text in texts]
    differing: list[set[int]] = [set() for _ in texts]
    for a in range(len(texts)):
        for b in range(a + 1, len(texts)):
            for edit in Indel.editops(found[a], found[b]):
                if edit.tag == "delete":
                    differing[a].add(edit.src_pos)
                else:
                    differing[b].add(edit.dest_pos)
    return differing


def spans_of(text: str, indexes: set[int]) -> list[Span]:
    """Return the spans of some words of a text, neighbours joined with what stands between them."""
    if not indexes:
        return []
    places = word_spans(text)
    joined: list[Span] = []
    previous = -2
    for index in sorted(indexes):
        start, end = places[index]
        if index == previous + 1:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
        previous = index
    return joined
