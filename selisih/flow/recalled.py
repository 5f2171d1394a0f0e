"""A build in which nothing changed: what it reports is what the last one did."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct, field

from selisih.flow.unchanged import Looked
from selisih.model.problem import Problem, Problems
from selisih.output.memory import problems_of, unpacked
from selisih.output.state import State, read_part

if TYPE_CHECKING:
    from selisih.flow.kitchen import Standing
    from selisih.output.turn import Turn


class BuildReport(Struct):
    """What a build found and did."""

    problems: Problems
    published: bool = False
    stories: int = 0
    pages: int = 0
    """Files of the output."""
    written: int = 0
    deleted: int = 0
    reasons: list[tuple[str, str]] = field(default_factory=list)
    """For each story and each further file that was made anew, its address and why."""
    times: dict[str, float] = field(default_factory=dict)
    """Seconds that each stage took, summed over processes."""
    looked: Looked | None = None
    """What the look found that a published build began with."""
    state: State | None = None
    """What that build left for the next."""
    standing: Standing | None = None
    """What it was made with, for a next build in this process."""
    rest: Callable[[], None] | None = None
    """Writes what nobody waits for, the manifest and what the next build needs to know; to be called before it."""
    turn: Turn | None = None
    """Keeps other builds of the site waiting until that is written."""

    def settle(self) -> None:
        """Write what is still to be written."""
        try:
            if self.rest:
                self.rest()
        finally:
            self.rest = None
            if self.turn:
                self.turn.release()


def recalled(looked: Looked, *, strict: bool) -> BuildReport | None:
    """Return what a build would report, without building, or `None` where something changed."""
    state = looked.state
    if not looked.same or state is None:
        return None
    report = BuildReport(Problems(), looked=looked, state=state)
    warnings, notes = state.site["severities"]
    report.problems.defer(warnings, notes, partial(remembered_problems, looked.ask.root, state))
    report.stories, report.pages = state.site["counts"]
    report.published = not refused(report.problems, strict=strict)
    return report


def refused(problems: Problems, *, strict: bool) -> bool:
    """Return whether a site with these problems may not be published."""
    return bool(problems.errors or (strict and problems))


def remembered_problems(root: str, state: State, but: Collection[str] = ()) -> list[Problem]:
    """Return the problems that are remembered of a site and its stories, but those of the stories in some folders."""
    found = unpacked(read_part(root, state.site["parts"][0]) or b"")
    for folder, row in state.stories.items():
        if folder not in but:
            found += problems_of(row)
    return found
