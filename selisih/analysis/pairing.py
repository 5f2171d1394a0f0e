"""What paragraphs of two texts share, and what it is worth to put runs of them side by side.

Weights are whole numbers, so that sums depend on no order and a draw is a draw.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import add
from typing import Final

from msgspec import Struct

Weights = Mapping[str, int]
"""The weight of each word, the same in every paragraph."""

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


class Features(Struct, frozen=True):
    """What a paragraph, or a row of several, is recognised by."""

    words: frozenset[str]
    """Words and numbers. What each weighs is the same everywhere."""
    claims: Mapping[str, int]
    """Claims that quote it, each with its weight, which is not the same everywhere."""
    weight: int
    """Of words and claims together."""


def featured(words: frozenset[str], claims: Mapping[str, int], weights: Weights) -> Features:
    """Return words and claims with the weight that they have together."""
    weight = sum(map(weights.__getitem__, words)) + sum(claims.values())
    return Features(words, claims, weight)


def union(parts: Sequence[Features], weights: Weights) -> Features:
    """Return all that some paragraphs are recognised by; of a claim's weights the last stands."""
    if len(parts) == 1:
        return parts[0]
    words = frozenset[str]().union(*[part.words for part in parts])
    claims = {claim: weight for part in parts for claim, weight in part.claims.items()}
    return featured(words, claims, weights)


def shared(
    left: Sequence[Features], right: Sequence[Features], weights: Weights
) -> list[tuple[int, ...]]:
    """Return for each paragraph on the left the weight that it shares with each on the right."""
    return _unpacked(map(_Scales.of(right, weights).weigh, left), len(right))


class _Scales:
    """Weighs what a paragraph shares with each of some others, all at once.

    For every word there is a number with a field of 64 bits for each of these others, which holds
    the weight of the word if it is there. The sum of such numbers is a whole row of weights.
    """

    def __init__(self, words: Mapping[str, int], claims: Mapping[str, int]) -> None:
        """Hold the numbers of words, and of claims, whose weight is 1 until a text is weighed."""
        self._words = defaultdict(int, words)
        self._claims = defaultdict(int, claims)

    @classmethod
    def of(cls, paragraphs: Sequence[Features], weights: Weights) -> _Scales:
        """Return scales for single paragraphs."""
        words: defaultdict[str, int] = defaultdict(int)
        claims: defaultdict[str, int] = defaultdict(int)
        for index, part in enumerate(paragraphs):
            bit = 1 << FIELD * index
            for word in part.words:
                words[word] += bit
            for claim in part.claims:
                claims[claim] += bit
        return cls({word: weights[word] * bits for word, bits in words.items()}, claims)

    def longer(self) -> _Scales:
        """Return scales for runs, by their last paragraph, that begin one paragraph earlier."""
        words = {word: fields | fields << FIELD for word, fields in self._words.items()}
        claims = {claim: fields | fields << FIELD for claim, fields in self._claims.items()}
        return _Scales(words, claims)

    def weigh(self, part: Features) -> int:
        """Return the number whose fields hold the weight that a paragraph shares with each."""
        row = sum(map(self._words.__getitem__, part.words))
        for claim, weight in part.claims.items():
            row += weight * self._claims[claim]
        return row


def _packed(values: Sequence[int]) -> int:
    """Return a number with these values in its fields."""
    return int.from_bytes(struct.pack(f"<{len(values)}Q", *values), "little")


def _unpacked(rows: Iterable[int], places: int) -> list[tuple[int, ...]]:
    """Return the first fields of some numbers; those of longer runs have a few past the last place."""
    size = FIELD // 8 * (places + _WIDEST)
    unpack = struct.Struct(f"<{places}Q").unpack_from
    return [unpack(row.to_bytes(size, "little")) for row in rows]


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
        """Weigh every paragraph of one side, and every run, against every one of the other."""
        scales = _Scales.of(right, weights)
        self._common = [scales.weigh(part) for part in left]
        common = {(1, 1): self._common}
        for k in range(2, _WIDEST + 1):
            added = map(scales.weigh, _added(left, k - 1))
            common[k, 1] = list(map(add, common[k - 1, 1], added))
        for m in range(2, _WIDEST + 1):
            scales = scales.longer()
            common[1, m] = [scales.weigh(part) for part in left]
        ours, theirs = _prices(left), _prices(right)
        ones = _packed([1] * len(right))
        self._gains: dict[Shape, list[tuple[int, ...]]] = {}
        for (k, m), rows in common.items():
            least = _ZERO * ones - _packed(theirs[m])
            gains = [
                _GAIN * row + least - price * ones for row, price in zip(rows, ours[k], strict=True)
            ]
            self._gains[k, m] = _unpacked(gains, len(right))

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
            for row in self._common[i - k : i]
            for index in range(j - m, j)
        )


def _prices(parts: Sequence[Features]) -> dict[int, list[int]]:
    """Return by length the prices of runs of paragraphs, each at the place of the run's last."""
    single = [_PRICE * part.weight for part in parts]
    prices = {1: single}
    for length in range(2, _WIDEST + 1):
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
