"""Which sentences of two reports correspond, wherever they stand, also split and merged."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from selisih.analysis.align import Features, dice

_LEAST: Final = 0.3
"""Share of weight that two sentences must have in common."""
_INSIDE: Final = 0.5
"""Share of a leftover sentence's weight that a pair must hold for it to be a part of it."""
_WHOLLY: Final = 0.85
"""Share from which it is part of the pair if it adds any word at all."""
_ORDER: Final = 0.06
"""What it is worth to stand in the same place of both texts."""
_LARGEST: Final = 400_000
"""Pairs of sentences beyond which only equal ones are paired, so that time stays bounded."""


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences of two texts that say the same thing; one side may be empty."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    score: float
    """Share of weight in common, from 0 to 1; exactly 1 where they agree word for word."""
    repeats: bool = False
    """Whether the lone side says again what the text has said already."""


Keys = tuple[str, ...]
"""The words of a sentence, folded, in their order."""


def match_sentences(left: Sequence[Keys], right: Sequence[Keys]) -> tuple[Group, ...]:
    """Return the groups of two texts' sentences: equal, like each other, and alone."""
    pairs = _equal(left, right)
    groups = [Group((i,), (j,), 1.0) for i, j in pairs]
    paired_left, paired_right = {i for i, _ in pairs}, {j for _, j in pairs}
    alone: tuple[list[tuple[int, ...]], list[tuple[int, ...]]]
    rest_left = [i for i in range(len(left)) if i not in paired_left]
    rest_right = [j for j in range(len(right)) if j not in paired_right]
    if len(rest_left) * len(rest_right) > _LARGEST:
        alike: list[Group] = []
        alone = ([(i,) for i in rest_left], [(j,) for j in rest_right])
    else:
        alike, alone = _Matcher(left, right).match(rest_left, rest_right)
    groups += alike
    equal_left, equal_right = ({left[i] for i, _ in pairs}, {right[j] for _, j in pairs})
    groups += [Group(part, (), 0.0, repeats=left[part[0]] in equal_left) for part in alone[0]]
    groups += [Group((), part, 0.0, repeats=right[part[0]] in equal_right) for part in alone[1]]
    return tuple(groups)


def _equal(left: Sequence[Keys], right: Sequence[Keys]) -> list[tuple[int, int]]:
    """Return the pairs of sentences with the same words, the first with the first."""
    places: dict[Keys, list[int]] = defaultdict(list)
    for j, keys in enumerate(right):
        places[keys].append(j)
    pairs = []
    for i, keys in enumerate(left):
        if places.get(keys):
            pairs.append((i, places[keys].pop(0)))
    return pairs


