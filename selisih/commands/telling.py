"""What a build tells on the terminal: problems, progress, reasons, times, and how it ended."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from selisih.flow.recalled import BuildReport
    from selisih.model.problem import Problems

_PATIENCE: Final = 1.0
"""Seconds after which progress is shown."""
_PAUSE: Final = 0.1
"""Seconds between two lines of progress."""


def say(message: str) -> None:
    """Print a line for people."""
    sys.stderr.write(message + "\n")
    sys.stderr.flush()


def tell_waiting() -> None:
    """Say why nothing happens."""
    say("Another build of this site is at work; this one waits for its end.")


def tell_problems(
    problems: Problems,
    *,
    quiet: bool,
    err: bool = True,
    closing: bool = False,
    notes: bool = False,
) -> None:
    """Print problems and how many they are; without `notes` those are only counted."""
    from selisih.reporting.text import as_text, closing_line

    stream = sys.stderr if err else sys.stdout
    colour = stream.isatty() and not os.environ.get("NO_COLOR")
    if problems.errors or problems.warnings or notes:
        found = problems.sorted()
        printed = [problem for problem in found if notes or problem.severity != "note"]
        if printed:
            stream.write(as_text(printed, colour=colour))
            stream.flush()
    if (problems or closing) and not quiet:
        stream.write(closing_line(problems) + "\n")


def tell_build(report: BuildReport, out: str, begun: float, *, strict: bool, quiet: bool) -> None:
    """Print how a build ended."""
    tell_problems(report.problems, quiet=quiet, notes=strict)
    if not report.published:
        say("Nothing was written; the last good site stands as it was.")
    elif not quiet:
        counts = (report.stories, report.pages, report.written, report.deleted)
        tell_end(counts, out, time.perf_counter() - begun)


def tell_end(counts: tuple[int, int, int, int], out: str, seconds: float) -> None:
    """Print the closing line: stories, and the files that were written, unchanged and deleted."""
    stories, files, written, deleted = counts
    say(
        f"{stories} {'story' if stories == 1 else 'stories'}: {written} files written, "
        f"{files - written} unchanged, {deleted} deleted, {seconds:.2f} s"
    )
    say(f"Open {os.path.join(out, 'index.html')}")


def tell_reasons(reasons: list[tuple[str, str]]) -> None:
    """Print for everything that was made anew, why."""
    for address, reason in reasons:
        say(f"/{address}: {reason}")
    if not reasons:
        say("Nothing was made anew.")


def tell_times(times: dict[str, float]) -> None:
    """Print where the time went; processes that worked side by side are added up."""
    for stage, seconds in sorted(times.items(), key=lambda item: -item[1]):
        say(f"{seconds:9.3f} s  {stage}")


class Progress:
    """Tells on a terminal how far a build of more than a second is."""

    def __init__(self, stream: TextIO) -> None:
        """Begin to count."""
        self._stream = stream
        self._begun = self._last = time.perf_counter()
        self._width = 0

    def __call__(self, done: int, total: int) -> None:
        """Show how many stories are done, how fast it goes, and how long the others will take."""
        now = time.perf_counter()
        if now - self._begun < _PATIENCE or (now - self._last < _PAUSE and done < total):
            return
        self._last = now
        rate = done / (now - self._begun)
        line = f"{done} of {total} stories, {rate:.0f} a second, {(total - done) / rate:.0f} s left"
        self._show("" if done == total else line)

    def _show(self, line: str) -> None:
        self._stream.write(f"\r{line:<{self._width}}" + ("" if line else "\r"))
        self._stream.flush()
        self._width = len(line)


def progress(*, quiet: bool) -> Progress | None:
    """Return what tells of progress, or `None` where nobody watches."""
    watched = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    return Progress(sys.stderr) if watched and not quiet else None
