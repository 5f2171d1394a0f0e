"""Selisih beside other generators on the same corpus, in the same run, in turns.

python -m bench.build [--stories 100,1000] [--rounds 1] [--pages lean,bare] [--peers hugo,eleventy] [--write FILE]

Prints a table as Markdown, of medians and ratios. `--json FILE` keeps the numbers, and
`python -m bench.table FILE ... --write docs/performance.md` puts several runs together.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, get_args

from bench import ours, table
from bench.contestant import Contestant, Task
from bench.corpus import Pages
from bench.measure import Failed, peak, seconds
from bench.peers import PEERS
from bench.peers.tools import Tools, Unavailable, Unsuited, default_folder
from bench.results import Result, Run
from bench.serving import latencies

SAVES: Final = 5
"""Saves in each preview."""
COMMANDS: Final = 9
"""Runs of each single command."""


def main() -> None:
    """Measure what the command line asks for, and print the table."""
    given = _arguments()
    run = Run(date=datetime.now(UTC).date().isoformat(), machine=machine())
    tools = Tools(given.tools)
    with tempfile.TemporaryDirectory(dir=given.work, prefix="bench-") as folder:
        run.commands = single_commands(Path(folder))
        for task in _tasks(given):
            peers = given.peers if task.stories <= given.peers_up_to else []
            with _lineup(Path(folder) / "task", task, peers, tools, run.absent) as contestants:
                run.results += compete(contestants, task, given.rounds, saves=given.saves)
            if given.json:
                run.save(given.json)  # after every task: a long run that is cut short is not lost
    print(table.page(run))
    if given.write:
        table.write(given.write, run)


def _arguments() -> argparse.Namespace:
    def numbers(text: str) -> list[int]:
        return [int(part) for part in text.split(",")]

    def names(text: str) -> list[str]:
        return [part for part in text.split(",") if part]

    parser = argparse.ArgumentParser(prog="python -m bench.build", description=main.__doc__)
    parser.add_argument("--stories", type=numbers, default=[100], metavar="N,N")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--pages", type=names, default=["lean", "bare"], metavar="full,lean,bare")
    parser.add_argument("--languages", type=numbers, default=[1], metavar="1,2")
    parser.add_argument("--peers", type=names, default=list(PEERS), metavar=",".join(PEERS))
    parser.add_argument("--peers-up-to", type=int, default=10_000, metavar="STORIES")
    parser.add_argument("--saves", type=int, default=SAVES, help="0 leaves the previews out")
    parser.add_argument("--json", type=Path, help="keep the numbers in this file")
    parser.add_argument("--write", type=Path, help="put the table into this document")
    parser.add_argument("--work", type=Path, help="where the sites are written; a temporary folder")
    parser.add_argument("--tools", type=Path, default=default_folder(), help="the peers' programs")
    given = parser.parse_args()
    unknown = {*given.pages} - {*get_args(Pages)} | {*given.peers} - PEERS.keys()
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    return given


def _tasks(given: argparse.Namespace) -> list[Task]:
    return [
        Task(stories=stories, pages=pages, languages=languages)
        for pages in given.pages
        for languages in given.languages
        for stories in given.stories
    ]


def machine() -> str:
    """Return what the numbers depend on, without anybody's names."""
    cores = len(os.sched_getaffinity(0))
    return f"{cores} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


@contextlib.contextmanager
def _lineup(
    folder: Path, task: Task, peers: list[str], tools: Tools, absent: dict[str, str]
) -> Iterator[list[Contestant]]:
    """Write every contestant's corpus; tell of those that cannot take part."""
    tell(f"{task}: writing the corpus")
    contestants = [ours.prepare(folder / "selisih", task)]
    # The peers know one language only: the second row of ours stands alone.
    for name in peers if task.languages == 1 and task.pages != "full" else ():
        try:
            contestants.append(PEERS[name](folder / name, task, tools))
        except Unsuited as reason:
            tell(f"{name} is left out: {reason}")
        except Unavailable as reason:
            tell(f"{name} is left out: {reason}")
            absent[name] = str(reason)
    try:
        yield contestants
    finally:
        shutil.rmtree(folder)


