"""Planted differences: how many of them `suggest` finds, and how often it raises a false alarm.

    python -m bench.planted [--cases N] [--seed S] [--misses]

Takes the texts of `bench/texts`, of the sample site and of the seeds; makes a second version of each with one
or two edits of one kind; compares the two. A difference is found where a suggestion of a fitting kind stands
on it. A suggestion that stands on no edit is a false alarm. Half of the cases also have two paragraphs in each
other's place and two synonyms elsewhere, so that the texts are not the same otherwise.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bench.edits import PLANTERS, Edit, synonym
from selisih.analysis.finding.contrasts import Contrast
from selisih.analysis.finding.prepared import prepare_text
from selisih.analysis.finding.suggestions import differences

Span = tuple[int, int]
"""Where words begin and end in a text."""

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parent
STILL: Final = ("moved", "split", "merged")
"""Edits that change nothing that is said: any suggestion is a false alarm."""
FITTING: Final = {
    "number": {"number", "detail"},
    "unit": {"number", "detail", "date"},  # “four years ago” is a date
    "date": {"date"},
    "name": {"name", "attribution", "source"},
    "negation": {"detail"},
    "attribution": {"attribution", "source", "name", "context"},
    "certainty": {"certainty", "number", "quotation"},
    "quote": {"extent"},
    "dropped": {"context", "detail", "number", "date", "name", "attribution", "emphasis"},
    "synonym": {"wording", "quotation", "detail", "attribution", "number", "certainty"},
}
"""Kind of edit to the kinds of suggestion that name it rightly."""


@dataclass(slots=True)
class Score:
    """What was counted for one kind of edit in one language."""

    edits: int = 0
    found: int = 0
    named: int = 0
    """Found, and under a fitting kind."""
    suggestions: int = 0
    true: int = 0
    cases: int = 0
    quiet: int = 0
    """Cases without a false alarm."""
    misses: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)


def texts(folder: Path | None = None) -> list[tuple[str, str, str]]:
    """Return name, language and text of every article of a folder, or of all that the rules were made with."""
    found = [
        (path.stem, path.stem.rpartition(".")[2], path.read_text(encoding="utf-8").strip())
        for path in sorted((folder or HERE / "texts").glob("*.txt"))
    ]
    if folder:
        return found
    for path in sorted((ROOT / "tests/sites/sample/content/stories").rglob("*.md")):
        front, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
        language = re.search(r"^language: (\w+)", front, re.MULTILINE)
        lines = [line for line in body.split("\n") if len(line) > 60 and line[:1].isalpha()]
        found.append((path.stem, language[1] if language else "en", "\n".join(lines)))
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        unique = dict.fromkeys(
            line for line in path.read_text(encoding="utf-8").split("\n") if len(line) > 60
        )
        found.append((path.stem, "id", "\n".join(unique)))
    trimmed = [(name, language, text.strip()) for name, language, text in found]
    return [entry for entry in trimmed if entry[1] in ("id", "en") and entry[2].count("\n") > 2]


def apply(
    text: str, edits: list[Edit]
) -> tuple[str, list[tuple[tuple[int, int], tuple[int, int]]]]:
    """Return the text with the edits in it, and for each its span before and after."""
    parts, spans, at, shift = [], [], 0, 0
    for edit in sorted(edits, key=lambda each: each.start):
        parts += [text[at : edit.start], edit.new]
        start = edit.start + shift
        spans.append(((edit.start, edit.end), (start, start + len(edit.new))))
        shift += len(edit.new) - (edit.end - edit.start)
        at = edit.end
    return "".join([*parts, text[at:]]), spans


def apart(edits: list[Edit]) -> list[Edit]:
    """Return edits that do not touch each other, the first of each crowd."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        if not kept or edit.start > kept[-1].end + 2:
            kept.append(edit)
    return kept


def touches(span: tuple[int, int] | None, planted: tuple[int, int]) -> bool:
    """Return whether a suggestion stands on an edit; for words taken out, beside the place."""
    if span is None:
        return False
    slack = 1 if planted[1] > planted[0] else 25
    return span[0] < planted[1] + slack and planted[0] - slack < span[1]


def stands_on(contrast: Contrast, planted: tuple[tuple[int, int], tuple[int, int]]) -> bool:
    """Return whether a suggestion stands on an edit in either text."""
    return touches(contrast.left, planted[0]) or touches(contrast.right, planted[1])


