"""Checking content without building anything, and locking what is published."""

from __future__ import annotations

from functools import partial
from typing import Final

from msgspec.structs import replace

from selisih.analysis.drift import facts_of, spent
from selisih.analysis.finding.overlooked import check_overlooked
from selisih.analysis.story import analyse
from selisih.flow.compiling import Options, SiteInput
from selisih.flow.processes import spread
from selisih.model.problem import Problem, Problems
from selisih.model.source import Passage
from selisih.output.content import write_text
from selisih.pipeline import UnknownStory, read_site
from selisih.reading.lock import lock_text
from selisih.reading.story import LEDGER, LOCK, StoryFolder, check_aliases, read_story

Shard = tuple[int, int]
"""A share of the stories: its number from 1, and how many shares there are."""
WHOLE: Final[Shard] = (1, 1)


def check(options: Options, shard: Shard = WHOLE) -> Problems:
    """Return the problems of a site's whole content, or of the site and one share of its stories.

    What stories may not have in common is looked at in all of them, and reported by the share that
    holds the place: together, all shares find what one check of everything finds.
    """
    problems = Problems()
    found = read_site(options, problems)
    if not found:
        return problems
    number, shares = shard
    mine = [index % shares == number - 1 for index in range(len(found.stories))]
    own = {
        f"{folder.folder}/{LEDGER}"
        for folder, is_mine in zip(found.stories, mine, strict=True)
        if is_mine
    }
    work = partial(_check_story, found, options)
    aliases = []
    for told, known in spread(work, list(zip(found.stories, mine, strict=True)), options.jobs):
        problems.extend(told)
        aliases.append(known)
    shared = Problems()
    check_aliases(aliases, shared)
    problems.extend([problem for problem in shared.sorted() if problem.place.path in own])
    return problems


def _check_story(
    found: SiteInput, options: Options, which: tuple[StoryFolder, bool]
) -> tuple[list[Problem], tuple[Passage, ...]]:
    """Return the problems of a story and its aliases; of a story of another share, the aliases alone."""
    folder, is_mine = which
    problems = Problems()
    files = replace(found.files, problems=problems)
    if not is_mine:
        data = files.read_bytes(f"{folder.folder}/{LEDGER}")
        if not data or b"aliases" not in data:
            return [], ()
    story = read_story(folder, files, found.site.outlets, found.site.settings)
    if story and is_mine:
        analysed = analyse(story, problems, today=options.today, for_pages=False)
        if analysed:
            check_overlooked(analysed, problems)
    return (problems.sorted() if is_mine else [], story.ledger.aliases if story else ())


def accept(options: Options, slug: str | None) -> tuple[Problems, tuple[str, ...]]:
    """Write the lock of one story, or of all, if nothing in them is wrong.

    Returns the problems and the paths of the locks that changed. Raises `OutputError` where a lock
    cannot be written, and `UnknownStory` where the site has no such story.
    """
    problems = Problems()
    found = read_site(options, problems)
    if not found:
        return problems, ()
    chosen = [folder for folder in found.stories if slug in (None, folder.slug)]
    if slug is not None and not chosen:
        raise UnknownStory(slug, tuple(folder.slug for folder in found.stories))
    locks: dict[str, str] = {}
    for folder in chosen:
        story = read_story(folder, found.files, found.site.outlets, found.site.settings)
        analysed = story and analyse(
            story, problems, today=options.today, accepting=True, for_pages=False
        )
        if analysed and analysed.story.ledger.status == "published":
            facts = {**spent(analysed.story.lock), **facts_of(analysed)}
            locks[f"{folder.folder}/{LOCK}"] = lock_text(facts)
    if problems.errors:
        return problems, ()
    written = tuple(path for path, text in locks.items() if write_text(options.root / path, text))
    return problems, written
