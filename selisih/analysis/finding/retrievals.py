"""Which reports of a story are one article, fetched more than once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from selisih.model.records import Report


def retrievals(reports: Sequence[Report]) -> Iterator[tuple[Report, Report]]:
    """Yield successive texts of one article: of one outlet, at one address, fetched at different times."""
    same: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in reports:
        if report.url and report.retrieved:
            same[report.outlet.id, report.url].append(report)
    for fetched in same.values():
        in_time = sorted(fetched, key=lambda each: each.retrieved.iso if each.retrieved else "")
        for one, two in pairwise(in_time):
            if one.retrieved != two.retrieved:
                yield one, two
