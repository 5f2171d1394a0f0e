"""How an editor would write a quote so that it is found in one place: text to paste into the ledger."""

from __future__ import annotations

import re
from typing import Final

from selisih.analysis.quotes import legible
from selisih.model.records import Quote

_KEY: Final = re.compile(r"(?:- +)*(?:[^\s:#\"'{}\[\],]+: *)?")
"""What may stand before a value on its line, where the value is not inside braces or brackets."""
_BRACED: Final = re.compile(r"[{,]\s*[\"']?exact[\"']?\s*:\s*$")


def invitation(quote: Quote) -> str:
    """Return what to do with the selectors that follow it."""
    if quote.form != "selector":
        return "say which one is meant: write it as one of these"
    if _BRACED.search(_before(quote)):
        return "say which one is meant: write what is in braces as one of these"
    return "say which one is meant: beside `exact:`, write one of these"


def selected(quote: Quote, side: str, adjoining: str) -> str:
    """Return a quote as it is written with the words that adjoin it on a side, `prefix` or `suffix`."""
    before = _before(quote)
    if quote.form == "selector" and not _BRACED.search(before):
        there = quote.prefix if side == "prefix" else quote.suffix
        return f"{side}: {as_value(adjoining)}" + (
            f"  # in place of the `{side}:` that is there" if there else ""
        )
    parts = {"exact": legible(quote.exact.value)}
    for name, passage in (("prefix", quote.prefix), ("suffix", quote.suffix)):
        if passage:
            parts[name] = legible(passage.value)
    parts[side] = adjoining
    if quote.where != "body":
        parts["in"] = quote.where
    mapping = ", ".join(f"{name}: {as_value(words)}" for name, words in parts.items())
    value = f"{{quote: {{{mapping}}}}}" if quote.form == "alone" else f"{{{mapping}}}"
    key = before.strip()
    return f"{key} {value}" if key and _KEY.fullmatch(before.lstrip()) else value


def _before(quote: Quote) -> str:
    """Return what stands on the quote's line before it."""
    source, start = quote.exact.source, quote.exact.start
    line, column = source.position(start)
    return source.line_text(line)[: column - 1]


def as_value(words: str) -> str:
    """Return words on one line as a YAML value that can be pasted, inside braces too."""
    if re.search(r"[\"'#:{}\[\],&*!|>%@`]|^[-?~ ]|^null$|\s$", words, re.IGNORECASE):
        return "'" + words.replace("'", "''") + "'"
    return words
