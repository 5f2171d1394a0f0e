"""Quoted spans and where they end, and who is said to have said something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from selisih.analysis.facts.fact import Fact
from selisih.analysis.facts.tokens import Token, tokenise

_OPEN: Final = "“„«‟「"
_SHUT: Final = "”»」"
_QUOTE_MARK: Final = re.compile(r'["“”„‟«»「」＂]')

_SAID_FIRST: Final = frozenset(
    [
        "kata",
        "ujar",
        "tutur",
        "ungkap",
        "sebut",
        "imbuh",
        "tambah",
        "jelas",
        "terang",
        "tegas",
        "papar",
        "ucap",
        "beber",
        "lanjut",
        "cetus",
        "klaim",
        "tukas",
        "pungkas",
        "tandas",
        "sambung",
        "timpal",
        "tulis",
        "urai",
        "demikian",
    ]
)
"""Indonesian verbs that stand before the speaker: “kata JCS”."""
_SAID_ENDING: Final = frozenset(
    f"{verb}nya" for verb in _SAID_FIRST if verb not in ("jelas", "terang")
)
_AGENCY_BEFORE: Final = frozenset(
    [
        "dilansir",
        "dikutip",
        "mengutip",
        "melansir",
        "dinukil",
        "menukil",
        "diberitakan",
        "dilaporkan",
        "citing",
        "quoting",
    ]
)
"""Verbs that credit an outlet: “dilansir AFP”, “seperti dikutip dari Reuters”."""
_AGENCY_STEPS: Final = frozenset(
    ["dari", "oleh", "laman", "situs", "media", "kantor", "berita", "the", "news", "agency"]
)
_VERBS_AFTER: Final = frozenset(
    [
        "said",
        "says",
        "told",
        "added",
        "adds",
        "stated",
        "states",
        "announced",
        "claimed",
        "claims",
        "explained",
        "noted",
        "insisted",
        "argued",
        "wrote",
        "confirmed",
        "warned",
        "acknowledged",
        "admitted",
        "revealed",
        "tweeted",
        "testified",
        "reported",
        "reports",
        "menyatakan",
        "mengatakan",
        "menyebut",
        "menyebutkan",
        "menambahkan",
        "menjelaskan",
        "mengungkapkan",
        "menegaskan",
        "memaparkan",
        "mengklaim",
        "menuturkan",
        "melaporkan",
        "mengumumkan",
        "menilai",
        "memperkirakan",
        "mencatat",
        "memastikan",
        "membantah",
        "menuding",
        "mengaku",
    ]
)
"""Verbs that stand after the speaker, and in English before it too."""
_ENGLISH_BEFORE: Final = frozenset(
    ["said", "says", "added", "adds", "told", "wrote", "explained", "noted", "insisted"]
)
_PRONOUNS: Final = frozenset(
    ["he", "she", "they", "it", "ia", "dia", "mereka", "beliau", "who", "i", "we"]
)
_CUES: Final = frozenset(
    {
        "according",
        "menurut",
        "demikian",
        *_SAID_FIRST,
        *_SAID_ENDING,
        *_AGENCY_BEFORE,
        *_VERBS_AFTER,
    }
)
"""Words that an attribution may be recognised by."""
_STOP: Final = frozenset('.,;:!?()"“”«»–—')
_LONGEST: Final = 7
"""Words that a speaker's name and office may have."""


def find_quotations(text: str) -> tuple[Fact, ...]:
    """Return the quoted spans of a text, marks included; a quotation ends with its paragraph at the latest."""
    found: list[Fact] = []
    start = 0
    for line in text.splitlines(keepends=True):
        found += _quoted(line, start)
        start += len(line)
    return tuple(found)


def _quoted(line: str, base: int) -> Iterator[Fact]:
    """Yield the quotations of one paragraph. Where the marks do not balance, their ends are uncertain."""
    marks = [(match.start(), match.group()) for match in _QUOTE_MARK.finditer(line)]
    curly = [mark for _, mark in marks]
    odd = len(marks) % 2 == 1 or (
        any(mark in _OPEN for mark in curly)
        and sum(mark in _OPEN for mark in curly) != sum(mark in _SHUT for mark in curly)
    )
    opened: int | None = None
    for at, mark in marks:
        opens = mark in _OPEN or (mark not in _SHUT and opened is None)
        if opens and opened is None:
            opened = at
        elif opened is not None and mark not in _OPEN:
            yield _quotation(line, base, opened, at + 1, odd)
            opened = None
        elif opened is None and mark in _SHUT:
            yield _quotation(line, base, at, at + 1, odd=True)
    if opened is not None:
        yield _quotation(line, base, opened, len(line.rstrip()), odd=True)


