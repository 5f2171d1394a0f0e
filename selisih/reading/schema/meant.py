"""What an editor may have meant by a value of another form than its key takes."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from selisih.reading.yaml_lines import as_block, line_at
from selisih.reading.yaml_nodes import Mapping, Node, Scalar, Sequence

_PLAIN: Final = re.compile(r"[^\[\]{}#:\"'&*!|>%@`\n]+")
"""What can stand between brackets as it is."""


def single_value(node: Node, *, several: bool) -> str:
    """Return how a list or a mapping becomes one value; `several` where keys and values may hold several quotes."""
    if isinstance(node, Scalar):
        return ""
    if not node.flow:
        text = item_as_text(node, "")
        if isinstance(node, Sequence) and several:
            return "several quotes of one report stand, as a list, under `quote:`"
        return text.removeprefix("; ") or "write one text, without keys below it and without `- `"
    source = node.source
    line = line_at(source, node.start)
    written = source.text[node.start : node.end]
    hint = f"put the text in quotation marks: {_in_quotation_marks(written)}"
    if line.named and line.at == node.start and line.value == written:
        hint = f"a text that begins with {written[:1]} goes in a block:\n{as_block(line, written)}"
    if several and isinstance(node, Sequence):
        hint += f"\nor, if these are several quotes:\n{line.lead if line.at == node.start else ''}{{quote: {written}}}"
    return hint


def _in_quotation_marks(text: str) -> str:
    line = " ".join(text.split())
    if '"' in line or "\\" in line:
        return "'" + line.replace("'", "''") + "'"
    return f'"{line}"'


def item_as_text(node: Node, name: str) -> str:
    """Return how to write an item of a list as the text that it may be, where `: ` made a key of its beginning.

    `name` is the key that was made; empty where any would do.
    """
    start = node.start
    if isinstance(node, Mapping) and len(node.entries) == 1:
        key, value = next(iter(node.entries.values()))
        start = key.start
        if not isinstance(value, Scalar) or value.style or name not in ("", key.value):
            return ""
    elif not name:
        return ""
    line = line_at(node.source, start)
    dashes = line.text[: line.column]
    if not dashes.strip():
        return ""
    item = line.text[line.column :]
    return f"; if the item is a text that holds `: `, write it as a block:\n{dashes.rstrip()} >-\n{' ' * line.column}{item}"


def expected_form(kind: str, node: Node) -> str:
    """Return how a value is written in the form that pydantic misses, by its name of the error."""
    if kind == "list_type" and isinstance(node, Scalar):
        return (
            f"write [{node.value}]"
            if _PLAIN.fullmatch(node.value)
            else "write each item on a line, after `- `"
        )
    if kind in ("dict_type", "model_type"):
        dashed = isinstance(node, Sequence) and not node.flow
        return "write one `key: value` a line, indented" + (", without `- `" if dashed else "")
    return ""


def unseen_in(name: str) -> str:
    """Return the first character of a key that nobody sees, or that looks like a space and is none."""
    return next(
        (c for c in name if c != " " and unicodedata.category(c) in ("Cf", "Zs", "Zl", "Zp", "Cc")),
        "",
    )
