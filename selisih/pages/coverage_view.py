"""How much of each report the ledger deals with, as the researchers' part of a story shows it."""

from __future__ import annotations

from selisih.analysis.finding.coverage import StoryCoverage
from selisih.model.records import Story
from selisih.pages.interface import Interface
from selisih.pages.story_view import CoverageView


def coverage_views(
    counted: StoryCoverage, story: Story, interface: Interface
) -> tuple[CoverageView, ...]:
    """Return one line a report, in the order of the columns."""
    _, number = interface.gettext, interface.number
    words = _(
        "{sentences} sentences: {claimed} under a point, {agreed} the same word for word, "
        "{set_aside} set aside, {uncurated} not dealt with"
    )
    return tuple(
        CoverageView(
            report=story.name(name),
            share=f"{found.share:.3f}",
            label=words.format(
                sentences=number(found.sentences),
                claimed=number(found.claimed),
                agreed=number(found.agreed),
                set_aside=number(found.set_aside),
                uncurated=number(found.uncurated),
            ),
        )
        for name, found in counted.reports.items()
    )
