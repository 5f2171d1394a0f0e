"""A Markdown file's two halves: YAML between two `---` lines, and the body after them."""

from __future__ import annotations

import re
from typing import Final

from selisih.model.problem import Problems
from selisih.model.source import Source
from selisih.reading.yaml_nodes import Node, read_yaml

_OPENING: Final = re.compile(r"---[ \t]*\r?\n")
_CLOSING: Final = re.compile(r"^---[ \t]*(?:\r?\n|\Z)", re.MULTILINE)


def read_front_matter(source: Source, problems: Problems, depth: int) -> tuple[Node, int] | None:
    """Return the front matter's root node and the offset at which the body begins.

    The body is everything after the line feed that ends the second `---`. Returns `None` after
    adding what is wrong.
    """
    opening = _OPENING.match(source.text)
    if not opening:
        problems.add(
            "front-matter",
            source.place(0),
            "the file does not begin with a `---` line",
            "put the front matter between two `---` lines",
        )
        return None
    closing = _CLOSING.search(source.text, opening.end())
    if not closing:
        problems.add(
            "front-matter",
            source.place(0, 3),
            "no second `---` line ends the front matter",
            "end the front matter with a `---` line",
        )
        return None
    before = problems.errors
    node = read_yaml(source, problems, end=closing.start(), depth=depth)
    if node is None:
        if problems.errors == before:
            problems.add("front-matter", source.place(0, 3), "the front matter is empty")
        return None
    return node, closing.end()
