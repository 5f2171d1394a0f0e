"""Lines of YAML as an editor sees them: what stands before a value, the value, and the block that would hold it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from selisih.model.source import Source

KEY: Final = r"[^\s:#\"'{}\[\],]+"
"""A key as this format has them: one word."""
_LEAD: Final = re.compile(rf"(?P<dashes>\s*(?:- +)*)(?P<key>{KEY} *:(?: +|$))?")
_COMMENT: Final = re.compile(r"(?<!\s)\s{2,}# .*$")
_KEYED: Final = re.compile(rf"(?:- +)*{KEY}:(?:\s|$)|-(?:\s|$)")


class Line(Struct, frozen=True, kw_only=True):
    """One line: `lead` is its indentation with dashes and key, `value` the rest."""

    number: int
    start: int
    """Offset in the file."""
    lead: str
    value: str
    """Without white space at its end, and without a comment that stands two spaces away."""

    @property
    def text(self) -> str:
        """The line without its end."""
        return self.lead + self.value

    @property
    def indent(self) -> int:
        """How many columns the line is indented by."""
        return len(self.text) - len(self.text.lstrip())

    @property
    def column(self) -> int:
        """Column, from 0, of the key, or of what stands after the dashes."""
        dashes = _LEAD.match(self.lead)
        return len(dashes["dashes"]) if dashes else self.indent

    @property
    def named(self) -> bool:
        """Whether a key or a dash stands before the value."""
        return bool(self.lead.strip())

    @property
    def keyed(self) -> bool:
        """Whether the line is a key, with or without a value, or an item of a list."""
        return bool(_KEYED.match(self.text.lstrip()))

    @property
    def at(self) -> int:
        """Offset of the value in the file."""
        return self.start + len(self.lead)


def line_at(source: Source, offset: int) -> Line:
    """Return the line on which an offset of the file is."""
    return numbered(source, source.position(offset)[0])


def numbered(source: Source, number: int) -> Line:
    """Return a line by its number, from 1."""
    text = source.line_text(number)
    found = _LEAD.match(text)
    lead = found.group() if found else ""
    value = _COMMENT.sub("", text[len(lead) :]).rstrip()
    return Line(number=number, start=source.line_starts[number - 1], lead=lead, value=value)


def above(source: Source, line: Line) -> Iterator[Line]:
    """Yield the lines before one that hold something, the nearest first."""
    for number in range(line.number - 1, 0, -1):
        found = numbered(source, number)
        if found.text.strip() and not found.text.lstrip().startswith("#"):
            yield found


def whole_value(source: Source, line: Line, end: int) -> str:
    """Return a value with the lines before `end` that plainly go on with it, on one line."""
    parts = [line.value]
    for number in range(line.number + 1, len(source.line_starts) + 1):
        more = numbered(source, number)
        if more.start >= end or more.keyed or more.indent <= line.column or not more.text.strip():
            break
        parts.append(more.text.strip())
    return " ".join(parts)


def as_block(line: Line, value: str) -> str:
    """Return what to write in a line's place so that its value is this, whatever it holds; empty where it has no key."""
    if not line.named:
        return ""
    deeper = line.column + (0 if line.lead.rstrip().endswith("-") else 2)
    return f"{line.lead.rstrip()} >-\n{' ' * deeper}{value}"
