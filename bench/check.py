"""What `check` costs a story beyond start-up: whole commands in turns, medians.

python -m bench.check [STORIES]
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from bench.corpus import write_corpus

RUNS: Final = 7
REPOSITORY: Final = Path(__file__).resolve().parent.parent


def seconds(root: Path) -> float:
    """Return the processor time of one whole `check`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [
        sys.executable,
        str(REPOSITORY / "build.py"),
        "check",
        "--root",
        str(root),
        "--quiet",
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(stories: int) -> None:
    """Print the cost of a story: a site of many less a site of one, in turns."""
    with tempfile.TemporaryDirectory() as folder:
        many, one = Path(folder) / "many", Path(folder) / "one"
        write_corpus(many, stories)
        write_corpus(one, 1)
        pairs = [(seconds(many), seconds(one)) for _ in range(RUNS)]
    costs = sorted(1000 * (all_of - first) / (stories - 1) for all_of, first in pairs)
    start = statistics.median(first for _, first in pairs)
    print(
        f"check: {statistics.median(costs):.1f} ms a story ({costs[0]:.1f} to {costs[-1]:.1f}), "
        f"{stories} stories of 12 claims and two reports of 2.8 KB; start-up and one story {start:.2f} s"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
