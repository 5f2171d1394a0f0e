"""Which paragraphs of several reports correspond.

Reports are merged into rows one after the other. Each step is a dynamic programme over rows and
paragraphs that may pair one with several (a paragraph that was split or merged) and leave either
side alone. What remains alone and yet has a twin elsewhere was moved.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from msgspec import Struct
from rapidfuzz.distance import Indel

from selisih.analysis.pairing import Pair, best_pairs
from selisih.analysis.weighing import MOST, Weights, shared, union
from selisih.analysis.weighing import Features as Weighed
from selisih.model.differences import Alignment, Row

Features = Mapping[str, float]
"""What a paragraph is recognised by (words, numbers, claims), with the weight of each."""

_MOVED: Final = 0.4 - 1e-9
"""Share of weight, 0.4, that a paragraph must have in common with one that stands elsewhere.

Just that share is enough, however its weights were rounded.
"""
_FINEST: Final = 40
"""Bits of a weight after the point."""
_LARGEST: Final = 250_000
"""Pairs beyond which only equal paragraphs are paired, so that time stays linear."""

Key = tuple[str, int]


class Paragraph(Struct, frozen=True):
    """A paragraph as alignment sees it."""

    keys: frozenset[str]
    """Its words and numbers, folded."""
    claims: frozenset[str]
    """Ids of the claims that quote it."""
    alone: bool = False
    """Whether it is boilerplate, which corresponds to nothing."""


def align(reports: Mapping[str, Sequence[Paragraph]]) -> Alignment:
    """Return the rows of the parallel texts, and what stands elsewhere."""
    features, weights = _weighed(reports)
    names = list(reports)
    rows: list[dict[str, tuple[int, ...]]] = [
        {names[0]: (index,)} for index in range(len(reports[names[0]]))
    ]
    for name in names[1:]:
        rows = _merge(rows, name, features, weights)
    return Alignment(
        rows=tuple(Row(cells=row) for row in rows), moved=_moved(rows, names, features, weights)
    )


def _counted(paragraphs: Sequence[Paragraph]) -> tuple[Mapping[str, int], dict[int, float]]:
    """Return in how many paragraphs each word is, and the weight of a word that is in so many."""
    counts = Counter(chain.from_iterable(paragraph.keys for paragraph in paragraphs))
    total = len(paragraphs)
    return counts, {count: math.log(1 + total / count) for count in set(counts.values())}


def _has_digit(key: str) -> bool:
    return not key.isalpha() and any(map(str.isdigit, key))


def _weighed(
    reports: Mapping[str, Sequence[Paragraph]],
) -> tuple[dict[Key, Weighed], dict[str, int]]:
    """Return what each paragraph is recognised by, and the weight of every word, in whole numbers.

    Their sums do not depend on an order. They are as fine as lets the gain of a paragraph that has
    all words and claims stand in one field.
    """
    paragraphs = [paragraph for part in reports.values() for paragraph in part]
    counts, plain = _counted(paragraphs)
    claims = set(chain.from_iterable(paragraph.claims for paragraph in paragraphs))
    heaviest = 2 * math.fsum(map(plain.__getitem__, counts.values()))
    heaviest += 4 * max(plain.values(), default=1.0) * len(claims)
    one = 1 << min(_FINEST, MOST.bit_length() - 1 - math.ceil(heaviest).bit_length())
    exact = {count: round(weight * one) for count, weight in plain.items()}
    weights = {
        key: exact[count] * 2 if _has_digit(key) else exact[count] for key, count in counts.items()
    }
    features = {
        (name, index): _features(paragraph, weights, one)
        for name, part in reports.items()
        for index, paragraph in enumerate(part)
    }
    return features, weights


def _features(paragraph: Paragraph, weights: Weights, one: int) -> Weighed:
    if paragraph.alone:
        return Weighed(frozenset(), {}, 0)
    each = list(map(weights.__getitem__, paragraph.keys))
    if not paragraph.claims:
        return Weighed(paragraph.keys, {}, sum(each))
    heavy = 2 * max(each, default=one)
    claims = dict.fromkeys(paragraph.claims, heavy)
    return Weighed(paragraph.keys, claims, sum(each) + heavy * len(claims))


def _merge(
    rows: list[dict[str, tuple[int, ...]]],
    name: str,
    features: Mapping[Key, Weighed],
    weights: Weights,
) -> list[dict[str, tuple[int, ...]]]:
    """Return the rows with one more report in them."""
    left = [
        union(
            [features[report, index] for report, cells in row.items() for index in cells], weights
        )
        for row in rows
    ]
    right = [each for (report, _), each in features.items() if report == name]
    if len(left) * len(right) > _LARGEST:
        pairs = _equal_pairs(left, right)
    else:
        pairs = best_pairs(left, right, weights)
    merged: list[dict[str, tuple[int, ...]]] = []
    at_left = at_right = 0
    for (left_start, left_end), (right_start, right_end) in [
        *pairs,
        ((len(left), len(left)), (len(right), len(right))),
    ]:
        merged += rows[at_left:left_start]
        merged += [{name: (index,)} for index in range(at_right, right_start)]
        if left_end > left_start:
            row: dict[str, tuple[int, ...]] = {}
            for part in rows[left_start:left_end]:
                for report, cells in part.items():
                    row[report] = row.get(report, ()) + cells
            row[name] = tuple(range(right_start, right_end))
            merged.append(row)
        at_left, at_right = left_end, right_end
    return merged


def _equal_pairs(left: Sequence[Weighed], right: Sequence[Weighed]) -> list[Pair]:
    """Return pairs of paragraphs with the same words, for texts too long to compare all pairs."""
    ours, theirs = (
        [(each.words, frozenset(each.claims)) for each in part] for part in (left, right)
    )
    pairs: list[Pair] = []
    for operation in Indel.opcodes(ours, theirs):
        if operation.tag == "equal":
            for step in range(operation.src_end - operation.src_start):
                i, j = operation.src_start + step, operation.dest_start + step
                pairs.append(((i, i + 1), (j, j + 1)))
    return pairs


def _moved(
    rows: Sequence[Mapping[str, tuple[int, ...]]],
    names: Sequence[str],
    features: Mapping[Key, Weighed],
    weights: Weights,
) -> dict[Key, tuple[Key, ...]]:
    """Return the twins of paragraphs that stand without a counterpart of some report on their row."""
    moved: dict[Key, list[Key]] = {}
    for a, name in enumerate(names):
        for other in names[a + 1 :]:
            ours, theirs = (
                _without(rows, one, two, features) for one, two in ((name, other), (other, name))
            )
            if len(ours) * len(theirs) > _LARGEST:
                continue
            for key, twin in _twins(ours, theirs, features, weights):
                moved.setdefault(key, []).append(twin)
                moved.setdefault(twin, []).append(key)
    return {key: tuple(dict.fromkeys(twins)) for key, twins in moved.items()}


def _twins(
    ours: Sequence[Key],
    theirs: Sequence[Key],
    features: Mapping[Key, Weighed],
    weights: Weights,
) -> Iterator[tuple[Key, Key]]:
    """Yield with each paragraph that has a twin among the others the one that is most like it."""
    if not ours or not theirs:
        return
    common = shared([features[key] for key in ours], [features[twin] for twin in theirs], weights)
    for key, row in zip(ours, common, strict=True):
        weight = features[key].weight
        best, twin = max(
            (2 * both / (weight + features[twin].weight), twin)
            for both, twin in zip(row, theirs, strict=True)
        )
        if best >= _MOVED:
            yield key, twin


def _without(
    rows: Sequence[Mapping[str, tuple[int, ...]]],
    name: str,
    other: str,
    features: Mapping[Key, Weighed],
) -> list[Key]:
    """Return the paragraphs of one report that have none of the other beside them."""
    return [
        (name, index)
        for row in rows
        if name in row and other not in row
        for index in row[name]
        if features[name, index].weight
    ]


def dice(ours: Features, theirs: Features) -> float:
    """Return the share of weight that two texts have in common, from 0 to 1."""
    total = sum(ours.values()) + sum(theirs.values())
    common = sum([weight for key, weight in ours.items() if key in theirs])
    return 2 * common / total if total else 0.0
