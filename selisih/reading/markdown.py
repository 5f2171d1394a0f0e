"""CommonMark with a place for every rendered character.

markdown-it-py says on which lines a block stands, and nothing of where inline text came from. It
does however pass all inline text through a few methods of its inline state. `_PlacedState`
overrides those and writes down the source position of every character, so that a quote found in
what a reader sees points back at exactly the characters in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from msgspec import Struct, field

from selisih.model.addresses import refusal
from selisih.model.body import Close, Open, Picture, Piece, Run, Void

_NEWLINE: Final = re.compile(r"\r\n|\r|\n")


class ParsedBlock(Struct):
    """A top-level block: its rendered text, the file span of each character, and its markup."""

    text: str = ""
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    def write(self, text: str, spans: list[tuple[int, int]]) -> None:
        """Append rendered characters with their file spans."""
        begin = len(self.text)
        self.text += text
        self.starts.extend(start for start, _ in spans)
        self.ends.extend(end for _, end in spans)
        last = self.pieces[-1] if self.pieces else None
        if isinstance(last, Run) and last.end == begin:
            self.pieces[-1] = Run(last.start, len(self.text))
        else:
            self.pieces.append(Run(begin, len(self.text)))


class TooDeep(Exception):
    """The text is nested more deeply than allowed; the parser would drop words."""

    def __init__(self, offset: int) -> None:
        """Hold the file offset of the line at which the limit is reached."""
        super().__init__(offset)
        self.offset = offset


def parse_markdown(text: str, offset: int, depth: int) -> Iterator[ParsedBlock]:
    """Yield the top-level blocks of the CommonMark text that begins at `offset`.

    Raises `TooDeep` where nesting goes beyond `depth`.
    """
    body = text[offset:]
    lines = _lines(body, offset)
    tokens = _parser(depth).parse(body)
    block: ParsedBlock | None = None
    for token in tokens:
        if token.level >= depth - 1 and token.map:
            raise TooDeep(lines[token.map[0]][0])
        if block is None:
            block = ParsedBlock()
        _add_block_token(block, token, lines)
        if token.level == 0 and token.nesting <= 0:
            yield block
            block = None


def parse_inline(text: str) -> ParsedBlock:
    """Return one line of Markdown, such as a note; places are offsets in `text` itself."""
    block = ParsedBlock()
    for token in _parser(20).parseInline(text):
        spans = [(at, at + 1) for at in range(len(text))]
        _add_inline(block, token, spans)
    return block


def _lines(body: str, offset: int) -> list[tuple[int, str]]:
    """Return file offset and text of each line, as the parser counts lines."""
    lines = []
    start = 0
    for found in _NEWLINE.finditer(body):
        lines.append((offset + start, body[start : found.start()]))
        start = found.end()
    lines.append((offset + start, body[start:]))
    return lines


@lru_cache(maxsize=4)
def _parser(depth: int) -> MarkdownIt:
    """Return the parser: CommonMark, no HTML, no typographer, our own list of addresses."""
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": depth})
    parser.inline = _PlacedInline()
    parser.configure("commonmark", {"html": False, "maxNesting": depth})
    parser.core.ruler.enableOnly(["normalize", "block", "inline"])
    parser.inline.ruler2.enableOnly(["balance_pairs", "emphasis"])
    # Every destination is accepted here, so that a link with a refused address is still a link
    # to the reader's eye: its words stay, and its address is left out of the page.
    parser.validateLink = _accept  # type: ignore[method-assign]
    return parser


def _accept(url: str) -> bool:
    return isinstance(url, str)


class _PlacedState(StateInline):
    """An inline state that knows where each pending character stands in `src`."""

    def __init__(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> None:
        self.places: list[int] = []
        self.pushed: tuple[int, int] = (-1, 0)
        super().__init__(src, md, env, tokens)

    def append_pending(self, text: str) -> None:
        self.places.extend(range(self.pos, self.pos + len(text)))
        super().append_pending(text)

    def _trim_pending(self, value: str) -> None:
        del self.places[len(value) :]
        StateInline.pending.fset(self, value)  # type: ignore[attr-defined]

    pending = property(StateInline.pending.fget, _trim_pending)  # type: ignore[attr-defined]

    def pushPending(self) -> Token:  # noqa: N802 - the parser's name
        places = self.places[:]
        token = super().pushPending()
        token.meta["places"] = places
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        # Emphasis pushes one token a delimiter character without moving on in between.
        at, count = self.pushed
        self.pushed = (self.pos, count + 1 if ttype == "text" and at == self.pos else 0)
        token.meta["at"] = self.pos + (self.pushed[1] if ttype == "text" else 0)
        return token


class _PlacedInline(ParserInline):
    """The inline parser over placed states."""

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        state = _PlacedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


_CONTAINERS: Final = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote"}
)
_INLINE: Final = frozenset({"em", "strong"})


def _add_block_token(block: ParsedBlock, token: Token, lines: list[tuple[int, str]]) -> None:
    """Append one block token to the block."""
    if token.type == "inline":
        _separate(block, lines[token.map[0]][0] if token.map else 0)
        _add_inline(block, token, _content_spans(token, lines))
    elif token.type in ("code_block", "fence"):
        _separate(block, lines[token.map[0]][0] if token.map else 0)
        block.pieces += [Open("pre"), Open("code")]
        content = token.content.rstrip("\n")
        block.write(content, _content_spans(token, lines)[: len(content)])
        block.pieces += [Close("code"), Close("pre")]
    elif token.type == "hr":
        block.pieces.append(Void("hr"))
    elif token.tag in _CONTAINERS and not token.hidden:
        attributes = {"start": str(token.attrs["start"])} if "start" in token.attrs else {}
        block.pieces.append(Open(token.tag, attributes) if token.nesting > 0 else Close(token.tag))


def _separate(block: ParsedBlock, at: int) -> None:
    """Put a line feed between the texts of two leaves of one block, outside both."""
    if not block.text:
        return
    index = len(block.pieces)
    while isinstance(block.pieces[index - 1], Open):
        index -= 1
    opened = block.pieces[index:]
    del block.pieces[index:]
    block.write("\n", [(at, at)])
    block.pieces += opened


def _content_spans(token: Token, lines: list[tuple[int, str]]) -> list[tuple[int, int]]:
    """Return the file span of each character of a block token's content.

    A line of the content is the end of a source line: the parser cut markers and indentation off
    its beginning, and sometimes white space or closing marks off its end.
    """
    first, last = token.map or (0, 0)
    number = first + 1 if token.type == "fence" else first
    spans: list[tuple[int, int]] = []
    for line in token.content.split("\n"):
        start, source = lines[min(number, last, len(lines) - 1)]
        stripped = line.strip()
        column = _column(source, stripped)
        lead = len(line) - len(line.lstrip())
        for index in range(len(line)):
            at = start + min(max(column + index - lead, 0), len(source))
            spans.append((at, min(at + 1, start + len(source))))
        end = start + len(source)
        spans.append((end, end + 1))
        number += 1
    return spans[:-1]


def _column(source: str, stripped: str) -> int:
    """Return where the words of a content line begin in its source line."""
    if source.rstrip().endswith(stripped):
        return len(source.rstrip()) - len(stripped)
    found = source.rfind(stripped)
    return found if found >= 0 else len(source) - len(source.lstrip())


def _add_inline(block: ParsedBlock, token: Token, spans: list[tuple[int, int]]) -> None:
    """Append the inline children of a token; `spans` places each character of its content."""
    links: list[bool] = []
    for child in token.children or []:
        if child.type in ("link_open", "link_close"):
            _add_link(block, child, links)
        elif child.tag in _INLINE:
            block.pieces.append(Open(child.tag) if child.nesting > 0 else Close(child.tag))
        elif child.type == "image":
            _add_picture(block, child)
        elif child.type == "code_inline":
            block.pieces.append(Open("code"))
            block.write(child.content, _code_spans(child, token.content, spans))
            block.pieces.append(Close("code"))
        elif child.type in ("softbreak", "hardbreak"):
            _add_break(block, child, token.content, spans)
        elif child.content:
            block.write(child.content, _text_spans(child, token.content, spans))


def _add_link(block: ParsedBlock, child: Token, links: list[bool]) -> None:
    """Append one end of a link, if its address may be published; `links` remembers which may."""
    if child.nesting > 0:
        address = str(child.attrs.get("href", ""))
        links.append(refusal(address) is None)
        if links[-1]:
            block.pieces.append(Open("a", {"href": address}))
    elif links.pop():
        block.pieces.append(Close("a"))


def _add_break(
    block: ParsedBlock, child: Token, content: str, spans: list[tuple[int, int]]
) -> None:
    if child.type == "hardbreak":
        block.pieces.append(Void("br"))
    block.write("\n", [spans[content.find("\n", child.meta["at"])]])


def _add_picture(block: ParsedBlock, child: Token) -> None:
    address = str(child.attrs.get("src", ""))
    description = "".join(part.content for part in child.children or [])
    block.pieces.append(Picture(address if refusal(address) is None else "", description))


def _code_spans(child: Token, content: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    start = child.meta["at"] + len(child.markup)
    raw = content[start : start + len(child.content)].replace("\n", " ")
    closes = content.startswith(child.markup, start + len(child.content))
    if raw != child.content or not closes:
        start += 1
    return spans[start : start + len(child.content)]


def _text_spans(child: Token, content: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    places = child.meta.get("places")
    if places is not None:
        return [spans[place] for place in places]
    at = child.meta["at"]
    if child.type == "text_special" and child.content != child.markup:
        span = (spans[at][0], spans[at + len(child.markup) - 1][1])
        return [span] * len(child.content)
    if content.startswith("<", at) and len(child.content) > 1:
        close = content.find(">", at)
        if close - at - 1 == len(child.content):
            return spans[at + 1 : close]
        return [(spans[at + 1][0], spans[close - 1][1])] * len(child.content)
    return spans[at : at + len(child.content)]
