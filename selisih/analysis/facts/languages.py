"""Which languages the rules know."""

from __future__ import annotations

from typing import Final

from selisih.analysis.facts.english import ENGLISH
from selisih.analysis.facts.indonesian import INDONESIAN
from selisih.analysis.facts.lexicon import UNKNOWN, Lexicon

_KNOWN: Final = {"id": INDONESIAN, "ms": INDONESIAN, "en": ENGLISH}

NEGATIONS: Final = INDONESIAN.negations | ENGLISH.negations
"""Words that turn a statement round in any language that is known."""
NUMBER_WORDS: Final = INDONESIAN.number_words | ENGLISH.number_words
"""Numbers written out, in any language that is known."""


def lexicon_of(language: str) -> Lexicon:
    """Return what is known of a language, by its tag; Malay is read as Indonesian."""
    return _KNOWN.get(language.split("-", maxsplit=1)[0].casefold(), UNKNOWN)
