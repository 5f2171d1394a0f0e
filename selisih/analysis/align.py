"""Which paragraphs of several reports correspond.

Reports are merged into rows one after the other. Each step is a dynamic programme over rows and
paragraphs that may pair one with several (a paragraph that was split or merged) and leave either
side alone. What remains alone and yet has a twin elsewhere was moved.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import Indel

from selisih.model.differences import Alignment, Row

Features = Mapping[str, float]
"""What a paragraph is recognised by (words, numbers, claims), with the weight of each."""

_THRESHOLD: Final = 0.3
"""Share of weight that two paragraphs must have in common to stand on one row."""
_MOVED: Final = 0.4
"""The same, for a paragraph that stands elsewhere."""
_WIDEST: Final = 3
"""Paragraphs of one side that may face one of the other."""
_LARGEST: Final = 250_000
"""Pairs beyond which only equal paragraphs are paired, so that time stays linear."""

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as alignment sees it."""

    keys: frozenset[str]
    """Its words and numbers, folded."""
    claims: frozenset[str]
    """Ids of the claims that quote it."""
    alone: bool = False
    """Whether it is boilerplate, which corresponds to nothing."""


def align(reports: Mapping[str, Sequence[Paragraph]]) -> Alignment:
    """Return the rows of the parallel texts, and what stands elsewhere."""
    weights = weights_of(reports)
    names = list(reports)
    rows: list[dict[str, tuple[int, ...]]] = [
        {names[0]: (index,)} for index in range(len(reports[names[0]]))
    ]
    features = {
        (name, index): _features(paragraph, weights)
        for name, paragraphs in reports.items()
        for index, paragraph in enumerate(paragraphs)
    }
    for name in names[1:]:
        rows = _merge(rows, name, reports[name], features)
    return Alignment(
        rows=tuple(Row(cells=row) for row in rows), moved=_moved(rows, names, features)
    )


def weights_of(reports: Mapping[str, Sequence[Paragraph]]) -> dict[str, float]:
    """Return the weight of each word: the rarer, the heavier; numbers weigh double."""
    paragraphs = [paragraph for part in reports.values() for paragraph in part]
    counts = Counter(key for paragraph in paragraphs for key in paragraph.keys)
    total = len(paragraphs)
    return {
        key: math.log(1 + total / count) * (2.0 if any(c.isdigit() for c in key) else 1.0)
        for key, count in counts.items()
    }


def _features(paragraph: Paragraph, weights: Mapping[str, float]) -> Features:
    if paragraph.alone:
        return {}
    features = {key: weights[key] for key in sorted(paragraph.keys)}
    heavy = max(features.values(), default=1.0) * 2
    return features | {f"claim {claim}": heavy for claim in sorted(paragraph.claims)}


def _merge(
    rows: list[dict[str, tuple[int, ...]]],
    name: str,
    paragraphs: Sequence[Paragraph],
    features: Mapping[Key, Features],
) -> list[dict[str, tuple[int, ...]]]:
    """Return the rows with one more report in them."""
    left = [_row_features(row, features) for row in rows]
    right = [features[name, index] for index in range(len(paragraphs))]
    if len(left) * len(right) > _LARGEST:
        pairs = _equal_pairs(left, right)
    else:
        pairs = _best_pairs(left, right)
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


def _row_features(row: Mapping[str, tuple[int, ...]], features: Mapping[Key, Features]) -> Features:
    merged: dict[str, float] = {}
    for name, indexes in row.items():
        for index in indexes:
            merged.update(features[name, index])
    return merged


Pair = tuple[tuple[int, int], tuple[int, int]]


