"""Sentences, told apart without stumbling over abbreviations, initials, decimals, dates and quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from selisih.model.body import Body

_END: Final = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+\S)")
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
_BEFORE: Final = re.compile(r"[^\s\"'“”‘’«»()\[\]]+$")
_LONGEST_WORD: Final = 24
"""Characters before a full stop that are looked at."""
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
    for index, (start, end) in enumerate(blocks):
        for first, last in _split(text[start:end]):
            found.append(Sentence(start + first, start + last, index))
    return tuple(found)


def _split(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of a paragraph's sentences, without the white space around them."""
    start = 0
    for match in _END.finditer(text):
        if _ends(text, match, start):
            yield from _trimmed(text, start, match.end())
            start = match.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if _ALPHANUMERIC.search(text, start, end):
        yield start, end


def _ends(text: str, match: re.Match[str], start: int) -> bool:
    """Return whether a sentence ends here."""
    starter = _STARTER.match(text, match.end())
    if not starter or starter.group()[-1].islower():
        return False
    mark = match.group().rstrip("\"'”’»)]")
    if mark != ".":
        return True
    word = _BEFORE.search(text, max(start, match.start() - _LONGEST_WORD), match.start())
    if word is None:
        return True
    before = word.group().casefold().rstrip(".")
    follows = starter.group()[-1]
    if before in _ENDING_TOO:
        return follows.isupper()
    if before == "no":
        return not follows.isdigit()
    if before in _ABBREVIATIONS:
        return False
    return not (len(before) == 1 and before.isalpha() and word.group()[0].isupper())
