"""What is wrong with a document: every error that pydantic finds, as a problem at the node that it speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, get_args

from pydantic_core import ErrorDetails

from selisih.model.problem import Problems
from selisih.model.source import Place
from selisih.reading.schema.filling import Form, keys_of
from selisih.reading.schema.leaves import nearest_hint
from selisih.reading.schema.meant import expected_form, item_as_text, single_value, unseen_in
from selisih.reading.schema.models import REFUSED, errors_of
from selisih.reading.schema.notation import Shape
from selisih.reading.yaml_broken import named
from selisih.reading.yaml_nodes import Mapping, Node, Scalar, Sequence


def add_mistakes(shape: type[Shape], root: Mapping, fed: Any, problems: Problems) -> None:
    """Add everything that is wrong with a document; `fed` is what `root` was turned into.

    Raises `AssertionError` where nothing is: the shape could not be filled with it.
    """
    errors = errors_of(shape, fed)
    if not errors:
        raise AssertionError(f"{shape.__name__} was not filled, and no mistake is found")
    for detail in errors:
        _add(shape, root, detail, problems)


def _names(detail: ErrorDetails) -> tuple[str | int, ...]:
    """Return the keys and indexes that lead to an error, without the tags of forms."""
    tags = get_args(Form)
    return tuple(part for part in detail["loc"] if part != "[key]" and part not in tags)


def _as_text(root: Mapping, path: tuple[str | int, ...]) -> str:
    """Return how the item of a list whose beginning is an unknown key is written as a text, or the empty string."""
    if len(path) < 2 or not isinstance(path[-2], int):
        return ""
    node, _ = _find(root, path)
    return item_as_text(node, str(path[-1]))


def _add(shape: type[Shape], root: Mapping, detail: ErrorDetails, problems: Problems) -> None:
    """Add one pydantic error as a problem at the node that it speaks of."""
    path = _names(detail)
    node, key = _find(root, path)
    kind = detail["type"]
    if kind == "extra_forbidden":
        _add_unknown(shape, root, path, problems)
    elif kind == "missing":
        place = key.place() if key else node.place()
        problems.add(
            "key-missing", place, f"the key `{path[-1]}` is missing", f"add `{path[-1]}: …`"
        )
    elif kind == REFUSED:
        context = detail["ctx"]
        hint = context["hint"] or single_value(node, several=path[-2:-1] == (SAYS,))
        problems.add(context["rule"], _value_place(node, key), context["message"], hint)
    else:
        hint = expected_form(kind, node)
        problems.add("value-invalid", _value_place(node, key), _expectation(kind), hint)


def _add_unknown(
    shape: type[Shape], root: Mapping, path: tuple[str | int, ...], problems: Problems
) -> None:
    """Add that a key is not known, with the one that is most like it, and with what hides in it."""
    node, key = _find(root, path)
    name, known = str(path[-1]), _known_keys(shape, path[:-1])
    unseen = unseen_in(name)
    held = f": {named(unseen)} stands in it, and nobody sees it" if unseen else ""
    hint = nearest_hint(name, known) or f"known here: {', '.join(known)}"
    place = key.place() if key else node.place()
    message = f"the key `{name}` is not known here{held}"
    problems.add("key-unknown", place, message, hint + _as_text(root, path))


SAYS: Final = "says"
"""The key below which each value is one quote, or keys and values that may hold several."""


def _expectation(kind: str) -> str:
    """Return in plain words what pydantic's error type means here."""
    return {
        "dict_type": "keys and values belong here",
        "model_type": "keys and values belong here",
        "list_type": "a list belongs here",
        "too_short": "nothing is given here",
    }.get(kind, f"the value does not have the expected form ({kind})")


def _value_place(node: Node, key: Scalar | None) -> Place:
    """Return where to point for a value: at the value, or at its key where there is none."""
    if key and isinstance(node, Scalar) and node.is_null:
        return key.place()
    return node.place()


def _find(root: Mapping, path: tuple[str | int, ...]) -> tuple[Node, Scalar | None]:
    """Return the deepest node that an error's path reaches, and its key; tags are passed over."""
    node: Node = root
    key: Scalar | None = None
    for part in path:
        if isinstance(node, Mapping) and part in node.entries:
            key, node = node.entries[str(part)]
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            node, key = node.items[part], None
    return node, key


def _known_keys(shape: type[Shape], path: tuple[str | int, ...]) -> tuple[str, ...]:
    """Return the keys that are known in the mapping at `path`."""
    current = shape
    for part in path:
        known = keys_of(current).get(str(part))
        if known:
            current = next(_shapes_in(known[1]), current)
    return tuple(keys_of(current))


def _shapes_in(hint: Any) -> Iterator[type[Shape]]:
    """Yield the shapes that a type is made of."""
    if isinstance(hint, type) and issubclass(hint, Shape):
        yield hint
    for part in get_args(hint):
        yield from _shapes_in(part)
