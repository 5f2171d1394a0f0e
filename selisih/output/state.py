"""What a build leaves in `.selisih/` for the next: a file on the site, and shards with a record a story.

All of it may be deleted at any time, because everything can be made again. What is damaged in any way is forgotten as a
whole, and so is a whole file in another's place. A shard is named by what it holds and never changed: one edit writes
one new shard, and a build that is killed leaves the last state whole. This module imports next to nothing, because a
build in which nothing changed reads it.
"""

from __future__ import annotations

import marshal
import os
import stat
import sys
import zlib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from typing import Any

    Known = dict[str, tuple[str, int | None]]
    """Folder to the names in it and the hint of its files; without one where it cannot be trusted."""
    Stamp = tuple[int, int, int]

FOLDER = ".selisih"
SITE = "site"
VERSION = f"2 {sys.version_info[0]}.{sys.version_info[1]} {sys.byteorder} {marshal.version}"
"""Form of the state; it is read by nothing but the Python that wrote it."""

_PART = "part"
_FORMER = "stories.json"
"""What versions before this one kept everything in."""
_PLAIN = 2
"""The version of the form that has no references: the same content gives the same bytes."""
_MOST_SHARDS = 256
_A_SHARD = 32
"""Stories from which on a further shard is worth a further file."""


class Row:
    """The places in a story's record. What nothing but a further build asks for is packed in the last."""

    FOLDER, NAMES, HINT, SOURCES, SOURCES_HINT, LINES, LINES_HINT, REST = range(8)


class State:
    """What the last build knew of a site."""

    __slots__ = ("shards", "site", "stamp", "stories")

    def __init__(
        self,
        site: dict[str, Any],
        stories: dict[str, tuple[Any, ...]],
        shards: list[str],
        stamp: Stamp | None = None,
    ) -> None:
        """Hold what is known of the site, the record of each story by its folder, the shards' names, and `stamp_of` it."""
        self.site = site
        self.stories = stories
        self.shards = shards
        self.stamp = stamp


def stamp_of(root: str) -> Stamp | None:
    """Return what tells the written state from the one before and the one after; `None` where there is none."""
    try:
        there = os.stat(root + os.sep + FOLDER + os.sep + SITE)
    except OSError:
        return None
    return (there.st_mtime_ns, there.st_ino, there.st_size)


def load(root: str) -> State | None:
    """Return what the last build left, or `None` where it cannot be read or any of it is damaged."""
    folder = root + os.sep + FOLDER
    stamp = stamp_of(root)
    try:
        site, shards = _read(folder, SITE)
        stories: dict[str, tuple[Any, ...]] = {}
        for name in shards:
            for record in _read(folder, name):
                stories[record[Row.FOLDER]] = record
    except (OSError, ValueError, EOFError, TypeError):
        return None
    return State(site, stories, shards, stamp)


def read_part(root: str, name: str) -> Any:
    """Return what stands in another part of the state; `None` where it cannot be read."""
    try:
        return _read(root + os.sep + FOLDER, name)
    except (OSError, ValueError, EOFError, TypeError):
        return None


def _read(folder: str, name: str) -> Any:
    path = folder + os.sep + name
    if not stat.S_ISREG(os.stat(path).st_mode):  # a pipe would keep whoever reads it waiting
        raise ValueError(name)
    with open(path, "rb") as file:
        data = file.read()
    head, _, body = data.partition(b"\n")
    mark = _mark(SITE if name == SITE else _PART, body)
    if head != _head(mark) or name not in (SITE, mark):
        raise ValueError(name)
    return marshal.loads(body)  # noqa: S302 - its bytes are those that were written here


