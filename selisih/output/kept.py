"""What was compiled once and is kept for later runs: deletable at any time, and never trusted blindly."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Final, NamedTuple

from selisih.output.manifest import read_regular
from selisih.output.state import FOLDER

_COMPILED: Final = "compiled"
_DIGEST: Final = 32


class Kept(NamedTuple):
    """A folder of compiled things, each good for one state of what it was compiled from."""

    root: Path
    """The site's folder, in which the cache lies."""
    state: str
    """A name of everything that the things are made from."""

    @property
    def _folder(self) -> Path:
        return self.root / FOLDER / _COMPILED

    def load(self, name: str) -> bytes | None:
        """Return what was kept under a name, or `None` where it is missing, outdated or damaged."""
        try:
            data = read_regular(self._folder / name)
        except OSError:
            return None
        payload = data[_DIGEST:]
        return payload if data[:_DIGEST] == self._digest(name, payload) else None

    def save(self, name: str, payload: bytes) -> None:
        """Keep something; a folder that cannot be written is no harm."""
        waiting = self._folder / f"{name}.{os.getpid()}.new"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            waiting.write_bytes(self._digest(name, payload) + payload)
            waiting.replace(self._folder / name)
        except OSError:
            return

    def _digest(self, name: str, payload: bytes) -> bytes:
        return hashlib.sha256(b"\0".join((self.state.encode(), name.encode(), payload))).digest()
