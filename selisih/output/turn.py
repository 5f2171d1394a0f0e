"""One build of a site at a time: what two would write into one output, and remember of it, would be of neither."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    _LOCKS = False
else:
    _LOCKS = True


class Turn:
    """The right to build a site, held until `release`, and by every process that was forked in the meantime.

    It is a lock on the site's folder, which leaves nothing behind when a build is killed. Where a system has no such
    locks there is nothing to wait for.
    """

    def __init__(self, root: Path, waiting: Callable[[], object] | None = None) -> None:
        """Take the turn; `waiting` is called first where another build has it."""
        self._lock = -1
        if not _LOCKS:
            return
        try:
            self._lock = os.open(root, os.O_RDONLY)
            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if waiting:
                    waiting()
                fcntl.flock(self._lock, fcntl.LOCK_EX)
        except OSError:  # a file system without locks
            self.release()

    def release(self) -> None:
        """Give the turn to whoever waits for it."""
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def __del__(self) -> None:
        """Give the turn away where nobody has done so."""
        self.release()
