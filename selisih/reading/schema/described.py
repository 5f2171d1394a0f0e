"""What each key of a content file means, taken from the docstring below it in the shapes.

Only JSON Schemas show it.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from itertools import pairwise

from selisih.reading.schema.notation import Shape


def meanings_of(shape: type[Shape]) -> dict[str, str]:
    """Return the docstring below each attribute of a shape."""
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
