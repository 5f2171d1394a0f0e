"""A preview: how long after a save the new bytes of the page stand on the disk."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench.contestant import Contestant
from bench.measure import Failed

_START: Final = 900
"""Seconds that a preview may take until it shows a site."""
_ANSWER: Final = 300
"""Seconds that it may take after a save."""
_LOOK: Final = 0.001
"""Seconds between two looks at the page."""
_REST: Final = 1.5
"""Seconds between a page and the next save, at the least: nobody saves faster."""


def latencies(contestant: Contestant, saves: int) -> list[float]:
    """Return the seconds from each of some saves to the new page on disk. Raises `Failed`.

    A save before the start tells when the first build is done; the first save after it warms up.
    """
    words = contestant.edit_ledger(900)
    with _preview(contestant) as process:
        first = _until(contestant, words, process, _START)
        time.sleep(max(_REST, first / 2))
        warm = _save(contestant, 901, process)
        found = []
        for number in range(saves):
            time.sleep(max(_REST, 2 * warm))
            found.append(_save(contestant, 902 + number, process))
    return found


def _save(contestant: Contestant, number: int, process: subprocess.Popen[bytes]) -> float:
    words = contestant.edit_ledger(number)
    return _until(contestant, words, process, _ANSWER)


def _until(
    contestant: Contestant, words: str, process: subprocess.Popen[bytes], patience: float
) -> float:
    """Return the seconds until the page holds some words."""
    begun = time.perf_counter()
    page = contestant.out / contestant.page
    seen = None
    while (spent := time.perf_counter() - begun) < patience:
        now = _state(page)
        if now != seen:
            if contestant.shows(words):
                return time.perf_counter() - begun
            # A page that was looked at while it was written may keep its time and size.
            seen = now if now and time.time_ns() - now[0] > 100_000_000 else None
        if process.poll() is not None:
            raise Failed(f"the preview ended with exit status {process.returncode}")
        time.sleep(_LOOK)
    raise Failed(f"the page did not change within {spent:.0f} s of the save")


def _state(page: Path) -> tuple[int, int, int] | None:
    try:
        status = page.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


@contextlib.contextmanager
def _preview(contestant: Contestant) -> Iterator[subprocess.Popen[bytes]]:
    """Run a preview, and end it with everything that it started."""
    process = subprocess.Popen(
        contestant.serve,
        cwd=contestant.folder,
        env={**os.environ, **contestant.env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
