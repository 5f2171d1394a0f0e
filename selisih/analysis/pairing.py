"""What paragraphs of two texts share, and what it is worth to put runs of them side by side.

Weights are whole numbers, so that sums depend on no order and a draw is a draw.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from operator import add
from typing import Final

Features = Mapping[str, int]
"""What a paragraph is recognised by (words, numbers, claims), with the weight of each."""

Shape = tuple[int, int]
"""How many rows stand beside how many paragraphs."""

FIELD: Final = 64
"""Bits for the weight that two paragraphs share; the weight of one paragraph must fit."""
NOISE: Final = 20_000
"""Differences of gain below this come of the rounding of weights."""
_WIDEST: Final = 3
"""Paragraphs of one side that may face one of the other."""
_GAIN: Final = 20
_PRICE: Final = 3
"""Two paragraphs must share 3/20 of the sum of their weights, 0.3 of their mean, to stand on one row."""


def shared(left: Sequence[Features], right: Sequence[Features]) -> list[tuple[int, ...]]:
    """Return for each paragraph on the left the weight that it shares with each on the right.

    Each word has a number with a bit for each paragraph on the right that has it, as far apart as
    fields of one long number. The sum of these, times their weights, is a whole row at once.
    """
    fields: dict[str, int] = {}
    for index, part in enumerate(right):
        bit = 1 << FIELD * index
        for key in part:
            fields[key] = fields.get(key, 0) | bit
    unpack = struct.Struct(f"<{len(right)}Q")
    rows = (
        sum([weight * fields[key] for key, weight in part.items() if key in fields])
        for part in left
    )
    return [unpack.unpack(row.to_bytes(unpack.size, "little")) for row in rows]


Pair = tuple[tuple[int, int], tuple[int, int]]
"""A run on the left and one on the right, as first and after last."""


def best_pairs(left: Sequence[Features], right: Sequence[Features]) -> list[Pair]:
    """Return the pairs of runs, in order, whose common weight beats the threshold the most."""
    gains = _Gains(left, right)
    scores = [[0] * (len(right) + 1)]
    moves: list[list[Shape]] = [[(0, 0), *([(0, 1)] * len(right))]]
    for i in range(1, len(left) + 1):
        row, moved = [0], [(1, 0)]
        scores.append(row)
        moves.append(moved)
        above, single = scores[i - 1], gains.single[i - 1]
        wide = gains.wide(i, scores)
        reach = list(map(max, *wide.values()))
        for j in range(1, len(right) + 1):
            best, move = above[j], (1, 0)
            if row[-1] > best:
                best, move = row[-1], (0, 1)
            if above[j - 1] + single[j - 1] > best + NOISE:
                best, move = above[j - 1] + single[j - 1], (1, 1)
            if reach[j - 1] > best + NOISE:
                for shape, most in wide.items():
                    if most[j - 1] > best + NOISE:
                        score = scores[i - shape[0]][j - shape[1]] + gains.of(i, j, shape)
                        if score > best + NOISE:
                            best, move = score, shape
            row.append(best)
            moved.append(move)
    return _trace(moves, len(left), len(right))


def _trace(moves: list[list[Shape]], i: int, j: int) -> list[Pair]:
    pairs: list[Pair] = []
    while i or j:
        k, m = moves[i][j]
        if k and m:
            pairs.append(((i - k, i), (j - m, j)))
        i, j = i - k, j - m
    return pairs[::-1]


class _Gains:
    """What pairing runs of paragraphs is worth: their common weight less the threshold's share."""

    def __init__(self, left: Sequence[Features], right: Sequence[Features]) -> None:
        """Weigh every paragraph of one side against every one of the other."""
        self._left = left
        self._right = right
        self._price_left = [_PRICE * sum(part.values()) for part in left]
        self._price_right = [_PRICE * sum(part.values()) for part in right]
        self._common = shared(left, right)
        self.single = [
            [
                _GAIN * weight - ours - theirs
                for weight, theirs in zip(row, self._price_right, strict=True)
            ]
            for row, ours in zip(self._common, self._price_left, strict=True)
        ]
        """The gain of every pair of one row and one paragraph."""

    def wide(self, i: int, scores: list[list[int]]) -> dict[Shape, list[int]]:
        """Return for the shapes of several rows or paragraphs how much each may score at most.

        What their paragraphs share one by one bounds what they share. Whole rows are added at once:
        there is such a bound for every paragraph, and hardly any is worth a closer look.
        """
        row = self.single[i - 1]
        nowhere = [-1] * len(row)
        bounds: dict[Shape, list[int]] = {}
        most = row
        for k in range(2, _WIDEST + 1):
            if k <= i:  # every row is charged for the paragraph, which is charged for once
                most = list(map(add, map(add, most, self.single[i - k]), self._price_right))
                bounds[k, 1] = list(map(add, scores[i - k], most))
            else:
                bounds[k, 1] = nowhere
        most, price = row, self._price_left[i - 1]
        for m in range(2, _WIDEST + 1):
            most = [one + other + price for one, other in zip(most, row[m - 1 :], strict=False)]
            bounds[1, m] = nowhere[: m - 1] + list(map(add, scores[i - 1], most))
        return bounds

    def of(self, i: int, j: int, shape: Shape) -> int:
        """Return the gain of pairing the rows that end before `i` with the paragraphs that end before `j`.

        Each must share something, or it is worth nothing.
        """
        k, m = shape
        if not all(all(row[j - m : j]) for row in self._common[i - k : i]):
            return -1
        # The last row's weight stands where several have a word, and the last pair's share is known.
        common = self._common[i - 1][j - 1]
        ours, theirs = self._left[i - 1], self._right[j - 1]
        seen = set(ours if m == 1 else theirs)
        for part in self._left[i - k : i - 1][::-1]:
            common += sum(map(part.__getitem__, (theirs.keys() & part.keys()) - seen))
            seen.update(part)
        for part in self._right[j - m : j - 1][::-1]:
            common += sum(map(ours.__getitem__, (ours.keys() & part.keys()) - seen))
            seen.update(part)
        price = sum(self._price_left[i - k : i]) + sum(self._price_right[j - m : j])
        return _GAIN * common - price


def union(parts: Sequence[Features]) -> Features:
    """Return all that some paragraphs are recognised by."""
    if len(parts) == 1:
        return parts[0]
    merged: dict[str, int] = {}
    for part in parts:
        merged.update(part)
    return merged
