"""Facts with places: what a text says in numbers, dates, names, quotations and words of caution.

Everything is read with the rules of the text's language. Of a language without rules, digits,
capitals and quotation marks are read all the same.
"""

from __future__ import annotations

from functools import lru_cache

from selisih.analysis.facts.dates import find_dates
from selisih.analysis.facts.fact import Fact, Kind
from selisih.analysis.facts.identifiers import find_identifiers
from selisih.analysis.facts.languages import lexicon_of
from selisih.analysis.facts.lexicon import Lexicon
from selisih.analysis.facts.names import find_names
from selisih.analysis.facts.numbers import find_numbers
from selisih.analysis.facts.speech import find_attributions, find_quotations
from selisih.analysis.facts.stance import find_certainty, find_negations
from selisih.analysis.facts.tokens import tokenise

__all__ = ["Fact", "Kind", "facts", "figures"]


@lru_cache(maxsize=64)
def facts(text: str, language: str) -> tuple[Fact, ...]:
    """Return the facts of a text, in the order of their places. Offsets are code points of the text."""
    lexicon = lexicon_of(language)
    dates, numbers = _counted(text, lexicon)
    taken = sorted((fact.start, fact.end) for fact in (*dates, *numbers) if fact.kind != "ordinal")
    names = find_names(text, lexicon, taken)
    attributions = find_attributions(text, names)
    settled = {fact.start for fact in (*numbers, *attributions)}
    found = [
        *dates,
        *numbers,
        *names,
        *find_quotations(text),
        *attributions,
        *(fact for fact in find_certainty(text, lexicon) if fact.start not in settled),
        *find_negations(text, lexicon),
    ]
    return tuple(sorted(found, key=_place))


def figures(text: str, language: str) -> list[Fact]:
    """Return only the numbers, dates and negations of a text, which cost little to find."""
    lexicon = lexicon_of(language)
    dates, numbers = _counted(text, lexicon)
    return sorted([*dates, *numbers, *find_negations(text, lexicon)], key=_place)


def _counted(text: str, lexicon: Lexicon) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """Return the dates and times, and the numbers outside them."""
    tokens = tokenise(text)
    dates = find_dates(text, tokens, lexicon)
    spans = [(fact.start, fact.end) for fact in dates]
    identifiers = tuple(find_identifiers(text, spans))
    spans += [(fact.start, fact.end) for fact in identifiers]
    return dates, (*identifiers, *find_numbers(tokens, lexicon, spans))


def _place(fact: Fact) -> tuple[int, int, str]:
    return fact.start, fact.end, fact.kind
