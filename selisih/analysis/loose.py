"""Finding words however they are spelt: for marks and for asserted silence.

Here case is ignored, and hyphen, space and no-break space are alike: "170-mm" is "170 mm". Words
are found whole, numbers too: "170" is not in "1.170", but "23/12" is in "23/12/2024".
"""

from __future__ import annotations

from functools import lru_cache

from selisih.analysis.fold import Folded, fold, folded
from selisih.analysis.quotes import occurrences
from selisih.analysis.words import cuts_word


def find_loosely(text: str, wanted: str) -> list[tuple[int, int]]:
    """Return the spans at which words stand in a text."""
    needle = _needle(wanted)
    if not needle:
        return []
    prepared, loose = _prepare(text)
    found = []
    for at in occurrences(loose, needle):
        end = at + len(needle)
        if not _cut(loose, at) and not _cut(loose, end):
            found.append(prepared.span(at, end))
    return found


@lru_cache(maxsize=512)
def _needle(wanted: str) -> str:
    """Return words as they are looked for: the same in every part of every report of a story."""
    return _loosen(folded(wanted)).strip()


@lru_cache(maxsize=64)
def _prepare(text: str) -> tuple[Folded, str]:
    """Return a text folded, and loosened: a report is searched for many words in turn."""
    prepared = fold(text)
    return prepared, _loosen(prepared.text)


def _loosen(text: str) -> str:
    """Return folded text without case and hyphens, of the same length."""
    lowered = text.casefold()
    if len(lowered) != len(text):  # some letters fold to two, which would shift every place
        lowered = "".join(
            low if len(low := character.casefold()) == 1 else character for character in text
        )
    return lowered.replace("-", " ")


def _cut(text: str, position: int) -> bool:
    """Return whether a boundary falls inside a word, or beside a separator inside a number."""
    if cuts_word(text, position):
        return True
    if not 1 < position < len(text) - 1:
        return False
    before, after = text[position - 1], text[position]
    if before in ".," and after.isdigit():
        return text[position - 2].isdigit()
    return after in ".," and before.isdigit() and text[position + 1].isdigit()
