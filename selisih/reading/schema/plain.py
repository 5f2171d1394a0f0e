r"""What a plain scalar is to an editor: YAML 1.2 reads some as numbers, truth values or nothing.

The build takes every scalar as the string that stands there. A language server cannot: by the time
it looks at a schema, `002` is 2 and `1.000` is 1. So wherever a key takes numbers both sides go by
the number, and wherever it takes an id both refuse what is not a string (docs/decisions/0020).
"""

from __future__ import annotations

import re
from typing import Final

from selisih.reading.yaml_nodes import NULLS, Scalar

_TRUTH: Final = {
    word: value
    for value, words in ((True, ("true", "True", "TRUE")), (False, ("false", "False", "FALSE")))
    for word in words
}
_INTEGER: Final = re.compile(r"[-+]?[0-9]+")
_BASED: Final = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT: Final = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*|(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+)"
)
_UNBOUNDED: Final = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


def plain_value(text: str) -> str | float | bool | None:
    """Return what YAML 1.2's core schema makes of a plain scalar; every number is a float, as in JavaScript."""
    if text in NULLS:
        return None
    if text in _TRUTH:
        return _TRUTH[text]
    if _BASED.fullmatch(text):
        return _float(int(text, 0))
    if _INTEGER.fullmatch(text) or _FLOAT.fullmatch(text):
        return float(text)
    if _UNBOUNDED.fullmatch(text):
        return float(text.replace(".", ""))
    return text


def scalar_value(scalar: Scalar) -> str | float | bool | None:
    """Return what an editor makes of a scalar: in quotation marks or a block it stays a string."""
    return scalar.value if scalar.style else plain_value(scalar.value)


def whole_number(scalar: Scalar) -> int | None:
    """Return the whole number that a plain scalar is, or `None`."""
    value = scalar_value(scalar)
    return int(value) if isinstance(value, float) and value.is_integer() else None


def _float(number: int) -> float:
    try:
        return float(number)
    except OverflowError:
        return float("inf")
