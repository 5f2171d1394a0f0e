"""Replacing a whole folder at one moment, so that no reader ever sees half of an old site and half of a new one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection

_HERE = -100
_EXCHANGE = 2


def complete(folder: str, out: str, gone: Collection[str]) -> None:
    """Add to `folder` every file of `out` that it lacks and that is not `gone`: as links to the same bytes."""
    left = set(gone)
    waiting = [""]
    while waiting:
        lead = waiting.pop()
        with os.scandir(f"{out}/{lead}") as listing:
            entries = list(listing)
        for entry in entries:
            path = lead + entry.name
            target = f"{folder}/{path}"
            if entry.is_dir(follow_symlinks=False):
                if not os.path.lexists(target) or os.path.isdir(target):
                    waiting.append(path + "/")
            elif path not in left and not os.path.lexists(target):
                os.makedirs(os.path.dirname(target), exist_ok=True)
                _link(entry.path, target)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:  # a file system without hard links
        shutil.copy2(source, target, follow_symlinks=False)


def exchange(folder: str, out: str) -> None:
    """Put `folder` in the place of `out`, and leave the old one there.

    On Linux this is one step. Elsewhere there is a moment between two renames at which nothing stands at `out`.
    """
    if _renamed(folder, out):
        return
    aside = f"{folder}.old"
    shutil.rmtree(aside, ignore_errors=True)
    os.rename(out, aside)
    os.rename(folder, out)
    os.rename(aside, folder)


def _renamed(one: str, other: str) -> bool:
    """Return whether the system could exchange two names in one step."""
    import ctypes

    try:
        rename = ctypes.CDLL(None).renameat2
    except (OSError, AttributeError, TypeError):
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)
