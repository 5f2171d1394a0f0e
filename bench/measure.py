"""Running a command: how long it takes, or how much memory it and its children have at once."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Final

PATIENCE: Final = 3600
"""Seconds that one command may take."""
_PAUSE: Final = 0.01
"""Seconds between two looks at the memory."""
_PSS: Final = re.compile(rb"^Pss:\s+(\d+) kB", re.MULTILINE)


class Failed(Exception):
    """A command did not do what was asked of it; the text says what it said."""


def seconds(command: Sequence[str], folder: Path, env: Mapping[str, str] | None = None) -> float:
    """Return the seconds between starting a command and its end. Raises `Failed`."""
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        process = _start(command, folder, env, said)
        spent = _wait(process, begun)
        _insist(process, said)
    return spent


def peak(command: Sequence[str], folder: Path, env: Mapping[str, str] | None = None) -> int:
    """Return the most bytes that a command and its children had at once. Raises `Failed`.

    It is the sum of their proportional set sizes (memory that processes share is counted once), looked at every ten
    milliseconds; looking costs time, so a run that is measured so is not timed.
    """
    most = 0
    ended = threading.Event()

    def watch(pid: int) -> None:
        nonlocal most
        while not ended.wait(_PAUSE):
            most = max(most, sum(_proportional(each) for each in _family(pid)))

    with tempfile.TemporaryFile() as said:
        process = _start(command, folder, env, said)
        watcher = threading.Thread(target=watch, args=(process.pid,))
        watcher.start()
        try:
            _wait(process, time.perf_counter())
        finally:
            ended.set()
            watcher.join()
        _insist(process, said)
    return most


def _start(
    command: Sequence[str], folder: Path, env: Mapping[str, str] | None, said: IO[bytes]
) -> subprocess.Popen[bytes]:
    environment = {**os.environ, **(env or {})}
    return subprocess.Popen(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said
    )


def _wait(process: subprocess.Popen[bytes], begun: float) -> float:
    # Not `wait(PATIENCE)`: it looks every fifty milliseconds, and short commands would last until it looks.
    watchdog = threading.Timer(PATIENCE, process.kill)
    watchdog.start()
    process.wait()
    spent = time.perf_counter() - begun
    watchdog.cancel()
    if spent >= PATIENCE:
        raise Failed(f"not done after {PATIENCE} s")
    return spent


def _insist(process: subprocess.Popen[bytes], said: IO[bytes]) -> None:
    if process.returncode:
        said.seek(0)
        last = said.read().decode(errors="replace").strip().splitlines()[-1:]
        raise Failed(f"exit status {process.returncode}: {' '.join(last)[:200]}")


def _family(pid: int) -> list[int]:
    """Return a process and everything below it."""
    found = [pid]
    for parent in found:  # it grows while it is gone through
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{parent}/task").iterdir():
                children = (task / "children").read_text(encoding="ascii")
                found += [int(child) for child in children.split()]
    return found


def _proportional(pid: int) -> int:
    """Return the bytes of a process, with its share of what it shares; none if it is gone."""
    try:
        match = _PSS.search(Path(f"/proc/{pid}/smaps_rollup").read_bytes())
    except OSError:
        return 0
    return int(match[1]) * 1024 if match else 0
