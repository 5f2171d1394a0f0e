"""YAML as nodes with positions: every scalar a string, every character traceable to the file.

The usual loading turns `1.100` into 1.1 and `NO` into false, and forgets where a value stood.
So the C parser's events are built into three kinds of node, and what the events would let pass
in silence (duplicate keys, anchors, aliases, tags, second documents) is a problem at its line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

import yaml
from msgspec import Struct

from selisih.model.problem import Problems
from selisih.model.source import CONTROL, Passage, Place, Source
from selisih.reading.yaml_characters import map_characters

if TYPE_CHECKING:
    from selisih.reading.yaml_broken import Token

LOADER: Final = getattr(yaml, "CLoader", yaml.Loader)
"""The C parser where PyYAML was built with it, as all its wheels are."""

# Looked up once, and without a type: every event that a parser makes has its marks.
_SCALAR: Final[Any] = yaml.ScalarEvent
_MAPPING: Final[Any] = yaml.MappingStartEvent
_MAPPING_END: Final[Any] = yaml.MappingEndEvent
_SEQUENCE: Final[Any] = yaml.SequenceStartEvent
_SEQUENCE_END: Final[Any] = yaml.SequenceEndEvent

NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
"""Plain scalars that mean: nothing here."""


class Scalar(Passage):
    """A string in a YAML file. Its value is what YAML reads; its span is what the editor wrote."""

    __slots__ = ("_map", "style")

    def __init__(self, value: str, source: Source, start: int, end: int, style: str) -> None:
        """Hold a scalar; `style` is YAML's indicator, empty for a plain scalar."""
        # Not through the base: a document is mostly scalars, and the call would cost as much again.
        self.value = value
        self.source = source
        self.start = start
        self.end = end
        self.style = style
        self._map: list[tuple[int, int]] | None = None

    @property
    def is_null(self) -> bool:
        """Whether it is a plain scalar that means nothing here."""
        return not self.style and self.value in NULLS

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the file offsets of the value's characters `[start, end)`."""
        if self._map is None:
            self._map = map_characters(
                self.source.text, self.start, self.end, self.style, self.value
            )
        if not self._map:
            return self.start, self.end
        first = self._map[min(start, len(self._map) - 1)][0]
        last = self._map[min(max(end - 1, start), len(self._map) - 1)][1]
        return first, last


# The two are not frozen: that would triple the price of making one.
class Sequence(Struct, kw_only=True):
    """A list of nodes."""

    items: tuple[Node, ...]
    source: Source
    start: int
    end: int
    flow: bool
    """Whether it was written in brackets."""

    def place(self) -> Place:
        """Return where the list begins."""
        return self.source.place(self.start)


class Mapping(Struct, kw_only=True):
    """Keys and values in the order of the file; no key stands twice."""

    entries: dict[str, tuple[Scalar, Node]]
    """Key to the key's own node and its value."""
    source: Source
    start: int
    end: int
    flow: bool
    """Whether it was written in braces."""

    def place(self) -> Place:
        """Return where the mapping begins."""
        return self.source.place(self.start)


Node = Scalar | Sequence | Mapping


def key_place(node: Node, path: tuple[str | int, ...]) -> Place:
    """Return the place of the key, or of the item, at a path, as deep as the path leads."""
    deepest: Node = node
    for part in path:
        if isinstance(node, Mapping) and part in node.entries:
            deepest, node = node.entries[str(part)]
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            deepest = node = node.items[part]
        else:
            break
    return deepest.place()


def part(node: Node, name: str | int) -> tuple[Node, Node]:
    """Return the key and the value of a name that a mapping has, or an item of a list twice. Raises `KeyError`."""
    if isinstance(node, Mapping):
        return node.entries[str(name)]
    if isinstance(node, Sequence):
        item = node.items[int(name)]
        return item, item
    raise KeyError(name)


def read_yaml(
    source: Source, problems: Problems, *, end: int | None = None, depth: int = 40
) -> Node | None:
    """Return the root node of a YAML text, or `None` where it is empty or cannot be read.

    `end` stops before the rest of the file (front matter is YAML up to the second `---`). All that
    is wrong is added to `problems`; after a syntax error nothing is returned, because what
    follows it would be guesswork.
    """
    text = source.text if end is None else source.text[:end]
    before = problems.errors
    try:
        next_event = LOADER(text).get_event
        root = _Builder(source, problems, depth, next_event).document()
    except _Stopped:
        return None
    except yaml.MarkedYAMLError as error:
        # After an anchor or alias, what cannot be read is most often the same text that begins so.
        if problems.errors == before:
            _report_syntax(error, text, source, problems)
        return None
    except yaml.reader.ReaderError as error:
        problems.add(
            "yaml-syntax", source.place(error.position), f"YAML cannot be read: {error.reason}"
        )
        return None
    empty = isinstance(root, Scalar) and root.is_null
    return None if empty or problems.errors > before else root


class _Stopped(Exception):
    """The document cannot be read further; the problem has been added."""


