"""Which runs of two texts' paragraphs stand side by side: those whose common weight is worth the most."""

from __future__ import annotations

from collections.abc import Sequence
from operator import add
from typing import Final

from selisih.analysis.weighing import (
    FIELD,
    GAIN,
    NOISE,
    PRICE,
    WIDEST,
    Features,
    Scales,
    Weights,
    packed,
    unpacked,
)

Shape = tuple[int, int]
"""How many rows stand beside how many paragraphs."""


Pair = tuple[tuple[int, int], tuple[int, int]]
"""A run on the left and one on the right, as first and after last."""


def best_pairs(left: Sequence[Features], right: Sequence[Features], weights: Weights) -> list[Pair]:
    """Return the pairs of runs, in order, whose common weight beats the threshold the most."""
    gains = _Gains(left, right, weights)
    scores = [[0] * (len(right) + 1)]
    moves: list[list[Shape]] = [[(0, 0), *([(0, 1)] * len(right))]]
    for i in range(1, len(left) + 1):
        above = scores[i - 1]
        reach = gains.reach(i, scores)
        row, moved = [0], [(1, 0)]
        best = 0
        for j, most in enumerate(map(max, *reach.values()), 1):
            move = (0, 1)
            if above[j] >= best:
                best, move = above[j], (1, 0)
            if most > best + _BETTER:  # hardly ever
                for shape, score in reach.items():
                    if score[j - 1] > best + _BETTER and gains.touch(i, j, shape):
                        best, move = score[j - 1] - _ZERO, shape
            row.append(best)
            moved.append(move)
        scores.append(row)
        moves.append(moved)
    return _trace(moves, len(left), len(right))


def _trace(moves: list[list[Shape]], i: int, j: int) -> list[Pair]:
    pairs: list[Pair] = []
    while i or j:
        k, m = moves[i][j]
        if k and m:
            pairs.append(((i - k, i), (j - m, j)))
        i, j = i - k, j - m
    return pairs[::-1]


_FULL: Final = (1 << FIELD) - 1
_ZERO: Final = 1 << FIELD - 2
"""What stands for a gain of nothing, since a field holds no negative number."""
_BETTER: Final = _ZERO + NOISE


class _Gains:
    """What pairing runs of paragraphs is worth: their common weight less the threshold's share."""

    def __init__(
        self, left: Sequence[Features], right: Sequence[Features], weights: Weights
    ) -> None:
        """Weigh every run of one side against every paragraph of the other."""
        scales = Scales.of(right, weights)
        left = [scales.known(part) for part in left]  # each is weighed five times
        self._single = single = [scales.weigh(part) for part in left]
        common = {(1, 1): single}
        for k in range(2, WIDEST + 1):
            added = map(scales.weigh, _added(left, k - 1))
            common[k, 1] = list(map(add, common[k - 1, 1], added))
        for m in range(2, WIDEST + 1):
            scales = scales.longer()
            common[1, m] = [scales.weigh(part) for part in left]
        ours, theirs = _prices(left), _prices(right)
        ones = packed([1] * len(right))
        self._gains: dict[Shape, list[tuple[int, ...]]] = {}
        for (k, m), rows in common.items():
            least = _ZERO * ones - packed(theirs[m])
            gains = [
                GAIN * row + least - price * ones for row, price in zip(rows, ours[k], strict=True)
            ]
            self._gains[k, m] = unpacked(gains, len(right))

    def reach(self, i: int, scores: list[list[int]]) -> dict[Shape, list[int]]:
        """Return for each shape the scores of pairs that end with the row before `i`, by paragraph.

        All of them are `_ZERO` too large.
        """
        return {
            (k, m): [0] * (m - 1) + list(map(add, scores[i - k], gains[i - 1][m - 1 :]))
            for (k, m), gains in self._gains.items()
            if k <= i
        }

    def touch(self, i: int, j: int, shape: Shape) -> bool:
        """Return whether all of the paragraphs of one run share something with the other."""
        k, m = shape
        return all(
            row >> FIELD * index & _FULL
            for row in self._single[i - k : i]
            for index in range(j - m, j)
        )


def _prices(parts: Sequence[Features]) -> dict[int, list[int]]:
    """Return by length the prices of runs of paragraphs, each at the place of the run's last."""
    single = [PRICE * part.weight for part in parts]
    prices = {1: single}
    for length in range(2, WIDEST + 1):
        prices[length] = list(map(add, [0, *prices[length - 1]], single))
    return prices


def _added(parts: Sequence[Features], back: int) -> list[Features]:
    """Return with each paragraph what the one so far before it has, and none from there to here."""
    added = [_NOTHING] * min(back, len(parts))
    for index in range(back, len(parts)):
        first, rest = parts[index - back], parts[index - back + 1 : index + 1]
        words = first.words.difference(*[part.words for part in rest])
        claims = {
            claim: weight
            for claim, weight in first.claims.items()
            if not any(claim in part.claims for part in rest)
        }
        added.append(Features(words, claims, 0))
    return added


_NOTHING: Final = Features(frozenset(), {}, 0)
