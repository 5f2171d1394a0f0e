"""What a story adds to the output: files, bytes, and bytes as they are sent, by what is switched on.

python -m bench.weight [--results RUN.json ...] [--write docs/scale.md]
"""

from __future__ import annotations

import argparse
import gzip
import subprocess
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.corpus import Pages, write_corpus
from bench.ours import NAME, command
from bench.results import Run, load
from bench.table import grid, put

SIZES: Final = (50, 150)
"""Stories of two sites: the difference leaves out what a site has once."""
KINDS: Final = ("comparison", "claims", "reports", "story.json", "elsewhere")
MANY: Final = 100_000
LARGE: Final = 1000
"""Stories of the smallest site from which times are made larger."""
LIMITS: Final = (
    ("GitHub Pages, GitLab Pages: 1 GB", "size", 1e9),
    ("Cloudflare Pages, free: 20,000 files", "files", 20_000),
    ("Cloudflare Pages, paid: 100,000 files", "files", 100_000),
    ("GitLab Pages: 200,000 files and folders", "files", 100_000),  # nearly every file has a folder
)
"""Host, what it counts, and how much of it a site may have."""
PRICES: Final = (
    ("S3: uploading all of it once", "files", 0.005 / 1000),
    ("S3: keeping it for a month", "size", 0.023 / 1e9),
)
"""Dollars for a file, and for a byte."""
_SETTINGS: Final[tuple[tuple[str, Pages, int], ...]] = (
    ("everything on", "full", 1),
    ("everything on, two languages", "full", 2),
    ("`reports` off", "lean", 1),
    ("`reports` and `claim_pages` off", "bare", 1),
)


@dataclass(frozen=True, slots=True)
class Weight:
    """Files, their bytes, and their bytes under gzip."""

    files: float
    size: float
    sent: float


def weigh(pages: Pages, languages: int) -> dict[str, Weight]:
    """Return what a story adds, by kind of file, from the difference of two sites."""
    few, many = (_counted(stories, pages, languages) for stories in SIZES)
    stories = SIZES[1] - SIZES[0]
    return {
        kind: Weight(*((many[kind, what] - few[kind, what]) / stories for what in range(3)))
        for kind in KINDS
    }


def kind_of(path: str) -> str:
    """Return what a file of the output is, from its path."""
    parts = path.split("/")
    story = next((at for at, part in enumerate(parts) if part.startswith("peristiwa-")), None)
    if story is None:
        return "elsewhere"
    below = parts[story + 1 :]
    if below == ["index.html"]:
        return "comparison"
    return {"story.json": "story.json", "reports": "reports"}.get(below[0], "claims")


def _counted(stories: int, pages: Pages, languages: int) -> Counter[tuple[str, int]]:
    found: Counter[tuple[str, int]] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_corpus(root, stories, pages=pages, languages=languages)
        subprocess.run(command("build", "--root", str(root), "--quiet"), check=True)
        out = root / "_site"
        for path in out.rglob("*"):
            if path.is_file():
                kind, data = kind_of(path.relative_to(out).as_posix()), path.read_bytes()
                found[kind, 0] += 1
                found[kind, 1] += len(data)
                found[kind, 2] += len(gzip.compress(data, 6))
    return found


def limits(weights: dict[str, Weight]) -> list[list[str]]:
    """Return how many stories each host's limits hold, for each setting."""
    return [
        [name, *(f"{int(limit / getattr(each, what)):,}" for each in weights.values())]
        for name, what, limit in LIMITS
    ]


def large(weights: dict[str, Weight]) -> list[list[str]]:
    """Return what 100,000 stories come to, for each setting."""
    rows = [
        ["files", *(f"{MANY * each.files / 1e6:.2f} million" for each in weights.values())],
        ["size", *(f"{MANY * each.size / 1e9:.1f} GB" for each in weights.values())],
        ["size as sent", *(f"{MANY * each.sent / 1e9:.1f} GB" for each in weights.values())],
    ]
    for name, what, price in PRICES:
        costs = (MANY * getattr(each, what) * price for each in weights.values())
        rows.append([name, *(f"${cost:.2f}" for cost in costs)])
    return rows


def times(run: Run) -> list[list[str]]:
    """Return what 100,000 stories take, from the largest site of each setting that was measured.

    A site of fewer than 1,000 stories says nothing: starting is most of its time.
    """
    rows = []
    for pages in ("lean", "bare", "full"):
        own = [
            r
            for r in run.results
            if r.contestant == NAME and r.pages == pages and r.languages == 1 and r.stories >= LARGE
        ]
        if own:
            most = max(own, key=lambda result: result.stories)
            many = MANY / most.stories
            found = (most.median(name) for name in ("cold", "none", "ledger", "check"))
            cells = [f"{many * each / 60:.1f} min" if each else "–" for each in found]
            rows.append([f"{pages}, from {most.stories:,} stories", *cells])
    return rows


def page(weights: dict[str, Weight], kinds: dict[str, Weight], run: Run | None) -> str:
    """Return all tables as Markdown."""
    head = ["", *weights]
    added = [
        ["files", *(f"{each.files:.1f}" for each in weights.values())],
        ["kB", *(f"{each.size / 1000:.0f}" for each in weights.values())],
        ["kB, gzip", *(f"{each.sent / 1000:.0f}" for each in weights.values())],
    ]
    parts = [
        f"### What a story adds\n\n{grid(head, added)}",
        "With everything on and one language, by kind of file:",
        grid(
            ["", "files", "kB", "kB, gzip"],
            (
                [kind, f"{each.files:.1f}", f"{each.size / 1000:.1f}", f"{each.sent / 1000:.1f}"]
                for kind, each in kinds.items()
            ),
        ),
        f"### How many stories a limit holds\n\n{grid(head, limits(weights))}",
        f"### {MANY:,} stories\n\n{grid(head, large(weights))}",
    ]
    if run and (rows := times(run)):
        head = [
            "one machine, if time stays proportional",
            "cold",
            "no change",
            "one ledger",
            "check",
        ]
        parts.append(f"{grid(head, rows)}\n\nFrom the run of {run.date}: {run.machine}.")
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Print what stories come to, or write it into a document."""
    parser = argparse.ArgumentParser(prog="python -m bench.weight", description=main.__doc__)
    parser.add_argument(
        "--results", type=Path, nargs="*", help="runs of bench.build, for the times"
    )
    parser.add_argument("--write", type=Path, help="put the tables into this document")
    given = parser.parse_args()
    found = {name: weigh(pages, languages) for name, pages, languages in _SETTINGS}
    weights = {
        name: Weight(
            *(
                sum(getattr(each, what) for each in kinds.values())
                for what in ("files", "size", "sent")
            )
        )
        for name, kinds in found.items()
    }
    text = page(weights, found[_SETTINGS[0][0]], load(given.results) if given.results else None)
    if given.write:
        put(given.write, text)
    else:
        print(text)


if __name__ == "__main__":
    main()