def _quotation(line: str, base: int, start: int, end: int, odd: bool) -> Fact:
    inside = " ".join(re.findall(r"\w+", line[start:end].casefold()))
    return Fact(
        kind="quotation",
        start=base + start,
        end=base + end,
        value=inside,
        modifier="uncertain" if odd else "",
    )


def find_attributions(text: str, names: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return who is said to have said something, and the outlets that are credited."""
    tokens = tokenise(text)
    starts = {fact.start: fact for fact in names}
    ends = {fact.end: fact for fact in names}
    found: list[Fact] = []
    floor = 0
    for index, token in enumerate(tokens):
        if index < floor or token.low not in _CUES:
            continue
        fact, step = _attribution(tokens, index, starts, ends)
        if fact:
            found.append(fact)
        floor = index + step
    return tuple(found)


def _attribution(
    tokens: Sequence[Token],
    index: int,
    starts: dict[int, Fact],
    ends: dict[int, Fact],
) -> tuple[Fact | None, int]:
    token = tokens[index]
    low = token.low
    before = tokens[index - 1].low if index else ""
    after = tokens[index + 1].low if index + 1 < len(tokens) else ""
    if low in _SAID_ENDING:
        return _fact(token.start, token.end, "-nya"), 1
    if low in _AGENCY_BEFORE:
        return _credited(tokens, index, starts)
    if low == "according" and after == "to":
        return _speaker(tokens, index, index + 2)
    if low == "menurut" or (low == "demikian" and after == "disampaikan"):
        return _speaker(tokens, index, index + (2 if low == "demikian" else 1))
    if low in _SAID_FIRST and (before in ',"”.?!' or after in _PRONOUNS):
        return _speaker(tokens, index, index + 1)
    if low in _VERBS_AFTER:
        return _spoken(tokens, index, ends)
    return None, 1


def _spoken(tokens: Sequence[Token], index: int, ends: dict[int, Fact]) -> tuple[Fact | None, int]:
    """Return “X said”, or “…, said X”."""
    token = tokens[index]
    if index:
        before = tokens[index - 1]
        if before.low in _PRONOUNS:
            return _fact(before.start, token.end, "pronoun"), 1
        if before.end in ends and not token.fresh:
            name = ends[before.end]
            return _fact(name.start, token.end, name.value), 1
        if before.text in ',"”?!' and token.low in _ENGLISH_BEFORE:
            return _speaker(tokens, index, index + 1)
    return None, 1


def _speaker(tokens: Sequence[Token], index: int, at: int) -> tuple[Fact | None, int]:
    """Return the speaker that follows a verb: up to the next stop, in so many words at most."""
    stop = at
    if at < len(tokens) and tokens[at].low in ("that", "bahwa", "in", "on", "at"):
        return None, 1
    while stop < len(tokens) and stop - at < _LONGEST:
        token = tokens[stop]
        if token.fresh or (token.text in _STOP and stop > at) or token.sort == "digits":
            break
        if stop > at and token.low in ("dalam", "pada", "di", "kepada", "saat", "yang", "in", "on", "at", "to", "who", "during", "after", "when", "bahwa", "that", "usai", "ketika"):  # fmt: skip
            break
        stop += 1
    if stop == at:
        return None, 1
    who = " ".join(token.low for token in tokens[at:stop] if token.sort == "word")
    if not who:
        return None, 1
    value = "pronoun" if who in _PRONOUNS else who
    return _fact(tokens[index].start, tokens[stop - 1].end, value), stop - index


def _credited(
    tokens: Sequence[Token], index: int, starts: dict[int, Fact]
) -> tuple[Fact | None, int]:
    """Return an outlet or agency that is credited."""
    at = index + 1
    while at < len(tokens) and tokens[at].low in _AGENCY_STEPS and at - index < 6:
        at += 1
    if at < len(tokens) and not tokens[at].fresh and tokens[at].start in starts:
        name = starts[tokens[at].start]
        fact = _fact(tokens[index].start, name.end, name.value, "agency")
        return fact, at - index + 1
    return None, 1


def _fact(start: int, end: int, value: str, modifier: str = "") -> Fact:
    return Fact(kind="attribution", start=start, end=end, value=value, modifier=modifier)