def compete(contestants: list[Contestant], task: Task, rounds: int, *, saves: int) -> list[Result]:
    """Return what each contestant does with a task: in turns, every other round the other way round."""
    results = {
        each.name: Result(
            contestant=each.name, stories=task.stories, pages=task.pages, languages=task.languages
        )
        for each in contestants
    }
    for number in range(rounds):
        order = contestants if number % 2 == 0 else contestants[::-1]
        for scenario, action in _SCENARIOS.items():
            for each in order:
                _attempt(results[each.name], scenario, lambda: action(each, number))  # noqa: B023
    for each in contestants:
        result = results[each.name]
        if "cold" not in result.failed:
            result.files, result.size = weight(each.out)
            result.peak = _peak(each, result)
        if each.serve and saves:
            _attempt(result, "save", lambda: latencies(each, saves))  # noqa: B023
    return list(results.values())


def _attempt(
    result: Result, scenario: str, action: Callable[[], float | list[float] | None]
) -> None:
    """Add what an action measures to a result, or why it cannot; what failed once is not tried again."""
    if scenario in result.failed or "cold" in result.failed:
        return
    try:
        found = action()
    except (Failed, LookupError, OSError) as error:
        result.failed[scenario] = str(error)
        tell(f"{result.contestant}, {scenario}: {error}")
        return
    if found is None:
        return
    rounds = found if isinstance(found, list) else [found]
    result.seconds.setdefault(scenario, []).extend(rounds)
    tell(f"{result.contestant}, {scenario}: {' '.join(f'{each:.3f}' for each in rounds)} s")


def _cold(contestant: Contestant, number: int) -> float:
    del number
    contestant.forget()
    return _build(contestant)


def _none(contestant: Contestant, number: int) -> float:
    del number
    return _build(contestant)


def _ledger(contestant: Contestant, number: int) -> float:
    return _build(contestant, contestant.edit_ledger(number + 1))


def _template(contestant: Contestant, number: int) -> float:
    return _build(contestant, contestant.edit_template(number + 1))


def _check(contestant: Contestant, number: int) -> float | None:
    del number
    if not contestant.check:
        return None
    return seconds(contestant.check, contestant.folder, contestant.env)


def _build(contestant: Contestant, words: str = "Suntingan ") -> float:
    """Return the seconds of a build, after which the edited event's page must hold some words."""
    spent = seconds(contestant.build, contestant.folder, contestant.env)
    if not contestant.shows(words):
        raise Failed(f"after the build, {contestant.page} does not hold “{words}”")
    return spent


_SCENARIOS: Final[dict[str, Callable[[Contestant, int], float | None]]] = {
    "cold": _cold,
    "none": _none,
    "ledger": _ledger,
    "template": _template,
    "check": _check,
}


def _peak(contestant: Contestant, result: Result) -> int | None:
    contestant.forget()
    try:
        return peak(contestant.build, contestant.folder, contestant.env)
    except Failed as error:
        result.failed["peak"] = str(error)
        return None


def weight(folder: Path) -> tuple[int, int]:
    """Return how many files there are in a folder, and their bytes."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)


def single_commands(folder: Path) -> dict[str, list[float]]:
    """Return the seconds of `--help`, and of a build of the shipped site without a change."""
    site = folder / "shipped"
    ours.shipped_site(site)
    build = ours.command("build", "--root", str(site), "--quiet")
    seconds(build, folder)
    commands = {"--help": ours.command("--help"), "shipped site, no change": build}
    found: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(COMMANDS):
        for name, command in commands.items():
            found[name].append(seconds(command, folder))
    return found


def tell(message: str) -> None:
    """Say how far the run is."""
    print(message, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
