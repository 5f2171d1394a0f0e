"""Filling shapes with what documents hold.

Most files are right. So the first thing that is wrong ends the filling, and `mistakes` finds everything that is: only then
is a library imported that takes longer to load than a story takes to build.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Final,
    Literal,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from msgspec import NODEFAULT

from selisih.reading.schema.notation import Leaf, NotEmpty, Shape, Wrong
from selisih.reading.yaml_nodes import Scalar

S = TypeVar("S", bound=Shape)

Form = Literal["<text>", "<list>", "<map>"]
"""How a value is written."""

_Take = Callable[[Any], Any]
"""Returns what a value of a document becomes. Raises `Wrong`."""


def fill(shape: type[S], value: Any) -> S:
    """Return a shape filled with a mapping of a document. Raises `Wrong` at the first thing that does not fit.

    A document is plain dicts, lists and scalars, with `None` for nothing.
    """
    filled: S = _filler(shape)(value)
    return filled


@cache
def keys_of(shape: type[Shape]) -> dict[str, tuple[str, Any]]:
    """Return each key of a shape's mapping, with the name of its attribute and its type."""
    hints = get_type_hints(shape, include_extras=True)
    names = zip(shape.__struct_encode_fields__, shape.__struct_fields__, strict=True)
    return {key: (name, hints[name]) for key, name in names}


def defaults_of(shape: type[Shape]) -> dict[str, Any]:
    """Return what stands for each key that may be left out; every other is required."""
    defaults = shape.__struct_defaults__  # of the last keys
    last = shape.__struct_encode_fields__[-len(defaults) :] if defaults else ()
    return {
        key: default
        for key, default in zip(last, defaults, strict=True)
        if default is not NODEFAULT
    }


def members_of(hint: Any) -> tuple[Any, ...]:
    """Return the types that a union is of; any other type alone."""
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)


def unmarked(hint: Any) -> tuple[Any, Any]:
    """Return a type, and what it is marked with: a `Leaf`, `NOT_EMPTY` or nothing."""
    if get_origin(hint) is Annotated:
        inner, mark = get_args(hint)[0], hint.__metadata__[-1]
        return inner, mark
    return hint, None


def form_of(hint: Any) -> Form:
    """Return how the values of a type are written."""
    inner, mark = unmarked(hint)
    if isinstance(mark, Leaf):
        return "<text>"
    return "<list>" if get_origin(inner) is list else "<map>"


_WRITTEN_AS: Final[dict[Form, type]] = {"<text>": Scalar, "<list>": list, "<map>": dict}


@cache
def _filler(shape: type[Shape]) -> _Take:
    takes = {key: (name, _taker(hint)) for key, (name, hint) in keys_of(shape).items()}
    required = takes.keys() - defaults_of(shape).keys()

    def take(value: Any) -> Shape:
        if type(value) is not dict:
            raise Wrong("keys and values belong here")
        if not required <= value.keys():
            raise Wrong("a key is missing")
        filled = {}
        for key, item in value.items():
            if key not in takes:
                raise Wrong(f"the key `{key}` is not known here")
            name, take_item = takes[key]
            filled[name] = take_item(item)
        return shape(**filled)

    return take


def _taker(hint: Any) -> _Take:
    """Return what takes the values of a type: the member that is written as the value is."""
    takes = {
        _WRITTEN_AS[form_of(member)]: _taker_of_one(member)
        for member in members_of(hint)
        if member is not NoneType
    }
    refusing = next(iter(takes.values()))  # says best what belongs here
    if NoneType in members_of(hint):
        takes[NoneType] = _take_nothing
    elif len(takes) == 1:
        return refusing

    def take(value: Any) -> Any:
        return takes.get(type(value), refusing)(value)

    return take


def _take_nothing(value: None) -> None:
    return value


def _taker_of_one(hint: Any) -> _Take:
    """Return what takes the values of a type that is no union."""
    inner, mark = unmarked(hint)
    if isinstance(mark, Leaf):
        return mark.take
    if isinstance(inner, type) and issubclass(inner, Shape):
        return partial(fill, inner)  # what fills it is made when the first is met: many are rare
    kind, take_item = get_origin(inner), _taker(get_args(inner)[-1])
    lacking = isinstance(mark, NotEmpty)

    def take(value: Any) -> Any:
        if type(value) is not kind or (lacking and not value):
            raise Wrong("nothing, or something of another form, stands here")
        if kind is list:
            return [take_item(item) for item in value]
        return {key: take_item(item) for key, item in value.items()}

    return take
