"""A parsed text: what a reader sees, the markup around it, and the way back to the file.

Both body formats end in the same shape: the rendered text as one string, and a flat stream of
pieces that says which markup opens and closes around which runs of it. Anchoring works on the
string; the pages are written from the stream; nothing is parsed twice.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Final, Literal, overload

from msgspec import Struct, field

from selisih.model.source import Place, Source

NO_ATTRIBUTES: Mapping[str, str] = {}


class Open(Struct, frozen=True):
    """An element begins."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=lambda: NO_ATTRIBUTES)


class Close(Struct, frozen=True):
    """An element ends."""

    tag: str


class Void(Struct, frozen=True):
    """An element without content stands here."""

    tag: Literal["br", "hr"]


class Run(Struct, frozen=True):
    """The characters `[start, end)` of the rendered text stand here."""

    start: int
    end: int


class Picture(Struct, frozen=True):
    """An image that the text links to. It is not fetched; its description is shown."""

    address: str
    description: str


Piece = Open | Close | Void | Run | Picture


class Block(Struct, frozen=True, kw_only=True):
    """A top-level paragraph, heading, list, or the like."""

    start: int
    """First character in the rendered text."""
    end: int
    """Character after the last."""
    pieces: tuple[Piece, ...]
    boilerplate: bool = False
    """Whether all of it is not part of the article."""


class Offsets(Sequence[int]):
    """A file offset for each character of a text that was copied line by line.

    Kept as two numbers a line: one a character would cost more than the text itself.
    """

    __slots__ = ("after", "firsts", "length", "origins")

    def __init__(
        self, firsts: tuple[int, ...], origins: tuple[int, ...], length: int, *, after: bool
    ) -> None:
        """Hold, for each line of `length` characters of text, its first character and its offset in the file.

        A line begins after the line feed that separates it from the one before. `after` says whether the offsets are
        those after the characters. A separator begins and ends where its line does.
        """
        self.firsts = firsts
        self.origins = origins
        self.length = length
        self.after = after

    def __len__(self) -> int:
        """Return how many characters the text has."""
        return self.length

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[int, ...]: ...
    def __getitem__(self, index: int | slice) -> int | tuple[int, ...]:
        """Return the offset of a character."""
        if isinstance(index, slice):
            return tuple(self[at] for at in range(*index.indices(self.length)))
        at = index if 0 <= index < self.length else range(self.length)[index]
        line = bisect_right(self.firsts, at + 1) - 1
        distance = at - self.firsts[line] + self.after
        return self.origins[line] + max(distance, 0)


_START: Final = attrgetter("start")


class Body(Struct, frozen=True, kw_only=True):
    """A text as a reader sees it. Blocks are separated by one line feed in `text`."""

    source: Source
    offset: int
    """Offset in the file at which the body begins."""
    text: str
    """The rendered text."""
    starts: Sequence[int]
    """File offset of the first source character behind each character of `text`."""
    ends: Sequence[int]
    """File offset after the last source character behind each character of `text`."""
    blocks: tuple[Block, ...]
    hidden: tuple[tuple[int, int, Literal["boilerplate", "redacted"]], ...] = ()
    """Spans of `text` that are not quotable, sorted and apart from each other."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the file offsets that enclose exactly the characters `[start, end)` of `text`."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else len(self.source.text)
            return at, at
        return self.starts[start], self.ends[end - 1]

    def place(self, start: int, end: int) -> Place:
        """Return the place in the file of the characters `[start, end)` of `text`."""
        return self.source.place(*self.span(start, end))

    def line(self, start: int) -> int:
        """Return the line of the body, from 1, on which the character `start` of `text` stands."""
        first = self.source.position(self.offset)[0]
        return self.source.position(self.span(start, start + 1)[0])[0] - first + 1

    def block_at(self, position: int) -> int:
        """Return the index of the block that holds the character `position` of `text`."""
        return max(0, bisect_right(self.blocks, position, key=_START) - 1)
