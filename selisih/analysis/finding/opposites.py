"""Words that exclude each other: “before” and “after”, “acquitted” and “convicted”, “naik” and “turun”.

The lists are closed and short. A pair stands in them only if no report of one event can have both of the
same thing, whatever else its sentence says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from selisih.analysis.finding.contrasts import OPPOSITE, Contrast, Region, Side
from selisih.model.differences import Span

_PAIRS: Final = {
    "en": """
        before | after
        without | with
        nobody | somebody someone everybody everyone
        nothing | something everything
        neither | both either
        none | all some
        unable | able
        acquitted acquits acquit cleared exonerated | convicted convicts convict
        innocent | guilty
        denied denies deny denying | confirmed confirms confirm confirming admitted admits admit
        rejected rejects reject | accepted accepts accept approved approves approve
        banned bans ban prohibited forbidden | allowed allows allow permitted
        rose rises rise risen rising climbed increased increases increase increasing | fell falls fall fallen falling dropped declined decreased decreases decrease decreasing
        opened opens | closed closes
        dead killed | alive survived
        legal | illegal
        possible | impossible
        agreed | disagreed refused
        supported supports | opposed opposes
        accidental accidentally | deliberate deliberately
    """,
    "id": """
        sebelum | sesudah setelah seusai
        tanpa | dengan
        membantah bantah menyangkal menampik menepis | membenarkan mengakui mengonfirmasi mengkonfirmasi mengatakan menyatakan menegaskan
        menolak ditolak | menerima diterima menyetujui disetujui
        dilarang melarang | diizinkan mengizinkan dibolehkan diperbolehkan
        naik meningkat bertambah menguat | turun menurun berkurang melemah menyusut
        mendukung didukung | menentang ditentang
        selamat | tewas meninggal hilang
        sengaja | lalai
        sah | ilegal
        dibuka membuka | ditutup menutup
    """,
}
_BEFORE_NUMBERS: Final = {
    "en": "to | by",
    "id": "menjadi ke | sebesar sebanyak",
}
"""Those that exclude each other only before a number: it rose to 5 per cent, or by 5 per cent."""
_LONGEST: Final = 6
"""Words of a run of differing words up to which two of them are said in the same place."""


def _sides(listed: str) -> dict[str, tuple[int, int]]:
    """Return each word with its pair, and on which side of it the word stands."""
    return {
        word: (number, side)
        for number, line in enumerate(listed.strip().splitlines())
        for side, words in enumerate(line.split("|"))
        for word in words.split()
    }


_KNOWN: Final = {tag: _sides(listed) for tag, listed in _PAIRS.items()}
_KNOWN_BEFORE_NUMBERS: Final = {tag: _sides(listed) for tag, listed in _BEFORE_NUMBERS.items()}


def opposites(left: Side, right: Side, regions: Sequence[Region]) -> Iterator[tuple[int, Contrast]]:
    """Yield words that exclude each other in one run of differing words, with the index of that run."""
    tag = left.text.language
    for index, region in enumerate(regions):
        lengths = [stop - first for first, stop in (region.left, region.right)]
        if not 0 < min(lengths) <= max(lengths) <= _LONGEST:
            continue
        found = _opposed(left, region.left, right, region.right, _KNOWN.get(tag, {}))
        if not found and lengths == [1, 1] and _counts(left, region.left[1]) and _counts(right, region.right[1]):  # fmt: skip
            found = _opposed(left, region.left, right, region.right, _KNOWN_BEFORE_NUMBERS.get(tag, {}))  # fmt: skip
        if found:
            yield index, _contrast(left, found[0], right, found[1])


def _opposed(
    left: Side,
    ours: tuple[int, int],
    right: Side,
    theirs: tuple[int, int],
    known: dict[str, tuple[int, int]],
) -> tuple[Span, Span] | None:
    """Return two words on either side of one pair, if neither side has both."""
    mine = [(known[left.keys[i]], i) for i in range(*ours) if left.keys[i] in known]
    yours = [(known[right.keys[j]], j) for j in range(*theirs) if right.keys[j] in known]
    for (number, side), i in mine:
        there = [j for (other, which), j in yours if other == number and which != side]
        same = any(other == number and which == side for (other, which), _ in yours)
        both = any(other == number and which != side for (other, which), _ in mine)
        if there and not same and not both and _little(left, ours, i) and _little(right, theirs, there[0]):  # fmt: skip
            return left.reach(i, i + 1), right.reach(there[0], there[0] + 1)
    return None


def _little(side: Side, run: tuple[int, int], at: int) -> bool:
    """Return whether a run holds hardly a content word besides one, so that its sentence is the same otherwise."""
    return sum(i != at and side.is_content(i) for i in range(*run)) <= 1


def _counts(side: Side, index: int) -> bool:
    """Return whether a number stands at a place."""
    return index < len(side.words) and (
        side.words[index].sort == "number" or side.keys[index] in side.text.lexicon.number_words
    )


def _contrast(left: Side, ours: Span, right: Side, theirs: Span) -> Contrast:
    return Contrast(
        kind="detail",
        score=OPPOSITE,
        left=ours,
        right=theirs,
        why=f"words that exclude each other: “{left.shown(ours)}” in {left.text.id}, “{right.shown(theirs)}” in {right.text.id}",
    )
