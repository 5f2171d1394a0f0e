"""A text as words, numerals and signs, for the rules that read facts from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

_TOKEN: Final = re.compile(
    r"(?P<digits>\d+(?:[.,]\d+)*|[½¼¾⅓⅔])"
    r"|(?P<word>[^\W\d_]+(?:['\u2019][^\W\d_]+)*)"
    r"|(?P<sign>[^\w\s])"
)
_CLOSE: Final = re.compile(r"[\s\u00a0]*[-\u2010\u2011]?[\s\u00a0]*")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a numeral with its separators, or one sign."""

    start: int
    end: int
    text: str
    low: str
    """Without case, with a straight apostrophe."""
    sort: Literal["digits", "word", "sign"]


@lru_cache(maxsize=64)
def tokenise(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text in their order; white space is left out."""
    found = []
    for match in _TOKEN.finditer(text):
        sort: Literal["digits", "word", "sign"] = "sign"
        if match.lastgroup == "digits":
            sort = "digits"
        elif match.lastgroup == "word":
            sort = "word"
        token = match.group()
        low = token.casefold().replace("\u2019", "'") if sort == "word" else token
        found.append(Token(match.start(), match.end(), token, low, sort))
    return tuple(found)


def adjoin(text: str, left: Token, right: Token) -> bool:
    """Return whether nothing but white space or one hyphen stands between two tokens."""
    return left.end == right.start or bool(_CLOSE.fullmatch(text, left.end, right.start))
