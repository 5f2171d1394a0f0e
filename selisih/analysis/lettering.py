"""Characters that make a text read otherwise than it is: direction overrides, invisible and foreign letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from selisih.analysis.fold import INVISIBLE, folded
from selisih.model.problem import Problems
from selisih.model.records import Quote, Report, Story
from selisih.model.source import Passage

BIDI: Final = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_BIDI: Final = re.compile(f"[{BIDI}]")
_UNSEEN: Final = re.compile(f"[{BIDI}{INVISIBLE}\u2061-\u2065\u206a-\u206f\U000e0000-\U000e007f]")
_LOOKALIKE: Final = re.compile(r"[\u0370-\u03ff\u0400-\u052f\uff21-\uff5a]")
_WORD: Final = re.compile(r"[^\W\d_]+")


def check_lettering(story: Story, problems: Problems) -> None:
    """Add a warning for every quote or report that may not read as it is written."""
    for passage in _quoted(story):
        if passage.value.isascii() or not folded(passage.value):
            continue  # without words it is told of where it is looked for
        found = _UNSEEN.search(passage.value)
        if found:
            code = f"U+{ord(found.group()):04X}"
            place = passage.place(found.start(), found.end())
            message = f"the words hold the invisible character {code}, which can make them read otherwise than they are"
            # Only what is folded away may be missing from a quote where the report has it.
            unless = "" if found.group() in INVISIBLE else ", unless the report has it too"
            hint = f"write the words again without it{unless}"
            problems.add("character-invisible", place, message, hint)
        mixed = mixed_script(passage.value)
        if mixed:
            message = f"the word “{passage.value[slice(*mixed)]}” mixes letters of two scripts that look alike"
            problems.add("script-mixed", passage.place(*mixed), message, "write it in one script")
    for report in story.reports:
        _check_report(report, problems)


def _check_report(report: Report, problems: Problems) -> None:
    text = report.body.text
    if text.isascii():
        return
    found = _BIDI.search(text)
    if found:
        code = f"U+{ord(found.group()):04X}"
        message = f"the report holds the direction override {code}: on the page its words may stand in another order"
        problems.add("character-invisible", report.body.place(found.start(), found.end()), message)
    mixed = mixed_script(text)
    if mixed:
        message = f"the word “{text[slice(*mixed)]}” mixes letters of two scripts that look alike"
        problems.add("script-mixed", report.body.place(*mixed), message)


def _quoted(story: Story) -> Iterator[Passage]:
    """Yield everything in a ledger that repeats a report's words."""
    ledger = story.ledger
    for says in (*(c.says for c in ledger.claims), *(item.says for item in ledger.set_aside)):
        for appearance in says.values():
            for quote in (*appearance.quotes, *appearance.near):
                yield from _parts(quote)
            yield from (*appearance.marks, *appearance.absent)


def _parts(quote: Quote) -> Iterator[Passage]:
    yield quote.exact
    if quote.prefix:
        yield quote.prefix
    if quote.suffix:
        yield quote.suffix


def mixed_script(text: str) -> tuple[int, int] | None:
    """Return the span of the first word that mixes Latin with Greek, Cyrillic or full-width letters."""
    if text.isascii() or not _LOOKALIKE.search(text):
        return None
    for word in _WORD.finditer(text):
        scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in word.group()}
        if "LATIN" in scripts and scripts & {"GREEK", "CYRILLIC", "FULLWIDTH"}:
            return word.span()
    return None
