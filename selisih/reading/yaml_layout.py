"""Lines that stand where YAML does not expect them: a wrong indentation, a missing colon, dash or space."""

from __future__ import annotations

import re
from typing import Final

from selisih.reading.yaml_broken import Broken, Mistake, named
from selisih.reading.yaml_lines import KEY, Line, above, line_at

_TIGHT: Final = re.compile(
    r"(?P<lead>\s*(?:- +)*)(?P<key>[^\s:：#\"'{}\[\],]+)(?P<colon>：|:(?!//| |$))(?P<blank>\s*)(?P<value>.*)"
)
"""A key whose colon has no space after it, or is the wide one of Chinese and Japanese keyboards."""
_OWN_KEY: Final = re.compile(rf"\s*(?:- +)*{KEY} *")


def find_layout(broken: Broken) -> Mistake | None:
    """Return what is wrong with how the lines stand, or `None`."""
    line = broken.line
    if "mapping values" in broken.reason:
        if _OWN_KEY.fullmatch(line.text[: broken.at - line.start]):
            return (
                _tight_above(broken, line)
                or _indentation(broken, line)
                or _no_key_above(broken, line)
            )
    elif "simple key" in broken.context and broken.began is not None:
        line = line_at(broken.source, broken.began)
        deeper = broken.line.number > line.number and broken.line.indent > line.indent
        colonless = _colonless(line) if deeper else None
        return _tight(line) or colonless or _item(broken, line) or _no_key(broken, line)
    elif broken.at == line.start + line.indent:
        return (
            _block_ended(broken, line)
            or _item(broken, line)
            or _indentation(broken, line)
            or _dash(broken, line)
        )
    return None


def _mistake(line: Line, message: str, hint: str) -> Mistake:
    """Return a mistake that is a line's."""
    return Mistake(
        start=line.start + line.indent, end=line.start + len(line.text), message=message, hint=hint
    )


def _tight_above(broken: Broken, line: Line) -> Mistake | None:
    """Look at the line before one: its text may have swallowed the key."""
    before = next(above(broken.source, line), None)
    if before is None:
        return None
    return _tight(before) or (_colonless(before) if before.indent < line.indent else None)


def _colonless(line: Line) -> Mistake | None:
    """Find a key that has no colon, by a word that stands alone above deeper lines."""
    word = line.text.strip()
    if not re.fullmatch(KEY, word):
        return None
    return _mistake(
        line, f"a colon is missing after `{word}`", f"write it so:\n{line.text.rstrip()}:"
    )


def _tight(line: Line) -> Mistake | None:
    """Find a key whose colon does not end it."""
    found = _TIGHT.fullmatch(line.text)
    if not found:
        return None
    key, blank = found["key"], found["blank"]
    message = f"a space is missing after `{key}:`"
    if found["colon"] != ":":
        message = f"the colon after `{key}` is {named(found['colon'])}, which ends no key"
    elif blank:
        message = f"what stands after `{key}:` is {named(blank[0])}, and no space"
    mended = f"{found['lead']}{key}: {found['value']}".rstrip()
    return _mistake(line, message, f"write it so:\n{mended}")


def _levels(broken: Broken, line: Line) -> list[tuple[int, bool]]:
    """Return the column of each mapping and list that a line could go on with, and whether it is a list."""
    levels: list[tuple[int, bool]] = []
    for token in broken.tokens:
        if token.start >= line.start:
            break
        if token.kind in ("BlockMappingStart", "BlockSequenceStart"):
            column = broken.source.position(token.start)[1] - 1
            levels.append((column, token.kind == "BlockSequenceStart"))
        elif token.kind == "BlockEnd" and levels:
            levels.pop()
    return levels


def _indentation(broken: Broken, line: Line) -> Mistake | None:
    """Say between which lines' indentations a line stands."""
    levels = _levels(broken, line)
    if not levels or line.indent in {column for column, _ in levels}:
        return None
    dashed = line.text.lstrip().startswith("- ")
    # An item stands beside items, and a key beside keys.
    columns = [column for column, listed in levels if listed == dashed]
    beside = []
    for column in (
        max((each for each in columns if each < line.indent), default=-1),
        min((each for each in columns if each > line.indent), default=-1),
    ):
        like = next(
            (
                each
                for each in above(broken.source, line)
                if column == (each.indent if dashed else each.column)
            ),
            None,
        )
        if like:
            beside.append((column, like))
    # First what takes the fewest spaces: a slip is small.
    beside.sort(key=lambda each: abs(each[0] - line.indent))
    if not beside:
        return None
    stand = ", ".join(
        f"`{_short(like)}` on line {like.number} by {column}" for column, like in beside
    )
    hint = "\nor ".join(
        f"to stand beside `{_short(like)}`, write it so:\n{' ' * column}{line.text.lstrip()}"
        for column, like in beside
    )
    if "mapping values" in broken.reason:
        before = next(above(broken.source, line), line)
        hint += (
            f"\nor, if it is more of the text on line {before.number}, write that text as a block"
        )
    return _mistake(line, f"this line is indented by {_spaces(line.indent)}: {stand}", hint)


def _spaces(count: int) -> str:
    return "1 space" if count == 1 else f"{count} spaces"


def _short(line: Line) -> str:
    """Return a line's key, or its beginning."""
    return line.lead.strip() or line.value[:24]


def _no_key_above(broken: Broken, line: Line) -> Mistake | None:
    before = next(above(broken.source, line), None)
    return _no_key(broken, before) if before and not before.keyed else None


def _no_key(broken: Broken, line: Line) -> Mistake | None:
    """Say that a line is no `key: value`, and of what it may be a part."""
    before = next(above(broken.source, line), None)
    hint = "write it as `key: value`"
    if before and before.named and before.value:
        deeper = " " * (before.column + 2)
        hint += f"\nor, if it is more of the text above it, indent it further:\n{deeper}{line.text.lstrip()}"
    return _mistake(line, "this line is neither `key: value` nor more of the text above it", hint)


def _item(broken: Broken, line: Line) -> Mistake | None:
    """Find a line of a list that lacks its dash."""
    if line.text.lstrip().startswith("- "):
        return None
    before = next((each for each in above(broken.source, line) if each.indent <= line.indent), None)
    if not before or before.indent != line.indent or not before.text.lstrip().startswith("- "):
        return None
    return _mistake(
        line,
        "this line stands in a list, and does not begin with `- `",
        f"write it so:\n{' ' * line.indent}- {line.text.lstrip()}",
    )


def _dash(broken: Broken, line: Line) -> Mistake | None:
    """Find an item of a list among keys."""
    if not line.text.lstrip().startswith("- ") or "block mapping" not in broken.context:
        return None
    before = next(above(broken.source, line), line)
    return _mistake(
        line,
        "an item of a list stands where a key belongs",
        f"a key has a list or a text: remove the text on line {before.number}, or the `- `",
    )


def _block_ended(broken: Broken, line: Line) -> Mistake | None:
    """Find a line of a block's text that is indented less than its first."""
    earlier = [token for token in broken.tokens if token.start < line.start]
    if line.keyed or not earlier or earlier[-1].style not in ("|", ">"):
        return None
    head = line_at(broken.source, earlier[-1].start)
    first = broken.source.line_text(head.number + 1)
    depth = len(first) - len(first.lstrip())
    return _mistake(
        line,
        f"this line is indented by {_spaces(line.indent)}, and the text of the block by {depth}: it ends the block",
        f"if it belongs to the block, write it so:\n{' ' * depth}{line.text.lstrip()}",
    )
