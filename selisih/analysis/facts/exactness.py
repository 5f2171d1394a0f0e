"""How exactly a number is meant: `sekitar 50`, `at least 12`, `100 lebih`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from selisih.analysis.facts.amounts import AmountReader
from selisih.analysis.facts.fact import Kind

_COMPARED: Final = frozenset(
    [
        "baik",
        "banyak",
        "besar",
        "dari",
        "tinggi",
        "rendah",
        "cepat",
        "lama",
        "kecil",
        "sedikit",
        "lanjut",
        "awal",
        "murah",
        "mahal",
    ]
)
"""Words that “lebih” before them compares, so that it says nothing of the number."""


@dataclass(frozen=True, slots=True)
class Found:
    """A fact under way: which tokens it takes."""

    kind: Kind
    first: int
    stop: int
    value: str
    unit: str = ""
    modifier: str = ""
    weak: bool = False


def modified(reader: AmountReader, found: Found, floor: int) -> Found:
    """Return a number with the words around it that say how exactly it is meant."""
    if found.kind == "ordinal":
        return found
    first, stop, modifier = found.first, found.stop, found.modifier
    between = reader.low(first - 1) if first else ""
    if ".." in found.value and between in reader.lexicon.between:
        first -= 1
    before = reader.lexicon.before.before(reader.tokens, first)
    if before and first - before[1] >= floor:
        first -= before[1]
        modifier = modifier or before[0]
    after = reader.lexicon.after.at(reader.tokens, stop)
    if after and _closes(reader, stop, after):
        stop += after[1]
        modifier = modifier if modifier in ("vague", "more", "least") else after[0]
    return replace(found, first=first, stop=stop, modifier=modifier)


def _closes(reader: AmountReader, index: int, after: tuple[str, int]) -> bool:
    """Return whether words after a number belong to it: not the “lebih” of “lebih baik”."""
    if reader.tokens[index].low == "+":
        return reader.tokens[index - 1].end == reader.tokens[index].start
    if reader.tokens[index].low == "an":
        return False
    return after[1] > 1 or reader.tokens[index].low != "lebih" or _not_comparing(reader, index + 1)


def _not_comparing(reader: AmountReader, index: int) -> bool:
    return reader.low(index) not in _COMPARED
