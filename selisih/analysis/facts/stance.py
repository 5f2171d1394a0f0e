"""How firmly something is said, and whether it is denied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from selisih.analysis.facts.fact import Fact
from selisih.analysis.facts.lexicon import Lexicon
from selisih.analysis.facts.tokens import Token, tokenise

_LACK: Final = frozenset({"without", "tanpa", "none", "nothing", "nobody", "tiada"})
"""Words that only say what is lacking: another wording does without them."""


def find_certainty(text: str, lexicon: Lexicon) -> Iterator[Fact]:
    """Yield the words that limit how firmly something is said; the value is the sort of limit."""
    tokens = tokenise(text)
    stop = 0
    for index, token in enumerate(tokens):
        if index < stop or token.low not in lexicon.certainty.longest:
            continue
        found = lexicon.certainty.at(tokens, index)
        if not found or _is_month(tokens, index):
            continue
        stop = index + found[1]
        yield Fact(kind="certainty", start=token.start, end=tokens[stop - 1].end, value=found[0])


def _is_month(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].text == "May" and not tokens[index].fresh and index > 0


def find_negations(text: str, lexicon: Lexicon) -> Iterator[Fact]:
    """Yield the words that turn a statement round."""
    tokens, negations = tokenise(text), lexicon.negations
    for index, token in enumerate(tokens):
        low = token.low
        if low not in negations and not low.endswith("n't"):
            continue
        if low == "no" and _is_abbreviation(tokens, index):
            continue
        weak = low in _LACK
        yield Fact(kind="negation", start=token.start, end=token.end, value="not", weak=weak)


def _is_abbreviation(tokens: Sequence[Token], index: int) -> bool:
    """Return whether “No.” or “No 5” is the short form of “number”."""
    after = tokens[index + 1 : index + 3]
    return any(token.sort == "digits" for token in after) and tokens[index].capital
