"""Shapes are filled quickly where a file is right; where it is not, pydantic says everything that is wrong.

Both go by the same shapes. Whatever a document holds, they must agree whether it is right, and on what it means.
"""

from __future__ import annotations

from types import NoneType
from typing import Any, Final, get_args, get_origin

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from selisih.model.source import Source
from selisih.reading.schema.filling import (
    defaults_of,
    fill,
    form_of,
    keys_of,
    members_of,
    unmarked,
)
from selisih.reading.schema.leaves import Leaf
from selisih.reading.schema.ledger import LedgerShape
from selisih.reading.schema.models import _model, errors_of
from selisih.reading.schema.notation import Shape, Wrong
from selisih.reading.schema.report import PageShape, ReportShape
from selisih.reading.schema.site import OutletsShape, SiteShape
from selisih.reading.yaml_nodes import Scalar
from tests.scalars import EveryLeaf

SHAPES: Final = (EveryLeaf, LedgerShape, OutletsShape, PageShape, ReportShape, SiteShape)

WORDS: Final = (
    *("1", "1.5", "true", "2024-12-23", "2024-12-23T09:30:00Z", "https://example.org/", "id"),
    *("mailto:desk@example.org", "peluncur-170mm", "seeds/a.txt", "5MB", "body", "states", "text"),
    *("published", "full", "whole", "claims", "off", "A text", " ", "", "../a", "no id", "0"),
)
"""For each leaf something that it takes and something that it does not."""

NOWHERE: Final = Source(path="x", text="")


def scalar(word: str, style: str = "") -> Scalar:
    return Scalar(word, NOWHERE, 0, 0, style)


SCALARS: Final = st.builds(scalar, st.sampled_from(WORDS), st.sampled_from(["", "", "'"]))
ODDITIES: Final = st.one_of(
    st.none(), SCALARS, st.just([]), st.just({}), st.lists(SCALARS), st.just([None])
)
"""Values of any form, for where they do not belong too."""


def taken_by(leaf: Leaf) -> st.SearchStrategy[Any]:
    """Return scalars that a leaf takes."""
    return st.sampled_from([each for word in WORDS if takes(leaf, each := scalar(word))])


def takes(leaf: Leaf, value: object) -> bool:
    try:
        leaf.take(value)
    except Wrong:
        return False
    return True


def values(hint: Any, wrong: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return values of a type, now and then something else."""
    right = st.one_of([right_values(member, wrong) for member in members_of(hint)])
    return st.one_of(right, right, right, wrong)


def right_values(hint: Any, wrong: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    inner, mark = unmarked(hint)
    if inner is NoneType:
        return st.none()
    if isinstance(mark, Leaf):
        return taken_by(mark)
    if isinstance(inner, type) and issubclass(inner, Shape):
        return st.deferred(lambda: documents(inner, wrong))
    items = values(get_args(inner)[-1], wrong)
    if get_origin(inner) is list:
        return st.lists(items, max_size=2)
    return st.dictionaries(st.sampled_from(["id", "en", "satu", "model_config"]), items, max_size=2)


def documents(shape: type[Shape], wrong: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return documents of a shape: with what is required, as a rule, and with other keys at times."""
    held = {key: values(hint, wrong) for key, (_, hint) in keys_of(shape).items()}
    required = {key: held.pop(key) for key in held.keys() - defaults_of(shape).keys()}
    right = st.fixed_dictionaries(required, optional=held)
    return st.one_of(right, right, right, lacking(right) if wrong is not NOTHING_WRONG else right)


def lacking(right: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return documents with one key less, or one that is not known."""
    less = right.map(lambda found: dict(list(found.items())[1:]))
    return st.one_of(less, right.map(lambda found: found | {"where": None}))


NOTHING_WRONG: Final[st.SearchStrategy[Any]] = st.nothing()


def plain(value: Any) -> Any:
    """Return what a shape or a model holds as plain data, to compare the two."""
    if isinstance(value, Shape):
        return {name: plain(getattr(value, name)) for name in value.__struct_fields__}
    if hasattr(value, "model_fields_set"):
        return {name: plain(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value


def agree(shape: type[Shape], document: Any) -> bool:
    """Return whether a document is right; both ways must say so."""
    errors = errors_of(shape, document)
    try:
        filled = fill(shape, document)
    except Wrong:
        assert errors, "refused, and nothing is wrong with it"
        return False
    assert not errors, "taken, and something is wrong with it"
    assert plain(filled) == plain(_model(shape, described=False).model_validate(document))
    return True


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_both_ways_agree_whatever_a_document_holds(shape: type[Shape], data: st.DataObject) -> None:
    wrong = data.draw(st.sampled_from([NOTHING_WRONG, ODDITIES]))
    agree(shape, data.draw(documents(shape, wrong)))


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_there_are_right_documents_and_wrong_ones_among_those(shape: type[Shape]) -> None:
    right = find(documents(shape, NOTHING_WRONG), lambda found: agree(shape, found))
    assert right.keys() >= keys_of(shape).keys() - defaults_of(shape).keys()
    find(documents(shape, ODDITIES), lambda found: not agree(shape, found))


@pytest.mark.parametrize("document", [None, [], scalar("x"), {}, [{}]])
def test_what_is_no_mapping_with_the_keys_is_refused(document: Any) -> None:
    assert not agree(LedgerShape, document)


def test_a_union_is_of_forms_that_are_written_differently() -> None:
    """Else neither way could tell which is meant."""
    unions = [
        [form_of(member) for member in members_of(hint) if member is not NoneType]
        for shape in all_shapes()
        for _, hint in keys_of(shape).values()
    ]
    assert all(len(set(forms)) == len(forms) for forms in unions)
    assert all(forms[0] == "<text>" for forms in unions if len(forms) > 1)
    assert any(len(forms) > 2 for forms in unions)


def all_shapes() -> list[type[Shape]]:
    return [shape for shape in Shape.__subclasses__() if shape.__module__.startswith("selisih.")]
