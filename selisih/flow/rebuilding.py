"""A build in which nothing changed but files of a few remembered stories: the other stories are not gone through.

What the last build left stands: its pages, its lists, its manifest. Of each of these only what shows a changed story is
made again. Where a file would come or go that lies in no changed story's own folders, a whole build is needed.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from functools import partial
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from selisih.flow.compiling import compile_stories
from selisih.flow.finishing import entries_of, file_hint, stamp_after, with_hints
from selisih.flow.keys import digests_of, why
from selisih.flow.kitchen import Kitchen, Standing
from selisih.flow.recalled import BuildReport, refused, remembered_problems
from selisih.flow.sitewide import Sitewide
from selisih.flow.unchanged import Looked
from selisih.output import state as memory
from selisih.output.manifest import NAME, entry
from selisih.output.memory import StoryRecord, record_of
from selisih.output.publish import Publisher
from selisih.output.rows import Rows
from selisih.output.state import State
from selisih.pages.ordering import Lists, lists_of
from selisih.pages.summary import Card
from selisih.reading.look import SEPARATOR
from selisih.reading.story import LEDGER, StoryFolder

FEW: Final = 32
"""Stories up to which what shows them is changed by difference; of more, a whole build may be quicker."""


class _Story(Struct, frozen=True):
    """A story whose files were looked at again: what was remembered of it, and what is to be."""

    before: StoryRecord
    now: StoryRecord
    row: tuple[Any, ...]

    @property
    def cards(self) -> tuple[Card | None, Card | None]:
        """What ordered it in lists, and what orders it now; `None` where it is not listed."""
        old, new = self.before.card, self.now.card
        return (Card(*old) if old else None, Card(*new) if new else None)

    @property
    def lines(self) -> tuple[set[bytes], set[bytes]]:
        """The lines of the manifest that are no longer its own, and those that became so."""
        old, new = set(self.before.lines.splitlines()), set(self.now.lines.splitlines())
        return old - new, new - old

    def stays(self, others: Collection[str]) -> bool:
        """Return whether its files lie where its files lay, apart from `others`, the files of the site itself."""
        tops = set(self.now.tops)
        if tops != set(self.before.tops):
            return False
        inside = tuple(f"{top}/" for top in tops)
        return self.now.paths == self.before.paths or not any(
            path.startswith(inside) for path in others
        )


def is_few(looked: Looked) -> bool:
    """Return whether a look found nothing changed but files of a few remembered stories."""
    return looked.settled and 0 < len(looked.changed) <= FEW


def rebuild(kitchen: Kitchen, standing: Standing, report: BuildReport) -> bool:
    """Build what changed, and fill in the report; return `False` where a whole build is needed.

    What nobody waits for is left to `report.rest`.
    """
    state = kitchen.before.looked.state
    if state is None:
        return False
    rebuilding = _Rebuilding(kitchen, standing, report, state)
    return rebuilding.compile() and (rebuilding.is_refused() or rebuilding.publish())


class _Rebuilding:
    """One such build, step by step."""

    def __init__(
        self, kitchen: Kitchen, standing: Standing, report: BuildReport, state: State
    ) -> None:
        self._kitchen = kitchen
        self._looked = kitchen.before.looked
        self._standing = standing
        self._report = report
        self._before = state
        self._stories: list[_Story] = []
        self._site = Sitewide(kitchen, files=kitchen.before.pages())

    def compile(self) -> bool:
        """Compile the stories that changed; return `False` where one of them needs a whole build."""
        kitchen, rows = self._kitchen, self._before.stories
        recipe, watch = kitchen.recipe, kitchen.watch
        pending: list[StoryFolder] = []
        for path in sorted(self._looked.changed):
            folder = _story_folder(path, self._looked, self._standing.taken)
            if folder is None:
                return False
            record = record_of(rows[path])
            digests = digests_of(recipe.options.root, (*folder.files, *record.sources))
            shown = recipe.shown(record.visible_at)
            reason = why(record, digests, recipe.prints, recipe.prints, shown)
            if reason:
                pending.append(folder)
                kitchen.reasons.append((f"{folder.slug}/", reason))
            else:
                self._stories.append(_Story(record, record, rows[path]))
        watch.lap("look")
        for compiled in compile_stories(recipe, pending, kitchen.spool, recipe.options.jobs):
            kitchen.problems.extend(compiled.problems)
            kitchen.written += compiled.written
            watch.add(compiled.times)
            if compiled.record:
                row = compiled.record.row("", None, 0, None)
                self._stories.append(_Story(record_of(rows[compiled.folder]), compiled.record, row))
        watch.skip()
        self._recall({folder.folder for folder in pending})
        return all(story.stays(self._site.files) for story in self._stories)

    def _recall(self, but: set[str]) -> None:
        """Count the problems of the site, and of every story that was not compiled again."""
        old = [record_of(self._before.stories[folder]) for folder in but]
        warnings, notes = self._before.site["severities"]
        self._kitchen.problems.defer(
            warnings - sum(record.warnings for record in old),
            notes - sum(record.notes for record in old),
            partial(remembered_problems, self._looked.ask.root, self._before, but),
        )

    def is_refused(self) -> bool:
        """Return whether what was found so far keeps the site from being published."""
        kitchen = self._kitchen
        self._report.problems = kitchen.problems
        return refused(kitchen.problems, strict=kitchen.recipe.options.strict)

    def publish(self) -> bool:
        """Make the lists and put everything in its place; return `False` where a whole build is needed after all."""
        kitchen, report = self._kitchen, self._report
        rows = {story.now.folder: story.row for story in self._stories}
        state = State(dict(self._before.site), self._before.stories | rows, [*self._before.shards])
        lists = self._lists()
        if lists and not self._remake(*lists, state):
            return False
        kitchen.problems.extend(kitchen.own.sorted())
        if self.is_refused():
            return True
        end = _End(kitchen, self._stories, self._site, state)
        end.cover()
        report.deleted = end.place()
        kitchen.watch.lap("publish")
        report.published = True
        report.stories = state.site["counts"][0]
        report.pages = end.files
        report.written, report.reasons = kitchen.written, kitchen.reasons
        report.looked, report.state = self._looked, state
        report.standing = replace(self._standing, lists=lists[1] if lists else self._standing.lists)

        def rest() -> None:
            if not end.remember():
                report.state = None

        report.rest = rest
        return True

    def _lists(self) -> tuple[Lists, Lists] | None:
        """Return the lists before and now; `None` where they do not differ."""
        changed = [story.cards for story in self._stories if story.before.card != story.now.card]
        if not changed:
            return None
        before = self._standing.lists
        if before is None:
            cards = (record_of(row).card for row in self._before.stories.values())
            before = lists_of(Card(*card) for card in cards if card)
        now = before
        for old, new in changed:
            now = now.replaced(old, new)
        return before, now

    def _remake(self, before: Lists, now: Lists, state: State) -> bool:
        """Make the lists that differ; return `False` where one of them has other pages now."""
        kitchen = self._kitchen
        kitchen.rows = Rows(kitchen.spool.out.parent, state.stories)
        kitchen.rows.take_over(*state.stories)
        cards = [story.cards for story in self._stories]
        moved = any(old.places != new.places for old, new in cards if old and new)
        done = self._site.remake(before, now, moved=moved)
        kitchen.watch.lap("site pages")
        return done


class _End:
    """The end of such a build: what was made is put in its place, and what the next build needs is remembered."""

    def __init__(
        self, kitchen: Kitchen, stories: Sequence[_Story], site: Sitewide, state: State
    ) -> None:
        self._kitchen = kitchen
        self._stories = stories
        self._site = site
        self._state = state
        lines = [story.lines for story in stories]
        self._old = {line for old, _ in lines for line in old}
        """Lines that the manifest in the output has, and is not to have."""
        self._new = {line for _, new in lines for line in new}
        """Lines that it is to have, and has not."""
        before = {path for story in stories for path in story.before.paths}
        now = {path for story in stories for path in story.now.paths}
        self._gone = sorted(before - now)
        self._comes = bool(now - before)
        self.files: int = state.site["counts"][1] + len(now) - len(before)
        """Files of the output."""
        self._publisher = Publisher(
            kitchen.spool,
            before.union(state.site["pages"]),
            kitchen.before.looked.ask.revision,
        )

    def cover(self) -> None:
        """Where files come or go, write a manifest that owns the old and the new: a killed build is completed then."""
        self._publisher.check()
        if self._comes or self._gone:
            left = {entry(path, "0" * 64) for path in self._gone}
            self._amend(left)
            self._old, self._new = left, set()

    def place(self) -> int:
        """Put everything in its place and remove what is made no longer; return how many files that are."""
        self._publisher.place(self._gone)
        for path, (_, old) in self._kitchen.before.pages().items():
            new = self._site.files[path][1]
            if new != old:
                self._old.add(entry(path, old))
                self._new.add(entry(path, new))
        return len(self._gone)

    def remember(self) -> bool:
        """Write the manifest, and what the next build needs to know of this one; return whether it could be kept.

        The pages are in place by now. A build that is killed before this is at its end leaves what it found remembered,
        so that the next one compares the same stories again, and writes the manifest.
        """
        spool = self._kitchen.spool
        begun = spool.stamp
        spool.begin()
        try:
            if self._old or self._new:
                self._amend()
            ended = stamp_after(self._kitchen)
        finally:
            spool.discard()
        self._update(begun, ended)
        fresh = {story.now.folder for story in self._stories}
        return memory.amend(str(self._kitchen.recipe.options.root), self._state, fresh)

    def _amend(self, left: Collection[bytes] = ()) -> None:
        """Change the manifest, which is to have the lines `left` too; one that was edited by hand is written anew."""
        if not self._publisher.amend(self._old, self._new.union(left)):
            entries = entries_of(self._state.stories, self._site.files)
            self._publisher.write_manifest(entries.plus(left))

    def _update(self, begun: int, ended: int) -> None:
        """Change what is known of the site and of the stories that were looked at."""
        looked, site = self._kitchen.before.looked, self._state.site
        out = looked.ask.out + os.sep
        for story in self._stories:
            made = story.now is not story.before
            row = with_hints(story.row, self._kitchen, begun, ended if made else begun)
            self._state.stories[story.now.folder] = row
        before = site["pages"]
        pages = {
            path: before[path] if before[path][:2] == made else (*made, file_hint(path, out, ended))
            for path, made in self._site.files.items()
        }
        site["pages"] = pages | {NAME: ("", "", file_hint(NAME, out, ended))}
        site["counts"] = (site["counts"][0], self.files)
        problems = self._kitchen.problems
        site["severities"] = (problems.warnings, problems.count("note"))
        site["sources"] = sorted(
            {*site["sources"], *(p for s in self._stories for p in s.now.sources)}
        )
        self._narrow([story.now.visible_at for story in self._stories])

    def _narrow(self, moments: Sequence[float | None]) -> None:
        """Narrow the time in which no story appears by the moments at which the changed ones do."""
        site, now = self._state.site, self._kitchen.before.looked.ask.now
        known = [moment for moment in moments if moment is not None]
        site["since"] = max([site["since"], *(moment for moment in known if moment <= now)])
        site["until"] = min([site["until"], *(moment for moment in known if moment > now)])


def _story_folder(path: str, looked: Looked, taken: frozenset[str]) -> StoryFolder | None:
    """Return where a story lies; `None` where it is gone, or where more than plain files lie there."""
    names = looked.folders.get(path, ("",))[0].split(SEPARATOR)
    if LEDGER not in names or any(name[-1:] in ("/", "@") for name in names):
        return None
    seen = tuple(name for name in names if name[0] != ".")
    return StoryFolder(path.rpartition("/")[2], path, seen, taken)
