"""Names of people, places, organisations and ships: capitals in a row, and acronyms with what they stand for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from selisih.analysis.facts.fact import Fact
from selisih.analysis.facts.lexicon import Lexicon
from selisih.analysis.facts.places import canonical_place
from selisih.analysis.facts.tokens import Token, tokenise

_JOINERS: Final = frozenset(
    [
        "of",
        "de",
        "da",
        "do",
        "dos",
        "del",
        "della",
        "di",
        "la",
        "le",
        "van",
        "von",
        "den",
        "der",
        "bin",
        "binti",
        "ibn",
        "al",
        "el",
        "as",
        "ash",
        "and",
        "&",
        "for",
    ]
)
"""Words that may stand inside a name, between two capitals."""
_GLUE: Final = frozenset({"of", "for", "de", "da", "do", "dos", "del", "della", "van", "von", "den", "der", "bin", "binti", "ibn", "al", "el", "la", "le", "&"})  # fmt: skip
_DATELINE: Final = 12
"""Tokens at the beginning of a text within which a place and an agency may stand before the first sentence."""
_ENDS: Final = frozenset(".!?…:")
_OPENING: Final = frozenset("\"'“‘«„(–—-")
_ACRONYM: Final = re.compile(r"\(\s*([^\W\d_][\w.-]{1,11})\s*\)")


def find_names(text: str, lexicon: Lexicon, taken: Sequence[tuple[int, int]]) -> tuple[Fact, ...]:
    """Return the names of a text, outside the spans that other facts have taken."""
    tokens = tokenise(text)
    usage = _usage(tokens)
    numbered = _inside(tokens, taken)
    found = []
    for first, last in _runs(tokens, lexicon):
        stop = next((i for i in range(first, last) if i in numbered), last)
        if stop == first:
            continue
        start, end = tokens[first].start, tokens[stop - 1].end
        words = [token.low for token in tokens[first:stop]]
        found.append(
            Fact(
                kind="name",
                start=start,
                end=end,
                value=canonical_place(" ".join(words)),
                weak=_is_weak(tokens, first, stop, usage, lexicon),
            )
        )
    return tuple(found)


def _inside(tokens: Sequence[Token], taken: Sequence[tuple[int, int]]) -> set[int]:
    """Return the indexes of the tokens that other facts have."""
    starts = [token.start for token in tokens]
    found: set[int] = set()
    for start, end in taken:
        first = max(0, bisect_right(starts, start) - 1)
        found.update(
            index for index in range(first, bisect_left(starts, end)) if tokens[index].end > start
        )
    return found


def expansions(text: str, names: Sequence[Fact]) -> dict[str, str]:
    """Return acronyms to what they stand for: “Kepala Staf Gabungan (JCS)”, “JCS (Kepala Staf Gabungan)”."""
    found: dict[str, str] = {}
    for left, right in pairwise(names):
        between = text[left.end : right.start]
        if between.strip() != "(" or text[right.end : right.end + 1] != ")":
            continue
        short, long = (right, left) if len(right.value) < len(left.value) else (left, right)
        if " " not in short.value and len(short.value) <= 8:
            found[short.value] = long.value
    return found


def _usage(tokens: Sequence[Token]) -> Counter[tuple[str, str]]:
    """Return how often each word begins small, and how often with a capital inside a sentence."""
    capitals = {token.low for token in tokens if token.capital}
    counts: Counter[tuple[str, str]] = Counter()
    for index, token in enumerate(tokens):
        if token.low not in capitals:
            continue
        if token.text[0].islower():
            counts[token.low, "small"] += 1
        elif token.capital and not _begins(tokens, index):
            counts[token.low, "capital"] += 1
    return counts


def _begins(tokens: Sequence[Token], index: int) -> bool:
    """Return whether a token is the first word of a sentence or of a quotation."""
    before = index - 1
    if before < 0 or tokens[index].fresh:
        return True
    while before >= 0 and tokens[before].text in _OPENING:
        if tokens[before].text in "\"'“‘«„":
            return True
        if tokens[before].fresh:
            return True
        before -= 1
    if before == index - 2 and tokens[before].text == ")" and before < _DATELINE:
        return True  # “PORT ELLORY (Coastline Wire) - A ferry …”
    return before < 0 or tokens[before].text in _ENDS


def _runs(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the runs of capitals as token indexes, from the first to after the last."""
    stop = 0
    for index, token in enumerate(tokens):
        if index < stop or not token.capital or not _starts(tokens, index, lexicon):
            continue
        stop = index + 1
        while stop < len(tokens):
            step = _continues(tokens, stop, lexicon)
            if not step:
                break
            stop += step
        yield index, stop


def _starts(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    token = tokens[index]
    plain = token.low.removesuffix("'s")
    if plain in lexicon.months or plain in lexicon.weekdays:
        return False
    if token.text.isupper() and len(token.text) > 1:
        return plain not in lexicon.function_words or not _begins(tokens, index)
    if plain not in lexicon.function_words:
        return True
    return not _begins(tokens, index) and len(token.text) > 1 and not lexicon.joint


def _continues(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> int:
    """Return how many tokens from here still belong to the name before."""
    token = tokens[index]
    if token.fresh:
        return 0
    before = tokens[index - 1]
    if token.capital:
        plain = token.low.removesuffix("'s")
        dated = plain in lexicon.months or plain in lexicon.weekdays
        return 0 if dated or before.low.endswith("'s") else 1
    if token.sort == "digits" and token.start - before.end <= 1 and token.text.isdigit():
        glued = token.start == before.end or _hyphened(before, token)
        return 1 if glued or (len(token.text) <= 2 and not _counts(tokens, index + 1)) else 0
    if token.text == "." and len(before.text) <= 2 and _capital_after(tokens, index):
        return 2
    if token.low in _GLUE and _capital_after(tokens, index):
        return 2
    return 0


def _hyphened(before: Token, token: Token) -> bool:
    """Return whether one character, a hyphen that was dropped, stands between two tokens."""
    return token.start - before.end == 1 and before.text.isupper() and len(before.text) <= 3


def _counts(tokens: Sequence[Token], index: int) -> bool:
    """Return whether a small word follows, which a number before it would count."""
    return index < len(tokens) and tokens[index].sort == "word" and tokens[index].text[0].islower()


def _capital_after(tokens: Sequence[Token], index: int) -> bool:
    return index + 1 < len(tokens) and tokens[index + 1].capital and not tokens[index + 1].fresh


def _is_weak(
    tokens: Sequence[Token],
    first: int,
    stop: int,
    usage: Counter[tuple[str, str]],
    lexicon: Lexicon,
) -> bool:
    """Return whether a capital may only begin a sentence, or stand in a headline of capitals."""
    token = tokens[first]
    if len(token.text) > 1 and any(letter.isupper() for letter in token.text[1:]):
        return False
    if stop - first == 1 and _begins(tokens, first):
        return not usage[token.low, "capital"] or usage[token.low, "small"] > 0
    if stop - first > 1 and _begins(tokens, first) and usage[token.low, "small"]:
        return token.low in lexicon.function_words
    return stop - first == 1 and usage[token.low, "small"] > usage[token.low, "capital"]
