"""Opening content files: the only place that does, and what can be wrong with a file as such."""

from __future__ import annotations

import os
import stat
from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct, field

from selisih.model.problem import Problems
from selisih.model.source import CONTROL, Place, Source

_HARMLESS: Final = bytes(
    byte
    for byte in range(256)
    if byte in b"\t\n\f\r" or (byte >= 0x20 and byte not in b"\x7f\xc2\xef")
)
"""Bytes that belong to no control character in UTF-8: most files hold no other, which is soon known."""


class Files(Struct, frozen=True):
    """Reads files below a site's root, and never leaves it."""

    root: Path
    problems: Problems
    limit: int
    """Bytes that a file may have."""
    read: dict[str, bytes] | None = None
    """What was read, by path, where it is kept."""
    _real: set[str] = field(default_factory=set)
    """Folders that were found to be no links, in this run."""

    def read_bytes(self, path: str, *, named_at: Place | None = None) -> bytes | None:
        """Return a file's bytes, or `None` after adding what is wrong with it.

        `path` is relative to the root, with forward slashes. `named_at` is the place in a document
        that names the file, where one does: a missing file is that document's problem.
        """
        place = named_at or Place(path=path)
        try:
            status = self._status(path)
        except FileNotFoundError:
            self.problems.add("file-missing", place, f"the file {path} does not exist")
            return None
        except OSError as error:
            self.problems.add("file-unreadable", place, f"{path} cannot be read: {error.strerror}")
            return None
        if status is None:
            self.problems.add(
                "file-link",
                place,
                f"{path} is, or lies behind, a symbolic link",
                "put the file itself there",
            )
            return None
        if not stat.S_ISREG(status.st_mode):
            self.problems.add("file-unreadable", place, f"{path} is not a regular file")
            return None
        if status.st_size > self.limit:
            self.problems.add(
                "file-too-large",
                place,
                f"{path} has {status.st_size:,} bytes, {self.limit:,} are allowed",
                "shorten it, or raise `limits: {file: …}` in site.yaml",
            )
            return None
        try:
            # A path object for each of a great many files would cost as much as reading them.
            with open(f"{self.root}/{path}", "rb", buffering=0) as file:  # noqa: PTH123
                data = file.read()
        except OSError as error:
            self.problems.add("file-unreadable", place, f"{path} cannot be read: {error.strerror}")
            return None
        if self.read is not None:
            self.read[path] = data
        return data

    def read_source(self, path: str) -> Source | None:
        """Return a text file as a source, or `None` after adding what is wrong with it."""
        data = self.read_bytes(path)
        return None if data is None else self.decode(path, data)

    def decode(self, path: str, data: bytes) -> Source | None:
        """Return bytes as a source; a byte order mark at the beginning is dropped."""
        data = data.removeprefix(BOM_UTF8)
        try:
            source = Source(path=path, text=data.decode())
        except UnicodeDecodeError as error:
            self.problems.add("file-encoding", *_encoding_problem(path, data, error))
            return None
        found = data.translate(None, _HARMLESS) and CONTROL.search(source.text)
        if found:
            self.problems.add(
                "control-character",
                source.place(found.start()),
                f"the text holds the control character U+{ord(found.group()):04X}",
                "remove it: it is invisible, and no web page may hold it",
            )
            return None
        return source

    def walk(self, folder: str, *, hidden: bool = False) -> Iterator[str]:
        """Yield the paths of the files below a folder, sorted; links are reported, not followed.

        `hidden` folders, whose names begin with a dot, are entered only where asked for.
        """
        try:
            if self._status(folder) is None:
                self._add_link(folder)
                return
            entries = sorted(os.scandir(self.root / folder), key=lambda entry: entry.name)
        except FileNotFoundError:
            return
        except OSError as error:
            self.problems.add(
                "file-unreadable", Place(path=folder), f"{folder} cannot be read: {error.strerror}"
            )
            return
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.is_symlink():
                self._add_link(path)
            elif entry.is_dir():
                if hidden or not entry.name.startswith("."):
                    yield from self.walk(path, hidden=hidden)
            else:
                yield path

    def _add_link(self, path: str) -> None:
        self.problems.add(
            "file-link",
            Place(path=path),
            f"{path} is, or lies behind, a symbolic link",
            "put the file itself there",
        )

    def _status(self, path: str) -> os.stat_result | None:
        """Return a path's status, or `None` where it or a folder above it is a link."""
        folder = path.rpartition("/")[0]
        if folder and folder not in self._real:
            above = self._status(folder)
            if above is None:
                return None
            self._real.add(folder)
        status = os.lstat(f"{self.root}/{path}")
        return None if stat.S_ISLNK(status.st_mode) else status


def _encoding_problem(path: str, data: bytes, error: UnicodeDecodeError) -> tuple[Place, str, str]:
    """Return place, message and hint for bytes that are not UTF-8."""
    before = data[: error.start].decode("utf-8", errors="replace")
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    place = Place(path=path, line=line, column=column, end_line=line, end_column=column + 1)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return place, "the file is UTF-16", "save it as UTF-8"
    byte = data[error.start]
    return place, f"the byte 0x{byte:02X} is not UTF-8", "save the file as UTF-8"