def save(
    root: str,
    site: dict[str, Any],
    stories: Collection[str],
    record_of: Callable[[str], tuple[Any, ...]],
    parts: list[Any],
    *,
    before: State | None = None,
    fresh: set[str] | None = None,
) -> bool:
    """Write what is new of the state, and delete what it replaces; a folder that cannot be written is no harm.

    `stories` are their folders, and `record_of` returns the record of one: no more than those of a shard are at hand at
    once. `parts` are what is kept apart because it is seldom asked for; their names are added to the site as `parts`.
    Where only the records of the folders `fresh` differ from those of `before`, the other shards stay. Returns whether
    all is written.
    """
    folder = root + os.sep + FOLDER
    try:
        os.makedirs(folder, exist_ok=True)
        there = set(os.listdir(folder))
        kept = {SITE}
        site["parts"] = [_write_named(folder, part, there, kept) for part in parts]
        count = _shards_for(len(stories))
        old: list[str] = []
        if before and fresh is not None and len(before.shards) == count:
            old = before.shards
        changed = {_shard_of(path, count) for path in fresh or ()}
        shards: list[list[str]] = [[] for _ in range(count)]
        for story in stories:
            shards[_shard_of(story, count)].append(story)
        names = []
        for number, shard in enumerate(shards):
            if old and number not in changed and old[number] in there:
                names.append(old[number])
                kept.add(old[number])
            else:
                records = [record_of(story) for story in shard]
                names.append(_write_named(folder, records, there, kept))
        _write_site(folder, site, names)
        for name in there - kept:
            if name.startswith(_PART) or name == _FORMER:
                os.unlink(folder + os.sep + name)
    except OSError:
        return False
    return True


def amend(root: str, state: State, fresh: set[str]) -> bool:
    """Write a state of which nothing is new but what is known of the site, and the records of the stories in `fresh`.

    Their folders are those of stories that the written state knows. Returns `False` where it cannot be written, or is
    not there any more.
    """
    folder = root + os.sep + FOLDER
    names = state.shards
    changed = {_shard_of(path, len(names)) for path in fresh}
    kept: set[str] = set()
    try:
        for number in changed:
            records = [state.stories[record[Row.FOLDER]] for record in _read(folder, names[number])]
            names[number] = _write_named(folder, records, set(), kept)
        _write_site(folder, state.site, names)
        needed = {SITE, *names, *state.site["parts"]}
        for name in os.listdir(folder):
            if name.startswith(_PART) and name not in needed:
                os.unlink(folder + os.sep + name)
    except (OSError, ValueError, EOFError, TypeError, KeyError):
        return False
    state.stamp = stamp_of(root)
    return True


def _shards_for(stories: int) -> int:
    """Return in how many shards so many stories are kept."""
    count = 1
    while count < _MOST_SHARDS and count * _A_SHARD < stories:
        count *= 2
    return count


def _shard_of(folder: str, count: int) -> int:
    """Return the shard of a story: the same in every build."""
    return zlib.crc32(folder.encode("utf-8", "surrogatepass")) % count


def _mark(kind: str, body: bytes) -> str:
    """Return what tells a whole file from every other: its kind, its length and its checksum. Parts are named by it."""
    return f"{kind}-{len(body):x}-{zlib.crc32(body):08x}"


def _head(mark: str) -> bytes:
    return f"selisih {VERSION} {mark}".encode()


def _write_site(folder: str, site: dict[str, Any], shards: list[str]) -> None:
    body = marshal.dumps((site, shards), _PLAIN)
    _write(folder, SITE, _head(_mark(SITE, body)) + b"\n" + body)


def _write_named(folder: str, content: Any, there: set[str], kept: set[str]) -> str:
    body = marshal.dumps(content, _PLAIN)
    name = _mark(_PART, body)
    if name not in there:
        _write(folder, name, _head(name) + b"\n" + body)
    kept.add(name)
    return name


def _write(folder: str, name: str, data: bytes) -> None:
    waiting = f"{folder}{os.sep}{name}.{os.getpid()}.new"
    with open(waiting, "wb") as file:
        file.write(data)
    os.replace(waiting, folder + os.sep + name)
