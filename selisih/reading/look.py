"""Looking at files without opening them: which there are, and a hint whether one of them changed.

A hint is made of what the file system keeps of files: size, times and inode. It never enters a key:
equal hints only save reading and hashing. This module imports next to nothing, because a build in which nothing
changed does little else than look.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

Folders = dict[str, tuple[str, int, int]]
"""Folder to the names in it, the hint of its files, and the latest change of one of them."""

SEPARATOR = "\0"
"""Stands between the names in a folder: no name holds it."""
_LATEST = 1 if os.name == "nt" else 2
"""Which mark tells of the latest change: on Windows `ctime` is that of the file's making."""


def folders_below(
    root: str, top: str, *, hidden: bool = False, follow: bool = False, skip: str = ""
) -> Folders:
    """Return `top` and the folders below it, by path relative to `root`, each with what is in it.

    Names are sorted; that of a folder ends in `/`, that of a link in `@`. Links are followed, and folders whose
    names begin with a dot entered, only where it is asked for; those named `skip` are passed over.
    """
    found: Folders = {}
    waiting = [top]
    lead = root + os.sep
    above: dict[str, tuple[str, ...]] = {}
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(lead + folder) as listing:
                entries = sorted((entry.name, entry) for entry in listing)
        except OSError:
            found[folder] = ("!", 0, 0)
            continue
        names: list[str] = []
        marks: list[int] = []
        for name, entry in entries:
            if not follow and entry.is_symlink():
                names.append(name + "@")
            elif name == skip:
                continue
            elif _is_folder(entry, follow=follow):
                names.append(name + "/")
                inner = f"{folder}/{name}"
                if (hidden or name[0] != ".") and not (follow and _leads_back(lead, inner, above)):
                    waiting.append(inner)
            else:
                names.append(name)
                _mark(entry, marks, follow=follow)
        found[folder] = (
            sys.intern(SEPARATOR.join(names)),  # most stories have files of the same names
            hash(tuple(marks)),
            max(marks[_LATEST::4], default=0),
        )
    return found


def _is_folder(entry: os.DirEntry[str], *, follow: bool) -> bool:
    try:
        return entry.is_dir(follow_symlinks=follow)
    except OSError:  # a link that leads in a circle by itself
        return False


def _leads_back(lead: str, folder: str, above: dict[str, tuple[str, ...]]) -> bool:
    """Return whether a folder is one of those that lead to it; note in `above` what leads to those below it."""
    outer = folder.rpartition("/")[0]
    way = above.get(outer) or (os.path.realpath(lead + outer),)
    real = os.path.realpath(lead + folder)
    above[folder] = (*way, real)
    return real in way


def _mark(entry: os.DirEntry[str], marks: list[int], *, follow: bool) -> None:
    try:
        status = entry.stat(follow_symlinks=follow)
    except OSError:
        marks += (-1, 0, 0, 0)
    else:
        marks += (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def hint_of(paths: Iterable[bytes] | Iterable[str], lead: bytes | str) -> tuple[int, int]:
    """Return the hint of some files and the latest change of one of them; `lead` stands before each path."""
    marks: list[int] = []
    look = os.lstat
    for path in paths:
        try:
            status = look(lead + path)  # type: ignore[operator]  # both are bytes, or both are text
        except OSError:
            marks += (-1, 0, 0, 0)
        else:
            marks += (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    return hash(tuple(marks)), max(marks[_LATEST::4], default=0)


def behind_link(root: str, paths: Iterable[str]) -> bool:
    """Return whether one of the folders that lead from `root` to these files is a link."""
    seen: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in seen:
            seen.add(folder)
            if os.path.islink(f"{root}{os.sep}{folder}"):
                return True
            folder = folder.rpartition("/")[0]
    return False


def known_files(folder: str, names: str) -> list[str]:
    """Return the paths of the plain files in a folder, as `folders_below` names them."""
    return [f"{folder}/{name}" for name in names.split(SEPARATOR) if name and name[-1] not in "/@"]
