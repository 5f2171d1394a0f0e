"""Check everything, then write: the moment when a new site takes the old one's place."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from selisih.output.manifest import (
    NAME,
    Entries,
    amended,
    entry,
    is_manifest,
    manifest_parts,
    read_manifest,
    read_regular,
)
from selisih.output.spool import OutputError, PathTaken, Spool
from selisih.output.swap import complete, exchange

__all__ = ["OutputError", "PathTaken", "Publisher", "Spool"]


_PIECE: Final = 1 << 20
"""Bytes that are compared at a time."""


class Publisher:
    """Moves what lies in a spool to where it is published.

    A new output is one rename. Into an output that is there, new folders are moved whole and changed files one by one,
    assets first and deletions last. The manifest is written before, and owns the old and the new: a build that is
    killed is completed by the next.
    """

    def __init__(self, spool: Spool, known: Collection[str], revision: str) -> None:
        """Publish what is in `spool`; `known` are files of the output of which it is known that a build wrote them.

        `revision` is what the manifest says the output is a build of.
        """
        self._spool = spool
        self._out = spool.out
        self._known = known
        self._revision = revision
        self._manifest: Mapping[str, str] | None = None

    def publish(self, entries: Entries, gone: Collection[str], *, swap: bool = False) -> None:
        """Put the build in place. `entries` are the lines of its manifest, `gone` the files it no longer makes.

        With `swap` the whole output is replaced at one moment.
        """
        self._check_manifest()
        with self._telling():
            if self._spool.fresh and not gone:
                self._move_whole(entries)
                return
            self._check("")
            if swap and self._out.is_dir():
                self._store_manifest(entries)
                complete(self._spool.folder, str(self._out), gone)
                exchange(self._spool.folder, str(self._out))
                return
            self._out.mkdir(parents=True, exist_ok=True)
            # What is in the spool may have been written by other processes.
            if not gone or _entries(self._spool.folder):
                self.write_manifest(entries.plus(entry(path, "0" * 64) for path in gone))
            for first in ("assets", ""):
                self._place(first)
            for path in gone:
                self._remove(path)
            if gone:
                self.write_manifest(entries)

    def check(self) -> None:
        """Refuse, before a byte changes, what `place` would refuse."""
        with self._telling():
            self._check("")

    def place(self, gone: Collection[str]) -> None:
        """Put what the spool holds in its place, and remove the files `gone`, after `check`; the manifest is left to `amend`."""
        with self._telling():
            for first in ("assets", ""):
                self._place(first)
            for path in gone:
                self._remove(path)

    def amend(self, old: Iterable[bytes], new: Iterable[bytes]) -> bool:
        """Replace lines of the manifest in the output; return whether it had the lines `old`.

        The file is written anew and renamed: writing into it would be quicker by a little, and not all or nothing.
        """
        with self._telling():
            data = amended(read_regular(self._out / NAME), old, new)
            if data is None:
                return False
            self._spool.store(NAME, (data,))
            os.replace(f"{self._spool.folder}/{NAME}", self._out / NAME)
            return True

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Say of what cannot be written that it is the output."""
        try:
            yield
        except OSError as error:
            raise OutputError(
                f"{error.filename or self._out} cannot be written: {error.strerror}"
            ) from error

    def _move_whole(self, entries: Entries) -> None:
        """Put a first build in place: all of it at once."""
        self._store_manifest(entries)
        self._out.parent.mkdir(parents=True, exist_ok=True)
        if self._out.is_dir():
            self._out.rmdir()
        os.rename(self._spool.folder, self._out)

    def owned(self, path: str) -> bool:
        """Return whether a build wrote a file of the output."""
        if path in self._known:
            return True
        if self._manifest is None:
            self._manifest = read_manifest(self._out)
        return path in self._manifest

    def _check_manifest(self) -> None:
        """Refuse to take somebody else's `manifest.json` for ours."""
        there = NAME not in self._known and os.path.lexists(self._out / NAME)
        if there and not is_manifest(self._out):
            raise _foreign(f"{self._out}/{NAME}")

    def _check(self, folder: str) -> None:
        """Refuse, before a byte changes, to overwrite or to step over what no build wrote."""
        for name, is_folder in _entries(f"{self._spool.folder}/{folder}"):
            path = folder + name
            target = f"{self._out}/{path}"
            there = _mode(target)
            if not there:
                continue
            if is_folder:
                if stat.S_ISDIR(there):
                    self._check(path + "/")
                elif not self.owned(path):
                    raise OutputError(f"{target} is not a folder, and no build wrote it; remove it")
            elif stat.S_ISDIR(there):
                self._check_inside(path)
            elif not self.owned(path):
                raise _foreign(target)

    def _check_inside(self, folder: str) -> None:
        """Refuse to remove a folder for a file where somebody else's file is in it."""
        for inside in (self._out / folder).rglob("*"):
            path = inside.relative_to(self._out).as_posix()
            if (inside.is_symlink() or not inside.is_dir()) and not self.owned(path):
                raise OutputError(f"{inside} stands in the way, and no build wrote it; remove it")

    def _place(self, folder: str) -> None:
        """Move what is in a folder of the spool into the output; a folder that is new there, whole."""
        lead = f"{folder}/" if folder else ""
        for name, is_folder in _entries(f"{self._spool.folder}/{folder}"):
            path = lead + name
            source, target = f"{self._spool.folder}/{path}", f"{self._out}/{path}"
            there = _mode(target)
            if is_folder and stat.S_ISDIR(there):
                self._place(path)
            elif is_folder:
                if there:
                    os.unlink(target)
                os.makedirs(os.path.dirname(target), exist_ok=True)
                os.rename(source, target)
            else:
                if stat.S_ISDIR(there):
                    self._clear_folder(Path(target))
                os.makedirs(os.path.dirname(target), exist_ok=True)
                os.replace(source, target)

    def _clear_folder(self, folder: Path) -> None:
        """Remove a folder that stands where a file belongs; builds alone have filled it."""
        for inside in sorted(folder.rglob("*"), reverse=True):
            if inside.is_dir() and not inside.is_symlink():
                inside.rmdir()
            else:
                inside.unlink()
        folder.rmdir()

    def _remove(self, path: str) -> None:
        """Delete an owned file and the folders that it leaves empty."""
        if _through_link(self._out, path):
            return
        target = self._out / path
        if target.is_dir():
            return
        with suppress(FileNotFoundError, NotADirectoryError):  # its folder may be a file by now
            target.unlink()
        for parent in target.parents:
            if parent == self._out:
                break
            try:
                parent.rmdir()
            except OSError:
                break

    def write_manifest(self, entries: Entries) -> None:
        """Write the manifest anew, unless it stands as it is to be."""
        self._store_manifest(entries)
        made, target = f"{self._spool.folder}/{NAME}", self._out / NAME
        if target.is_file() and not target.is_symlink() and _same_bytes(made, target):
            os.unlink(made)
        else:
            os.replace(made, target)

    def _store_manifest(self, entries: Entries) -> None:
        self._spool.store(NAME, manifest_parts(entries, self._revision))


def _entries(folder: str) -> list[tuple[str, bool]]:
    """Return the names in a folder of the spool, in order, and whether each is a folder."""
    try:
        with os.scandir(folder) as listing:
            return sorted((item.name, item.is_dir(follow_symlinks=False)) for item in listing)
    except (FileNotFoundError, NotADirectoryError):
        return []


def _mode(path: str) -> int:
    """Return what stands at a path, without following a link; 0 for nothing."""
    try:
        return os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0


def _same_bytes(one: str, other: Path) -> bool:
    """Return whether two files hold the same; they may be large, and only a piece of each is at hand."""
    with open(one, "rb") as first, other.open("rb") as second:
        while (piece := first.read(_PIECE)) == second.read(_PIECE):
            if not piece:
                return True
    return False


def _foreign(path: str) -> OutputError:
    return OutputError(
        f"{path} was not written by a build and would be overwritten; "
        "empty the folder, or give another with --out"
    )


def _through_link(out: Path, path: str) -> bool:
    """Return whether a path inside the output leads over a symbolic link."""
    current = out
    for part in path.split("/"):
        current = current / part
        if current.is_symlink():
            return True
    return False
