"""Words, numbers and quotation marks: the units in which texts are compared and quotes are cut."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, Literal, NamedTuple

from selisih.analysis.fold import INVISIBLE, folded

UNITS: Final = (
    "mm cm m km kg g mg l ml ha ton persen percent per cent hektare hektar meter metre metres meters kilometer "
    "kilometers kilometre kilometres mil mile miles kaki feet foot kph km/jam km/h mph derajat degrees "
    "juta miliar triliun ribu million billion trillion thousand hundred"
)
_UNIT_WORDS: Final = sorted(
    {*UNITS.replace("per cent", "").split(), "per cent"}, key=len, reverse=True
)

_SPACELESS: Final = (
    *("\u0e00-\u0eff", "\u1000-\u109f", "\u1780-\u17ff", "\u2e80-\u2fdf"),
    *("\u3005-\u3007", "\u3040-\u30ff", "\u31f0-\u31ff", "\u3400-\u4dbf"),
    *("\u4e00-\u9fff", "\uf900-\ufaff", "\U00020000-\U0003ffff"),
)
"""Scripts that put no space between words: each character is a unit of its own."""
_FAR: Final = re.compile(r"[^\0-\u0dff\u2000-\u20ff]")
"""A character that may be of such a script: none of an alphabet near ours, and no punctuation."""
# No possessive quantifiers: early 3.11 releases match too much with them.
_SEPARATOR: Final = r"[.,:/'\u2019\u00a0\u202f]"
_NUMBER: Final = rf"\d+(?:{_SEPARATOR}\d+)*"
_MARKS: Final = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u300c\u300d'
# Most words are plain, and ranges of ASCII are cheap to test.
_PLAIN: Final = r"""[A-Za-z]+(?=[ \n.,;:!?()"])"""
NUMBER: Final = re.compile(rf"(?:\d{{4}}-\d{{2}}-\d{{2}})|{_NUMBER}")
"""A number as it may not be cut: with its separators, or an ISO date."""
_WORDLIKE: Final = re.compile(r"[^\W_]|[\u0300-\u036f]")


class _Patterns(NamedTuple):
    """How a text is cut."""

    token: re.Pattern[str]
    """Finds a word, a number or a mark, each sort as a group of its own."""
    spoken: re.Pattern[str]
    """The same without quotation marks and without telling sorts apart."""


@cache
def _patterns(*, far: bool) -> _Patterns:
    """Return how texts are cut in which there are characters of scripts without spaces, or none.

    Nearly all texts have none, and Python takes twenty milliseconds over the patterns that know all of them.
    """
    spaceless = "".join(_SPACELESS) if far else ""
    letter = rf"[^\W\d_{spaceless}]"
    word = rf"(?:{letter}|\d)(?:{letter}|\d|[\u0300-\u036f{INVISIBLE}]|['\u2019\u2010\u2011-](?={letter}|\d))*"
    measure = rf"""{_NUMBER}(?:[ \u00a0](?:{"|".join(map(re.escape, _UNIT_WORDS))})\b|[ \u00a0]?%)?(?!{letter}|\d|{_SEPARATOR}\d)"""
    alone = rf"[{spaceless}][\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*|" if far else ""
    other = rf"{word}|{alone}\w"
    # The space before is taken along, so that no search begins, and fails, at it.
    return _Patterns(
        token=re.compile(rf"[ ]?(?:({_PLAIN})|({measure})|({other})|([{_MARKS}]))"),
        spoken=re.compile(rf"[ ]?({_PLAIN}|{measure}|{other})"),
    )


def _patterns_for(text: str) -> _Patterns:
    return _patterns(far=not text.isascii() and _FAR.search(text) is not None)


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


@lru_cache(maxsize=512)
def words(text: str) -> tuple[Word, ...]:
    """Return the words of a text in their order. `1.100` and `240 mm` are one word each."""
    found = []
    for match in _patterns_for(text).token.finditer(text):
        group = match.lastindex or 0
        start, end = match.span(group)
        found.append(Word(start, end, _key(match[group]), _SORTS[group]))
    return tuple(found)


@lru_cache(maxsize=512)
def keys(text: str) -> tuple[str, ...]:
    """Return the keys of the words and numbers of a text, without those of its quotation marks."""
    found = _patterns_for(text).spoken.findall(text)
    if text.isascii():
        return tuple("\n".join(found).lower().split("\n")) if found else ()
    return tuple(map(_key, found))


def _key(token: str) -> str:
    return token.lower() if token.isascii() else folded(token).casefold()


def cuts_number(text: str, position: int) -> bool:
    """Return whether a cut before `position` falls inside a number."""
    if not 0 < position < len(text):
        return False
    if not (text[position - 1].isdigit() or text[position].isdigit()):
        return False
    line_start = max(0, position - 60)
    for match in NUMBER.finditer(text, line_start, min(len(text), position + 60)):
        if match.start() < position < match.end():
            return True
        if match.start() >= position:
            break
    return False


def cuts_word(text: str, position: int) -> bool:
    """Return whether a cut before `position` falls inside a word of a script that has spaces."""
    if not 0 < position < len(text):
        return False
    before, after = text[position - 1], text[position]
    if _is_spaceless(before) or _is_spaceless(after):
        return False
    return bool(_WORDLIKE.match(before) and _WORDLIKE.match(after))


def _is_spaceless(character: str) -> bool:
    return character >= "\u0e00" and any(span[0] <= character <= span[-1] for span in _SPACELESS)
