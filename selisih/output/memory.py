"""What a build remembers of a story for the next, as records; `state` keeps them on disk."""

from __future__ import annotations

import json
import marshal
from typing import Any

from msgspec import Struct

from selisih.model.problem import Problem
from selisih.model.source import Place
from selisih.output.state import Row


class StoryRecord(Struct, frozen=True, kw_only=True):
    """What was made of a story, and everything that it was made from."""

    folder: str
    slug: str
    digests: tuple[tuple[str, bytes], ...]
    """Path and hash of each file of its folder, and of those outside of it that it is made from."""
    sources: tuple[str, ...]
    """Files outside its folder that it was made from."""
    templates: tuple[str, ...]
    outlets: tuple[str, ...]
    visible_at: float | None
    """Moment from which it is public, in seconds; `None` for a draft."""
    shown: tuple[bool, bool]
    """Whether it was public, and whether it was built."""
    lines: bytes
    """Its files, as lines of the manifest; first the pages that search engines may list."""
    listed: int
    """How many of the lines are such pages."""
    tops: tuple[str, ...]
    """The outermost folders that are its own."""
    card: tuple[Any, ...] | None
    """What orders it in lists, as `pages.summary.Card` has it; `None` where it is not built."""
    summary: bytes
    """What lists say of it, as JSON; empty where it is not built."""
    warnings: int
    notes: int
    problems: bytes
    """Its warnings and notes, as JSON; empty where there is none."""

    @property
    def paths(self) -> list[str]:
        """The paths of its files in the output."""
        return _paths(self.lines)

    @property
    def files(self) -> dict[str, str]:
        """Its files in the output: path to SHA-256."""
        parts = self.lines.decode().split('"')
        return dict(zip(parts[1::4], parts[3::4], strict=True))

    def row(self, names: str, hint: int | None, sources_hint: int, lines_hint: int | None) -> Any:
        """Return the record as `state` keeps it, with hints of its files and of its output."""
        rest = (
            self.slug,
            self.digests,
            self.templates,
            self.outlets,
            self.visible_at,
            self.shown,
            self.listed,
            self.tops,
            self.card,
            self.summary,
            self.warnings,
            self.notes,
            self.problems,
        )
        kept = marshal.dumps(rest, 2)
        return (self.folder, names, hint, self.sources, sources_hint, self.lines, lines_hint, kept)


def record_of(row: tuple[Any, ...]) -> StoryRecord:
    """Return the record that `state` kept."""
    rest = marshal.loads(row[Row.REST])  # noqa: S302 - checked as a part of the state when that was read
    return StoryRecord(
        folder=row[Row.FOLDER],
        slug=rest[0],
        digests=rest[1],
        sources=row[Row.SOURCES],
        templates=rest[2],
        outlets=rest[3],
        visible_at=rest[4],
        shown=rest[5],
        lines=row[Row.LINES],
        listed=rest[6],
        tops=rest[7],
        card=rest[8],
        summary=rest[9],
        warnings=rest[10],
        notes=rest[11],
        problems=rest[12],
    )


def paths_of(row: tuple[Any, ...]) -> list[str]:
    """Return the paths of a story's files in the output, from its record as `state` keeps it."""
    return _paths(row[Row.LINES])


def problems_of(row: tuple[Any, ...]) -> list[Problem]:
    """Return a story's warnings and notes, from its record as `state` keeps it."""
    return unpacked(record_of(row).problems)


def _paths(lines: bytes) -> list[str]:
    return lines.decode().split('"')[1::4]


def packed(problems: list[Problem]) -> bytes:
    """Return problems as JSON; nothing where there is none."""
    if not problems:
        return b""
    return json.dumps([_packed(problem) for problem in problems]).encode()


def unpacked(data: bytes) -> list[Problem]:
    """Return the problems that JSON holds."""
    return [_unpacked(item) for item in json.loads(data)] if data else []


def _packed(problem: Problem) -> list[Any]:
    place = problem.place
    return [
        problem.rule,
        problem.severity,
        problem.message,
        problem.hint,
        place.path,
        place.line,
        place.column,
        place.end_line,
        place.end_column,
        place.excerpt,
    ]


def _unpacked(data: list[Any]) -> Problem:
    rule, severity, message, hint, path, line, column, end_line, end_column, excerpt = data
    place = Place(
        path=path,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        excerpt=excerpt,
    )
    return Problem(rule=rule, severity=severity, place=place, message=message, hint=hint)
