"""What an editor may have meant by a quote that is not in the report. It only ever advises."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, Levenshtein

from selisih.analysis.diff import diff_words
from selisih.analysis.facts.languages import NEGATIONS, NUMBER_WORDS
from selisih.analysis.fold import folded
from selisih.analysis.loose import lowered
from selisih.analysis.words import Word, words
from selisih.model.source import Passage

_LEAST: Final = 55.0
"""Similarity, of 100, below which a passage is not worth suggesting."""
_WINDOWS: Final = 4
"""Runs of a text with many words of the quote that are looked at more closely."""
_MORE: Final = 3
"""Words by which a run may be longer or shorter at either end."""


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
    alignment = fuzz.partial_ratio_alignment(lowered(folded(needle)), lowered(text))
    tokens = words(text)
    if alignment is None or alignment.score < _LEAST or not tokens:
        return None
    near = [
        index
        for index, word in enumerate(tokens)
        if word.end > alignment.dest_start and word.start < alignment.dest_end
    ]
    wanted = [word.key for word in words(needle)]
    windows = _alike(wanted, [word.key for word in tokens])
    if near:
        windows.insert(0, (near[0], near[-1] + 1))
    if not windows:
        return None
    likeness = _Likeness(needle, wanted, text, tokens)
    start, end = max((likeness.refined(*window) for window in windows), key=likeness.of)
    span = _with_signs(text, needle, tokens[start].start, tokens[end - 1].end)
    passage = text[slice(*span)]
    differences = _differences(needle, passage)
    shown = differences
    if not all(map(_tells, differences)) or not differences:
        shown = _pieces(needle, passage) or differences
    return Closest(*span, danger(differences), shown)


def _alike(wanted: list[str], keys: list[str]) -> list[tuple[int, int]]:
    """Return the runs of as many words as are wanted that have most of them, of runs that overlap the best one."""
    size = min(len(wanted), len(keys))
    missing = Counter(wanted)
    common = 0
    counts: list[int] = []
    for index, key in enumerate(keys):
        missing[key] -= 1
        common += missing[key] >= 0
        if index >= size:
            gone = keys[index - size]
            common -= missing[gone] >= 0
            missing[gone] += 1
        counts.append(common)
    found: list[tuple[int, int]] = []
    for last in sorted(range(size - 1, len(keys)), key=lambda index: -counts[index]):
        if len(found) == _WINDOWS or not counts[last]:
            break
        if all(abs(last + 1 - end) >= size for _, end in found):
            found.append((last + 1 - size, last + 1))
    return found


class _Likeness:
    """How like a quote each run of words of a text is, by its letters and by its words alike."""

    def __init__(self, needle: str, wanted: list[str], text: str, tokens: tuple[Word, ...]) -> None:
        self.needle = folded(needle)
        self.wanted = wanted
        self.text = text
        self.tokens = tokens

    def of(self, window: tuple[int, int]) -> float:
        """Return how like the quote a run is; 2 where nothing differs. Better another word than one too few."""
        run = self.tokens[slice(*window)]
        passage = folded(self.text[run[0].start : run[-1].end])
        by_letters = fuzz.ratio(self.needle, passage) / 100
        keys = [word.key for word in run]
        by_words = Levenshtein.normalized_similarity(self.wanted, keys)
        return by_letters + by_words - abs(len(keys) - len(self.wanted)) / 50

    def refined(self, start: int, end: int) -> tuple[int, int]:
        """Return the run, longer or shorter by a few words, that is most like the quote."""
        starts = range(max(0, start - _MORE), min(len(self.tokens) - 1, start + _MORE) + 1)
        ends = range(max(1, end - _MORE), min(len(self.tokens), end + _MORE) + 1)
        # Of equals the first one given stays.
        runs = [(start, end), *((first, last) for first in starts for last in ends if first < last)]
        return max(runs, key=self.of)


def _with_signs(text: str, quote: str, start: int, end: int) -> tuple[int, int]:
    """Return a span with the signs at its ends, where the quote has some there too."""
    if not quote[0].isalnum():
        while start and not (text[start - 1].isalnum() or text[start - 1].isspace()):
            start -= 1
    if not quote[-1].isalnum():
        while end < len(text) and not (text[end].isalnum() or text[end].isspace()):
            end += 1
    return start, end


def _differences(quote: str, passage: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (
            " ".join(quote[run.left[0] : run.left[1]].split()),
            " ".join(passage[run.right[0] : run.right[1]].split()),
        )
        for run in diff_words(quote, passage)
        if not run.same
    )


def _tells(difference: tuple[str, str]) -> bool:
    """Return whether a difference is one of words, and not of signs alone."""
    return any(character.isalnum() for side in difference for character in side)


def _pieces(quote: str, passage: str) -> tuple[tuple[str, str], ...]:
    """Return the differences in case and signs too, by what stands between white space."""
    ours, theirs = quote.split(), passage.split()
    steps = Indel.opcodes([folded(each) for each in ours], [folded(each) for each in theirs])
    pairs: list[list[int]] = []
    for step in steps:
        if step.tag == "equal":
            continue
        if pairs and (pairs[-1][1], pairs[-1][3]) == (step.src_start, step.dest_start):
            pairs[-1][1], pairs[-1][3] = step.src_end, step.dest_end
        else:
            pairs.append([step.src_start, step.src_end, step.dest_start, step.dest_end])
    return tuple((" ".join(ours[a:b]), " ".join(theirs[c:d])) for a, b, c, d in pairs)


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
