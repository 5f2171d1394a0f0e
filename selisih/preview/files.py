"""Finding the file that answers for an address, as a plain web host would, and nothing outside it."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote_to_bytes

TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
}
"""Types by suffix: the machine's own table differs from one to the next."""


@dataclass(frozen=True, slots=True)
class Served:
    """A file answers."""

    path: Path


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The address of a folder lacks its final slash."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing stands at the address."""


@dataclass(frozen=True, slots=True)
class Malformed:
    """The address is none."""


Answer = Served | Elsewhere | Nothing | Malformed


def find(out: Path, address: str) -> Answer:
    """Return what answers for the path of an address, still percent-encoded.

    Dot-files, links, and folders without a page are as good as absent.
    """
    try:
        decoded = unquote_to_bytes(address).decode()
    except UnicodeDecodeError:
        return Malformed()
    if any(ord(character) < 0x20 or character == "\\" for character in decoded):
        return Malformed()
    *parts, last = decoded.removeprefix("/").split("/")
    names = [*parts, last] if last else parts
    if any(not name or name.startswith(".") for name in names):
        return Nothing()
    mode = _mode(out, names)
    target = out.joinpath(*names)
    if stat.S_ISREG(mode):
        return Served(target) if last else Nothing()
    if not stat.S_ISDIR(mode) or not stat.S_ISREG(_mode(out, [*names, "index.html"])):
        return Nothing()
    return Elsewhere() if last else Served(target / "index.html")


def type_of(path: Path) -> str:
    """Return the type to serve a file as."""
    return TYPES.get(path.suffix.lower(), "application/octet-stream")


def _mode(out: Path, names: list[str]) -> int:
    """Return the mode of what stands at a path in the output; 0 for nothing, or behind a link."""
    current = out
    mode = stat.S_IFDIR
    for name in names:
        parent, current = current, current / name
        if current.parent != parent:  # a drive's name, on Windows
            return 0
        try:
            mode = os.lstat(current).st_mode
        except (OSError, ValueError):
            return 0
        if stat.S_ISLNK(mode):
            return 0
    return mode
