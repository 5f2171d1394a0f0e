"""Numbers that count nothing: telephone numbers, identity numbers, version numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from selisih.analysis.facts.fact import Fact

UNIT: Final = "#"
"""The unit of what counts nothing."""
_IDENTIFIER: Final = re.compile(
    r"(?<![\w.,/+-])(?:"
    r"\+\d{1,3}[\s-]?\(?\d{1,4}\)?(?:[\s-]?\d{2,5}){1,4}"  # +62 21 555 1234
    r"|\(0?\d{2,4}\)[\s-]?\d{3,4}(?:[\s-]?\d{3,4}){0,2}"  # (021) 555-1234
    r"|0\d{2,4}(?:-\d{3,5}){1,3}|0\d{9,12}"  # 0812-3456-7890
    r"|\d{3}-\d{3}-\d{4}"
    r"|\d{11,40}"
    r"|\d{1,3}(?:\.\d{1,3}){3}"  # 10.0.0.1
    r")(?![\w/]|[.,-]\d)"
)


def find_identifiers(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Fact]:
    """Yield numbers that count nothing, outside what dates have taken; their value is their digits."""
    spans = sorted(taken)
    for match in _IDENTIFIER.finditer(text):
        start, end = match.span()
        at = bisect_right(spans, (start, end))
        around = spans[max(0, at - 1) : at + 1]
        if any(first < end and start < last for first, last in around):
            continue
        if _grouped(match.group()):
            continue
        digits = re.sub(r"\D", "", match.group())
        yield Fact(kind="number", start=start, end=end, value=digits, unit=UNIT)


def _grouped(written: str) -> bool:
    """Return whether full stops only group thousands."""
    return bool(re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+", written))
