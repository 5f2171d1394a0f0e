"""A published page cannot say what a report does not: every word of the shipped story is put to the test.

Each word of each quote and of each article, and each of their digits, is changed, dropped or doubled, one at a
time. Every such change is an error of the right rule at the right line. The story is read in memory,
and a claim without the others, which are blanked so that its lines keep their numbers; a sample goes
through the command, to show that both say the same.
"""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from msgspec.structs import replace

from selisih.analysis import story as analysis
from selisih.analysis.drift import _changed_line, _report_fact, facts_of
from selisih.analysis.story import analyse
from selisih.model.differences import Alignment, AnalysedStory
from selisih.model.lock import Fact
from selisih.model.problem import Problem, Problems
from selisih.model.records import Claim, Outlet, Report, Settings, Story
from selisih.model.source import Place
from selisih.reading.files import Files
from selisih.reading.ledger import read_ledger
from selisih.reading.report import read_report
from selisih.reading.site import read_outlets, read_settings
from selisih.reading.story import StoryFolder, find_stories, read_story
from selisih.reading.words import Converter
from tests.helpers import REPOSITORY, run

_WORD: Final = re.compile(r"\w(?:[\w.,'’/-]*\w)?")
_DIGIT: Final = re.compile(r"\d")
SLUG: Final = "tentara-korut-kursk"
FOLDER: Final = f"content/stories/{SLUG}"
LEDGER: Final = f"{FOLDER}/ledger.yaml"


class Memory(Files, frozen=True):
    """Files of which some are in memory."""

    texts: Mapping[str, str] = {}

    def read_bytes(self, path: str, *, named_at: Place | None = None) -> bytes | None:
        if path in self.texts:
            return self.texts[path].encode()
        return super().read_bytes(path, named_at=named_at)


def memory(texts: Mapping[str, str]) -> Memory:
    return Memory(REPOSITORY, Problems(), 5_000_000, texts=texts)


@dataclass(frozen=True)
class Shipped:
    """The story as it is shipped, and what it is read with."""

    settings: Settings
    outlets: Mapping[str, Outlet]
    folder: StoryFolder
    story: Story


@cache
def shipped() -> Shipped:
    files = memory({})
    settings = read_settings(files, None)
    assert settings
    outlets = read_outlets(files, 40)
    assert outlets
    [folder] = [f for f in find_stories(files, frozenset()) if f.slug == SLUG]
    story = read_story(folder, files, outlets, settings)
    assert story
    assert analyse(story, files.problems)
    assert not files.problems, files.problems.sorted()
    return Shipped(settings, outlets, folder, story)


# ---------------------------------------------------------------- one change


@dataclass(frozen=True)
class Change:
    """Characters `[start, end)` of a text become others."""

    start: int
    end: int
    new: str

    def __str__(self) -> str:
        return f"[{self.start}:{self.end}] → {self.new!r}"

    def of(self, text: str) -> str:
        return text[: self.start] + self.new + text[self.end :]


def other_word(word: str) -> str:
    """Return a word that stands nowhere else, or for a number another number."""
    if word[0].isdigit():
        return str((int(word[0]) + 1) % 10) + word[1:]
    return word[0] + ("x" if word[-1] != "x" else "y") + word[1:]


def changes(text: str, start: int = 0) -> Iterator[Change]:
    """Yield every change of a word or a digit of `text`, which begins at `start` of its file."""
    for found in _WORD.finditer(text):
        first, last, word = start + found.start(), start + found.end(), found.group()
        yield Change(first, last, other_word(word))
        yield Change(first, last + text.startswith(" ", found.end()), "")
        yield Change(first, last, f"{word} {word}")
    for found in _DIGIT.finditer(text):
        first, digit = start + found.start(), found.group()
        yield Change(first, first + 1, str((int(digit) + 1) % 10))
        yield Change(first, first + 1, "")
        yield Change(first, first + 1, digit * 2)


# ---------------------------------------------------------------- quotes


def plain(text: str) -> str:
    """Return a text as quotes are compared: an oracle of its own, for what this story needs."""
    return " ".join(re.sub("[“”„]", '"', re.sub("[‘’]", "'", text)).split())


@cache
def articles() -> dict[str, str]:
    """Return each report's words without its boilerplate, which no quote may cross."""
    texts = {}
    for report in shipped().story.reports:
        text = report.body.text
        for start, end, _ in reversed(report.body.hidden):
            text = text[:start] + "\x00" + text[end:]
        texts[report.id] = plain(text)
    return texts


def claim_alone(claim: Claim) -> str:
    """Return the ledger with all other claims blanked: every line keeps its number."""
    source = shipped().story.ledger.source
    lines = source.text.split("\n")
    starts = sorted(c.place.line for c in shipped().story.ledger.claims)
    first = claim.place.line
    after = [line for line in starts if line > first]
    end = next(i for i, line in enumerate(lines, 1) if line.startswith("set_aside:"))
    kept = range(first, after[0] if after else end)
    for number, line in enumerate(lines, 1):
        in_claims = starts[0] <= number < end and number not in kept
        if in_claims or number >= end or line.startswith("lead:"):
            lines[number - 1] = " " * len(line)
    return "\n".join(lines)


