"""Paragraphs whose counterparts are clear at a glance, so that none need be searched for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from selisih.analysis.weighing import GAIN, NOISE, PRICE, Features

Common = Sequence[Sequence[int]]
"""For each paragraph on the left the weight that it shares with each on the right."""
Single = tuple[int, int]
"""A paragraph on the left and one on the right."""


def clear_pairs(
    left: Sequence[Features], right: Sequence[Features], common: Common
) -> list[Single] | None:
    """Return the pairs of single paragraphs that are the best, if that is clear, or else `None`.

    A pair gains `GAIN` times what it shares, less both prices. Say that each of the two is worth
    half of that, prices not deducted, and a paragraph that stays alone its price. No other choice
    is better where every other pair, and every run, shares less than its paragraphs are worth:

    - of a run without any of the pairs, each share is less than what the one paragraph is worth
      and a third of what the other is, for a run holds three at most;
    - of a run around a pair, what one more paragraph adds is less than it is worth. It adds at most
      what it shares, and what the pair leaves over of the paragraph that faces the run.
    """
    pairs = _mutual(left, right, common)
    if any(one[1] >= other[1] for one, other in pairwise(pairs)):
        return None
    noise = NOISE * (len(left) + len(right) + 1)  # what a search may lose on its whole way
    ours, theirs = _Side.of(left), _Side.of(right)
    for i, j in pairs:
        if GAIN * common[i][j] <= ours.worth[i] + theirs.worth[j] + noise:
            return None
    spread = _spread(left, right)
    for i, j in pairs:
        ours.pair(i, left[i], common[i][j], spread)
        theirs.pair(j, right[j], common[i][j], spread)
    chosen = set(pairs)
    # Nearly all pairs share so little that they need no closer look.
    least = (min(filter(None, ours.worth + theirs.worth), default=0) - noise) // GAIN
    for i, row in enumerate(common):
        one, rest = ours.worth[i], ours.rest[i] + noise
        for j, weight in enumerate(row):
            if weight > least and weight and (i, j) not in chosen:
                share, other = GAIN * weight + noise, theirs.worth[j]
                if (
                    share > min(one + other // 3, other + one // 3)
                    or min(share, theirs.rest[j] + noise) > one
                    or min(share, rest) > other
                ):
                    return None
    return pairs


class _Side(Struct):
    """The paragraphs of one text, in the units of gains."""

    worth: list[int]
    """Half of what a pair shares, or the price."""
    rest: list[int]
    """What a pair leaves over of its paragraph at most; 0 without a pair."""

    @classmethod
    def of(cls, parts: Sequence[Features]) -> _Side:
        """Return a side without pairs."""
        return cls([PRICE * part.weight for part in parts], [0] * len(parts))

    def pair(self, index: int, part: Features, weight: int, spread: int) -> None:
        """Take a paragraph as one of a pair that shares so much."""
        self.worth[index] = GAIN // 2 * weight
        self.rest[index] = GAIN * (part.weight + spread * len(part.claims) - weight)


def _mutual(left: Sequence[Features], right: Sequence[Features], common: Common) -> list[Single]:
    """Return the pairs that share more than either shares with another, and enough of both."""
    tops = list(map(max, zip(*common, strict=True)))
    pairs = []
    for i, row in enumerate(common):
        most = max(row, default=0)
        if most:
            j = row.index(most)
            enough = PRICE * max(left[i].weight, right[j].weight) <= GAIN // 2 * most
            if enough and tops[j] == most:
                pairs.append((i, j))
    return pairs


def _spread(left: Sequence[Features], right: Sequence[Features]) -> int:
    """Return by how much the weights of one claim may differ between two paragraphs."""
    weights = [weight for part in (*left, *right) for weight in part.claims.values()]
    return max(weights, default=0) - min(weights, default=0)
