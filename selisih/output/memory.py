"""What a build remembers for the next: deletable at any time, because everything can be made again."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any, Final, TypedDict

from selisih.model.problem import Problem
from selisih.model.source import Place

FOLDER: Final = ".selisih"
_NAME: Final = "stories.json"


class Remembered(TypedDict):
    """What was made of a story, under the key of everything that it was made from."""

    key: str
    inputs: list[str]
    """Files outside the story's folder that it was made from."""
    visible_from: str
    """Moment from which it may be shown, in ISO 8601; empty for: at once."""
    status: str
    outputs: dict[str, str]
    """Path in the output to SHA-256."""
    summary: Any
    problems: list[dict[str, Any]]
    """Its warnings and notes; a story with errors is not remembered."""


def load(root: Path) -> dict[str, Remembered]:
    """Return what earlier builds remembered, by slug; nothing where it cannot be read."""
    try:
        document = json.loads((root / FOLDER / _NAME).read_text(encoding="utf-8"))
        stories: dict[str, Remembered] = document["stories"]
        known = document["format"] == 2 and document["sha256"] == _digest(stories)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
    return stories if known else {}


def _digest(stories: object) -> str:
    """Return the hash of what is remembered: what was damaged in any way is forgotten as a whole."""
    return hashlib.sha256(json.dumps(stories).encode()).hexdigest()


def save(root: Path, stories: dict[str, Remembered]) -> None:
    """Remember; a folder that cannot be written is no harm."""
    folder = root / FOLDER
    document = {"format": 2, "sha256": _digest(stories), "stories": stories}
    data = json.dumps(document, ensure_ascii=False).encode()
    target = folder / _NAME
    try:
        if target.is_file() and target.read_bytes() == data:
            return
        folder.mkdir(exist_ok=True)
        waiting = folder / f"{_NAME}.{os.getpid()}"
        waiting.write_bytes(data)
        waiting.replace(target)
    except OSError:
        return


def packed(problem: Problem) -> dict[str, Any]:
    """Return a problem as plain data."""
    place = problem.place
    return {
        "rule": problem.rule,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
        "place": [
            place.path,
            place.line,
            place.column,
            place.end_line,
            place.end_column,
            place.excerpt,
        ],
    }


def unpacked(data: dict[str, Any]) -> Problem:
    """Return the problem that plain data holds."""
    path, line, column, end_line, end_column, excerpt = data["place"]
    place = Place(
        path=path,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        excerpt=excerpt,
    )
    return Problem(
        rule=data["rule"],
        severity=data["severity"],
        place=place,
        message=data["message"],
        hint=data["hint"],
    )
