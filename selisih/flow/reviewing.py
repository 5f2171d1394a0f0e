"""The flow of a review: read a story, and ask what its ledger does not say yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from selisih.analysis.finding.coverage import StoryCoverage, coverage
from selisih.analysis.finding.suggestions import Suggestion, suggest
from selisih.flow.compiling import SiteInput
from selisih.model.problem import Problems
from selisih.model.records import Story
from selisih.pipeline import Options, UnknownStory, read_site
from selisih.reading.story import StoryFolder, read_story


@dataclass(slots=True)
class Review:
    """What was found in a story."""

    problems: Problems
    story: Story | None = None
    suggestions: list[Suggestion] = field(default_factory=list)


def suggestions_for(options: Options, slug: str) -> Review:
    """Return the uncurated differences of one story, or the problems that keep it from being read.

    A quote that is wrong keeps nobody from being helped: it only covers nothing. Raises `UnknownStory`.
    """
    review = Review(Problems())
    found = read_site(options, review.problems)
    if found:
        (folder,) = _folders(found, slug)
        review.story = _read(found, folder)
        if review.story:
            review.suggestions = suggest(review.story)
    return review


def coverage_of(options: Options, slug: str | None) -> tuple[Problems, list[StoryCoverage]]:
    """Return the coverage of one story, or of all. Raises `UnknownStory`."""
    problems = Problems()
    found = read_site(options, problems)
    if not found:
        return problems, []
    stories = (_read(found, folder) for folder in _folders(found, slug))
    return problems, [coverage(story) for story in stories if story]


def _folders(found: SiteInput, slug: str | None) -> Iterator[StoryFolder]:
    chosen = [folder for folder in found.stories if slug in (None, folder.slug)]
    if slug is not None and not chosen:
        raise UnknownStory(slug, tuple(folder.slug for folder in found.stories))
    yield from chosen


def _read(found: SiteInput, folder: StoryFolder) -> Story | None:
    return read_story(folder, found.files, found.site.outlets, found.site.settings)
