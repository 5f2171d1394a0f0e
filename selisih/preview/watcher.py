"""Noticing saves: one sweep over the files many times a second, one rebuild for each burst."""

from __future__ import annotations

import asyncio
import heapq
import os
import stat
import threading
import time
from collections.abc import Awaitable, Callable, Collection, Coroutine, Iterable
from functools import partial
from pathlib import Path
from typing import Any, Final

from livereload.watcher import Watcher

Snapshot = dict[str, tuple[int, int, int]]
"""Path to modification time in nanoseconds, size and inode."""

GLANCE: Final = 0.01
"""Seconds between two glances at the folders in which somebody is at work."""
HOT: Final = 16
"""Files that were saved last; whoever saves next most likely saves one of them, or beside one."""
FASTEST: Final = 0.03
SLOWEST: Final = 0.15
"""Seconds between two sweeps, at the least and at the most."""
SHARE: Final = 8
"""A large site is swept less often: the pause is this many times as long as the sweep."""
IDLE_AFTER: Final = 60.0
"""Seconds without a change after which nobody seems to be at work."""
IDLE: Final = 2.0
"""Seconds between two sweeps then, at the most. Where the latest saves were is glanced at as often as ever."""
SETTLE: Final = 0.01
"""Seconds without a further change that end a burst, such as a checkout or a save in two steps."""
LONGEST_BURST: Final = 0.5
"""Seconds after which a burst that does not end is built all the same."""

_PASSING_ENDS: Final = ("~", "#", ".swp", ".swo", ".swx", ".tmp", ".kate-swp", ".pyc")
_PASSING_NAMES: Final = frozenset({"4913", "__pycache__", "Thumbs.db", "desktop.ini"})


