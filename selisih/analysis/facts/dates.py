"""Dates and times, absolute and relative: `23/12/2024`, `Juni lalu`, `last week`, `12.30 WIB`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from selisih.analysis.facts.calendar_rules import Rule, rules_of
from selisih.analysis.facts.fact import EITHER, Fact
from selisih.analysis.facts.lexicon import Lexicon
from selisih.analysis.facts.moments import read_digits
from selisih.analysis.facts.tokens import Token


def find_dates(text: str, tokens: Sequence[Token], lexicon: Lexicon) -> tuple[Fact, ...]:
    """Return the dates and times of a text, in their order and apart from each other.

    A rule is tried only where a token stands that it may begin with: texts are long, dates are few.
    """
    rules, cues = rules_of(lexicon.tag)
    places: dict[str, list[int]] = {}
    for token in tokens:
        if token.sort == "digits":
            places.setdefault("", []).append(token.start)
        elif (low := token.low.removesuffix("'s")) in cues:
            places.setdefault(low, []).append(token.start)
    taken: list[tuple[int, int]] = []
    found: list[Fact] = []
    for rule in rules:
        for place in sorted(_places(rule, places)):
            fact = _fact(rule, text, place, lexicon)
            if fact is None:
                continue
            at = bisect_right(taken, (fact.start, fact.end))
            before, after = taken[at - 1] if at else (0, 0), taken[at : at + 1]
            if before[1] > fact.start or (after and after[0][0] < fact.end):
                continue
            taken.insert(at, (fact.start, fact.end))
            found.append(fact)
    return tuple(sorted(found, key=lambda fact: fact.start))


def _places(rule: Rule, places: dict[str, list[int]]) -> Iterable[int]:
    for cue in places.keys() & rule.cues:
        yield from places[cue]


def _fact(rule: Rule, text: str, place: int, lexicon: Lexicon) -> Fact | None:
    match = rule.pattern.match(text, place)
    value = match and rule.read(match, lexicon)
    if not match or value is None:
        return None
    groups = match.groupdict()
    named = [
        match.start(name)
        for name, group in groups.items()
        if group is not None and not (name == "lead" and "month" in groups)
    ]
    start, end = min(named, default=match.start()), match.end()
    if text[end - 1] == "." and not match.group().casefold().endswith(".m."):
        end -= 1
    zone = (groups.get("zone") or "").upper()
    either = rule.read is read_digits and lexicon.month_first and _unsure(value)
    modifier = EITHER if either else ""
    return Fact(kind=rule.kind, start=start, end=end, value=value, unit=zone, modifier=modifier)


def _unsure(value: str) -> bool:
    """Return whether day and month of a date could be exchanged: 03/04/1987 is told by nobody's language."""
    month, day = value.split("-")[-2:]
    return month != day and int(day) <= 12
