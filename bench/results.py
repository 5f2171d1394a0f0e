"""What a run of the benchmark found, as plain data that can be kept and put together."""

from __future__ import annotations

import json
import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

SCENARIOS: Final = ("cold", "none", "ledger", "template", "check", "save")
"""A cold build, one without a change, after one ledger's and one template's edit, a check, a save in the preview."""


@dataclass(slots=True, kw_only=True)
class Result:
    """What one contestant did with one task."""

    contestant: str
    stories: int
    pages: str
    languages: int
    seconds: dict[str, list[float]] = field(default_factory=dict)
    """By scenario, one for each round."""
    peak: int | None = None
    """Bytes of memory, summed over processes, in a cold build."""
    files: int | None = None
    size: int | None = None
    """Bytes of all files of the output."""
    failed: dict[str, str] = field(default_factory=dict)
    """By scenario: why there is no number."""

    @property
    def task(self) -> tuple[str, int, int]:
        """What tells the tables apart."""
        return self.pages, self.languages, self.stories

    def median(self, scenario: str) -> float | None:
        """Return the median of a scenario's rounds, or `None` where there are none."""
        rounds = self.seconds.get(scenario)
        return statistics.median(rounds) if rounds else None


@dataclass(slots=True, kw_only=True)
class Run:
    """Everything that one or several runs found."""

    date: str
    machine: str
    results: list[Result] = field(default_factory=list)
    commands: dict[str, list[float]] = field(default_factory=dict)
    """Seconds of single commands of ours, such as `--help`."""
    absent: dict[str, str] = field(default_factory=dict)
    """Peers that could not take part, and why."""

    def save(self, path: Path) -> None:
        """Write it as JSON."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")


def load(paths: Iterable[Path]) -> Run:
    """Return what several runs found; of the same contestant and task, the later replaces the earlier."""
    documents: list[dict[str, Any]] = [json.loads(path.read_text("utf-8")) for path in paths]
    found: dict[tuple[object, ...], Result] = {}
    for document in documents:
        for fields in document["results"]:
            result = Result(**fields)
            found[result.contestant, *result.task] = result
    last = documents[-1]
    commands = {name: spent for each in documents for name, spent in each["commands"].items()}
    absent = {name: reason for each in documents for name, reason in each["absent"].items()}
    return Run(
        date=last["date"],
        machine=last["machine"],
        results=list(found.values()),
        commands=commands,
        absent=absent,
    )


def exponent(points: Sequence[tuple[float, float]]) -> float | None:
    """Return the power with which a value grows: the slope of the best line through the logarithms.

    1 is proportional, 2 quadratic. `None` with fewer than two sizes.
    """
    logs = [(math.log(size), math.log(value)) for size, value in points if value > 0]
    if len({size for size, _ in logs}) < 2:
        return None
    return statistics.linear_regression(*zip(*logs, strict=True)).slope
