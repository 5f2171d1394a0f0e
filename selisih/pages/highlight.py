"""From a parsed text to HTML, with the claims highlighted in one pass.

Marks may overlap in any way, so they are flattened into segments that carry several claims, and
a `<mark>` is written around each run of a segment. Nothing else is ever put inside a sentence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, Literal

from msgspec import Struct

from selisih.model.body import Block, Body, Close, Open, Picture, Run, Void
from selisih.pages.html import Html, escape

Span = tuple[int, int]


class Mark(Struct, frozen=True):
    """A claim's quote in a text."""

    start: int
    end: int
    claim: str
    look: str
    """The claim's relation, which decides how the mark is drawn."""
    major: bool = False


class Segment(Struct, frozen=True):
    """A stretch of the text that is drawn in one way."""

    start: int
    end: int
    sort: Literal["plain", "mark", "boilerplate", "redacted", "skipped"]
    claims: tuple[str, ...] = ()
    look: str = ""


_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

_LOOKS: Final = ("only", "differ", "some", "agree")
"""Where marks overlap, major ones come before minor ones, and then the first of these is drawn."""


def segments(
    body: Body, marks: Sequence[Mark], visible: Sequence[Span] | None = None
) -> tuple[Segment, ...]:
    """Return a text's segments in order, covering all of it.

    With `visible`, only those spans are shown, and the rest is skipped.
    """
    opening: dict[int, list[Mark]] = {}
    cuts = {0, len(body.text)}
    for mark in marks:
        opening.setdefault(mark.start, []).append(mark)
        cuts.update((mark.start, mark.end))
    cuts.update(at for start, end, _ in body.hidden for at in (start, end))
    cuts.update(at for span in visible or () for at in span)
    edges = sorted([at for at in cuts if 0 <= at <= len(body.text)])
    active: list[Mark] = []
    result: list[Segment] = []
    for start, end in pairwise(edges):
        if active:
            active = [mark for mark in active if mark.end > start]
        if start in opening:
            active = active + opening[start]
        result.append(_segment(body, start, end, active, visible))
    return tuple(result)


def _segment(
    body: Body, start: int, end: int, active: list[Mark], visible: Sequence[Span] | None
) -> Segment:
    for hidden_start, hidden_end, why in body.hidden:
        if hidden_start <= start < hidden_end:
            return Segment(start, end, why)
    if visible is not None and not any(s <= start < e for s, e in visible):
        return Segment(start, end, "skipped")
    if not active:
        return Segment(start, end, "plain")
    claims = tuple(dict.fromkeys([mark.claim for mark in active]))
    drawn = active[0] if len(active) == 1 else min(active, key=_rank)
    return Segment(start, end, "mark", claims, f"major {drawn.look}" if drawn.major else drawn.look)


def _rank(mark: Mark) -> tuple[bool, int]:
    return not mark.major, _LOOKS.index(mark.look)


class BlockWriter:
    """Writes the blocks of one text as HTML."""

    def __init__(
        self, body: Body, parts: Sequence[Segment], *, heading_shift: int = 0, redacted: str = "[…]"
    ) -> None:
        """Hold the text and its segments; `heading_shift` lowers headings by so many levels."""
        self.text = body.text
        self.parts = parts
        self.starts = [part.start for part in parts]
        self.heading_shift = heading_shift
        self.redacted = redacted

    def block(self, block: Block, fragment: str = "") -> Html:
        """Return a block's HTML; its first element gets the id `fragment`."""
        attributes = f' id="{escape(fragment)}"' if fragment else ""
        if block.boilerplate:
            attributes += ' class="boilerplate"'
        out: list[str] = []
        for piece in block.pieces:
            if isinstance(piece, Run):
                self._run(piece, out)
            elif isinstance(piece, Close):
                out.append(f"</{self._tag(piece.tag)}>")
            elif isinstance(piece, Picture):
                out.append(_picture(piece))
            else:
                out.append(self._opening(piece, attributes))
                attributes = ""
        return Html("".join(out))

    def _opening(self, piece: Open | Void, attributes: str) -> str:
        if isinstance(piece, Open):
            for name, value in piece.attributes.items():
                attributes += f' {name}="{escape(value)}"'
            if piece.tag == "a":
                attributes += ' rel="nofollow"'
        return f"<{self._tag(piece.tag)}{attributes}>"

    def _tag(self, tag: str) -> str:
        if tag in _HEADINGS:
            return f"h{min(6, int(tag[1]) + self.heading_shift)}"
        return tag

    def _run(self, run: Run, out: list[str]) -> None:
        """Append the characters of a run, each of its segments in its own way."""
        at = run.start
        index = bisect_right(self.starts, at) - 1
        while at < run.end:
            part = self.parts[index]
            end = min(part.end, run.end)
            out.append(self._stretch(part, self.text[at:end], first=at == part.start))
            at = end
            index += 1

    def _stretch(self, part: Segment, text: str, *, first: bool) -> str:
        if part.sort == "plain":
            return escape(text)
        if part.sort == "mark" and not text.isspace():
            claims = escape(" ".join(part.claims))
            return f'<mark class="{part.look}" data-claims="{claims}">{escape(text)}</mark>'
        if part.sort == "redacted":
            return (
                f'<span class="redacted" data-apparatus>{escape(self.redacted)}</span>'
                if first
                else ""
            )
        if part.sort == "skipped":
            return ' <span class="skipped" data-apparatus>[…]</span> ' if first else ""
        if part.sort == "boilerplate" and not text.isspace():
            return f'<span class="boilerplate">{escape(text)}</span>'
        return escape(text)


def _picture(piece: Picture) -> str:
    """Return a picture's description, with its address where it may be linked: nothing is fetched."""
    words = escape(piece.description or "…")
    if piece.address:
        words = f'<a href="{escape(piece.address)}" rel="nofollow">{words}</a>'
    return f'<span class="picture" data-apparatus>[{words}]</span>'


def lowering(body: Body, highest: int) -> int:
    """Return by how many levels a text's headings must be lowered so that its highest is `highest`."""
    levels = [
        int(piece.tag[1])
        for block in body.blocks
        for piece in block.pieces
        if isinstance(piece, Open) and piece.tag in _HEADINGS
    ]
    return highest - min(levels, default=highest)


def render(body: Body, *, highest: int = 1) -> Html:
    """Return a whole text as HTML, without marks; its highest headings are of the level `highest`."""
    writer = BlockWriter(body, segments(body, ()), heading_shift=lowering(body, highest))
    return Html("\n".join(writer.block(block) for block in body.blocks))


def with_differences(text: str, spans: Sequence[Span]) -> Html:
    """Return a quote as HTML with its differing words set off."""
    if not spans:
        return Html(escape(text))
    out: list[str] = []
    at = 0
    for start, end in joined(spans):
        out.append(escape(text[at:start]))
        out.append(f'<b class="diff">{escape(text[start:end])}</b>')
        at = end
    out.append(escape(text[at:]))
    return Html("".join(out))


def joined(spans: Sequence[Span]) -> list[Span]:
    """Return spans sorted, with those that touch or overlap made one and empty ones left out."""
    shown = [span for span in spans if span[1] > span[0]]
    if len(shown) < 2:
        return shown
    result: list[Span] = []
    for start, end in sorted(shown):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result
