"""The numbers of `bench.build` as Markdown.

python -m bench.table RESULTS.json ... [--write docs/performance.md]
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from bench.ours import NAME
from bench.results import Result, Run, exponent, load

BEGIN: Final = "<!-- measured: begin -->"
END: Final = "<!-- measured: end -->"

_COLUMNS: Final[dict[str, Callable[[Result], float | None]]] = {
    "cold": lambda result: result.median("cold"),
    "no change": lambda result: result.median("none"),
    "one ledger": lambda result: result.median("ledger"),
    "template": lambda result: result.median("template"),
    "check": lambda result: result.median("check"),
    "save → page": lambda result: result.median("save"),
    "peak": lambda result: result.peak,
}
_PAGES: Final = {
    "lean": "a comparison and twelve claim pages a story; products and report pages off",
    "bare": "a comparison page a story; claim pages, products and report pages off",
    "full": "everything that is on by default, report pages too; no other generator makes them",
}


def page(run: Run) -> str:
    """Return all tables of a run."""
    parts = [f"Measured on {run.date}: {run.machine}. Medians; seconds unless a unit is given."]
    tasks = sorted({result.task for result in run.results}, key=_order)
    parts += [_table([each for each in run.results if each.task == task]) for task in tasks]
    parts += [_growth(run.results), _commands(run), _failures(run)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _order(task: tuple[str, int, int]) -> tuple[int, int, int]:
    pages, languages, stories = task
    return list(_PAGES).index(pages), languages, stories


def _table(results: list[Result]) -> str:
    """Return one task's table: the contestants, and under them the ratios to ours."""
    pages, languages, stories = results[0].task
    tongues = "one language" if languages == 1 else f"{languages} languages"
    head = ["", "files", "size", *_COLUMNS]
    rows = [
        [
            result.contestant,
            f"{result.files:,}" if result.files else "–",
            _bytes(result.size),
            *(_cell(result, column) for column in _COLUMNS),
        ]
        for result in results
    ]
    own = next(result for result in results if result.contestant == NAME)
    rows += [
        [f"{NAME} ÷ {other.contestant}", "", "", *(_ratio(own, other, c) for c in _COLUMNS)]
        for other in results
        if other is not own
    ]
    return f"### {stories:,} stories, {tongues}: {_PAGES[pages]}\n\n{grid(head, rows)}"


def _cell(result: Result, column: str) -> str:
    value = _COLUMNS[column](result)
    if value is None:
        return "failed" if _SCENARIO[column] in result.failed else "–"
    return _bytes(int(value)) if column == "peak" else spent(value)


_SCENARIO: Final = {
    "cold": "cold",
    "no change": "none",
    "one ledger": "ledger",
    "template": "template",
    "check": "check",
    "save → page": "save",
    "peak": "peak",
}


def _ratio(own: Result, other: Result, column: str) -> str:
    ours, theirs = _COLUMNS[column](own), _COLUMNS[column](other)
    return f"× {ours / theirs:.2g}" if ours and theirs else ""


def spent(value: float) -> str:
    """Return seconds for readers: three digits at the most."""
    return (
        f"{1000 * value:.0f} ms" if value < 1 else f"{value:.2f}" if value < 10 else f"{value:.1f}"
    )


def _bytes(value: int | None) -> str:
    if value is None:
        return "–"
    mebibytes = value / 2**20
    return f"{mebibytes:.0f} MiB" if mebibytes >= 10 else f"{mebibytes:.1f} MiB"


def grid(head: list[str], rows: Iterable[list[str]]) -> str:
    """Return a Markdown table with numbers to the right."""
    rule = ["---", *("---:" for _ in head[1:])]
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, rule, *rows))


def _growth(results: list[Result]) -> str:
    """Return the exponents of time and memory, from 1,000 stories on where that can be."""
    rows = []
    for series in dict.fromkeys((r.contestant, r.pages, r.languages) for r in results):
        own = [r for r in results if (r.contestant, r.pages, r.languages) == series]
        large = [r for r in own if r.stories >= 1000]
        used = sorted(large if len(large) > 1 else own, key=lambda r: r.stories)
        if len(used) > 1:
            span = f"{used[0].stories:,} to {used[-1].stories:,}"
            name = f"{series[0]}, {series[1]}" + (
                f", {series[2]} languages" if series[2] > 1 else ""
            )
            rows.append(
                [
                    name,
                    span,
                    *(_power(used, c) for c in ("cold", "no change", "one ledger", "peak")),
                ]
            )
    if not rows:
        return ""
    head = ["", "stories", "cold", "no change", "one ledger", "peak"]
    return f"### Growth: the power of the number of stories\n\n{grid(head, rows)}"


def _power(results: list[Result], column: str) -> str:
    values = [(float(result.stories), _COLUMNS[column](result)) for result in results]
    power = exponent([(size, value) for size, value in values if value])
    return "–" if power is None else f"{power:.2f}"


def _commands(run: Run) -> str:
    if not run.commands:
        return ""
    rows = [
        [f"`{name}`" if name.startswith("-") else name, spent(statistics.median(rounds))]
        for name, rounds in run.commands.items()
    ]
    return f"### Single commands\n\n{grid(['', 'median'], rows)}"


def _failures(run: Run) -> str:
    lines = [f"- {name} could not take part: {reason}." for name, reason in run.absent.items()]
    lines += [
        f"- {result.contestant}, {result.stories:,} stories, {result.pages}, {scenario}: {reason}."
        for result in run.results
        for scenario, reason in result.failed.items()
    ]
    return "\n".join(lines)


def write(path: Path, run: Run) -> None:
    """Put the tables of a run between the marks of a document. Raises `ValueError` without marks."""
    put(path, page(run))


def put(path: Path, measured: str) -> None:
    """Replace what stands between the marks of a document. Raises `ValueError` without marks."""
    text = path.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{path} has no {BEGIN} … {END}")
    path.write_text(f"{before}{begin}\n\n{measured}\n{end}{after}", encoding="utf-8")


def main() -> None:
    """Print the tables of one or several runs, or write them into a document."""
    parser = argparse.ArgumentParser(prog="python -m bench.table", description=main.__doc__)
    parser.add_argument("results", type=Path, nargs="+")
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    run = load(given.results)
    if given.write:
        write(given.write, run)
    else:
        print(page(run))


if __name__ == "__main__":
    main()
