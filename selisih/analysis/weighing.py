"""What paragraphs are recognised by, and the weight of what those of two texts have in common.

Weights are whole numbers, so that sums depend on no order and a draw is a draw.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct

Weights = Mapping[str, int]
"""The weight of each word, the same in every paragraph."""

FIELD: Final = 64
"""Bits for the weight that two paragraphs share, or for what it is worth to pair them."""
MOST: Final = 1 << 56
"""More than all words and claims may weigh together, so that a field has room for gains and prices."""
WIDEST: Final = 3
"""Paragraphs of one side that may face one of the other."""
NOISE: Final = 20_000
"""Differences of gain below this come of the rounding of weights."""
GAIN: Final = 20
"""What a pair gains is so many times what it shares,"""
PRICE: Final = 3
"""less so many times the weight of either side.

Two paragraphs must share 3/20 of the sum of their weights, 0.3 of their mean, to stand on one row.
"""


class Features(Struct, frozen=True):
    """What a paragraph, or a row of several, is recognised by."""

    words: frozenset[str]
    """Words and numbers. What each weighs is the same everywhere."""
    claims: Mapping[str, int]
    """Claims that quote it, each with its weight, which is not the same everywhere."""
    weight: int
    """Of words and claims together."""


def union(parts: Sequence[Features], weights: Weights) -> Features:
    """Return all that some paragraphs are recognised by; of a claim's weights the last stands."""
    if len(parts) == 1:
        return parts[0]
    words = frozenset[str]().union(*[part.words for part in parts])
    claims = {claim: weight for part in parts for claim, weight in part.claims.items()}
    weight = sum(map(weights.__getitem__, words)) + sum(claims.values())
    return Features(words, claims, weight)


def shared(
    left: Sequence[Features], right: Sequence[Features], weights: Weights
) -> list[tuple[int, ...]]:
    """Return for each paragraph on the left the weight that it shares with each on the right."""
    scales = Scales.of(right, weights)
    return unpacked([scales.weigh(scales.known(part)) for part in left], len(right))


class Scales:
    """Weighs what a paragraph shares with each of some others, all at once.

    For every word there is a number with a field of 64 bits for each of these others, which holds
    the weight of the word if it is there. The sum of such numbers is a whole row of weights.
    """

    def __init__(self, words: Mapping[str, int], claims: Mapping[str, int]) -> None:
        """Hold the numbers of words, and of claims, whose weight is 1 until a text is weighed."""
        self._words = words
        self._known = frozenset(words)
        self._claims = defaultdict(int, claims)

    @classmethod
    def of(cls, paragraphs: Sequence[Features], weights: Weights) -> Scales:
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

    def longer(self) -> Scales:
        """Return scales for runs, by their last paragraph, that begin one paragraph earlier."""
        words = {word: fields | fields << FIELD for word, fields in self._words.items()}
        claims = {claim: fields | fields << FIELD for claim, fields in self._claims.items()}
        return Scales(words, claims)

    def known(self, part: Features) -> Features:
        """Return a paragraph with those words alone that some of the others have."""
        return Features(part.words & self._known, part.claims, part.weight)

    def weigh(self, part: Features) -> int:
        """Return the number whose fields hold the weight that a paragraph shares with each.

        It is one of which `known` has kept the words.
        """
        row = sum(map(self._words.__getitem__, part.words))
        for claim, weight in part.claims.items():
            row += weight * self._claims[claim]
        return row


def packed(values: Sequence[int]) -> int:
    """Return a number with these values in its fields."""
    return int.from_bytes(struct.pack(f"<{len(values)}Q", *values), "little")


def unpacked(rows: Iterable[int], places: int) -> list[tuple[int, ...]]:
    """Return the first fields of some numbers; those of longer runs have a few past the last place."""
    size = FIELD // 8 * (places + WIDEST)
    unpack = struct.Struct(f"<{places}Q").unpack_from
    return [unpack(row.to_bytes(size, "little")) for row in rows]
