"""From the characters of a body to what a reader sees, with the way back.

`format: text` makes a paragraph of every non-empty line and knows no markup. `format: markdown`
is CommonMark without HTML, read by `selisih.reading.markdown`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from selisih.model.body import Block, Body, Close, Offsets, Open, Run
from selisih.model.problem import Problems
from selisih.model.source import Passage, Source

_OPEN: Final = Open("p")
_CLOSE: Final = Close("p")

Hidden = tuple[int, int, Literal["boilerplate", "redacted"]]


class Writing:
    """The rendered text while it is written: characters with their source spans, and blocks."""

    def __init__(self) -> None:
        """Start with nothing written."""
        self.characters: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.blocks: list[Block] = []

    def __len__(self) -> int:
        """Return how many characters were written."""
        return len(self.characters)

    def write(self, text: str, starts: Sequence[int], ends: Sequence[int]) -> Run:
        """Append characters and return their run."""
        begin = len(self.characters)
        self.characters.extend(text)
        self.starts.extend(starts)
        self.ends.extend(ends)
        return Run(begin, len(self.characters))

    def separate(self, at: int) -> None:
        """Put the line feed that stands between two blocks."""
        if self.characters:
            self.write("\n", (at,), (at,))

    def finish(self, source: Source, offset: int) -> Body:
        """Return the body."""
        return Body(
            source=source,
            offset=offset,
            text="".join(self.characters),
            starts=tuple(self.starts),
            ends=tuple(self.ends),
            blocks=tuple(self.blocks),
        )


def read_body(
    source: Source,
    offset: int,
    body_format: Literal["text", "markdown"],
    depth: int,
    problems: Problems,
) -> Body | None:
    """Return the body that begins at `offset` of a file, or `None` where words would be lost."""
    if body_format == "markdown":
        return read_markdown(source, offset, depth, problems)
    return _read_lines(source, offset)


def _read_lines(source: Source, offset: int) -> Body:
    """Return the body in which every line that is not empty is a paragraph."""
    lines: list[str] = []
    firsts: list[int] = []
    origins: list[int] = []
    blocks: list[Block] = []
    at = offset
    first = 0
    # All three end a line, and each is one character: the offsets stay what they are.
    for line in source.text[offset:].replace("\r", "\n").replace("\x85", "\n").split("\n"):
        words = line.strip()
        if words:
            end = first + len(words)
            lines.append(words)
            firsts.append(first)
            origins.append(at + line.index(words))
            blocks.append(Block(start=first, end=end, pieces=(_OPEN, Run(first, end), _CLOSE)))
            first = end + 1
        at += len(line) + 1
    text = "\n".join(lines)
    columns = tuple(firsts), tuple(origins), len(text)
    return Body(
        source=source,
        offset=offset,
        text=text,
        starts=Offsets(*columns, after=False),
        ends=Offsets(*columns, after=True),
        blocks=tuple(blocks),
    )


def read_markdown(source: Source, offset: int, depth: int, problems: Problems) -> Body | None:
    """Return a CommonMark body, or `None` where it is nested too deeply to be read whole."""
    from selisih.reading.markdown import TooDeep, parse_markdown

    writing = Writing()
    try:
        blocks = list(parse_markdown(source.text, offset, depth))
    except TooDeep as error:
        place = source.place(error.offset)
        problems.add(
            "markdown-depth", place, f"the text is nested more than {depth} levels deep here"
        )
        return None
    for block in blocks:
        if block.text:
            writing.separate(block.starts[0])
        base = len(writing)
        writing.write(block.text, block.starts, block.ends)
        pieces = tuple(
            Run(p.start + base, p.end + base) if isinstance(p, Run) else p for p in block.pieces
        )
        writing.blocks.append(Block(start=base, end=len(writing), pieces=pieces))
    return writing.finish(source, offset)


def hide(
    body: Body,
    boilerplate: Sequence[tuple[Passage, int | None]],
    redactions: Sequence[Passage],
    problems: Problems,
) -> Body:
    """Return the body with its boilerplate lines and redacted words marked as not quotable."""
    if not boilerplate and not redactions:
        return body
    spans: list[Hidden] = []
    lines = _lines(body)
    for passage, occurrence in boilerplate:
        wanted = _squash(passage.value)
        found = [span for span, text in lines if text == wanted]
        if occurrence is not None:
            found = found[occurrence - 1 : occurrence]
        if not found:
            which = f"occurrence {occurrence} of this line" if occurrence else "this line"
            problems.add(
                "boilerplate-missing",
                passage.place(),
                f"{which} is not in the body",
                "write the whole line as it stands there",
            )
        spans.extend((start, end, "boilerplate") for start, end in found)
    for passage in redactions:
        words = passage.value.strip()
        found = (
            [(m.start(), m.end()) for m in re.finditer(re.escape(words), body.text)]
            if words
            else []
        )
        if not found:
            problems.add(
                "redaction-missing", passage.place(), "the redacted words are not in the body"
            )
        spans.extend((start, end, "redacted") for start, end in found)
    return _with_hidden(body, spans)


def _with_hidden(body: Body, spans: list[Hidden]) -> Body:
    hidden = tuple(_merge(spans))
    covered = {start: end for start, end, why in hidden if why == "boilerplate"}
    blocks = tuple(
        Block(
            start=b.start,
            end=b.end,
            pieces=b.pieces,
            boilerplate=b.end > b.start and covered.get(b.start, -1) >= b.end,
        )
        for b in body.blocks
    )
    return Body(
        source=body.source,
        offset=body.offset,
        text=body.text,
        starts=body.starts,
        ends=body.ends,
        blocks=blocks,
        hidden=hidden,
    )


def _merge(spans: list[Hidden]) -> list[Hidden]:
    """Return spans sorted and apart; what is redacted stays redacted where both overlap."""
    redacted = _join([(s, e) for s, e, why in spans if why == "redacted"])
    result: list[Hidden] = [(s, e, "redacted") for s, e in redacted]
    for start, end in _join([(s, e) for s, e, why in spans if why == "boilerplate"]):
        at = start
        for r_start, r_end in redacted:
            if r_end <= at or r_start >= end:
                continue
            if r_start > at:
                result.append((at, r_start, "boilerplate"))
            at = max(at, r_end)
        if at < end:
            result.append((at, end, "boilerplate"))
    return sorted(result)


def _join(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _lines(body: Body) -> list[tuple[tuple[int, int], str]]:
    """Return the lines a reader sees: their spans in the rendered text, and their words."""
    return [
        ((found.start(), found.end()), _squash(found.group()))
        for found in re.finditer(r"[^\n]+", body.text)
    ]


def _squash(text: str) -> str:
    return " ".join(text.split())
