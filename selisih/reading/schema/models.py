"""The shapes as pydantic models, which find every mistake of a document and describe it as a JSON Schema.

The only place that knows pydantic. Models are made from the shapes, so that a key is written once; they are made only
where a file is wrong, or where schemas are written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from types import NoneType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    Tag,
    ValidationError,
    create_model,
)
from pydantic_core import ErrorDetails, PydanticCustomError, core_schema

from selisih.reading.schema.described import meanings_of
from selisih.reading.schema.filling import (
    Form,
    defaults_of,
    form_of,
    keys_of,
    members_of,
    unmarked,
)
from selisih.reading.schema.notation import Leaf, NotEmpty, Shape, Wrong

REFUSED = "selisih"
"""The type of the errors that are a leaf's; their context has `message`, `hint` and `rule`."""


def errors_of(shape: type[Shape], value: Any) -> list[ErrorDetails]:
    """Return everything in a document's mapping that is not as a shape has it."""
    try:
        _model(shape, described=False).model_validate(value)
    except ValidationError as error:
        return error.errors(include_url=False)
    return []


def json_schema_of(shape: type[Shape]) -> dict[str, Any]:
    """Return the JSON Schema of a shape, with what each key means."""
    return _model(shape, described=True).model_json_schema()


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)


@cache
def _model(shape: type[Shape], *, described: bool) -> type[_Model]:
    meanings = meanings_of(shape) if described else {}
    defaults = defaults_of(shape)
    fields: dict[str, Any] = {
        name: (
            _type(hint, described=described),
            Field(defaults.get(key, ...), alias=key, description=meanings.get(name)),
        )
        for key, (name, hint) in keys_of(shape).items()
    }
    return create_model(shape.__name__, __base__=_Model, __doc__=shape.__doc__, **fields)


def _type(hint: Any, *, described: bool) -> Any:
    """Return a shape's type as pydantic takes it."""
    members = members_of(hint)
    forms = [member for member in members if member is not NoneType]
    types = [_type_of_one(member, described=described) for member in forms]
    found = types[0]
    if len(types) > 1:
        # Which form was written decides, so that only that form's errors are told.
        written = [form_of(member) for member in forms]
        tagged = [Annotated[each, Tag(form)] for each, form in zip(types, written, strict=True)]
        found = Annotated[Union[tuple(tagged)], Discriminator(_telling(written))]  # noqa: UP007 - put together here
    return found | None if NoneType in members else found


def _telling(forms: Sequence[Form]) -> Callable[[Any], Form]:
    """Return what tells a value's form; one that is not among `forms` counts as a text, and so does nothing."""

    def form(value: Any) -> Form:
        found: Form = "<map>" if isinstance(value, dict) else "<list>"
        return found if isinstance(value, dict | list) and found in forms else "<text>"

    return form


def _type_of_one(hint: Any, *, described: bool) -> Any:
    """Return a type that is no union as pydantic takes it."""
    inner, mark = unmarked(hint)
    if isinstance(mark, Leaf):
        return Annotated[Any, _Checked(mark)]
    if isinstance(inner, type) and issubclass(inner, Shape):
        return _model(inner, described=described)
    *key, item = get_args(inner)
    held = get_origin(inner)[(*key, _type(item, described=described))]
    return Annotated[held, Field(min_length=1)] if isinstance(mark, NotEmpty) else held


class _Checked:
    """Has a leaf check a scalar, and describe it."""

    def __init__(self, leaf: Leaf) -> None:
        """Hold the leaf."""
        self._leaf = leaf

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Validate with the leaf alone."""
        return core_schema.no_info_plain_validator_function(self._take)

    def __get_pydantic_json_schema__(
        self, schema: Any, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Describe the scalar as an editor writes it."""
        return dict(self._leaf.json)

    def _take(self, value: object) -> Any:
        try:
            return self._leaf.take(value)
        except Wrong as wrong:
            context = {"message": wrong.message, "hint": wrong.hint, "rule": wrong.rule}
            raise PydanticCustomError(REFUSED, "{message}", context) from None
