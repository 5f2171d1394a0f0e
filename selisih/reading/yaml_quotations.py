"""Quotation marks that YAML takes for its own: texts that they do not end, and texts that go on after them."""

from __future__ import annotations

from typing import Final

from selisih.model.source import Source
from selisih.reading.yaml_broken import Broken, Mistake, Token
from selisih.reading.yaml_lines import Line, as_block, line_at, numbered, whole_value


def unclosed(broken: Broken) -> Mistake | None:
    """Find the quotation mark that opens a text which swallowed the lines after it."""
    quoted = (token for token in broken.tokens if token.style in ("'", '"'))
    opened = next((token for token in quoted if _swallows(broken.source, token)), None)
    if opened:
        start, last = opened.start, broken.source.position(opened.end)[0]
        until = f"closed only on line {last}"
    elif "quoted scalar" in broken.context and "unexpected" in broken.reason:
        start, until = broken.began or 0, "never closed"
    else:
        return None
    mark = broken.source.text[start]
    line = line_at(broken.source, start)
    message = f"the quotation that {mark} opens here is {until}"
    if line.at != start or not line.named:
        return Mistake(
            start=start,
            end=line.start + len(line.text),
            message=message,
            hint=f"write {mark} where the text ends, too",
        )
    value = whole_value(broken.source, line, broken.end)
    inner = value[1:]
    curly = {'"': "”“„", "'": "’‘‚"}.get(mark, "")
    if inner.endswith(tuple(curly)):
        message += f": {inner[-1]} closes none in YAML"
        inner = inner[:-1]
    return Mistake(
        start=start,
        end=line.start + len(line.text),
        message=message,
        hint=f"close it where the text ends:\n{line.lead}{mark}{inner}{mark}\n"
        f"or, if the mark belongs to the text, write a block:\n{as_block(line, value)}",
    )


def _swallows(source: Source, token: Token) -> bool:
    """Return whether a quotation runs over lines that are keys or items beside its own."""
    first, last = source.position(token.start)[0], source.position(token.end)[0]
    own = numbered(source, first).column
    lines = (numbered(source, number) for number in range(first + 1, last + 1))
    return any(line.keyed and line.indent <= own for line in lines)


def continues(broken: Broken) -> Mistake | None:
    """Find a value such as `quote: "a" b`, which YAML reads as a string and then rubbish."""
    text, number = broken.source.text, broken.line.number
    for token in reversed(broken.tokens):
        if token.style not in ("'", '"') or broken.source.position(token.end)[0] != number:
            continue
        line = line_at(broken.source, token.start)
        rest = text[token.end : broken.line.start + len(broken.line.text)].lstrip(" \t")
        braced = line.at != token.start
        if braced and text[token.end : broken.at].strip(" \t"):
            continue
        ending = "#,]}" if braced or "flow" in broken.context else "#]}"
        if (
            rest
            and rest[0] not in ending
            and not (rest[0] == ":" and not line.lead.rstrip().endswith(":"))
        ):
            return _past_the_mark(broken, token, line, braced)
    return None


_INSIDE: Final = {"'": "''", '"': '\\"'}
"""Quotation mark to how it is written inside a text in such marks."""


def _past_the_mark(broken: Broken, token: Token, line: Line, braced: bool) -> Mistake:
    mark = token.style
    value = whole_value(broken.source, line, broken.end)
    # What stands for a mark between YAML's own is the mark alone in a block.
    quoted = broken.source.text[token.start : token.end]
    if value.startswith(quoted):
        inner = quoted[1:-1].replace(_INSIDE[mark], mark)
        value = f"{mark}{inner}{mark}{value[len(quoted) :]}"
    hint = (
        f"write {mark} where the text ends, and {_INSIDE[mark]} for a {mark} inside it;"
        " or write one `key: value` a line, without braces, and the text as a block"
    )
    if not braced and line.named:
        likely = outer(value)
        hint = "write it as a block:\n" + as_block(line, value[1:-1] if likely else value)
        if likely is None:
            hint += f"\nor, if the outer {mark} are not part of the text:\n{as_block(line, value[1:-1])}"
        if broken.source.text[broken.at : broken.at + 1] == ",":
            hint += f"\nor, if it is a list, put it in brackets:\n{line.lead}[{line.value}]"
    last = broken.line
    return Mistake(
        start=token.start,
        end=max(token.end, last.start + len(last.text)),
        message=f"the value begins with {mark} and goes on after the closing one",
        hint=hint,
        rule="yaml-quote-continues",
    )


def outer(value: str) -> bool | None:
    """Return whether the marks around a value are YAML's and not the text's; `None` where it cannot be told.

    A mark before a word opens, one after a word closes, and one between two letters is an apostrophe. If the first is
    closed by the last, the two enclose the whole.
    """
    mark = value[:1]
    if len(value) < 2 or not value.endswith(mark):
        return False
    depth = 0
    for at, character in enumerate(value):
        if character != mark:
            continue
        before, after = value[at - 1 : at], value[at + 1 : at + 2]
        if before.isalnum() and after.isalnum():
            continue
        opens = at == 0 or (
            not after.isspace() and (before.isspace() or before in "([“‘" + mark) and bool(after)
        )
        depth += 1 if opens else -1
        if depth <= 0 and at < len(value) - 1:
            # After a closed pair: either a second one follows, or a mark was taken for a closing one.
            return False if value.count(mark) % 2 == 0 and mark == '"' else None
    return True if depth == 0 else None
