"""What a cold build does, by stage: calls a story, counted, and milliseconds a story, sampled.

python -m bench.stages [STORIES]     where the time goes
python -m bench.stages --record      writes today's calls a story into bench/budget.json

A stage is a part of the house, or a package that it stands on. Calls of the standard library and of built-in functions
belong to the stage that makes them. Calls do not depend on the machine, so that a test can hold a budget of them.
"""

from __future__ import annotations

import argparse
import json
import os
import pstats
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from bench.corpus import write_corpus
from bench.ours import REPOSITORY
from bench.table import grid

BUDGET: Final = Path(__file__).resolve().parent / "budget.json"
SIZES: Final = (4, 12, 36)
"""Stories of three builds: differences leave out what does not depend on the number of stories."""
HEADROOM: Final = 1.10
"""How much more than was recorded a stage may do: versions of Python and of packages differ a little."""
CURVE: Final = 1.03
"""How many times as much a story may cost in a site three times as large, over all stages."""
ELSEWHERE: Final = "elsewhere"

_PART: Final = re.compile(r"/selisih/(\w+)(?:\.py|/)")
_TEMPLATE: Final = re.compile(r"/(?:templates|default_templates)/[^/]+$|^<template>$")
_PACKAGE: Final = re.compile(r"/site-packages/(\w+?)(?:_core)?(?:\.py|/)")
_FLOW: Final = ("door", "cli", "commands", "pipeline")
"""What counts with the flow of a build."""


def stage(file: str) -> str:
    """Return the stage that code in a file belongs to, or `ELSEWHERE` for the standard library."""
    path = file.replace("\\", "/")
    if _TEMPLATE.search(path):
        return "templates"
    if match := _PART.search(path):
        return "flow" if match[1] in _FLOW else match[1]
    if match := _PACKAGE.search(path):
        return match[1]
    return ELSEWHERE


def calls_by_stage(stories: int) -> Counter[str]:
    """Return how many calls each stage makes in a cold build of so many stories in one process."""
    with tempfile.TemporaryDirectory() as folder:
        root, profile = Path(folder) / "site", Path(folder) / "profile"
        write_corpus(root, stories)
        # The program itself is profiled, from its door: what is behind it may change.
        command = [sys.executable, "-m", "cProfile", "-o", str(profile), *_arguments(root)]
        subprocess.run(command, check=True, env=_calm(), cwd=REPOSITORY)
        return _by_stage(pstats.Stats(str(profile)).stats)  # type: ignore[attr-defined]


def _arguments(root: Path) -> list[str]:
    options = ["--jobs", "1", "--quiet", "--clean", "--now", "2026-11-22T08:00:00+00:00"]
    return [str(REPOSITORY / "build.py"), "build", "--root", str(root), *options]


def _calm() -> dict[str, str]:
    """Return an environment in which two runs make the same calls."""
    return {**os.environ, "PYTHONHASHSEED": "0"}


def _by_stage(stats: Mapping[tuple[str, int, str], Any]) -> Counter[str]:
    """Return the calls of each stage; those of the standard library go to whoever calls it."""
    found: Counter[str] = Counter()
    for (file, _, _), (_, calls, _, _, callers) in stats.items():
        own = stage(file)
        if own != ELSEWHERE:
            found[own] += calls
            continue
        for (caller, _, _), numbers in callers.items():
            found[stage(caller)] += numbers[0]
    return found


def calls_a_story() -> tuple[dict[str, float], dict[str, float]]:
    """Return each stage's calls a story: from the smallest site to the middle one, and on to the largest."""
    small, middle, large = (calls_by_stage(stories) for stories in SIZES)
    return _slope(small, middle, *SIZES[:2]), _slope(middle, large, *SIZES[1:])


def _slope(fewer: Counter[str], more: Counter[str], few: int, many: int) -> dict[str, float]:
    return {name: (more[name] - fewer[name]) / (many - few) for name in sorted(more)}


def excess(found: Mapping[str, float], budget: Mapping[str, float]) -> list[str]:
    """Return one line for each stage that makes more calls a story than its budget allows.

    A new stage, and a small one, may have what is a fiftieth of the whole.
    """
    least = sum(budget.values()) / 50
    return [
        f"{name}: {calls:,.0f} calls a story; the budget is {budget.get(name, 0):,.0f} and {HEADROOM:.0%} of it"
        for name, calls in found.items()
        if calls > max(budget.get(name, 0) * HEADROOM, least)
    ]


def curve(near: Mapping[str, float], far: Mapping[str, float]) -> float:
    """Return how many times as much a story costs in a larger site; 1 where everything is linear."""
    return sum(far.values()) / sum(near.values())


def read_budget() -> dict[str, float]:
    """Return the calls a story that were recorded."""
    document: dict[str, dict[str, float]] = json.loads(BUDGET.read_text(encoding="utf-8"))
    return document["calls_a_story"]


def record() -> None:
    """Write today's calls a story."""
    near, far = calls_a_story()
    calls = {name: round(max(near[name], each)) for name, each in far.items() if each >= 1}
    document = {
        "how": "python -m bench.stages --record",
        "calls_a_story": dict(sorted(calls.items())),
    }
    BUDGET.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    print(
        f"{sum(calls.values()):,} calls a story in {len(calls)} stages; curve {curve(near, far):.3f}"
    )


def main() -> None:
    """Record the budget, or print where the time of a cold build goes."""
    parser = argparse.ArgumentParser(prog="python -m bench.stages", description=main.__doc__)
    parser.add_argument("stories", type=int, nargs="?", default=300)
    parser.add_argument("--record", action="store_true", help="write bench/budget.json")
    given = parser.parse_args()
    if given.record:
        record()
        return
    from bench.sampling import sample  # noqa: PLC0415 - only here

    stages, functions, each = sample(given.stories)
    whole = sum(stages.values())
    rows = [
        [name, f"{each * count / whole:.2f}", f"{count / whole:.0%}"]
        for name, count in stages.most_common()
        if count / whole >= 0.005
    ]
    print(f"Cold build of {given.stories} stories in one process: {each:.1f} ms a story.\n")
    print(grid(["stage", "ms a story", "share"], rows) + "\n")
    rows = [
        [f"`{name}`", f"{each * count / whole:.2f}", f"{count / whole:.1%}"]
        for name, count in functions.most_common(25)
    ]
    print(grid(["function, its own time", "ms a story", "share"], rows))


if __name__ == "__main__":
    main()
