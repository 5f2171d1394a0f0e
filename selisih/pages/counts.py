"""How many points stand in each relation, in words and as stretches of one bar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from selisih.model.differences import AnalysedStory
from selisih.pages.interface import N_, RELATIONS, Interface
from selisih.pages.story_view import Count

COUNTS: Final = {
    "only": N_("{n} only in one article"),
    "differ": N_("{n} different"),
    "some": N_("{n} not in every article"),
    "agree": N_("{n} the same"),
}
"""How many claims stand in a relation, in words."""


def relations(analysed: AnalysedStory) -> Mapping[str, int]:
    """Return how many of a story's claims stand in each relation."""
    return Counter(claim.claim.relation for claim in analysed.claims)


def count_views(counts: Mapping[str, int], interface: Interface) -> tuple[Count, ...]:
    """Return how many claims stand in each relation, in words and as stretches of one bar."""
    views = []
    start = 0
    for relation in RELATIONS:
        number = counts.get(relation, 0)
        if number:
            label = interface.gettext(COUNTS[relation]).format(n=interface.number(number))
            views.append(Count(relation=relation, number=number, label=label, start=start))
            start += number
    return tuple(views)


def with_reports(
    counts: tuple[Count, ...], analysed: AnalysedStory, interface: Interface
) -> tuple[Count, ...]:
    """Return the counts of one story with each report named that alone says something."""
    held = Counter(
        next(name for name, said in claim.says.items() if said.appearance.speaks)
        for claim in analysed.claims
        if claim.claim.relation == "only"
    )
    label = interface.gettext("{n} only in {outlet}")
    parts = tuple(
        label.format(n=interface.number(held[report.id]), outlet=analysed.story.name(report.id))
        for report in analysed.story.reports
        if report.id in held
    )
    return tuple(
        replace(count, parts=parts) if count.relation == "only" else count for count in counts
    )
