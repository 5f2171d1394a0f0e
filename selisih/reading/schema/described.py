"""What each key of a content file means, taken from the docstring below it in the shapes.

Only JSON Schemas show it. Reading the shapes' own source takes longer than making them, so that a build, which needs
the shapes alone, does not.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from functools import cache
from itertools import pairwise

from selisih.reading.schema.leaves import Shape


@cache
def describe() -> None:
    """Give every key of every shape its meaning, once a run."""
    shapes = Shape.__subclasses__()
    for shape in shapes:
        meanings = _docstrings(shape)
        for name, field in shape.model_fields.items():
            field.description = meanings.get(name)
    for (
        shape
    ) in shapes:  # made in the order in which they are written: what a shape holds comes before it
        shape.model_rebuild(force=True)


def _docstrings(shape: type[Shape]) -> dict[str, str]:
    """Return the docstring below each attribute of a class."""
    (definition,) = ast.parse(textwrap.dedent(inspect.getsource(shape))).body
    found: dict[str, str] = {}
    if isinstance(definition, ast.ClassDef):
        for attribute, after in pairwise(definition.body):
            match attribute, after:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str(text))),
                ):
                    found[name] = inspect.cleandoc(text)
    return found
