"""Where the time of a cold build goes: a look at the stack every millisecond of processor time.

Unlike a profiler that follows every call, looking costs next to nothing and favours no style of code.
"""

from __future__ import annotations

import json
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Final

from bench.corpus import write_corpus
from bench.ours import REPOSITORY
from bench.stages import ELSEWHERE, stage

_PERIOD: Final = 0.001


def sample(stories: int) -> tuple[Counter[str], Counter[str], float]:
    """Return the looks that found each stage and each function, and milliseconds a story.

    The time is the processor's, of a build that nobody looks at, less that of a site of one story.
    """
    with tempfile.TemporaryDirectory() as folder:
        many, one, found = Path(folder) / "many", Path(folder) / "one", Path(folder) / "found.json"
        write_corpus(many, stories)
        write_corpus(one, 1)
        each = 1000 * (_spent(many) - _spent(one)) / (stories - 1)
        command = [sys.executable, "-m", "bench.sampling", str(found), *_arguments(many)]
        subprocess.run(command, check=True, cwd=REPOSITORY)
        stages, functions = json.loads(found.read_text(encoding="utf-8"))
    return Counter(stages), Counter(functions), each


def _arguments(root: Path) -> list[str]:
    return ["build", "--root", str(root), "--jobs", "1", "--quiet", "--clean"]


def _spent(root: Path) -> float:
    """Return the processor seconds of a cold build, the better of two."""
    command = [sys.executable, str(REPOSITORY / "build.py"), *_arguments(root)]
    rounds = []
    for _ in range(2):
        shutil.rmtree(root / "_site", ignore_errors=True)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        rounds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(rounds)


def watch(found: Path, arguments: list[str]) -> None:
    """Run the command in this process, and write what was found at each look."""
    stages: Counter[str] = Counter()
    functions: Counter[str] = Counter()

    def look(_: int, frame: FrameType | None) -> None:
        # The innermost code that belongs to a stage: the standard library works for whoever called it.
        while frame and (name := stage(frame.f_code.co_filename)) == ELSEWHERE:
            frame = frame.f_back
        if frame:
            stages[name] += 1
            functions[f"{name}: {_described(frame)}"] += 1

    from selisih.door import command  # noqa: PLC0415 - after the arguments are in place

    sys.argv = ["selisih", *arguments]
    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, _PERIOD, _PERIOD)
    try:
        command()
    except SystemExit as end:
        if end.code:
            raise
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    found.write_text(json.dumps([stages, functions]), encoding="utf-8")


def _described(frame: FrameType) -> str:
    code = frame.f_code
    return f"{Path(code.co_filename).name} {code.co_qualname}"


if __name__ == "__main__":
    watch(Path(sys.argv[1]), sys.argv[2:])
