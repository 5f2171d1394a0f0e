"""Texts as they stand in files, and places in them that a message can point at."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any, Final

from msgspec import Struct, field

CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that no HTML page may hold. U+0085 and the form feed are white space, and pass."""


class Place:
    """A span in a file, in the units an editor shows: lines and columns from 1, in code points.

    Every record has a place and hardly any is ever told, so one that a source gives counts its lines when they are first
    asked for.
    """

    __slots__ = ("_span", "column", "end_column", "end_line", "excerpt", "line", "path")
    _span: tuple[Source, int, int]
    """What the rest is counted out from; unset where it is given."""
    path: str
    """Path of the file relative to the site's root, with forward slashes."""
    line: int
    column: int
    end_line: int
    """Line of the first character after the span."""
    end_column: int
    """Column of the first character after the span."""
    excerpt: str
    """The whole source line at `line`, without its line end; empty where there is none to show."""

    def __init__(
        self,
        *,
        path: str,
        line: int = 1,
        column: int = 1,
        end_line: int = 1,
        end_column: int = 1,
        excerpt: str = "",
    ) -> None:
        """Hold a place that is known."""
        self._set((path, line, column, end_line, end_column, excerpt))

    def _set(self, known: tuple[str, int, int, int, int, str]) -> None:
        self.path, self.line, self.column, self.end_line, self.end_column, self.excerpt = known

    def __getattr__(self, name: str) -> Any:
        """Count out what is asked for; called only while it is unset."""
        if name not in _PLACE or not hasattr(self, "_span"):
            raise AttributeError(name)
        source, start, end = self._span
        self._set(source.measure(start, end))
        return getattr(self, name)

    def known(self) -> tuple[str, int, int, int, int, str]:
        """Return path, line, column, end line, end column and excerpt."""
        return (
            self.path,
            self.line,
            self.column,
            self.end_line,
            self.end_column,
            self.excerpt,
        )

    def __eq__(self, other: object) -> bool:
        return self.known() == other.known() if isinstance(other, Place) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.known())

    def __repr__(self) -> str:
        return f"Place{self.known()}"

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to another process without the text."""
        return _place, self.known()


_PLACE: Final = frozenset(Place.__slots__) - {"_span"}


def _place(*known: Any) -> Place:
    place = object.__new__(Place)
    place._set(known)
    return place


class Source(Struct, frozen=True, kw_only=True, eq=False):
    """The decoded text of one file. Offsets into it are code points from 0."""

    path: str
    """Path relative to the site's root, with forward slashes."""
    text: str
    _line_starts: list[int] = field(default_factory=list)

    @property
    def line_starts(self) -> list[int]:
        r"""Offset at which each line begins. Lines end at `\n` and nowhere else."""
        if not self._line_starts:
            starts = self._line_starts
            starts.append(0)
            position = self.text.find("\n")
            while position >= 0:
                starts.append(position + 1)
                position = self.text.find("\n", position + 1)
        return self._line_starts

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column, both from 1, of a code point offset."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line_text(self, line: int) -> str:
        """Return the text of a line (from 1) without its line end."""
        start = self.line_starts[line - 1]
        end = self.text.find("\n", start)
        return self.text[start : end if end >= 0 else len(self.text)].rstrip("\r")

    def place(self, start: int, end: int | None = None) -> Place:
        """Return the place of the span `[start, end)`; without `end`, of one character."""
        place = object.__new__(Place)
        place._span = (self, start, start + 1 if end is None else end)
        return place

    def measure(self, start: int, end: int) -> tuple[str, int, int, int, int, str]:
        """Return path, line, column, end line, end column and excerpt of a span."""
        end = max(start, end)
        line, column = self.position(start)
        excerpt = self.line_text(line)
        # Nearly every span ends on the line on which it begins.
        inside = column + end - start <= len(excerpt) + 1
        end_line, end_column = (line, column + end - start) if inside else self.position(end)
        return self.path, line, column, end_line, end_column, excerpt


class Passage:
    """A value somebody wrote, with the way back to the characters of the file it came from."""

    __slots__ = ("end", "source", "start", "value")

    def __init__(self, *, value: str, source: Source, start: int, end: int) -> None:
        """Hold `value`, written at `[start, end)` of `source`."""
        self.value = value
        self.source = source
        self.start = start
        self.end = end

    def __str__(self) -> str:
        """Return the value alone."""
        return self.value

    def __repr__(self) -> str:
        """Return the value with its place, for a debugger."""
        line, column = self.source.position(self.start)
        return f"Passage({self.value!r} at {self.source.path}:{line}:{column})"

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the file offsets of the value's characters `[start, end)`.

        A plain passage maps one to one; notations with escapes or folded lines override this.
        """
        return self.start + start, self.start + end

    def place(self, start: int | None = None, end: int | None = None) -> Place:
        """Return the place of the whole passage as written, or of some of its characters."""
        if start is None:
            return self.source.place(self.start, self.end)
        stop = len(self.value) if end is None else end
        return self.source.place(*self.span(start, stop))
