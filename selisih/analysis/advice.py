"""What an editor may have meant by a quote that is not in the report. It only ever advises."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from selisih.analysis.diff import diff_words
from selisih.analysis.facts.languages import NEGATIONS, NUMBER_WORDS
from selisih.analysis.fold import folded
from selisih.analysis.words import words
from selisih.model.source import Passage

_LEAST: Final = 55.0
"""Similarity, of 100, below which a passage is not worth suggesting."""


@dataclass(frozen=True, slots=True)
class Closest:
    """The passage most like a quote."""

    start: int
    end: int
    danger: str
    """Why taking the suggestion over could change what is said; empty where it could not."""
    differences: tuple[tuple[str, str], ...]
    """Pairs of differing words: as quoted, as they stand in the report."""


def closest_passage(text: str, quote: str) -> Closest | None:
    """Return the run of whole words in a text most like a quote, or `None` where nothing is like it."""
    needle = " ".join(quote.split())
    alignment = fuzz.partial_ratio_alignment(needle.casefold(), text.casefold())
    if len(text.casefold()) != len(text) or alignment is None or alignment.score < _LEAST:
        return None
    tokens = words(text)
    inside = [w for w in tokens if w.end > alignment.dest_start and w.start < alignment.dest_end]
    if not inside:
        return None
    start, end = _trim(text, needle, inside[0].start, inside[-1].end)
    differences = _differences(needle, text[start:end])
    return Closest(start, end, danger(differences), differences)


def _trim(text: str, quote: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without words at its ends that only the window's width brought in."""
    best = (start, end)
    score = fuzz.ratio(folded(quote), folded(text[start:end]))
    inside = [word for word in words(text) if word.start >= start and word.end <= end]
    for first in inside[:3]:
        for last in inside[-3:]:
            if first.start < last.end:
                candidate = fuzz.ratio(folded(quote), folded(text[first.start : last.end]))
                if candidate > score:
                    best, score = (first.start, last.end), candidate
    return best


def _differences(quote: str, passage: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (
            " ".join(quote[run.left[0] : run.left[1]].split()),
            " ".join(passage[run.right[0] : run.right[1]].split()),
        )
        for run in diff_words(quote, passage)
        if not run.same
    )


def danger(differences: tuple[tuple[str, str], ...]) -> str:
    """Return in which dangerous way two texts differ, or the empty string."""
    for left, right in differences:
        if _numbers(left) != _numbers(right):
            return f"differs in a number: {left or 'nothing'} → {right or 'nothing'}"
    for left, right in differences:
        ours, theirs = (NEGATIONS & set(side.casefold().split()) for side in (left, right))
        if ours != theirs:
            return f"differs in a negation: {left or 'nothing'} → {right or 'nothing'}"
    return ""


def block_scalar(written: Passage, value: str) -> str:
    """Return the lines that give a key another value, as a block that needs no quotation marks."""
    source = written.source
    line = source.line_text(source.position(written.start)[0])
    lead = line[: source.position(written.start)[1] - 1].strip()
    return f"{lead} >-\n  {' '.join(value.split())}".strip()


def _numbers(text: str) -> list[str]:
    """Return the numbers of a text in their order, in digits or written out."""
    found = re.findall(r"\d+|[^\W\d_]+", text.casefold())
    return [word for word in found if word.isdigit() or word in NUMBER_WORDS]
