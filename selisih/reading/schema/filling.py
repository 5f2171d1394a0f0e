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


def form_written(value: Any) -> Form:
    """Return how a value of a document is written; nothing counts as a text."""
    return _WRITTEN.get(type(value), "<text>")


_WRITTEN: Final[dict[type, Form]] = {list: "<list>", dict: "<map>"}


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
    """Return what takes the values of a type."""
    members = members_of(hint)
    forms = {form_of(member): _taker_of_one(member) for member in members if member is not NoneType}
    if len(forms) == 1:
        (take,) = forms.values()
    else:

        def take(value: Any) -> Any:
            return forms.get(form_written(value), forms["<text>"])(value)

    return _optional(take) if NoneType in members else take


def _optional(take: _Take) -> _Take:
    return lambda value: None if value is None else take(value)


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
