"""The facts of a published ledger that may not change in silence."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from msgspec import Struct

Facts = Mapping[str, "Fact"]
"""Name of each fact, such as `claims/ferry/says/herald/stance`, to the fact."""


CLAIM: Final = "claims/"
"""With what the name of every fact of a claim begins."""


class Fact(Struct, frozen=True):
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
    return _remembered(text) if len(text) < _SHORT else _digest(text)


_SHORT: Final = 500
"""Characters below which a hash is remembered: the lock and the ledger mostly hold the same words."""


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


_remembered = lru_cache(maxsize=4096)(_digest)


def accepted_claims(lock: Facts) -> set[str]:
    """Return the ids of the claims of which a lock holds facts."""
    return {name.split("/")[1] for name in lock if name.startswith(CLAIM)}
