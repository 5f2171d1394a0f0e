"""Words, numbers and quotation marks: the units in which texts are compared and quotes are cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, Literal, NamedTuple

from selisih.analysis.fold import INVISIBLE, folded

UNITS: Final = (
    "mm cm m km kg g mg l ml ha ton persen percent per cent hektare hektar meter metre metres meters kilometer "
    "kilometers kilometre kilometres mil mile miles kaki feet foot kph km/jam km/h mph derajat degrees "
    "juta miliar triliun ribu million billion trillion thousand hundred"
)
UNIT_WORDS: Final = sorted(
    {*UNITS.replace("per cent", "").split(), "per cent"}, key=len, reverse=True
)
"""Words and signs of units, the longest first."""
_SPACELESS: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts that put no space between words: each character is a unit of its own."""
_UNUSUAL: Final = re.compile(r"[^\x00-\u058f\u2000-\u206f]")
"""What is not Latin, Greek, Cyrillic, Armenian or general punctuation. All those scripts are beyond."""
# No possessive quantifiers: early 3.11 releases match too much with them.
_SEPARATOR: Final = r"[.,:/'\u2019\u00a0\u202f]"
_NUMBER: Final = rf"\d+(?:{_SEPARATOR}\d+)*"
_MARKS: Final = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u300c\u300d'
# Most words are plain, and ranges of ASCII are cheap to test.
_PLAIN: Final = r"""[A-Za-z]+(?=[ \n.,;:!?()"])"""


Sort = Literal["number", "word", "mark"]


class Word(NamedTuple):
    """A word, a number with its unit, or a quotation mark in a text."""

    start: int
    end: int
    key: str
    """What is compared: folded, without case."""
    sort: Sort


_SORTS: Final[tuple[Sort, ...]] = ("word", "word", "number", "word", "mark")
"""The sort of a token by the group of the pattern that found it."""


def _pattern(text: str, *, sorts: bool = False, marks: bool = True) -> re.Pattern[str]:
    """Return the pattern of the tokens of a text, each a group; with `sorts`, a group for each sort."""
    return _compiled(not text.isascii() and bool(_UNUSUAL.search(text)), sorts, marks)


@cache
def _compiled(spaceless: bool, sorts: bool, marks: bool) -> re.Pattern[str]:
    """Return a pattern of tokens. Those for spaceless scripts take long to compile and are seldom needed."""
    letter = rf"[^\W\d_{_SPACELESS if spaceless else ''}]"
    measure = rf"""{_NUMBER}(?:[ \u00a0](?:{"|".join(map(re.escape, UNIT_WORDS))})\b|[ \u00a0]?%)?(?!{letter}|\d|{_SEPARATOR}\d)"""
    word = rf"(?:{letter}|\d)(?:{letter}|\d|[\u0300-\u036f{INVISIBLE}]|['\u2019\u2010\u2011-](?={letter}|\d))*"
    other = rf"{word}|\w"
    if spaceless:
        other = rf"{word}|[{_SPACELESS}][\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*|\w"
    groups = [_PLAIN, measure, other, *([f"[{_MARKS}]"] if marks else [])]
    tokens = "|".join(f"({group})" for group in groups) if sorts else f"({'|'.join(groups)})"
    # The space before is taken along, so that no search begins, and fails, at it.
    return re.compile(rf"[ ]?(?:{tokens})")


_SIGN: Final = re.compile(r"(?:(?<![^\s(\[])(?<!\d\s)([-\u2212])|([€$£¥₹]))(?=\d)")
"""A minus or a currency's sign before a number; not the dash of a range, which follows a number."""


def signs(text: str, first: int = 0, last: int | None = None) -> Iterator[tuple[int, str]]:
    """Yield where numbers stand behind a sign that is no part of their word, with the sign."""
    for match in _SIGN.finditer(text, first, len(text) if last is None else last):
        yield match.end(), match[2] or "-"


@lru_cache(maxsize=512)
def words(text: str) -> tuple[Word, ...]:
    """Return the words of a text in their order. `1.100` and `240 mm` are one word each."""
    found = []
    for match in _pattern(text, sorts=True).finditer(text):
        group = match.lastindex or 0
        start, end = match.span(group)
        found.append(Word(start, end, _key(match[group]), _SORTS[group]))
    return tuple(found)


def keys(text: str, *, marks: bool = False) -> list[str]:
    """Return the keys of the words and numbers of a text and, if asked for, of its quotation marks."""
    found: list[str] = _pattern(text, marks=marks).findall(text)
    if text.isascii():
        return "\n".join(found).lower().split("\n") if found else []
    return list(map(_key, found))


def spans(text: str) -> list[tuple[int, int]]:
    """Return where the words of a text stand, numbers and quotation marks too."""
    return [match.span(1) for match in _pattern(text).finditer(text)]


def _key(token: str) -> str:
    return token.lower() if token.isascii() else folded(token).casefold()


def cuts_word(text: str, position: int) -> bool:
    """Return whether a cut before `position` falls inside a word of a script that has spaces."""
    if not 0 < position < len(text):
        return False
    before, after = text[position - 1], text[position]
    return _in_words(before) and _in_words(after) and not _spaceless(before + after)


def _in_words(character: str) -> bool:
    return character.isalnum() or "\u0300" <= character <= "\u036f"


def _spaceless(text: str) -> bool:
    if not _UNUSUAL.search(text):
        return False
    return bool(_spaceless_character().search(text))


@cache
def _spaceless_character() -> re.Pattern[str]:
    return re.compile(f"[{_SPACELESS}]")