class SiteWatcher(Watcher):  # type: ignore[misc]  # livereload has no types
    """Calls for a rebuild when a site's files change, and livereload's callback after it.

    livereload's own watcher looks every 800 ms, notices each file by itself, and watches the
    working directory when nothing else is named; of it only the place in the protocol is kept.
    """

    def __init__(
        self,
        paths: Iterable[str],
        rebuild: Callable[[], Awaitable[bool]],
        *,
        skip: Collection[str] = (),
        settle: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """Prepare to watch `paths` without the folders `skip`.

        `rebuild` is awaited after each burst, and returns whether browsers should reload; `settle` is awaited when
        they were told.
        """
        super().__init__()
        self._paths = tuple(paths)
        self._skip = frozenset(skip)
        self._rebuild = rebuild
        self._settle = settle
        self._seen: Snapshot = {}
        self._hot: dict[str, Snapshot] = {}
        """The folders in which somebody is at work, each with the files in it as they were last seen."""
        self.changed: frozenset[str] = frozenset()
        """The files that the last burst changed, made or removed."""
        self._pause = FASTEST
        self._busy = time.monotonic()
        """When the last change was seen."""
        self.running: asyncio.Task[None] | None = None
        self.watch("site")  # livereload watches the working directory where it knows of no task

    async def prime(self) -> None:
        """Take the files as they are now for known."""
        self._seen = await self._sweep()
        self._warm()

    def start(self, callback: Callable[[], None]) -> bool:
        """Watch until the task `running` is cancelled; called by livereload."""
        self.running = asyncio.get_running_loop().create_task(self._watch(callback))
        return True

    def examine(self) -> tuple[Any, Any]:
        """Return what browsers are to reload, once after each rebuild; called by livereload."""
        return self._changes.pop() if self._changes else (None, None)

    async def _watch(self, callback: Callable[[], None]) -> None:
        due = time.monotonic() + self._pause
        sweeping: _Sweeping | None = None
        while True:
            await asyncio.sleep(GLANCE)
            changed = await self._glance()
            if sweeping and (changed or sweeping.task.done()):
                found, sweeping = await sweeping.end(), None
                due = time.monotonic() + self._pause
                changed = changed or await self._compared(found)
            elif not sweeping and time.monotonic() >= due:
                sweeping = _Sweeping(self._sweep)
            if not changed:
                continue
            self.changed = frozenset(changed)
            self._busy = time.monotonic()
            if await self._rebuild():
                self._changes.append(("*", None))
                callback()
            if self._settle:
                await self._settle()
            self._warm()

    async def _glance(self) -> set[str]:
        """Return what changed in the folders in which somebody is at work: a few, looked at in no time."""
        for folder, before in self._hot.items():
            found = files_in(folder, self._skip)
            if found != before:
                found = await self._settled(found, partial(_glance_at, folder, self._skip))
                changed = {path for path, _ in before.items() ^ found.items()}
                for path in changed:
                    if path in found:
                        self._seen[path] = found[path]
                    else:
                        self._seen.pop(path, None)
                return changed
        return set()

    async def _compared(self, found: Snapshot) -> set[str]:
        """Return what changed anywhere, by a sweep, once it rests."""
        if found == self._seen:
            return set()
        changed = {path for path, _ in self._seen.items() ^ found.items()}
        folders = {path.rpartition(os.sep)[0] for path in changed}
        again: Callable[[], Awaitable[Snapshot]] = self._sweep
        if len(folders) <= HOT and changed.isdisjoint(self._paths):
            again = partial(_again_in, folders, self._skip, found)
        before, self._seen = self._seen, await self._settled(found, again)
        return {path for path, _ in before.items() ^ self._seen.items()}

    def _warm(self) -> None:
        """Note where somebody is at work: where the latest saves were."""
        latest = heapq.nlargest(HOT, self._seen.items(), key=lambda item: item[1])
        # A file that is watched by itself says nothing of the folder in which it lies.
        folders = [path.rpartition(os.sep)[0] for path, _ in latest if path not in self._paths]
        held: dict[str, Snapshot] = {folder: {} for folder in folders}
        for path, mark in self._seen.items():
            inside = held.get(path.rpartition(os.sep)[0])
            if inside is not None and path not in self._paths:
                inside[path] = mark
        self._hot = held

    async def _settled(self, found: Snapshot, again: Callable[[], Awaitable[Snapshot]]) -> Snapshot:
        """Return the files once they rest. What changes later is found by the next look."""
        latest = time.monotonic() + LONGEST_BURST
        while time.monotonic() < latest:
            await asyncio.sleep(SETTLE)
            now = await again()
            if now == found:
                break
            found = now
        return found

    async def _sweep(self, abandoned: threading.Event | None = None) -> Snapshot:
        begun = time.perf_counter()
        found = await asyncio.to_thread(sweep, self._paths, self._skip, abandoned)
        spent = time.perf_counter() - begun
        idle = time.monotonic() - self._busy > IDLE_AFTER
        self._pause = max(FASTEST, min(IDLE if idle else SLOWEST, spent * SHARE))
        return found


class _Sweeping:
    """A sweep that goes on beside the glances: a large site takes longer to sweep than a save may wait."""

    def __init__(self, sweep: Callable[[threading.Event], Coroutine[Any, Any, Snapshot]]) -> None:
        self._abandoned = threading.Event()
        self.task = asyncio.get_running_loop().create_task(sweep(self._abandoned))

    async def end(self) -> Snapshot:
        """Return the files; those that were not come to yet are left out."""
        self._abandoned.set()
        return await self.task


def sweep(
    paths: Iterable[str], skip: Collection[str] = (), abandoned: threading.Event | None = None
) -> Snapshot:
    """Return every file at and below `paths`, without following links below them.

    Once `abandoned` is set the rest is left out.
    """
    found: Snapshot = {}
    folders: list[str] = []
    for path in paths:
        try:
            status = Path(path).stat()
        except OSError:
            continue
        if stat.S_ISDIR(status.st_mode):
            folders.append(path)
        else:
            found[path] = (status.st_mtime_ns, status.st_size, status.st_ino)
    while folders and not (abandoned and abandoned.is_set()):
        folders += _sweep_folder(folders.pop(), skip, found)
    return found


def files_in(folder: str, skip: Collection[str] = ()) -> Snapshot:
    """Return the files of one folder, without those of the folders in it."""
    found: Snapshot = {}
    _sweep_folder(folder, skip, found)
    return found


async def _glance_at(folder: str, skip: Collection[str]) -> Snapshot:
    return files_in(folder, skip)


async def _again_in(folders: Collection[str], skip: Collection[str], found: Snapshot) -> Snapshot:
    """Return the files as they were found, but those of some folders as they are now."""
    now = {path: mark for path, mark in found.items() if path.rpartition(os.sep)[0] not in folders}
    for folder in folders:
        now |= files_in(folder, skip)
    return now


def _sweep_folder(folder: str, skip: Collection[str], found: Snapshot) -> list[str]:
    """Add a folder's own files to `found`; return the folders in it."""
    below: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if is_passing(entry.name):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    if entry.path not in skip:
                        below.append(entry.path)
                    continue
                status = entry.stat(follow_symlinks=False)
                found[entry.path] = (status.st_mtime_ns, status.st_size, status.st_ino)
    except OSError:  # gone in the meantime, or not ours to read: the build says which
        pass
    return below


def is_passing(name: str) -> bool:
    """Return whether a name is that of a dot-file, or of what an editor leaves for a moment."""
    return name[0] == "." or name.endswith(_PASSING_ENDS) or name in _PASSING_NAMES