def problems_of_claim(claim: Claim, ledger: str) -> list[Problem]:
    """Return the errors of the story with one claim, as the lock knows that claim."""
    here = shipped()
    files = memory({LEDGER: ledger})
    ids = [report.id for report in here.story.reports]
    record = read_ledger(LEDGER, files, ids, here.story.reports, here.outlets, here.settings)
    if record:
        lock = {
            name: fact
            for name, fact in (here.story.lock or {}).items()
            if not name.startswith("claims/") or name.startswith(f"claims/{claim.id}/")
        }
        analyse(replace(here.story, ledger=record, lock=lock), files.problems)
    return [problem for problem in files.problems.sorted() if problem.severity == "error"]


def rules_expected(report: str, exact: str) -> set[str]:
    """Return what may be wrong with a quote that reads `exact` now."""
    text, words = articles()[report], plain(exact)
    count = sum(1 for at in range(len(text)) if text.startswith(words, at)) if words else 0
    if not words:
        return {"quote-empty", "value-invalid"}
    if not count:
        return {"quote-missing"}
    if count > 1:
        return {"quote-ambiguous", "correction-missing"}
    return {
        "correction-missing",
        "quote-cuts-number",
        "mark-outside-quote",
        "kind-without-difference",
    }


def test_a_claim_alone_is_accepted_as_it_stands() -> None:
    for claim in shipped().story.ledger.claims:
        assert problems_of_claim(claim, claim_alone(claim)) == []


PARTS: Final = 6


@pytest.mark.parametrize("part", range(PARTS))
def test_no_word_of_a_quote_can_change_unnoticed(part: int) -> None:
    for claim in shipped().story.ledger.claims[part::PARTS]:
        assert try_quotes(claim) or not any(said.quotes for said in claim.says.values())


def try_quotes(claim: Claim) -> int:
    """Make every change in the quotes of a claim, insist that each is caught, and return their number."""
    ledger, tried = claim_alone(claim), 0
    for report, said in claim.says.items():
        for quote in said.quotes:
            exact = quote.exact
            for change in changes(exact.value):
                span = exact.span(change.start, change.end)
                mutated = Change(*span, change.new).of(ledger)
                errors = problems_of_claim(claim, mutated)
                what = f"{report}: {change} of {exact.value!r}"
                assert errors, f"not caught: {what}"
                # “all” stands for several reports, and one of them may say the mutated words
                ids = [
                    r
                    for r, other in claim.says.items()
                    if any(q.exact.start == exact.start for q in other.quotes)
                ]
                expected = set().union(*(rules_expected(r, change.of(exact.value)) for r in ids))
                if not change.of(exact.value)[0].isalnum():
                    expected.add("yaml-syntax")  # a comma is left at the beginning
                assert {error.rule for error in errors} <= expected, (what, errors)
                lines = {mark.place().line for mark in said.marks}
                lines |= {
                    exact.place().line,
                    claim.place.line
                    if "kind-without-difference" in {e.rule for e in errors}
                    else 0,
                }
                assert {error.place.path for error in errors} == {LEDGER}
                assert {error.place.line for error in errors} <= lines, (what, errors)
                tried += 1
    return tried


# ---------------------------------------------------------------- articles


def read_changed(report: Report, text: str) -> tuple[Report | None, list[Problem]]:
    here = shipped()
    path = f"{FOLDER}/{report.id}.md"
    files = memory({path: text})
    convert = Converter(here.settings.languages, files.problems)
    found = read_report(path, report.id, files, here.outlets, convert, 40)
    return found, [problem for problem in files.problems.sorted() if problem.severity == "error"]


REPORTS: Final = ("detik", "suarathailand")


@pytest.mark.parametrize("name", REPORTS)
def test_no_word_of_an_article_can_differ_from_what_was_received(name: str) -> None:
    report = shipped().story.report(name)
    offset, text = report.body.offset, report.source.text
    for change in changes(text[offset:], offset):
        _, errors = read_changed(report, change.of(text))
        rules = {error.rule for error in errors}
        assert "received-differs" in rules, f"not caught: {change}"
        assert rules <= {"received-differs", "boilerplate-missing"}
        [differs] = [error for error in errors if error.rule == "received-differs"]
        line = report.source.position(change.start)[0]
        assert (differs.place.path, differs.place.line) == (f"{FOLDER}/{report.id}.md", line)


@cache
def without_received() -> AnalysedStory:
    """Return the story as if nobody had kept the received files, accepted as it is."""
    reports = []
    for report in shipped().story.reports:
        text = re.sub(r"^received: .*\n", "", report.source.text, flags=re.MULTILINE)
        found, errors = read_changed(report, text)
        assert found
        assert not errors
        reports.append(found)
    story = replace(shipped().story, reports=tuple(reports), lock=None)
    analysed = analyse(story, Problems())
    assert analysed
    return replace(analysed, story=replace(story, lock=facts_of(analysed)))


