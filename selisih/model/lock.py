"""The facts of a published ledger that may not change in silence."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

Facts = Mapping[str, "Fact"]
"""Name of each fact, such as `claims/ferry/says/herald/stance`, to the fact."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that was published, in its words."""

    digest: str
    """First 16 hexadecimal digits of the words' SHA-256."""
    words: str
    """The words themselves; for a report's text, how long it is."""


def fact(words: str) -> Fact:
    """Return the fact of some words; the kind and length of white space does not count."""
    plain = " ".join(words.split())
    return Fact(digest_of(plain), plain)


def digest_of(text: str) -> str:
    """Return the short hash by which facts are compared."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
