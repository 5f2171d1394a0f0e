"""Ledger entries drafted from uncurated differences, ready to paste. The statement is the editor's to write."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from selisih.analysis.edges import cut_number
from selisih.analysis.finding.sentences import sentences
from selisih.analysis.finding.suggestions import Suggestion
from selisih.analysis.loose import find_loosely
from selisih.analysis.quotes import Ambiguous, Found, Haystack, legible, selector
from selisih.analysis.words import cuts_word, words
from selisih.model.differences import Span
from selisih.model.records import Report, Story

STATEMENT: Final = "…"
"""What stands for the statement until an editor has written it."""
_WIDEST: Final = 110
_CLOSERS: Final = frozenset(")]”»")
_NUMBERED: Final = frozenset({"detail", "number", "name", "date", "source"})
"""Kinds whose words may be asserted to be absent from a report that does not have them."""


def as_yaml(story: Story, suggestions: Sequence[Suggestion]) -> str:
    """Return entries for `claims:`, one for each difference, the weightiest first."""
    if not suggestions:
        return f"# {story.slug}: no difference that the ledger does not cover\n"
    taken = {claim.id for claim in story.ledger.claims}
    drafter = _Drafter(story)
    lines = [
        f"# Drafts for {story.folder}/ledger.yaml, below `claims:`. Read both passages, write the",
        "# statement so that no report is the norm, and correct the kind; or set the difference aside.",
    ]
    for suggestion in suggestions:
        lines += ["", *drafter.entry(suggestion, taken)]
    return "\n".join(lines) + "\n"


class _Drafter:
    """Writes the entries of one story."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.haystacks = {
            report.id: Haystack(
                report.body.text, tuple((start, end) for start, end, _ in report.body.hidden)
            )
            for report in story.reports
        }
        self.sentences = {
            report.id: sentences(
                report.body.text, [(block.start, block.end) for block in report.body.blocks]
            )
            for report in story.reports
        }

    def entry(self, suggestion: Suggestion, taken: set[str]) -> Iterator[str]:
        """Yield the lines of one claim."""
        name, spans = next(iter(suggestion.reports.items()))
        start, end = spans[0]
        ident = _ident(self.story.report(name).body.text[start:end], taken)
        yield f"  # {suggestion.kind} ({suggestion.score:.2f}): {legible(suggestion.why)}"
        yield f"  {ident}:"
        yield f"    statement: {STATEMENT}"
        yield f"    kind: {suggestion.kind}"
        yield "    says:"
        told = self._told(suggestion)
        for report in self.story.reports:
            if report.id in suggestion.reports:
                yield f"      {report.id}:"
                yield from self._speaking(report, suggestion.reports[report.id], len(told) > 0)
            elif report.id in suggestion.near:
                yield f"      {report.id}:"
                yield from self._silent(report, suggestion.near[report.id], told, suggestion.kind)
            else:
                yield f"      {report.id}:   # not compared here: read it, and quote what it says"
                yield "        stance: unknown"
                yield "        reason: …"

    def _told(self, suggestion: Suggestion) -> list[str]:
        """Return the words that carry the difference."""
        return [
            legible(self.story.report(name).body.text[start:end])
            for name, spans in suggestion.reports.items()
            for start, end in (_uncut(self.story.report(name).body.text, span) for span in spans)
        ]

    def _speaking(self, report: Report, spans: Sequence[Span], marked: bool) -> Iterator[str]:
        text = report.body.text
        passages = list(dict.fromkeys(self._passage(report, span) for span in spans))
        quotes = [self._quote(report, span) for span in passages]
        if len(quotes) == 1:
            yield from _field("quote", quotes[0], 8)
        else:
            yield "        quote:"
            for quote in quotes:
                yield from _item(quote, 10)
        marks = [
            legible(text[start:end])
            for start, end in (_uncut(text, span) for span in spans)
            if not any(start <= first and last <= end for first, last in passages)
        ]
        if marks and marked:
            if len(marks) == 1:
                yield from _field("mark", {"exact": marks[0]}, 8)
            else:
                yield "        mark:"
                for mark in dict.fromkeys(marks):
                    yield from _item({"exact": mark}, 10)

    def _silent(self, report: Report, near: Span, told: Sequence[str], kind: str) -> Iterator[str]:
        absent = [
            words_
            for words_ in told
            if kind in _NUMBERED
            and len(words_) <= 60
            and not find_loosely(report.body.text, words_)
        ]
        if absent:
            yield from _field("absent", {"exact": absent[0]}, 8)
        yield from _field("near", self._quote(report, self._whole(report, near)), 8)

    def _passage(self, report: Report, span: Span) -> Span:
        """Return the sentence around a span, without its final stop; the span itself where it is longer."""
        around = next(
            (s for s in self.sentences[report.id] if s.start <= span[0] and span[1] <= s.end), None
        )
        if around is None:
            return self._whole(report, span)
        inside = [w for w in words(report.body.text) if around.start <= w.start < around.end]
        if not inside:
            return span
        end = inside[-1].end
        while end < around.end and report.body.text[end] in _CLOSERS:
            end += 1
        return around.start, end

    def _whole(self, report: Report, span: Span) -> Span:
        """Return a span widened to whole words and numbers."""
        text = report.body.text
        inside = [w for w in words(text) if w.start < span[1] and w.end > span[0]]
        return _uncut(text, (inside[0].start, inside[-1].end) if inside else span)

    def _quote(self, report: Report, span: Span) -> dict[str, str]:
        """Return a quote's words, and what tells them from other occurrences."""
        text = report.body.text
        exact = legible(text[span[0] : span[1]])
        match self.haystacks[report.id].find(exact):
            case Found():
                return {"exact": exact}
            case Ambiguous(spans):
                mine = next((s for s in spans if s[0] == span[0]), span)
                told = selector(text, mine, spans)
                if told:
                    return {"exact": exact, told[0]: told[1]}
                return {"exact": self._longer(report, mine) or exact}
            case _:
                return {"exact": exact}

    def _longer(self, report: Report, span: Span) -> str:
        """Return a passage with as many sentences before and after it as make it the only one; or nothing."""
        block = next((b for b in report.body.blocks if b.start <= span[0] < b.end), None)
        if block is None:
            return ""
        ends = [s.end for s in self.sentences[report.id] if span[1] < s.end <= block.end]
        starts = [s.start for s in self.sentences[report.id] if block.start <= s.start < span[0]]
        wider = [(span[0], end) for end in ends] + [(start, span[1]) for start in reversed(starts)]
        for start, end in (*wider, (block.start, block.end)):
            words_ = legible(report.body.text[start:end])
            if isinstance(self.haystacks[report.id].find(words_), Found):
                return words_
        return ""


