"""A text as words, numerals and signs, for the rules that read facts from it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

_TOKEN: Final = re.compile(
    r"(?P<digits>\d+(?:[.,]\d+)*|[½¼¾⅓⅔])"
    r"|(?P<word>[^\W\d_]+(?:['\u2019][^\W\d_]+)*)"
    r"|(?P<sign>[^\w\s])"
)
_LONGEST_NUMERAL: Final = 40
"""Characters beyond which a run of digits is no number that anybody reads."""
_HYPHENS: Final = "-\u2010\u2011"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a numeral with its separators, or one sign."""

    start: int
    end: int
    text: str
    low: str
    """Without case, with a straight apostrophe."""
    sort: Literal["digits", "word", "sign"]
    fresh: bool
    """Whether it begins a line."""

    @property
    def capital(self) -> bool:
        """Whether it is a word that begins with a capital."""
        return self.sort == "word" and self.text[0].isupper()


@lru_cache(maxsize=64)
def tokenise(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text in their order, without white space and hyphens inside words."""
    found: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(text):
        start = match.start()
        token = match.group()
        if token in _HYPHENS and _inside_word(text, start):
            continue
        sort: Literal["digits", "word", "sign"] = "sign"
        low = token
        if match.lastgroup == "digits" and len(token) <= _LONGEST_NUMERAL:
            sort = "digits"
        elif match.lastgroup == "word":
            sort = "word"
            low = token.casefold().replace("\u2019", "'")
        found.append(Token(start, match.end(), token, low, sort, "\n" in text[end:start]))
        end = match.end()
    return tuple(found)


def _inside_word(text: str, at: int) -> bool:
    """Return whether a hyphen stands between letters, or between a numeral and letters."""
    if not 0 < at < len(text) - 1:
        return False
    before, after = text[at - 1], text[at + 1]
    return (before.isalnum() and after.isalpha()) or (before.isalpha() and after.isalnum())


class Phrases:
    """Phrases and what they amount to, looked up among tokens, the longest first."""

    def __init__(self, table: Mapping[str, str]) -> None:
        """Hold `meaning: "one phrase | another"`."""
        self.meanings = {
            tuple(token.low for token in tokenise(phrase.strip())): meaning
            for meaning, listed in table.items()
            for phrase in listed.split(" | ")
        }
        self.longest: dict[str, int] = {}
        self.longest_back: dict[str, int] = {}
        for phrase in self.meanings:
            first, last = phrase[0], phrase[-1]
            self.longest[first] = max(self.longest.get(first, 0), len(phrase))
            self.longest_back[last] = max(self.longest_back.get(last, 0), len(phrase))

    def at(self, tokens: Sequence[Token], index: int) -> tuple[str, int] | None:
        """Return the meaning of the phrase that begins at a token, and how many tokens it has."""
        if index >= len(tokens):
            return None
        for count in range(self.longest.get(tokens[index].low, 0), 0, -1):
            run = tokens[index : index + count]
            if len(run) == count and not any(token.fresh for token in run[1:]):
                meaning = self.meanings.get(tuple(token.low for token in run))
                if meaning is not None:
                    return meaning, count
        return None

    def before(self, tokens: Sequence[Token], index: int) -> tuple[str, int] | None:
        """Return the meaning and length of the phrase that ends just before a token."""
        if not 0 < index < len(tokens) or tokens[index].fresh:
            return None
        for count in range(self.longest_back.get(tokens[index - 1].low, 0), 0, -1):
            run = tokens[max(0, index - count) : index]
            if len(run) == count and not any(token.fresh for token in run[1:]):
                meaning = self.meanings.get(tuple(token.low for token in run))
                if meaning is not None:
                    return meaning, count
        return None


NO_PHRASES: Final = Phrases({})
