"""What shapes are written with: their base, the marks of their types, and the exception for what does not fit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from msgspec import Struct

from selisih.reading.yaml_nodes import Scalar


class Shape(Struct, frozen=True):
    """A mapping with known keys; any other key is refused.

    Its annotations say what each key takes: leaves, other shapes, lists and mappings of these, and unions of what is
    written in different forms. `filling` reads them, and so does `models`, where something is wrong.
    """


class Wrong(Exception):
    """A value is not what its key takes."""

    def __init__(self, message: str, hint: str = "", rule: str = "value-invalid") -> None:
        """Hold what is wrong, how to mend it, and the rule that this breaks."""
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.rule = rule


class Leaf:
    """What a scalar is to become, as a mark of a type: `Annotated[T, Leaf(convert, json)]`."""

    def __init__(self, convert: Callable[[Scalar], Any], **json: Any) -> None:
        """Hold the conversion and what the JSON Schema says of the type."""
        self.convert = convert
        self.json = json

    def take(self, value: object) -> Any:
        """Return what a value of a document becomes. Raises `Wrong`."""
        if isinstance(value, Scalar):
            return self.convert(value)
        if value is None:
            raise Wrong("nothing is given here", "write a value, or leave the key out")
        what = "a list" if isinstance(value, list) else "a mapping"
        raise Wrong(f"{what} stands where a single value belongs")


class NotEmpty:
    """Marks a list or a mapping that must hold something."""


NOT_EMPTY: Final = NotEmpty()