def _uncut(text: str, span: Span) -> Span:
    """Return a span widened so that it ends inside no number and no word."""
    start, end = span
    while cut_number(text, start) or cuts_word(text, start):
        start -= 1
    while cut_number(text, end) or cuts_word(text, end):
        end += 1
    return start, end


def _field(key: str, quote: dict[str, str], indent: int) -> Iterator[str]:
    """Yield a key with a quote: the words alone, or a selector."""
    lead = " " * indent
    if len(quote) == 1:
        yield from _scalar(f"{lead}{key}:", quote["exact"], indent + 2)
        return
    yield f"{lead}{key}:"
    for name, value in quote.items():
        yield from _scalar(f"{lead}  {name}:", value, indent + 4)


def _item(quote: dict[str, str], indent: int) -> Iterator[str]:
    lead = " " * indent
    if len(quote) == 1:
        yield from _scalar(f"{lead}-", quote["exact"], indent + 2)
        return
    first = True
    for name, value in quote.items():
        yield from _scalar(f"{lead}{'- ' if first else '  '}{name}:", value, indent + 4)
        first = False


_PLAIN: Final = re.compile(r"[^\W_][^:#\"'{}\[\]\n]*[^\s:#\"'{}\[\],]|[^\W_]")
_SPECIAL: Final = frozenset({"null", "true", "false", "yes", "no", "on", "off"})


def _scalar(lead: str, value: str, indent: int) -> Iterator[str]:
    """Yield a value on the line of its key where YAML takes it plainly, else as a folded block."""
    if (
        _PLAIN.fullmatch(value)
        and value.casefold() not in _SPECIAL
        and len(lead) + len(value) < _WIDEST
    ):
        yield f"{lead} {value}"
        return
    yield f"{lead} >-"
    wrapped = textwrap.wrap(value, _WIDEST - indent, break_long_words=False, break_on_hyphens=False)
    yield from (f"{' ' * indent}{line}" for line in wrapped)


def _ident(text: str, taken: set[str]) -> str:
    """Return an id made of a difference's first words, which no claim has yet."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    base = "-".join(re.findall(r"[a-z0-9]+", plain)[:4])[:60].strip("-") or "difference"
    ident, count = base, 2
    while ident in taken or ident == "reports":
        ident, count = f"{base}-{count}", count + 1
    taken.add(ident)
    return ident