def quoting_lines(report: Report, change: Change) -> set[int]:
    """Return the lines of the ledger that quote the changed words, or what adjoins them."""
    start, end = change.start - report.body.offset, change.end - report.body.offset
    lines = set()
    for item in (*without_received().claims, *without_received().set_aside):
        said = item.says.get(report.id)
        for anchor in (*said.anchors, *said.near) if said else ():
            if anchor.where == "body" and anchor.start <= end and start <= anchor.end:
                lines.add(anchor.quote.exact.place().line)
    return lines


EVERY: Final = 12
"""Of the words that are dropped or doubled one in so many is put to the whole analysis; of all is shown that
the lock knows the line."""


@pytest.mark.parametrize("name", REPORTS)
def test_no_word_of_an_accepted_article_can_change_unnoticed(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = Alignment(rows=(), moved={})
    monkeypatch.setattr(analysis, "_align", lambda *_: nothing)  # slow, and finds no problem
    story = without_received().story
    report = story.report(name)
    accepted = _report_fact(report)
    offset, text = report.body.offset, report.source.text
    seen: set[str] = set()
    for number, change in enumerate(changes(text[offset:], offset)):
        mutated, errors = read_changed(report, change.of(text))
        line = report.source.position(change.start)[0]
        if mutated:
            now = _report_fact(mutated)
            assert now.digest != accepted.digest
            place = mutated.source.position(_changed_line(mutated, accepted.words, now.words))
            assert place == (line, 1)
            if number % 3 and number % EVERY != 1:
                continue
            problems = Problems()
            reports = tuple(mutated if other.id == report.id else other for other in story.reports)
            analyse(replace(story, reports=reports), problems)
            errors = [problem for problem in problems.sorted() if problem.severity == "error"]
        rules = {error.rule for error in errors}
        assert rules, f"not caught: {change} on line {line}"
        if "report-changed" in rules:
            assert rules == {"report-changed"}
            [changed] = errors
            assert (changed.place.path, changed.place.line) == (f"{FOLDER}/{report.id}.md", line)
        if rules <= {"quote-missing", "quote-cuts-number"}:
            assert {e.place.path for e in errors} == {LEDGER}
            assert {e.place.line for e in errors} <= quoting_lines(report, change)
        seen |= rules
    assert seen <= {
        "report-changed", "quote-missing", "quote-ambiguous", "quote-cuts-number", "quote-hidden",
        "absent-present", "boilerplate-missing", "mark-outside-quote",
    }  # fmt: skip
    assert "quote-missing" in seen


# ---------------------------------------------------------------- the command says the same


@pytest.mark.slow
def test_the_command_says_what_was_found_in_memory(tmp_path: Path) -> None:
    """A sample of the changes above, made in files, and checked as an editor would."""
    for name in ("content", "seeds"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    shutil.copyfile(REPOSITORY / "site.yaml", tmp_path / "site.yaml")
    chance = random.Random(20241223)  # noqa: S311 - a sample
    for _ in range(25):
        claim = chance.choice(
            [c for c in shipped().story.ledger.claims if any(s.quotes for s in c.says.values())]
        )
        said = chance.choice([said for said in claim.says.values() if said.quotes])
        exact = chance.choice(said.quotes).exact
        change = chance.choice(list(changes(exact.value)))
        mutation = Change(*exact.span(change.start, change.end), change.new)
        (tmp_path / LEDGER).write_text(
            mutation.of(shipped().story.ledger.source.text), encoding="utf-8"
        )
        expected = [
            (e.rule, e.place.line)
            for e in problems_of_claim(claim, mutation.of(claim_alone(claim)))
        ]
        assert told(tmp_path) == expected
    shutil.copyfile(REPOSITORY / LEDGER, tmp_path / LEDGER)
    for _ in range(10):
        report = chance.choice(shipped().story.reports)
        text = report.source.text
        change = chance.choice(list(changes(text[report.body.offset :], report.body.offset)))
        path = tmp_path / FOLDER / f"{report.id}.md"
        path.write_text(change.of(text), encoding="utf-8")
        assert told(tmp_path) == [
            (e.rule, e.place.line) for e in read_changed(report, change.of(text))[1]
        ]
        path.write_text(text, encoding="utf-8")
    assert told(tmp_path) == []


def told(site: Path) -> list[tuple[str, int]]:
    document: Any = json.loads(run("check", "--format", "json", "--root", site).out)
    return [(p["rule"], p["line"]) for p in document["problems"] if p["severity"] == "error"]


def test_the_lock_in_memory_is_the_one_that_is_shipped() -> None:
    lock = shipped().story.lock
    assert lock
    assert all(isinstance(fact, Fact) for fact in lock.values())
    assert sum(name.endswith("/stance") for name in lock) == 2 * len(shipped().story.ledger.claims)
