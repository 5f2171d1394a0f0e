"""A report as comparison sees it: its sentences, with the words and the facts of each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from selisih.analysis.facts import Fact, facts
from selisih.analysis.facts.kinship import class_of, identity, same_fact
from selisih.analysis.facts.languages import lexicon_of
from selisih.analysis.facts.lexicon import Lexicon
from selisih.analysis.facts.names import expansions
from selisih.analysis.finding.matching import Keys, stem
from selisih.analysis.finding.sentences import Sentence, sentences, visible
from selisih.analysis.words import Word, words
from selisih.model.records import Report


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """One report's text in sentences."""

    id: str
    text: str
    language: str
    """Primary language subtag."""
    lexicon: Lexicon
    outlet: str = ""
    """The name of its outlet, without case."""
    sentences: tuple[Sentence, ...]
    words: Sequence[Sequence[Word]]
    """For each sentence its words and numbers, without quotation marks."""
    facts: Sequence[Sequence[Fact]]
    """For each sentence the facts that begin in it."""
    elsewhere: tuple[Fact, ...] = ()
    """The facts of title and standfirst, which count as said."""
    keys: tuple[Keys, ...]
    """The folded words of each sentence."""

    @cached_property
    def stems(self) -> tuple[frozenset[str], ...]:
        """The stems of the words of each sentence."""
        return tuple(frozenset(map(stem, part)) for part in self.keys)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The stems of all words of the text."""
        return frozenset[str]().union(*self.stems)

    @cached_property
    def numbers(self) -> frozenset[object]:
        """The identities of all numbers of the report."""
        parts = (*self.facts, self.elsewhere)
        return frozenset(identity(f) for part in parts for f in part if class_of(f) == "number")

    @cached_property
    def others(self) -> Mapping[str, tuple[Fact, ...]]:
        """For each class of the other facts those that differ."""
        found: dict[str, dict[tuple[str, str], Fact]] = {}
        for part in (*self.facts, self.elsewhere):
            for fact in part:
                if class_of(fact) != "number":
                    known = found.setdefault(class_of(fact), {})
                    known.setdefault((fact.value, fact.unit), fact)
        return {name: tuple(each.values()) for name, each in found.items()}

    @cached_property
    def places(self) -> Mapping[str, list[int]]:
        """Stem to the sentences that have it."""
        found: dict[str, list[int]] = {}
        for index, part in enumerate(self.stems):
            for each in part:
                found.setdefault(each, []).append(index)
        return found

    def has(self, fact: Fact) -> bool:
        """Return whether the report says a fact anywhere."""
        if class_of(fact) == "number":
            return identity(fact) in self.numbers
        return any(same_fact(fact, known) for known in self.others.get(class_of(fact), ()))


def prepare(reports: Sequence[Report]) -> dict[str, Prepared]:
    """Return the reports of a story, ready to be compared; an acronym stands for its expansion in all."""
    found = {report.id: _prepared(report) for report in reports}
    spelt: dict[str, str] = {}
    for prepared in found.values():
        named = [fact for part in prepared.facts for fact in part if fact.kind == "name"]
        spelt |= expansions(prepared.text, named)
    return {name: _spelt_out(prepared, spelt) for name, prepared in found.items()}


def prepare_text(name: str, text: str, language: str) -> Prepared:
    """Return a plain text, a paragraph a line, ready to be compared."""
    blocks = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append((start, start + len(line)))
        start += len(line) + 1
    return _split(name, text, language, blocks, ())


def _prepared(report: Report) -> Prepared:
    front = [passage.value for passage in (report.title, report.standfirst) if passage]
    elsewhere = tuple(fact for part in front for fact in facts(part, report.language))
    body = report.body
    split = _split(report.id, body.text, report.language, visible(body), elsewhere)
    return replace(split, outlet=report.outlet.name.casefold())


def in_sentences(
    text: str, blocks: Sequence[tuple[int, int]]
) -> tuple[tuple[Sentence, ...], list[list[Word]]]:
    """Return the sentences of some paragraphs of a text, and the words and numbers of each."""
    parts = sentences(text, blocks)
    found = words(text)
    starts = [word.start for word in found]
    word_lists = []
    for part in parts:
        inside = found[bisect_left(starts, part.start) : bisect_left(starts, part.end)]
        word_lists.append([word for word in inside if word.sort != "mark"])
    return parts, word_lists


def _split(
    name: str,
    text: str,
    language: str,
    blocks: Sequence[tuple[int, int]],
    elsewhere: tuple[Fact, ...],
) -> Prepared:
    bare = worded(Prepared, name, text, language, blocks)
    told = by_sentence(facts(text, language), bare.sentences)
    return replace(bare, facts=told, elsewhere=elsewhere)


P = TypeVar("P", bound=Prepared)


def worded(
    sort: type[P], name: str, text: str, language: str, blocks: Sequence[tuple[int, int]]
) -> P:
    """Return a text for comparing its words alone: it has no facts yet."""
    parts, word_lists = in_sentences(text, blocks)
    return sort(
        id=name,
        text=text,
        language=language.split("-", maxsplit=1)[0].casefold(),
        lexicon=lexicon_of(language),
        sentences=parts,
        words=word_lists,
        keys=tuple(tuple([word.key for word in part]) for part in word_lists),
        facts=[()] * len(parts),
    )


def by_sentence(found: Iterable[Fact], parts: Sequence[Sentence]) -> list[list[Fact]]:
    """Return for each sentence the facts that begin in it."""
    starts = [part.start for part in parts]
    lists: list[list[Fact]] = [[] for _ in parts]
    for fact in found:
        index = bisect_right(starts, fact.start) - 1
        if index >= 0 and fact.start < parts[index].end:
            lists[index].append(fact)
    return lists


def _spelt_out(prepared: Prepared, spelt: dict[str, str]) -> Prepared:
    """Return a report in whose facts acronyms are what they stand for."""
    if not spelt:
        return prepared

    def expand(fact: Fact) -> Fact:
        if fact.kind in ("name", "attribution") and fact.value in spelt:
            return replace(fact, value=spelt[fact.value])
        return fact

    return replace(
        prepared,
        facts=[[expand(fact) for fact in part] for part in prepared.facts],
        elsewhere=tuple(map(expand, prepared.elsewhere)),
    )
