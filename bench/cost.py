"""What the second pair of eyes costs: `suggest` on two long reports, and its share of `check` and of a build.

    python -m bench.cost [STORIES]

Everything is measured in one process and in turns, as processor time beyond start-up; medians. The reports of
the first figure are texts of `bench/texts` joined to 800 words, the second with planted differences and its
paragraphs in another order. The stories are those of `bench.corpus`, each with two uncurated differences.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bench.corpus import write_corpus
from bench.edits import PLANTERS
from bench.planted import HERE, apart, apply
from selisih.analysis.facts import facts
from selisih.analysis.facts.tokens import tokenise
from selisih.analysis.finding.coverage import coverage
from selisih.analysis.finding.curated import curated_in
from selisih.analysis.finding.overlooked import overlooked
from selisih.analysis.finding.prepared import prepare_text
from selisih.analysis.finding.suggestions import differences
from selisih.analysis.story import analyse
from selisih.analysis.words import words
from selisih.flow.checking import check
from selisih.model.differences import AnalysedStory
from selisih.model.problem import Problems
from selisih.pipeline import Options, build, read_site
from selisih.reading.story import read_story

RUNS: Final = 9
WORDS: Final = 800
PLANTED: Final = ("number", "name", "date", "negation", "synonym", "dropped")


def milliseconds(work: Callable[[], object]) -> float:
    """Return the processor time of one call, nothing of it remembered from an earlier one."""
    for cached in (facts, tokenise, words):
        cached.cache_clear()
    started = time.process_time()
    work()
    return 1000 * (time.process_time() - started)


def pair(language: str) -> tuple[str, str]:
    """Return two reports of 800 words that tell the same story differently."""
    chance = random.Random(language)
    paths = sorted((HERE / "texts").rglob(f"*.{language}.txt"))
    text = "\n".join(path.read_text(encoding="utf-8").strip() for path in paths)
    text = " ".join(text.split(" ")[:WORDS])
    edits = [
        edit
        for kind in PLANTED
        for edit in chance.sample(PLANTERS[kind](text, language, chance), 4)
    ]
    lines = apply(text, apart(edits))[0].split("\n")
    chance.shuffle(lines)
    return text, "\n".join(lines)


def suggesting(language: str) -> list[float]:
    """Return what comparing two long reports takes, in several runs."""
    one, two = pair(language)

    def work() -> object:
        left, right = prepare_text("a", one, language), prepare_text("b", two, language)
        return list(differences(left, right))

    work()
    return [milliseconds(work) for _ in range(RUNS)]


def analysed_stories(options: Options) -> list[AnalysedStory]:
    """Return the stories of a site with every quote in its place."""
    problems = Problems()
    found = read_site(options, problems)
    if not found:
        raise SystemExit("the corpus cannot be read")
    site = found.site
    read = (read_story(each, found.files, site.outlets, site.settings) for each in found.stories)
    analysed = (analyse(story, problems, for_pages=False) for story in read if story)
    return [each for each in analysed if each]


def main(count: int) -> None:
    """Print the figures."""
    for language in ("id", "en"):
        _print(f"suggest, two reports of {WORDS} words ({language})", suggesting(language), 1)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        write_corpus(root, count)
        options = Options(root=root, out=root / "_site", now=datetime(2026, 11, 22, tzinfo=UTC), clean=True)  # fmt: skip
        stories = analysed_stories(options)
        rounds = [
            (
                milliseconds(lambda: [coverage(each.story, curated_in(each)) for each in stories]),
                milliseconds(lambda: [overlooked(each) for each in stories]),
                milliseconds(lambda: check(options)),
                milliseconds(lambda: build(options)),
            )
            for _ in range(5)
        ]
    metered, looked, checked, built = zip(*rounds, strict=True)
    _print("coverage for the page", metered, count)
    _print("looking for what was overlooked", looked, count)
    _print("check, with that", checked, count)
    _print("build, with coverage", built, count)
    shares = [one / whole for one, whole in zip(metered, built, strict=True)]
    print(f"coverage is {100 * statistics.median(shares):.1f} % of a build")


def _print(what: str, values: list[float] | tuple[float, ...], count: int) -> None:
    each = sorted(value / count for value in values)
    story = " a story" if count > 1 else ""
    print(f"{what}: {statistics.median(each):.2f} ms{story} ({each[0]:.2f} to {each[-1]:.2f})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
