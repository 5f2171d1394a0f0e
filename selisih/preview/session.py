"""Building again and again: whatever happens in a build, the preview lives on."""

from __future__ import annotations

import os
import time
import traceback
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from selisih import pipeline
from selisih.flow.unchanged import Looked, look_again
from selisih.model.problem import Problem, Problems
from selisih.output.spool import OutputError
from selisih.output.templates import default_templates
from selisih.reading.files import Files
from selisih.reading.site import read_settings

T = TypeVar("T")

SOURCES = ("site.yaml", "content", "templates", "static", "seeds")
"""What a site is made of, below its root."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one build ended."""

    problems: Problems
    published: bool = False
    written: int = 0
    deleted: int = 0
    seconds: float = 0.0
    failure: str = ""
    """Why the build broke off, where the reason is no problem of the content."""

    @property
    def shown(self) -> tuple[str, tuple[Problem, ...]]:
        """What a browser shows of it: nothing once the site is published."""
        return ("", ()) if self.published else (self.failure, tuple(self.problems.sorted()))


class Session:
    """The builds of one preview.

    The site is built with its own base URL, never with the preview's: what stands on disk can be
    deployed at any moment. Pages link to each other relatively, so that they work here too; the one
    page with absolute links, 404.html, has them shortened in the preview's answers alone.
    """

    def __init__(self, options: Callable[[], pipeline.Options]) -> None:
        """Prepare; `options` is asked anew before every build, because the clock goes on."""
        first = options()
        self._options = options
        self.root: Path = first.root
        self.out: Path = first.out
        self.base_url = ""
        """Base URL of the last site that was published; empty while it is unknown."""
        self.outcome = Outcome(problems=Problems())
        self._last: pipeline.BuildReport | None = None
        """The last build that published the site, while all that changed since is known."""
        self._waiting: set[str] = set()
        """The files that changed since, of which builds were refused."""

    @property
    def sources(self) -> tuple[Path, ...]:
        """The files and folders that a build reads."""
        own = [self.root / name for name in SOURCES]
        return tuple(dict.fromkeys([*own, default_templates()]))

    def build(self, changed: Collection[str] = (), *, settle: bool = True) -> Outcome:
        """Build once and return how it ended; no exception leaves, not even `SystemExit`.

        `changed` are the files that changed since the last build, where that is known: then no others are looked at.
        Without `settle` it returns when the pages are in place, and what nobody waits for is left to `settle`.
        """
        self.settle()
        begun = time.perf_counter()
        last, self._last = self._last if changed else None, None
        self._waiting = self._waiting.union(changed) if last else set()
        report, failure = self._tried(lambda: self._build(last))
        if report and report.published:
            self._last, self._waiting = report, set()
        elif report:
            self._last = last
        self.outcome = Outcome(
            problems=report.problems if report else Problems(),
            published=bool(report and report.published and not failure),
            written=report.written if report else 0,
            deleted=report.deleted if report else 0,
            seconds=time.perf_counter() - begun,
            failure=failure,
        )
        if settle:
            self.settle()
        return self.outcome

    def settle(self) -> None:
        """Write what is left of the last build: nobody waits for it but the next."""
        last = self._last
        if last and self._tried(last.settle)[1]:
            self._last = None

    def _build(self, last: pipeline.BuildReport | None) -> pipeline.BuildReport:
        options = self._options()
        looked = self._look(options, last)
        standing = last.standing if last and looked else None
        report = pipeline.build(options, looked, standing, settle=False)
        if looked and looked.settled:
            return report
        if report.published or not self.base_url:
            self.base_url = self._read_base_url() or self.base_url
        return report

    @staticmethod
    def _tried(work: Callable[[], T]) -> tuple[T | None, str]:
        """Return what came of some work, or why it broke off."""
        try:
            return work(), ""
        except OutputError as error:
            return None, str(error)
        except SystemExit as error:
            return None, f"the build wanted to end the program (exit status {error.code})"
        except Exception as error:  # noqa: BLE001 - a bug is shown, and the preview goes on
            return None, _described(error)

    def _look(self, options: pipeline.Options, last: pipeline.BuildReport | None) -> Looked | None:
        """Return a look at what changed alone; `None` where a whole one is needed."""
        if last is None or last.looked is None or last.state is None:
            return None
        root = f"{self.root}{os.sep}"
        if not all(path.startswith(root) for path in self._waiting):
            return None
        paths = [path.removeprefix(root).replace(os.sep, "/") for path in self._waiting]
        folders = {path.rpartition("/")[0] for path in paths}
        return look_again(last.looked, last.state, pipeline.ask_of(options), folders)

    def _read_base_url(self) -> str:
        files = Files(self.root, Problems(), pipeline.FIRST_LIMIT)
        settings = read_settings(files, self._options().base_url)
        return settings.base_url if settings else ""


def _described(error: Exception) -> str:
    """Return an unexpected exception in one sentence, with the place in the code that raised it."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({Path(frames[-1].filename).name}, line {frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {error}{where}"
