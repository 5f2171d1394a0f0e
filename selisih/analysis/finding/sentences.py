"""Sentences, told apart without stumbling over abbreviations, initials, decimals, dates and quotations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from selisih.analysis.facts.clocks import ZONES
from selisih.model.body import Body

_END: Final = re.compile(r"([.!?…][.!?…]*)[\"'”’»)\]]*(?=\s+\S)")
_ABBREVIATIONS: Final = frozenset(
    [
        "rp",
        "nos",
        "dr",
        "drs",
        "dra",
        "ir",
        "prof",
        "mr",
        "mrs",
        "ms",
        "st",
        "jr",
        "sr",
        "vs",
        "jl",
        "jln",
        "kec",
        "kab",
        "ds",
        "kel",
        "hlm",
        "hal",
        "dll",
        "dsb",
        "dst",
        "tgl",
        "a.n",
        "an",
        "u.p",
        "s.h",
        "sh",
        "m.h",
        "mh",
        "s.e",
        "se",
        "s.pd",
        "s.sos",
        "m.si",
        "m.hum",
        "ph.d",
        "phd",
        "kh",
        "h",
        "hj",
        "gen",
        "lt",
        "col",
        "sgt",
        "capt",
        "cmdr",
        "adm",
        "maj",
        "brig",
        "gov",
        "sen",
        "rep",
        "rev",
        "hon",
        "pt",
        "cv",
        "tbk",
        "co",
        "corp",
        "inc",
        "ltd",
        "bros",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "agu",
        "sep",
        "sept",
        "oct",
        "okt",
        "nov",
        "dec",
        "des",
        "fig",
        "ave",
        "blvd",
        "rd",
        "mt",
        "ft",
        "approx",
        "est",
        "dept",
        "univ",
        "assn",
        "u.s",
        "u.k",
        "u.n",
        "e.g",
        "i.e",
        "etc",
        "a.m",
        "p.m",
        "cf",
        "al",
        "op",
    ]
)
"""What stands before a full stop that ends no sentence, without the stop."""
_ENDING_TOO: Final = frozenset(
    ["tbk", "inc", "ltd", "co", "corp", "a.m", "p.m", "dll", "dsb", "dst", "etc", "jr", "sr"]
)
"""Those that may end a sentence all the same, where a capital follows."""
_BREAK: Final = re.compile(r"[\s\"'“”‘’«»()\[\]]")
"""What no word goes across, where the one before a full stop is looked for."""
_LONGEST_WORD: Final = 24
"""Characters before a full stop that are looked at."""
_ZONE: Final = re.compile(rf"\s*(?:{'|'.join(ZONES)})\b")
"""What belongs to the clock time before it: “6 p.m. EST”."""
_ALPHANUMERIC: Final = re.compile(r"[^\W_]")
_STARTER: Final = re.compile(r"\s*[\"'“‘«(\[–—-]*\s*(?:[^\W\d_]|\d)")


class Sentence(Struct, frozen=True):
    """The span of a sentence in a text."""

    start: int
    end: int
    block: int
    """Index of the paragraph that it stands in."""


def visible(body: Body) -> list[tuple[int, int]]:
    """Return the paragraphs that are the article, without what may not be quoted."""
    spans: list[tuple[int, int]] = []
    for block in body.blocks:
        if block.boilerplate:
            continue
        start = block.start
        for first, last, _ in body.hidden:
            if block.start <= first < block.end:
                spans.append((start, first))
                start = max(start, last)
        spans.append((start, block.end))
    return [(start, end) for start, end in spans if start < end]


def sentences(text: str, blocks: Sequence[tuple[int, int]]) -> tuple[Sentence, ...]:
    """Return the sentences of a text, whose paragraphs are these spans; a sentence crosses none."""
    found: list[Sentence] = []
    for index, (first, last) in enumerate(blocks):
        stops = [
            end.end() for end in _END.finditer(text, first, last) if _ends(text, end, first, last)
        ]
        for start, stop in pairwise([first, *stops, last]):
            part = text[start:stop].strip()
            if part[:1].isalnum() or _ALPHANUMERIC.search(part):
                begin = text.index(part, start)
                found.append(Sentence(begin, begin + len(part), index))
    return tuple(found)


def _ends(text: str, end: re.Match[str], first: int, last: int) -> bool:
    """Return whether a sentence ends here, in the paragraph `[first, last)`."""
    starter = _STARTER.match(text, end.end(), last)
    if not starter:
        return False
    follows = starter.group()[-1]
    if follows.islower():
        return False
    if end[1] != ".":
        return True
    at = end.start()
    # A line may break between a word and its stop.
    word = _BREAK.split(text[max(first, at - _LONGEST_WORD) : at].removesuffix("\n"))[-1]
    before = word.casefold().rstrip(".")
    if before in _ENDING_TOO:
        return follows.isupper() and not _ZONE.match(text, end.end())
    if before == "no":
        return not follows.isdigit()
    if before in _ABBREVIATIONS:
        return False
    return not (len(before) == 1 and before.isalpha() and word[0].isupper())
