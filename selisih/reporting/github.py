"""Problems as annotations on GitHub: workflow commands, escaped by its rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from selisih.model.problem import Problem

_COMMANDS: Final = {"error": "error", "warning": "warning", "note": "notice"}


def as_github(problems: Sequence[Problem]) -> str:
    """Return one workflow command a problem, each on its own line."""
    return "".join(f"{_command(problem)}\n" for problem in problems)


def _command(problem: Problem) -> str:
    place = problem.place
    properties = {
        "file": place.path,
        "line": str(place.line),
        "endLine": str(place.end_line),
        "title": problem.rule,
    }
    # GitHub shows columns only where a span stays on one line.
    if place.line == place.end_line:
        properties["col"] = str(place.column)
        properties["endColumn"] = str(place.end_column)
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    text = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    return f"::{_COMMANDS[problem.severity]} {listed}::{_data(text)}"


def _data(text: str) -> str:
    """Escape a command's message."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape a command's property, in which colon and comma have a meaning too."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
