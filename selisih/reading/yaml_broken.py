"""A YAML text that cannot be read, and what was meant: what the finders of mistakes are given, and give back."""

from __future__ import annotations

import unicodedata

from msgspec import Struct

from selisih.model.source import Source
from selisih.reading.yaml_lines import Line, line_at


class Token(Struct, frozen=True):
    """A piece of a YAML text as the scanner cut it."""

    kind: str
    """The name of PyYAML's class, without `Token`."""
    start: int
    end: int
    style: str
    """YAML's indicator of a scalar, empty for a plain one and for what is none."""


class Broken(Struct, frozen=True, kw_only=True):
    """A text that cannot be read, and what the parser has to say of it."""

    source: Source
    end: int
    """Where the YAML ends in the file."""
    at: int
    """Where the parser gave up."""
    began: int | None
    """Where that began which it could not finish."""
    reason: str
    context: str
    tokens: tuple[Token, ...]
    """What the scanner found before that."""

    @property
    def line(self) -> Line:
        """The line on which the parser gave up."""
        return line_at(self.source, self.at)


class Mistake(Struct, frozen=True, kw_only=True):
    """What was meant, and where it went wrong."""

    start: int
    end: int
    message: str
    hint: str
    rule: str = "yaml-syntax"


def named(character: str) -> str:
    """Return how to speak of a character that nobody sees."""
    # These two have no name in Unicode's own list.
    unlisted = {"\x85": "next line", "\r": "carriage return"}.get(character, "unnamed")
    name = unicodedata.name(character, unlisted).lower()
    return f"the character U+{ord(character):04X} ({name})"
