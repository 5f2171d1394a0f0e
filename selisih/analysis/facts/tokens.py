"""A text as words, numerals and signs, for the rules that read facts from it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, Literal, NamedTuple

_INVISIBLE: Final = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u061c\u2060\ufeff"
_MARKED: Final = re.compile(rf"[\u0300-\u036f{_INVISIBLE}]")
"""Accents that follow their letter, and characters without width, neither of which end a word."""


def _pattern(inside_number: str, inside_word: str, no_sign: str) -> re.Pattern[str]:
    """Return the pattern of the tokens, with what may stand inside them besides digits and letters."""
    return re.compile(
        r"(?P<digits>\d{1,3}(?:(?:[\u00a0\u202f\u2009]\d{3})+|(?: \d{3}){2,})(?:[.,]\d{1,2})?(?![\d.,]*\d)"
        rf"|\d+(?:[.,]\d+{inside_number})*|(?<![\w.,])\.\d+|[½¼¾⅓⅔⅛])"
        rf"|(?P<word>[^\W\d_]+(?:['\u2019][^\W\d_]+{inside_word})*)"
        rf"|(?P<sign>[^\w\s{no_sign}])"
    )


_TOKEN: Final = _pattern("", "", "")
_TOKEN_MARKED: Final = _pattern(
    rf"|[{_INVISIBLE}]+[.,]?\d+", rf"|[\u0300-\u036f{_INVISIBLE}][^\W\d_]*", _INVISIBLE
)
"""The same for the rare text that holds such characters."""
_SEEN: Final = str.maketrans("", "", _INVISIBLE)
_LONGEST_NUMERAL: Final = 40
"""Characters beyond which a run of digits is no number that anybody reads."""
_HYPHENS: Final = "-\u2010\u2011"


class Token(NamedTuple):
    """A word, a numeral with its separators, or one sign."""

    start: int
    end: int
    text: str
    """As it reads: composed, without characters that have no width."""
    low: str
    """Without case, with a straight apostrophe."""
    sort: Literal["digits", "word", "sign"]
    fresh: bool
    """Whether it begins a line."""
    gap: str
    """What stands between the token before and this one: white space, a hyphen inside a word, or nothing."""
    capital: bool
    """Whether it is a word that begins with a capital."""


@lru_cache(maxsize=64)
def tokenise(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text in their order, without white space and hyphens inside words."""
    found: list[Token] = []
    end = 0
    marked = not text.isascii() and bool(_MARKED.search(text))
    for match in (_TOKEN_MARKED if marked else _TOKEN).finditer(text):
        token = match.group()
        if marked:
            token = unicodedata.normalize("NFC", token.translate(_SEEN))
        start = match.start()
        kind = match.lastgroup
        gap = text[end:start]
        if marked:
            gap = gap.translate(_SEEN)
        if kind == "word":
            low = token.lower() if token.isascii() else token.casefold().replace("\u2019", "'")
            end = match.end()
            capital = token[0].isupper()
            found.append(Token(start, end, token, low, "word", "\n" in gap, gap, capital))
            continue
        if token in _HYPHENS and _inside_word(text, start):
            continue
        digits = kind == "digits" and len(token) <= _LONGEST_NUMERAL
        end = match.end()
        sort: Literal["digits", "sign"] = "digits" if digits else "sign"
        found.append(Token(start, end, token, token, sort, "\n" in gap, gap, False))
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
        longest = self.longest.get(tokens[index].low, 0) if index < len(tokens) else 0
        for count in range(longest, 0, -1):
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
