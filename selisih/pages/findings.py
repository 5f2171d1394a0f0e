"""What was found in the texts of a story, computed once for its pages in all languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from selisih.analysis.finding.coverage import StoryCoverage, coverage
from selisih.analysis.finding.curated import curated_in
from selisih.analysis.finding.retrievals import retrievals
from selisih.model.differences import AnalysedStory
from selisih.model.records import Story
from selisih.pages.coverage_view import coverage_views
from selisih.pages.interface import Interface
from selisih.pages.story_view import CoverageView
from selisih.pages.versions_view import VersionsView, versions_view

if TYPE_CHECKING:
    from selisih.analysis.finding.versions import Revision


class Findings(Struct, frozen=True):
    """How much the ledger covers, and what outlets changed in their own articles."""

    counted: StoryCoverage
    revised: tuple[Revision, ...]

    def coverage(self, story: Story, interface: Interface) -> tuple[CoverageView, ...]:
        """Return one line a report."""
        return coverage_views(self.counted, story, interface)

    def versions(self, story: Story, interface: Interface) -> tuple[VersionsView, ...]:
        """Return what changed in each article that was fetched more than once."""
        return tuple(versions_view(each, story, interface) for each in self.revised)


def findings_of(analysed: AnalysedStory) -> Findings:
    """Return what was found in a story's texts."""
    story = analysed.story
    revised: tuple[Revision, ...] = ()
    if any(retrievals(story.reports)):
        from selisih.analysis.finding.versions import revisions

        revised = revisions(story.reports)
    return Findings(coverage(story, curated_in(analysed)), revised)