def run_case(
    kind: str, entry: tuple[str, str, str], chance: random.Random, score: Score, noisy: bool
) -> None:
    """Plant, compare, and count."""
    name, language, text = entry
    possible = PLANTERS[kind](text, language, chance)
    if not possible:
        return
    chosen = apart(chance.sample(possible, min(len(possible), chance.choice([1, 2]))))
    noise = []
    if noisy and kind not in STILL:
        around = [
            e
            for e in synonym(text, language, chance)
            if all(abs(e.start - c.start) > 60 for c in chosen)
        ]
        noise = apart(chance.sample(around, min(2, len(around))))
        noise = [
            e
            for e in noise
            if apart([*chosen, e]) == sorted([*chosen, e], key=lambda x: (x.start, x.end))
        ]
    other, spans = apply(text, [*chosen, *noise])
    planted = [pair for pair in spans if Edit(*pair[0], other[pair[1][0] : pair[1][1]]) in chosen]
    shuffled = other
    if noisy and kind not in STILL:
        lines = other.split("\n")
        one, two = chance.sample(range(len(lines)), 2)
        shuffled, back = _exchange(lines, one, two)
        spans = [(left, back(right)) for left, right in spans]
        planted = [(left, back(right)) for left, right in planted]
    found = [
        entry[0]
        for entry in differences(
            prepare_text("a", text, language), prepare_text("b", shuffled, language)
        )
        if entry
    ]
    _count(kind, name, found, planted, spans, (text, shuffled), score)


def _exchange(lines: list[str], one: int, two: int) -> tuple[str, Callable[[Span], Span]]:
    """Return lines with two exchanged, and the function that takes spans along."""
    order = list(range(len(lines)))
    order[one], order[two] = order[two], order[one]
    starts, at = {}, 0
    for index in range(len(lines)):
        starts[index] = at
        at += len(lines[index]) + 1
    news, at = {}, 0
    for index in order:
        news[index] = at
        at += len(lines[index]) + 1

    def back(span: Span) -> Span:
        index = max(i for i in starts if starts[i] <= span[0])
        return span[0] - starts[index] + news[index], span[1] - starts[index] + news[index]

    return "\n".join(lines[i] for i in order), back


def _count(
    kind: str,
    name: str,
    found: list[Contrast],
    planted: list[tuple[Span, Span]],
    spans: list[tuple[Span, Span]],
    both: tuple[str, str],
    score: Score,
) -> None:
    """Count what a comparison found of what was planted in it."""
    score.cases += 1
    if kind in STILL:
        score.quiet += not found
        score.suggestions += len(found)
        score.alarms += [f"{name}: {c.kind} {c.why}" for c in found]
        return
    alarms = [c for c in found if not any(stands_on(c, pair) for pair in spans)]
    score.alarms += [f"{name}: {c.kind} {c.why}" for c in alarms]
    score.quiet += not alarms
    on_edit = [c for c in found if any(stands_on(c, pair) for pair in planted)]
    score.suggestions += len(on_edit) + len(alarms)
    score.true += len(on_edit)
    for pair in planted:
        here = [c for c in on_edit if stands_on(c, pair)]
        score.edits += 1
        score.found += bool(here)
        named = any(c.kind in FITTING[kind] for c in here)
        score.named += named
        if not named:
            (a, b), (c, d) = pair
            line = f"{name}: “{both[0][max(0, a - 30) : b + 20]}” → “{both[1][c:d]}”"
            score.misses.append(f"{line}: {[f'{x.kind} {x.why}' for x in here]}")


def main() -> None:
    """Run the benchmark and print its table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--cases", type=int, default=6, help="cases a text and kind [default: 6]")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=PLANTERS)
    parser.add_argument(
        "--texts", type=Path, help="a folder of NAME.LANGUAGE.txt, instead of the usual texts"
    )
    parser.add_argument(
        "--misses", action="store_true", help="print what was missed, and every false alarm"
    )
    asked = parser.parse_args()
    articles = texts(asked.texts)
    scores: dict[tuple[str, str], Score] = defaultdict(Score)
    started = time.perf_counter()
    for kind in PLANTERS if asked.kind is None else [asked.kind]:
        for entry in articles:
            for case in range(asked.cases):
                chance = random.Random(f"{asked.seed} {kind} {entry[0]} {case}")
                run_case(kind, entry, chance, scores[kind, entry[1]], noisy=case % 2 == 1)
    print(table(scores, len(articles), time.perf_counter() - started))
    if asked.misses:
        for (kind, language), score in scores.items():
            for line in score.misses:
                print(f"miss {kind} {language} {line}")
            for line in score.alarms:
                print(f"alarm {kind} {language} {line}")


def table(scores: dict[tuple[str, str], Score], articles: int, seconds: float) -> str:
    """Return the scores as a Markdown table."""
    lines = [
        "| edit | language | edits | recall | recall, kind named | precision | cases without false alarm |",
        "|---|---|--:|--:|--:|--:|--:|",
    ]
    for (kind, language), score in scores.items():
        ratios = [
            _ratio(score.found, score.edits),
            _ratio(score.named, score.edits),
            _ratio(score.true, score.suggestions) if kind not in STILL else "–",
            _ratio(score.quiet, score.cases),
        ]
        lines.append(
            f"| {kind} | {language} | {score.edits or score.cases} | {' | '.join(ratios)} |"
        )
    cases = sum(score.cases for score in scores.values())
    lines.append("")
    lines.append(
        f"{articles} articles, {cases} cases, {1000 * seconds / max(1, cases):.1f} ms a case"
    )
    return "\n".join(lines)


def _ratio(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


if __name__ == "__main__":
    main()