class _Builder(Struct):
    """Builds nodes from parser events, by descent."""

    source: Source
    problems: Problems
    depth: int
    next_event: Callable[[], Any]
    """Returns the parser's next event, and `None` after the last."""

    def document(self) -> Node | None:
        """Return the node of the only document."""
        root: Node | None = None
        seen = 0
        while event := self.next_event():
            if isinstance(event, yaml.DocumentStartEvent):
                seen += 1
                if seen > 1:
                    self._add(
                        "yaml-documents",
                        event,
                        "a second YAML document begins here",
                        "remove the `---` line",
                    )
                    raise _Stopped
            elif isinstance(event, yaml.NodeEvent):
                root = self._node(event, 1)
        return root

    def _node(self, event: Any, depth: int) -> Node:
        # Checks and kinds in the order of how often they decide: this is called for every value.
        if event.anchor is not None or event.tag is not None:  # an alias has an anchor, and no tag
            self._refuse_extras(event)
        if depth > self.depth:
            self._add("yaml-depth", event, f"this is nested more than {self.depth} levels deep")
            raise _Stopped
        kind = type(event)
        if kind is _SCALAR:
            start, end = event.start_mark.index, event.end_mark.index
            scalar = Scalar(event.value, self.source, start, end, event.style or "")
            if event.style == '"':
                self._check_escapes(scalar)
            return scalar
        if kind is _MAPPING:
            return self._mapping(event, depth)
        if kind is _SEQUENCE:
            return self._sequence(event, depth)
        return Scalar("", self.source, event.start_mark.index, event.end_mark.index, "")

    def _sequence(self, event: Any, depth: int) -> Sequence:
        items = []
        while type(child := self.next_event()) is not _SEQUENCE_END:
            items.append(self._node(child, depth + 1))
        return Sequence(
            items=tuple(items),
            source=self.source,
            start=event.start_mark.index,
            end=child.end_mark.index,
            flow=bool(event.flow_style),
        )

    def _mapping(self, event: Any, depth: int) -> Mapping:
        next_event, node = self.next_event, self._node
        below = depth + 1
        entries: dict[str, tuple[Scalar, Node]] = {}
        while type(child := next_event()) is not _MAPPING_END:
            key = node(child, below)
            value = node(next_event(), below)
            if type(key) is not Scalar:
                self._add(
                    "value-invalid", child, "a key must be a single word, not a list or mapping"
                )
            elif key.value in entries:
                first = entries[key.value][0].place()
                self.problems.add(
                    "yaml-duplicate-key",
                    key.place(),
                    f"the key `{key.value}` stands twice in one mapping; the first is on line {first.line}",
                    "remove one of the two, or join their values",
                )
            else:
                entries[key.value] = (key, value)
        return Mapping(
            entries=entries,
            source=self.source,
            start=event.start_mark.index,
            end=child.end_mark.index,
            flow=bool(event.flow_style),
        )

    def _check_escapes(self, scalar: Scalar) -> None:
        """Look for what the look at the file's own characters could not see."""
        escaped = CONTROL.search(scalar.value)
        if escaped:
            self.problems.add(
                "control-character",
                scalar.place(escaped.start(), escaped.end()),
                f'the text holds the control character U+{ord(escaped.group()):04X}, which a backslash inside " stands for',
                "write \\\\ for a backslash; if the character itself is meant, remove it: no web page may hold it",
            )

    def _refuse_extras(self, event: Any) -> None:
        anchor, tag = event.anchor, getattr(event, "tag", None)
        what = ""
        if isinstance(event, yaml.AliasEvent):
            what = f"the alias `*{anchor}`"
        elif anchor:
            what = f"the anchor `&{anchor}`"
        elif tag:
            what = f"the tag `{tag}`"
        if what:
            from selisih.reading.yaml_lines import as_block, line_at

            hint = "write the value out; if the text itself begins so, put it in quotation marks"
            line = line_at(self.source, event.start_mark.index)
            if line.named and line.at == event.start_mark.index:
                hint = f"write the value out; if the text itself begins so, write it as a block:\n{as_block(line, line.value)}"
            message = f"{what} is YAML's shorthand, which the format does not use"
            self._add("yaml-alias", event, message, hint)

    def _add(self, rule: str, event: Any, message: str, hint: str = "") -> None:
        start, end = event.start_mark.index, event.end_mark.index
        newline = self.source.text.find("\n", start)
        if newline >= 0:
            end = min(max(end, start + 1), max(newline, start + 1))
        self.problems.add(rule, self.source.place(start, end), message, hint)


def _report_syntax(
    error: yaml.MarkedYAMLError, text: str, source: Source, problems: Problems
) -> None:
    """Say what a parser error most likely means to somebody who does not know YAML's grammar."""
    from selisih.reading.yaml_broken import Broken
    from selisih.reading.yaml_mistakes import find_mistake

    mark = error.problem_mark or error.context_mark
    at = min(mark.index, len(text)) if mark else 0
    broken = Broken(
        source=source,
        end=len(text),
        at=at,
        began=error.context_mark.index if error.context_mark else None,
        reason=(error.problem or "it does not parse").strip(),
        context=(error.context or "").strip(),
        tokens=tuple(_tokens(text, at)),
    )
    found = find_mistake(broken)
    problems.add(found.rule, source.place(found.start, found.end), found.message, found.hint)


def _tokens(text: str, end: int) -> Iterator[Token]:
    """Yield what the scanner cuts a text into before an offset, as far as it comes."""
    from selisih.reading.yaml_broken import Token

    scanner = LOADER(text)
    try:
        while (token := scanner.get_token()) and token.start_mark.index < end:
            kind = type(token).__name__.removesuffix("Token")
            style = getattr(token, "style", None) or ""
            yield Token(kind, token.start_mark.index, token.end_mark.index, style)
    except yaml.YAMLError:
        return
