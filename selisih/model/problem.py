"""What is wrong with a document: a value with a place, never an exception."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from selisih.model.rules import RULES_BY_NAME, Severity
from selisih.model.source import Place


class Problem(Struct, frozen=True, kw_only=True):
    """One problem of one document, ready to be sorted, stored and printed."""

    rule: str
    """Name of the rule that was broken, from `selisih.model.rules`."""
    severity: Severity
    place: Place
    message: str
    """What was expected and what was found, in one sentence."""
    hint: str = ""
    """How to mend it; where possible, text that can be pasted. May span lines."""

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order problems by where an editor meets them."""
        return (self.place.path, self.place.line, self.place.column, self.rule, self.message)


class Problems:
    """Collects the problems of a run; equal ones are kept once."""

    def __init__(self) -> None:
        """Start without a problem."""
        self._found: dict[Problem, None] = {}
        self._counts: dict[Severity, int] = {"error": 0, "warning": 0, "note": 0}
        self._deferred: list[Callable[[], list[Problem]]] = []

    def add(self, rule: str, place: Place, message: str, hint: str = "") -> None:
        """Record that `rule` is broken at `place`. Its severity comes from the catalogue."""
        severity = RULES_BY_NAME[rule].severity
        self._keep(Problem(rule=rule, severity=severity, place=place, message=message, hint=hint))

    def _keep(self, problem: Problem) -> None:
        if problem not in self._found:
            self._found[problem] = None
            self._counts[problem.severity] += 1

    def extend(self, problems: list[Problem]) -> None:
        """Take over problems that were found elsewhere."""
        for problem in problems:
            self._keep(problem)

    def defer(self, warnings: int, notes: int, load: Callable[[], list[Problem]]) -> None:
        """Count problems of an earlier run; `load` returns them if somebody wants to see them."""
        if warnings or notes:
            self._counts["warning"] += warnings
            self._counts["note"] += notes
            self._deferred.append(load)

    def sorted(self) -> list[Problem]:
        """Return all problems in the order of their places."""
        for load in self._deferred:
            self._found.update(dict.fromkeys(load()))
        self._deferred.clear()
        return sorted(self._found, key=lambda problem: problem.sort_key)

    def count(self, severity: Severity) -> int:
        """Return how many problems have this severity."""
        return self._counts[severity]

    @property
    def errors(self) -> int:
        """How many problems are errors."""
        return self.count("error")

    @property
    def warnings(self) -> int:
        """How many problems are warnings."""
        return self.count("warning")

    def __bool__(self) -> bool:
        """Return whether there is any problem."""
        return any(self._counts.values())
