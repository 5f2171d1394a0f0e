"""Which languages the rules know."""

from __future__ import annotations

from typing import Final

from selisih.analysis.facts.english import ENGLISH
from selisih.analysis.facts.indonesian import INDONESIAN
from selisih.analysis.facts.lexicon import UNKNOWN, Lexicon

_KNOWN: Final = {"id": INDONESIAN, "ms": INDONESIAN, "en": ENGLISH}


def lexicon_of(language: str) -> Lexicon:
    """Return what is known of a language, by its tag; Malay is read as Indonesian."""
    return _KNOWN.get(language.split("-", maxsplit=1)[0].casefold(), UNKNOWN)
