"""The spool: where the files of a build wait beside the output until all of them are made."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from selisih.output.manifest import NAME


class OutputError(Exception):
    """The output folder cannot be written as asked."""


class PathTaken(OutputError):
    """Two files of a site want the same address."""


_NEW_FILE: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
_MODE: Final = 0o644
_FOLDER_MODE: Final = 0o755


class Spool:
    """Takes the files of a build. Bytes that the output has already are not written again.

    It lies on the output's own file system, so that what is in it can be renamed into place. Until then no byte of the
    output changes. Several processes may write into it, each the files of its own stories.
    """

    def __init__(self, out: Path) -> None:
        """Prepare a spool for the output folder `out`. Raises `OutputError` where that is none."""
        _check_folder(out)
        self.out = out
        self.folder = str(out.parent / f".{out.name}.spool")
        self.fresh = _is_empty(out)
        """Whether nothing is in the output, so that nothing need be looked for there."""
        self.written = 0
        """How many files were written, in this process."""
        self.stamp = 0
        """The file system's own time when the spool was begun, in nanoseconds."""
        self._last = ""
        self._modes = _needs_modes()

    def begin(self) -> None:
        """Make the folder, after removing what a killed build left behind."""
        try:
            if os.path.islink(self.folder):
                os.unlink(self.folder)
            elif os.path.lexists(self.folder):
                shutil.rmtree(self.folder, ignore_errors=True)
            os.makedirs(self.folder, _FOLDER_MODE, exist_ok=True)
            if self._modes:
                os.chmod(self.folder, _FOLDER_MODE)
            self.stamp = os.lstat(self.folder).st_ctime_ns
            self._last = ""
        except OSError as error:
            raise OutputError(f"{self.folder} cannot be written: {error.strerror}") from error

    def put(self, path: str, data: bytes, known: Mapping[str, str]) -> str:
        """Take a file into the build; return its SHA-256.

        `known` are hashes of files that the output is known to have; others are looked for.
        """
        if path == NAME:
            raise PathTaken(f"two files of the site want the address {path}")
        digest = hashlib.sha256(data).hexdigest()
        if self.fresh or (known.get(path) or self.on_disk(path)) != digest:
            self.store(path, (data,))
            self.written += 1
        return digest

    def store(self, path: str, parts: Iterable[bytes | bytearray]) -> None:
        """Write a file into the spool, from its parts. Raises `OutputError`."""
        target = f"{self.folder}/{path}"
        try:
            folder = path.rpartition("/")[0]
            if folder and folder != self._last:
                self._make_folder(folder)
                self._last = folder
            file = os.open(target, _NEW_FILE, _MODE)
            try:
                for part in parts:
                    left = part
                    while left := left[os.write(file, left) :]:
                        pass
                if self._modes:
                    os.chmod(target, _MODE)
            finally:
                os.close(file)
        except OSError as error:
            raise OutputError(f"{target} cannot be written: {error.strerror}") from error

    def _make_folder(self, folder: str) -> None:
        try:
            os.mkdir(f"{self.folder}/{folder}", _FOLDER_MODE)
        except FileExistsError:
            return
        except FileNotFoundError:
            os.makedirs(os.path.dirname(f"{self.folder}/{folder}"), _FOLDER_MODE, exist_ok=True)
            self._make_folder(folder)
            return
        if self._modes:
            os.chmod(f"{self.folder}/{folder}", _FOLDER_MODE)

    def on_disk(self, path: str) -> str | None:
        """Return the hash of a regular file in the output, without following links."""
        target = f"{self.out}/{path}"
        try:
            if not stat.S_ISREG(os.lstat(target).st_mode) or _through_link(str(self.out), path):
                return None
            with open(target, "rb") as file:
                return hashlib.sha256(file.read()).hexdigest()
        except OSError:
            return None

    def discard(self) -> None:
        """Drop what is in the spool; the output stays as it is."""
        try:
            os.rmdir(self.folder)
        except FileNotFoundError:
            return
        except OSError:
            shutil.rmtree(self.folder, ignore_errors=True)


def _needs_modes() -> bool:
    """Return whether the user's umask would keep others from reading what is published."""
    umask = os.umask(0o022)
    os.umask(umask)
    return bool(umask & 0o055)


def _through_link(out: str, path: str) -> bool:
    """Return whether a folder that leads to a path inside the output is a symbolic link."""
    folder = path.rpartition("/")[0]
    while folder:
        if os.path.islink(f"{out}/{folder}"):
            return True
        folder = folder.rpartition("/")[0]
    return False


def _is_empty(out: Path) -> bool:
    """Return whether nothing is in the output folder, or there is none. Raises `OutputError`."""
    try:
        with os.scandir(out) as entries:
            return next(entries, None) is None
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError as error:
        raise OutputError(f"{out} cannot be read: {error.strerror}") from error


def _check_folder(out: Path) -> None:
    if out.is_symlink():
        raise OutputError(f"{out} is a symbolic link; give the folder itself with --out")
    if out.exists() and not out.is_dir():
        raise OutputError(f"{out} is a file; give a folder with --out")
