"""What a parser error most likely means to somebody who does not know YAML's grammar."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from selisih.reading.yaml_broken import Broken, Mistake, named
from selisih.reading.yaml_layout import find_layout
from selisih.reading.yaml_lines import Line, above, as_block, line_at, whole_value
from selisih.reading.yaml_quotations import continues, unclosed


def find_mistake(broken: Broken) -> Mistake:
    """Return the likeliest mistake behind a parser error."""
    finders: tuple[Callable[[Broken], Mistake | None], ...] = (
        _merge,
        _blank,
        _separator,
        _comma,
        unclosed,
        continues,
        _bracket,
        _first_character,
        _escape,
        find_layout,
        _colon,
    )
    found = (finder(broken) for finder in finders)
    return next((mistake for mistake in found if mistake), None) or _unnamed(broken)


_MERGE: Final = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)


def _merge(broken: Broken) -> Mistake | None:
    """Find the marks that a version control system leaves where two changes meet."""
    found = _MERGE.search(broken.source.text, 0, broken.line.start + len(broken.line.text))
    if not found:
        return None
    return Mistake(
        start=found.start(),
        end=found.end(),
        message=f"`{found.group()}` is the mark of a merge that was not finished",
        hint="keep what is right of the two sides, and remove the lines of `<<<<<<<`, `=======` and `>>>>>>>`",
    )


def _suspects(broken: Broken) -> tuple[Line, ...]:
    """Return the lines that an error may be about: where the parser gave up, and where it began to doubt."""
    first = broken.line
    if broken.began is None or "simple key" not in broken.context:
        return (first,)
    return line_at(broken.source, broken.began), first


_SEPARATOR: Final = re.compile("[\x85\u2028\u2029]|\r(?!\n)")
"""What ends a line for YAML, and for no editor."""


def _blank(broken: Broken) -> Mistake | None:
    """Find an indentation that holds something else than spaces."""
    # Such a character begins a key, and the parser gives up only on the line after it.
    before = next(above(broken.source, broken.line), broken.line)
    begun = {token.start for token in broken.tokens if token.kind == "Scalar"}
    for line in (*_suspects(broken), before):
        found = re.search(r"^ *([^\S \r\n])", line.text)
        if not found or _SEPARATOR.match(found[1]):
            continue
        if line is before and line.start + found.start(1) not in begun:
            continue
        start = line.start + found.start(1)
        if found[1] == "\t":
            return Mistake(
                start=start,
                end=start + 1,
                message="a tab indents this line",
                hint="indent with spaces",
                rule="yaml-tab",
            )
        return Mistake(
            start=start,
            end=start + 1,
            message=f"{named(found[1])} indents this line, and looks like a space",
            hint="write the indentation again, with the space bar",
        )
    return None


def _separator(broken: Broken) -> Mistake | None:
    """Find an invisible character that broke a line in two."""
    text = broken.source.text
    first = min(line.number for line in _suspects(broken))
    begin = broken.source.line_starts[max(0, first - 2)]
    quoted = [token for token in broken.tokens if token.style in ("'", '"')]
    places = [
        found.start()
        for found in _SEPARATOR.finditer(text, begin, broken.at)
        if not any(token.start < found.start() < token.end for token in quoted)
    ]
    if not places:
        return None
    at = places[-1]
    line = broken.source.line_text(broken.source.position(at)[0])
    return Mistake(
        start=at,
        end=at + 1,
        message=f"{named(text[at])} ends the line here for YAML, and no editor shows it",
        hint=f"write the line with a space in its place:\n{_SEPARATOR.sub(' ', line)}",
    )


def _comma(broken: Broken) -> Mistake | None:
    """Find a comma at the end of a line, as other notations have it."""
    line, at = broken.line, broken.at
    last = line.start + len(line.text) - 1
    if at != last or broken.source.text[at : at + 1] != "," or "flow" in broken.context:
        return None
    return Mistake(
        start=at,
        end=at + 1,
        message="the comma at the end of this line belongs to nothing",
        hint=f"write it so:\n{line.text[:-1]}",
    )


def _bracket(broken: Broken) -> Mistake | None:
    """Find a text that begins with a bracket, and a bracket that is not closed."""
    line = broken.line
    first = line.value[:1]
    if line.named and first in ("[", "{") and line.at < broken.at and "flow" not in broken.context:
        return Mistake(
            start=line.at,
            end=line.start + len(line.text),
            message=f"the value begins with {first} and goes on after the closing one",
            hint=f"a text that begins with {first} goes in a block:\n{as_block(line, whole_value(broken.source, line, broken.end))}",
        )
    if "flow" not in broken.context or broken.began is None:
        return None
    opened, began = line_at(broken.source, broken.began), broken.began
    if opened.number == line.number:
        return None
    bracket = broken.source.text[began]
    closing = {"[": "]", "{": "}"}.get(bracket, "}")
    return Mistake(
        start=began,
        end=opened.start + len(opened.text),
        message=f"the {bracket} that opens here is not closed before line {line.number}",
        hint=f"write {closing} where it ends; a text that begins with {bracket} goes in quotation marks",
    )


_READ_AS: Final = {
    "*": "YAML's shorthand for a value that stands elsewhere",
    "&": "YAML's shorthand for naming a value",
    "!": "YAML's shorthand for a type",
    "@": "a character that YAML keeps for itself",
    "`": "a character that YAML keeps for itself",
    "%": "a character that YAML keeps for itself",
    ">": "the mark of a block, whose text begins on the next line",
    "|": "the mark of a block, whose text begins on the next line",
    "-": "the mark of an item of a list, which begins on the next line",
    "?": "YAML's mark of a long key",
}
"""With what a text cannot begin, and what it is to YAML."""
_HEADED: Final = re.compile(r"([|>][-+]?)\s+(\S.*)")


def _first_character(broken: Broken) -> Mistake | None:
    """Find a text that begins with a character which means something to YAML."""
    line = broken.line
    meaning = _READ_AS.get(line.value[:1])
    if not meaning or not line.named or line.at > broken.at:
        return None
    value = whole_value(broken.source, line, broken.end)
    headed = _HEADED.fullmatch(value)
    return Mistake(
        start=line.at,
        end=line.start + len(line.text),
        message=f"the value begins with {value[0]}, which is {meaning}",
        hint=f"write the text as a block:\n{as_block(line, headed[2] if headed else value)}",
    )


def _escape(broken: Broken) -> Mistake | None:
    """Find a backslash in quotation marks that is part of the text, as in a path of Windows."""
    if broken.context != "while parsing a quoted scalar" or broken.began is None:
        return None
    line = line_at(broken.source, broken.began)
    value = whole_value(broken.source, line, broken.end)
    hint = "write \\\\ for a backslash"
    if line.named and line.at == broken.began and value.endswith('"'):
        hint += f", or write the text as a block:\n{as_block(line, value[1:-1])}"
    return Mistake(
        start=max(broken.source.text.rfind("\\", broken.began, broken.at + 1), broken.began),
        end=broken.at + 1,
        message='inside " a backslash begins an escape, and this one stands for no character',
        hint=hint,
    )


def _colon(broken: Broken) -> Mistake | None:
    """Find a text that holds `: `, and so is read as a key."""
    at = broken.at
    if broken.source.text[at : at + 1] != ":":
        return None
    # The text may have begun on a line above, which is the one that has the key.
    first = broken.line
    if not first.named:
        first = next((line for line in above(broken.source, first) if line.keyed), first)
    hint = "put the text in quotation marks, or write one `key: value` a line"
    if "flow" not in broken.context and first.named and first.value[:1] not in ("{", "["):
        value = whole_value(broken.source, first, broken.end)
        hint = f"write it as a block:\n{as_block(first, value)}"
    message = "`: ` inside a text makes a key of what stands before it"
    return Mistake(start=at, end=at + 1, message=message, hint=hint)


def _unnamed(broken: Broken) -> Mistake:
    context = f" ({broken.context})" if broken.context else ""
    return Mistake(
        start=broken.at,
        end=broken.at + 1,
        message=f"YAML cannot be read: {broken.reason}{context}",
        hint="a text with unusual characters goes in a block: write `>-` after the key and the text on the next line, indented;"
        " if there is none, compare the indentation with the lines above",
    )
