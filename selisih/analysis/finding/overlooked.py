"""The differences that `check` warns of: numbers, dates and negations that no claim deals with.

It runs on every story at every check, so that it looks first where looking is cheap: only sentences that
hold an uncovered figure, and that the other report does not have word for word, are compared at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, overload

from selisih.analysis.facts import Fact, figures
from selisih.analysis.facts.fact import moved
from selisih.analysis.facts.kinship import class_of
from selisih.analysis.facts.languages import lexicon_of
from selisih.analysis.facts.numerals import Rational, numeral
from selisih.analysis.finding.contrasts import NUMBER, Contrast, Side, regions
from selisih.analysis.finding.curated import NOTHING, Curated, curated_in
from selisih.analysis.finding.disputes import CLOSE, Disputes
from selisih.analysis.finding.matching import match_sentences
from selisih.analysis.finding.prepared import Prepared, by_sentence, worded
from selisih.analysis.finding.retrievals import retrievals
from selisih.analysis.finding.sentences import Sentence, sentences, visible
from selisih.analysis.finding.suggestions import Suggestion, gather
from selisih.model.differences import AnalysedStory
from selisih.model.problem import Problems
from selisih.model.records import Report
from selisih.model.source import Place

_SHOWN: Final = 3
"""Differences that the warning quotes."""
_NUMERAL: Final = re.compile(r"\d+(?:[.,]\d+)*")
_SHORTENED: Final = ("n't", "n\u2019t")
"""The “not” of “didn't”."""
_WORD: Final = re.compile(r"\w+(?:[.,:/]\w+)*(?:['\u2019]t\b)?")


def check_overlooked(analysed: AnalysedStory, problems: Problems) -> None:
    """Add one warning where the reports contradict each other and the ledger says nothing of it."""
    story = analysed.story
    if story.ledger.status == "withdrawn":
        return
    found = overlooked(analysed)
    if not found:
        return
    count = f"{len(found)} differences" if len(found) > 1 else "a difference"
    told = "; ".join(each.why for each in found[:_SHOWN])
    name, spans = next(iter(found[0].reports.items()))
    place: Place = story.report(name).body.place(*spans[0])
    problems.add(
        "difference-uncurated",
        place,
        f"the ledger says nothing of {count}: {told}",
        f"selisih suggest {story.slug} --format yaml drafts entries; or list them under `set_aside`",
    )


def overlooked(analysed: AnalysedStory) -> list[Suggestion]:
    """Return contradicting numbers and dates, negations, and numbers that only one report has."""
    covered = curated_in(analysed)
    reports = analysed.story.reports
    suspects = _suspects(reports, covered)
    if not any(suspects.values()):
        return []
    prepared = {report.id: _figures_of(report) for report in reports}

    versions = {(one.id, two.id) for one, two in retrievals(reports)}

    def compare(left: Prepared, right: Prepared) -> Iterator[tuple[Contrast, ...]]:
        if versions & {(left.id, right.id), (right.id, left.id)}:
            return  # the page says what the outlet changed
        if left.language == right.language and (suspects[left.id] or suspects[right.id]):
            yield from _contradictions(left, right, suspects)

    return gather(prepared, covered, compare)


def _suspects(reports: Sequence[Report], covered: Curated) -> dict[str, set[int]]:
    """Return for each report the sentences that hold an uncovered figure and are not in all others."""
    parts = {report.id: sentences(report.body.text, visible(report.body)) for report in reports}
    texts = {report.id: report.body.text for report in reports}
    said = {name: {texts[name][p.start : p.end] for p in each} for name, each in parts.items()}
    shared = set[str].intersection(*said.values())
    found = {}
    for report in reports:
        text, cover = texts[report.id], covered.both.get(report.id, NOTHING)
        cues = lexicon_of(report.language).figure_words
        found[report.id] = {
            index
            for index, part in enumerate(parts[report.id])
            if text[part.start : part.end] not in shared
            and any(not cover.share(span) for span in _cues(text, part, cues))
        }
    return found


def _cues(text: str, part: Sentence, cues: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield the spans of the words of a sentence that a figure may be recognised by."""
    for match in _WORD.finditer(text, part.start, part.end):
        word = match.group()
        if word.isalpha():
            if word.lower() in cues:
                yield match.span()
        elif word.endswith(_SHORTENED) or any(character.isdigit() for character in word):
            yield match.span()


def _contradictions(
    left: Prepared, right: Prepared, suspects: dict[str, set[int]]
) -> Iterator[tuple[Contrast, ...]]:
    """Yield what the figures of corresponding sentences say differently, where one is suspect."""
    for group in match_sentences(left.keys, right.keys):
        if not group.left or not group.right:
            continue
        if suspects[left.id].isdisjoint(group.left) and suspects[right.id].isdisjoint(group.right):
            continue
        sides = Side(left, group.left), Side(right, group.right)
        if group.score == 1 and sides[0].signed == sides[1].signed:
            continue  # no sign before a number differs either
        runs = regions(*sides)
        for contrast in Disputes(*sides, runs, group.score >= CLOSE, set()).found():
            if contrast.score >= NUMBER:
                yield (contrast,)


@dataclass(frozen=True, kw_only=True)
class _FiguresOnly(Prepared):
    """A report whose figures are only looked for where they are asked for."""

    @cached_property
    def numerals(self) -> frozenset[Rational]:
        """The values of all numerals of the text, whatever stands around them."""
        decimal = self.lexicon.decimal
        return frozenset(numeral(each, decimal) for each in _NUMERAL.findall(self.text))

    def has(self, fact: Fact) -> bool:
        """Return whether the report says a figure; most often the numerals alone tell."""
        if class_of(fact) == "number" and fact.value.isdecimal():
            if int(fact.value) in self.numerals:
                return True
            if self.vocabulary.isdisjoint(self.lexicon.number_words):
                return False
        return Prepared.has(self, fact)


def _figures_of(report: Report) -> Prepared:
    """Return a report for comparing its figures."""
    body, language = report.body, report.language
    bare = worded(_FiguresOnly, report.id, body.text, language, visible(body))
    front = [passage.value for passage in (report.title, report.standfirst) if passage]
    return replace(
        bare,
        facts=_Figures(body.text, language, bare.sentences),
        elsewhere=tuple(fact for part in front for fact in figures(part, language)),
    )


class _Figures(Sequence[Sequence[Fact]]):
    """The figures of each sentence of a text, found when they are first asked for."""

    def __init__(self, text: str, language: str, parts: Sequence[Sentence]) -> None:
        self.text = text
        self.language = language
        self.parts = parts
        self.known: dict[int, list[Fact]] = {}

    def __len__(self) -> int:
        return len(self.parts)

    def __iter__(self) -> Iterator[Sequence[Fact]]:
        """Yield those of all sentences, read in one go."""
        return iter(by_sentence(figures(self.text, self.language), self.parts))

    @overload
    def __getitem__(self, index: int) -> Sequence[Fact]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Sequence[Fact]]: ...
    def __getitem__(self, index: int | slice) -> Sequence[Fact] | Sequence[Sequence[Fact]]:
        if isinstance(index, slice):
            return list(self)[index]
        if index not in self.known:
            start, end = self.parts[index].start, self.parts[index].end
            found = figures(self.text[start:end], self.language)
            self.known[index] = [moved(fact, start) for fact in found]
        return self.known[index]