def _best_pairs(left: Sequence[Features], right: Sequence[Features]) -> list[Pair]:
    """Return the pairs of runs, in order, whose common weight beats the threshold the most."""
    rows, columns = len(left), len(right)
    scores = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    moves: list[list[tuple[int, int]]] = [[(0, 0)] * (columns + 1) for _ in range(rows + 1)]
    gains = _Gains(left, right)
    for i in range(rows + 1):
        for j in range(columns + 1):
            best, move = (scores[i - 1][j], (1, 0)) if i else (-1.0, (0, 0))
            if j and scores[i][j - 1] > best:
                best, move = scores[i][j - 1], (0, 1)
            for k, m in _SHAPES:
                # Most runs cannot win; the sum of what their paragraphs share pairwise tells so at once.
                if k <= i and m <= j:
                    before = scores[i - k][j - m]
                    if before + gains.at_most(i, k, j, m) > best + 1e-9:
                        score = before + gains.of(i, k, j, m)
                        if score > best + 1e-9:
                            best, move = score, (k, m)
            scores[i][j], moves[i][j] = max(best, 0.0), move
    return _trace(moves, rows, columns)


_SHAPES: Final = tuple(
    [(1, 1)] + [(k, 1) for k in range(2, _WIDEST + 1)] + [(1, k) for k in range(2, _WIDEST + 1)]
)


class _Gains:
    """What pairing runs of paragraphs is worth: their common weight less the threshold's share."""

    def __init__(self, left: Sequence[Features], right: Sequence[Features]) -> None:
        self.left = left
        self.right = right
        self.weight_left = [sum(part.values()) for part in left]
        self.weight_right = [sum(part.values()) for part in right]

        self.common = [[_common(ours, theirs) for theirs in right] for ours in left]

    def at_most(self, i: int, k: int, j: int, m: int) -> float:
        """Return a bound on `of`, from what single paragraphs share; each must share something."""
        shared = [self.common[a][b] for a in range(i - k, i) for b in range(j - m, j)]
        if not all(shared):
            return -1.0
        return sum(shared) - self._cost(i, k, j, m)

    def of(self, i: int, k: int, j: int, m: int) -> float:
        """Return the gain of pairing the `k` rows that end before `i` with the `m` paragraphs before `j`."""
        if k == m == 1:
            common = self.common[i - 1][j - 1]
        else:
            common = _common(_union(self.left[i - k : i]), _union(self.right[j - m : j]))
        return common - self._cost(i, k, j, m)

    def _cost(self, i: int, k: int, j: int, m: int) -> float:
        total = sum(self.weight_left[i - k : i]) + sum(self.weight_right[j - m : j])
        return _THRESHOLD * total / 2


def _common(ours: Features, theirs: Features) -> float:
    """Return the weight of what two paragraphs share, summed in the order of the first."""
    return sum([weight for key, weight in ours.items() if key in theirs])


def _union(parts: Sequence[Features]) -> Features:
    merged: dict[str, float] = {}
    for part in parts:
        merged.update(part)
    return merged


def _trace(moves: list[list[tuple[int, int]]], i: int, j: int) -> list[Pair]:
    pairs: list[Pair] = []
    while i or j:
        k, m = moves[i][j]
        if k and m:
            pairs.append(((i - k, i), (j - m, j)))
        i, j = i - k, j - m
    return pairs[::-1]


def _equal_pairs(left: Sequence[Features], right: Sequence[Features]) -> list[Pair]:
    """Return pairs of paragraphs with the same words, for texts too long to compare all pairs."""
    ours = [frozenset(part) for part in left]
    theirs = [frozenset(part) for part in right]
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
    features: Mapping[Key, Features],
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
            for key in ours:
                scores = [(dice(features[key], features[twin]), twin) for twin in theirs]
                best, twin = max(scores, default=(0.0, key))
                if best >= _MOVED:
                    moved.setdefault(key, []).append(twin)
                    moved.setdefault(twin, []).append(key)
    return {key: tuple(dict.fromkeys(twins)) for key, twins in moved.items()}


def _without(
    rows: Sequence[Mapping[str, tuple[int, ...]]],
    name: str,
    other: str,
    features: Mapping[Key, Features],
) -> list[Key]:
    """Return the paragraphs of one report that have none of the other beside them."""
    return [
        (name, index)
        for row in rows
        if name in row and other not in row
        for index in row[name]
        if features[name, index]
    ]


def dice(ours: Features, theirs: Features) -> float:
    """Return the share of weight that two texts have in common, from 0 to 1."""
    total = sum(ours.values()) + sum(theirs.values())
    common = _common(ours, theirs)
    return 2 * common / total if total else 0.0
