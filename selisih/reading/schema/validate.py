"""Feeding nodes to a shape."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any, Final, TypeVar, cast

from msgspec import Struct

from selisih.model.problem import Problems
from selisih.reading.schema.filling import fill
from selisih.reading.schema.notation import Shape, Wrong
from selisih.reading.yaml_nodes import NULLS, Mapping, Node, Scalar, Sequence

S = TypeVar("S", bound=Shape)


def validate(shape: type[S], node: Node, problems: Problems) -> S | None:
    """Return the shape filled from a node, or `None` after adding every problem of it."""
    if not isinstance(node, Mapping):
        problems.add(
            "value-invalid",
            node.place(),
            "the file must hold keys and values",
            "write `key: value` lines",
        )
        return None
    before = problems.errors
    text = node.source.text
    fed = _Feeder(problems, " #" in text or "\t#" in text).feed(node)
    try:
        filled = fill(shape, fed)
    except Wrong:
        from selisih.reading.schema.mistakes import add_mistakes

        add_mistakes(shape, node, fed, problems)
        return None
    return filled if problems.errors == before else None


class _Feeder(Struct):
    """Turns nodes into dicts, lists, scalars and `None`, after looking for what YAML lost."""

    problems: Problems
    hashes: bool
    """Whether any comment of the file could have cut a text."""

    def feed(self, node: Node) -> Any:
        """Return a node as `fill` takes it."""
        if type(node) is Mapping:
            if node.flow:
                return self._feed_flow(node)
            feed = self.feed
            return {name: feed(value) for name, (_, value) in node.entries.items()}
        if type(node) is Sequence:
            if node.flow:
                _check_commas(node, self.problems)
            return [self.feed(item) for item in node.items]
        scalar = cast(Scalar, node)
        if scalar.style:
            return scalar
        if self.hashes:
            _check_comment(scalar, self.problems)
        return None if scalar.value in NULLS else scalar

    def _feed_flow(self, node: Mapping) -> Any:
        """Return a mapping in braces without the keys that a comma made; a text in braces as that text."""
        fed = {}
        written = node.source.text[node.start : node.end]
        if len(node.entries) == 1 and _comma_cut(*next(iter(node.entries.values()))):
            from selisih.reading.schema.meant import single_value

            message = "the text begins with {, which in YAML opens keys and values"
            self.problems.add(
                "value-invalid", node.place(), message, single_value(node, several=False)
            )
            return Scalar(written, node.source, node.start, node.end, '"')
        for name, (key, value) in node.entries.items():
            if _comma_cut(key, value):
                self.problems.add(
                    "yaml-flow-comma",
                    key.place(),
                    f"inside {{ }} a comma ends a text, so `{name}` became a key of its own",
                    "put the text in quotation marks, or write one `key: value` a line without braces",
                )
            else:
                fed[name] = self.feed(value)
        return fed


def _comma_cut(key: Scalar, value: Node) -> bool:
    if not isinstance(value, Scalar) or value.value or value.style:
        return False
    return not re.match(r"\s*:", key.source.text[key.end : key.end + 200])


def _check_commas(node: Sequence, problems: Problems) -> None:
    """Refuse `[1,100]`, which YAML reads as two items: a comma between items has a space after it."""
    for left, right in pairwise(node.items):
        if (
            not (isinstance(left, Scalar) and isinstance(right, Scalar))
            or left.style
            or right.style
        ):
            continue
        between = node.source.text[left.end : right.start]
        if between == "," and left.value[-1:].isdigit() and right.value[:1].isdigit():
            problems.add(
                "yaml-flow-comma",
                node.source.place(left.start, right.end),
                f"inside [ ] a comma ends an item, so this is “{left.value}” and “{right.value}”",
                f'write "{left.value},{right.value}" in quotation marks, or a space after the comma',
            )


_COMMENT: Final = re.compile(r"([ \t]+)#(.?)")
_NOT_PROSE: Final = re.compile(r"[a-z0-9.:+-]*|[A-Za-z]+/[A-Za-z_]+")


def _check_comment(scalar: Scalar, problems: Problems) -> None:
    """Warn where ` #` cut a plain text: a comment meant as one stands two spaces away."""
    found = _COMMENT.match(scalar.source.text, scalar.end)
    if not found:
        return
    if not scalar.value:
        _check_only_comment(scalar, found, problems)
        return
    deliberate = len(found[1]) > 1 or _NOT_PROSE.fullmatch(scalar.value)
    if found[2].strip() == "" and deliberate:
        return
    at = found.end(1)
    problems.add(
        "yaml-comment-cut",
        scalar.source.place(at, at + 1),
        f"` #` begins a comment, so the value is only “{scalar.value}”",
        "if the # belongs to the text, put the text in quotation marks; if not, put two spaces before `# `",
    )


def _check_only_comment(scalar: Scalar, found: re.Match[str], problems: Problems) -> None:
    """Warn where a text that begins with `#` is a comment, and nothing is left; a comment has a space after its `#`."""
    if not found[2].strip():
        return
    at = found.end(1)
    problems.add(
        "yaml-comment-cut",
        scalar.source.place(at, at + 1),
        "` #` begins a comment, so nothing is given here",
        "if the # belongs to the text, put the text in quotation marks; if not, put a space after it",
    )
