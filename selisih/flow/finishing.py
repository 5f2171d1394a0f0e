"""The end of a build: what was made is published, and what the next build needs is remembered."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from typing import Any, Final

from selisih.flow.kitchen import Kitchen
from selisih.flow.sitewide import Sitewide
from selisih.flow.unchanged import trusted
from selisih.output import state as memory
from selisih.output.manifest import NAME, Entries, entry, read_manifest
from selisih.output.memory import packed, paths_of, record_of
from selisih.output.publish import Publisher
from selisih.output.rows import StoryRow
from selisih.output.state import Row
from selisih.reading.look import hint_of

FOREVER: Final = float("inf")
_TICKS: Final = 4
"""How often the file system's clock is waited for, to tell what was written from what comes after."""
_TICK: Final = 0.003


def publish(kitchen: Kitchen, site: Sitewide) -> tuple[int, int]:
    """Put the build in place; return how many files it has, and how many it deleted."""
    before = kitchen.before
    rows = kitchen.rows
    files = len(site.files) + kitchen.files
    known: set[str] = set()
    if before.elsewhere or NAME in before.looked.worn:
        known = set() if before.elsewhere else _still_ours(kitchen)
        now = set(_all_paths(rows, site))
        owned = known.union(read_manifest(kitchen.spool.out))
        gone = [path for path in owned if path not in now]
    else:
        now = set(site.files)
        known.update(before.site["pages"])
        for folder, row in before.rows.items():
            if folder in kitchen.fresh or folder not in rows:
                known.update(paths_of(row))
        for folder in kitchen.fresh:
            now.update(paths_of(rows[folder]))
        gone = [path for path in known if path not in now and path != NAME]
        if gone:  # perhaps another story has taken one of these addresses over
            now.update(_all_paths(rows, site))
            gone = [path for path in gone if path not in now]
    kitchen.watch.lap("publish")
    same = before.site.get("choices") == before.looked.ask.choices and _same_bytes(kitchen, site)
    if kitchen.written or gone or not same or NAME in before.looked.worn:
        Publisher(kitchen.spool, known, before.looked.ask.revision).publish(
            entries_of(rows, site.files), sorted(gone), swap=kitchen.recipe.options.swap
        )
    kitchen.watch.lap("publish")
    return files, len(gone)


def _still_ours(kitchen: Kitchen) -> set[str]:
    """Return the files that the last build wrote and that nobody has touched, where no manifest tells."""
    before, spool = kitchen.before, kitchen.spool
    hashes = {path: sha256 for path, (_, sha256) in before.pages().items()}
    for row in before.rows.values():
        hashes |= record_of(row).files
    return {path for path, sha256 in hashes.items() if spool.on_disk(path) == sha256}


def entries_of(rows: Mapping[str, StoryRow], files: Mapping[str, tuple[str, str]]) -> Entries:
    """Return the lines of the manifest: those of the stories, and those of the site's own `files`."""
    own = (entry(path, sha256) for path, (_, sha256) in files.items())
    return Entries(rows, lambda folder: rows[folder][Row.LINES], own)


def _same_bytes(kitchen: Kitchen, site: Sitewide) -> bool:
    """Return whether every file has the hash that the manifest of the last build says.

    A build that was killed may have put a page in its place, and not have told the manifest.
    """
    rows, old = kitchen.rows, kitchen.before.rows
    hashes = {path: sha256 for path, (_, sha256) in site.files.items()}
    before = {path: sha256 for path, (_, sha256) in kitchen.before.pages().items()}
    return hashes == before and all(
        folder in old and rows[folder][Row.LINES] == old[folder][Row.LINES]
        for folder in kitchen.fresh
    )


def _all_paths(rows: Mapping[str, StoryRow], site: Sitewide) -> Iterator[str]:
    yield from site.files
    for row in rows.values():
        yield from paths_of(row)


def remember(kitchen: Kitchen, site: Sitewide, files: int) -> bool:
    """Leave for the next build what it needs to know of this one; return whether it could be written."""
    looked, found = kitchen.before.looked, kitchen.recipe.found
    begun, ended = kitchen.spool.stamp, stamp_after(kitchen)
    out = looked.ask.out + os.sep
    everywhere = kitchen.before.elsewhere or kitchen.recipe.options.swap
    touched = kitchen.fresh | looked.changed | looked.damaged

    def hinted(folder: str) -> StoryRow:
        row = kitchen.rows[folder]
        if not everywhere and folder not in touched:
            return row
        made = everywhere or folder in kitchen.fresh
        return with_hints(row, kitchen, begun, ended if made else begun)

    pages = {path: (*made, file_hint(path, out, ended)) for path, made in site.files.items()}
    pages[NAME] = ("", "", file_hint(NAME, out, ended))
    stray = {path: there for path, there in looked.folders.items() if path not in kitchen.rows}
    now = looked.ask.now
    document: dict[str, Any] = {
        "choices": looked.ask.choices,
        "since": max((moment for moment in kitchen.moments if moment <= now), default=-FOREVER),
        "until": min((moment for moment in kitchen.moments if moment > now), default=FOREVER),
        "groups": {name: trusted(group, begun) for name, group in looked.groups.items()},
        "stray": trusted(stray, begun),
        "sources": sorted(kitchen.sources),
        "prints": kitchen.recipe.prints.packed(),
        "pages": pages,
        "counts": (len(kitchen.cards), files),
        "severities": (kitchen.problems.warnings, kitchen.problems.count("note")),
    }
    return memory.save(
        str(found.files.root),
        document,
        kitchen.rows.keys(),
        hinted,
        [packed(kitchen.own.sorted())],
        before=looked.state,
        fresh=touched if not everywhere else None,
    )


def with_hints(row: StoryRow, kitchen: Kitchen, begun: int, ended: int) -> StoryRow:
    """Return a story's record with hints of its files and of its output; without those that cannot be trusted.

    Its files were read after `begun`, and its output was written before `ended`.
    """
    looked = kitchen.before.looked
    folder, _, _, sources, _, lines, _, rest = row
    names, hint, latest = looked.folders.get(folder, ("", 0, begun))
    sources_hint, changed = hint_of(sources, looked.ask.root + os.sep)
    out = os.fsencode(looked.ask.out + os.sep)
    lines_hint, written = hint_of(lines.split(b'"')[1::4], out)
    kept = hint if max(latest, changed) < begun else None
    return (
        *(folder, names, kept, sources, sources_hint, lines),
        *(lines_hint if written < ended else None, rest),
    )


def file_hint(path: str, out: str, ended: int) -> int | None:
    """Return the hint of a file of the output, where it was written before `ended`."""
    hint, latest = hint_of((path,), out)
    return hint if latest < ended else None


def stamp_after(kitchen: Kitchen) -> int:
    """Return a time of the file system's clock after that of everything written, where a short wait brings it about."""
    manifest = kitchen.spool.out / NAME
    stamp = 0
    for _ in range(_TICKS):
        kitchen.spool.begin()
        stamp = kitchen.spool.stamp
        try:
            if manifest.lstat().st_ctime_ns < stamp:
                break
        except OSError:
            break
        time.sleep(_TICK)
    return stamp
