"""Where the time went, stage by stage, for `--profile`."""

from __future__ import annotations

import time


class Stopwatch:
    """Adds up what each stage takes; a lap ends where the next begins."""

    __slots__ = ("_begun", "times")

    def __init__(self, times: dict[str, float]) -> None:
        """Begin now, and add to `times`: stage to seconds."""
        self.times = times
        self._begun = time.perf_counter()

    def lap(self, stage: str) -> None:
        """Say that the time since the last lap belongs to this stage."""
        now = time.perf_counter()
        self.times[stage] = self.times.get(stage, 0.0) + now - self._begun
        self._begun = now

    def skip(self) -> None:
        """Begin a lap: the time since the last one was measured elsewhere."""
        self._begun = time.perf_counter()

    def add(self, times: dict[str, float]) -> None:
        """Take over what another process measured; the lap goes on."""
        for stage, seconds in times.items():
            self.times[stage] = self.times.get(stage, 0.0) + seconds
