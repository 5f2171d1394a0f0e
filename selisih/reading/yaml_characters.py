"""The way from a scalar's value back to the characters of the file, in every style of YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final


def map_characters(
    text: str, start: int, end: int, style: str, value: str
) -> list[tuple[int, int]]:
    """Return for each character of a scalar's value the file span it was read from.

    The scalar stands at `[start, end)` of the file's `text`; `style` is YAML's indicator, empty for plain.

    In every style the characters that are not white space stand in the file in their order, after
    escapes are resolved. White space may be folded: a run of it in the value is laid over the run
    in the file that stands between the same two characters.
    """
    units = _units(text, start, end, style)
    result: list[tuple[int, int]] = []
    at = 0
    position = 0
    while position < len(value):
        if value[position].isspace():
            run_end = position
            while run_end < len(value) and value[run_end].isspace():
                run_end += 1
            unit_end = at
            while unit_end < len(units) and units[unit_end][0].isspace():
                unit_end += 1
            for index in range(run_end - position):
                unit = min(at + index, unit_end - 1, len(units) - 1)
                result.append(units[max(unit, 0)][1:] if units else (start, end))
            at, position = unit_end, run_end
            continue
        while at < len(units) and units[at][0].isspace():
            at += 1
        result.append(units[at][1:] if at < len(units) else (end, end))
        at += 1
        position += 1
    return result


_ESCAPE: Final = re.compile(
    r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\r?\n[ \t]*|.)", re.DOTALL
)


_LINE_END: Final = re.compile("[\n\r\x85\u2028\u2029]")
"""What ends a line for YAML, and so the head of a block."""


def _units(text: str, start: int, end: int, style: str) -> list[tuple[str, int, int]]:
    """Return the characters as written, escapes resolved: (character, start, end) in the file."""
    if style in ("|", ">"):
        head = _LINE_END.search(text, start, end)
        start = head.start() if head else end
    elif style:
        start, end = start + 1, end - 1
    if style == '"':
        return list(_double_quoted(text, start, end))
    if style == "'":
        return list(_single_quoted(text, start, end))
    return [(text[at], at, at + 1) for at in range(start, end)]


def _single_quoted(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    at = start
    while at < end:
        width = 2 if text[at : at + 2] == "''" else 1
        yield text[at], at, at + width
        at += width


def _double_quoted(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    at = start
    while at < end:
        escape = _ESCAPE.match(text, at, end) if text[at] == "\\" else None
        if not escape:
            yield text[at], at, at + 1
            at += 1
            continue
        body = escape.group()[1:]
        if not body.startswith(("\n", "\r")):
            yield _escaped_character(body), at, escape.end()
        at = escape.end()


def _escaped_character(body: str) -> str:
    if body[0] in "xuU" and len(body) > 1:
        return chr(min(int(body[1:], 16), 0x10FFFF))
    return {
        "n": "\n",
        "t": "\t",
        "r": "\r",
        "v": "\v",
        "N": "\x85",
        "_": "\xa0",
        "L": "\u2028",
        "P": "\u2029",
    }.get(body, body)
