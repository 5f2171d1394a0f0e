"""Whether a text says itself who published it."""

from __future__ import annotations

from selisih.analysis.loose import find_loosely
from selisih.model.records import Report


def names_its_outlet(report: Report) -> bool:
    """Return whether the outlet's name stands in the body, the headline or the standfirst.

    Boilerplate counts: a masthead that is no part of the article still names its publisher.
    """
    texts = [report.body.text, *(part.value for part in (report.title, report.standfirst) if part)]
    return any(find_loosely(text, report.outlet.name) for text in texts)