class _Matcher:
    """Pairs what is not equal, the most alike first."""

    def __init__(self, left: Sequence[Keys], right: Sequence[Keys]) -> None:
        stems = [list(dict.fromkeys(map(stem, keys))) for keys in (*left, *right)]
        weights = _weights(stems)
        features = [{key: weights[key] for key in part} for part in stems]
        self.left, self.right = features[: len(left)], features[len(left) :]
        self.total_left = [math.fsum(part.values()) for part in self.left]
        self.total_right = [math.fsum(part.values()) for part in self.right]

    def match(
        self, rest_left: list[int], rest_right: list[int]
    ) -> tuple[list[Group], tuple[list[tuple[int, ...]], list[tuple[int, ...]]]]:
        """Return the groups of sentences that are alike, and those that are left alone."""
        taken_left: dict[int, int] = {}
        taken_right: dict[int, int] = {}
        members: list[tuple[list[int], list[int]]] = []
        for _, i, j in self._candidates(rest_left, rest_right):
            if i in taken_left or j in taken_right:
                continue
            taken_left[i] = taken_right[j] = len(members)
            members.append(([i], [j]))
        for i in rest_left:
            if i not in taken_left:
                home = self._home(self.left[i], self.left, self.right, members, 0)
                if home is not None:
                    members[home][0].append(i)
                    taken_left[i] = home
        for j in rest_right:
            if j not in taken_right:
                home = self._home(self.right[j], self.right, self.left, members, 1)
                if home is not None:
                    members[home][1].append(j)
                    taken_right[j] = home
        groups = [
            Group(tuple(sorted(ours)), tuple(sorted(theirs)), min(0.999, self._alike(ours, theirs)))
            for ours, theirs in members
        ]
        return groups, (
            [(i,) for i in rest_left if i not in taken_left],
            [(j,) for j in rest_right if j not in taken_right],
        )

    def _candidates(
        self, rest_left: list[int], rest_right: list[int]
    ) -> list[tuple[float, int, int]]:
        """Return pairs that are alike enough, the best first."""
        found = []
        wide, high = max(1, len(self.left)), max(1, len(self.right))
        places: dict[str, list[int]] = defaultdict(list)
        for j in rest_right:
            for key in self.right[j]:
                places[key].append(j)
        for i in rest_left:
            shared: dict[int, float] = defaultdict(float)
            for key, weight in self.left[i].items():
                for j in places.get(key, ()):
                    shared[j] += weight
            for j, common in shared.items():
                alike = 2 * common / (self.total_left[i] + self.total_right[j])
                held = self._held(i, j, common)
                if alike >= _LEAST or held >= 0.75:
                    near = _ORDER * (1 - abs(i / wide - j / high))
                    found.append((max(alike, held * 0.6) + near, i, j))
        return sorted(found, key=lambda entry: (-entry[0], entry[1], entry[2]))

    def _held(self, i: int, j: int, common: float) -> float:
        """Return how much of the shorter sentence is in the longer; nothing for a very short one."""
        if min(len(self.left[i]), len(self.right[j])) < 4:
            return 0.0
        return common / min(self.total_left[i], self.total_right[j])

    def _home(
        self,
        lone: Features,
        ours: Sequence[Features],
        theirs: Sequence[Features],
        members: Sequence[tuple[list[int], list[int]]],
        side: int,
    ) -> int | None:
        """Return the pair whose other side holds a lone sentence's words, if pairing gains by it."""
        total = math.fsum(lone.values())
        best, home = 0.0, None
        for index, group in enumerate(members):
            other = _union([theirs[k] for k in group[1 - side]])
            common = math.fsum(lone[key] for key in lone.keys() & other.keys())
            if common <= best or common < _INSIDE * total:
                continue
            known = _union([ours[k] for k in group[side]])
            gain = math.fsum(lone[key] for key in lone.keys() & other.keys() - known.keys())
            least = _INSIDE / 2 if common < _WHOLLY * total else 0.0
            if not gain or gain < least * total:
                continue
            if dice(_union([known, lone]), other) > dice(known, other):
                best, home = common, index
        return home

    def _alike(self, ours: list[int], theirs: list[int]) -> float:
        return dice(_union([self.left[i] for i in ours]), _union([self.right[j] for j in theirs]))


def _union(parts: Sequence[Features]) -> Features:
    if len(parts) == 1:
        return parts[0]
    merged: dict[str, float] = {}
    for part in parts:
        merged.update(part)
    return merged


def _weights(parts: Sequence[Sequence[str]]) -> dict[str, float]:
    """Return the weight of each word: the rarer, the heavier; numbers weigh double."""
    counts = Counter(key for part in parts for key in part)
    total = len(parts)
    return {
        key: math.log(1 + total / count) * (1.0 if key.isalpha() or not _DIGIT.search(key) else 2.0)
        for key, count in counts.items()
    }


_DIGIT: Final = re.compile(r"\d")


@lru_cache(maxsize=8192)
def stem(key: str) -> str:
    """Return a word without the endings that change nothing here."""
    for ending in ("nya", "'s"):
        if key.endswith(ending) and len(key) > len(ending) + 3:
            return key.removesuffix(ending)
    return key
