"""Check everything, then write: the spool, and the moment when a new site takes the old one's place."""

from __future__ import annotations

import hashlib
import os
import shutil
import unicodedata
from collections.abc import Iterable, Mapping
from copy import copy
from pathlib import Path

from selisih.output.manifest import NAME, is_manifest, manifest_bytes, read_manifest


class OutputError(Exception):
    """The output folder cannot be written as asked."""


class PathTaken(OutputError):
    """Two files of a site want the same address."""


class Spool:
    """Collects the files of a build beside the output, and publishes them at once.

    Bytes that the output has already are not written again. Until `publish` no byte of the
    output changes; a build that is killed in the middle of it is completed by the next.
    """

    def __init__(self, out: Path) -> None:
        """Prepare a spool on the output's own file system."""
        self.out = out
        self.folder = out.parent / f".{out.name}.spool"
        self.owned = read_manifest(out)
        self.files: dict[str, str] = {}
        self._waiting: dict[str, Path] = {}
        self._folders: set[str] = set()
        self._alike: dict[str, str] = {}
        _check_folder(out)
        if self.folder.is_symlink():
            self.folder.unlink()
        shutil.rmtree(self.folder, ignore_errors=True)

    def put(self, path: str, data: bytes) -> str:
        """Take a file into the build; return its SHA-256. Raises `PathTaken`."""
        digest = hashlib.sha256(data).hexdigest()
        if path == NAME or self._taken(path):
            raise PathTaken(f"two files of the site want the address {path}")
        self._take(path, digest)
        if self._on_disk(path) != digest:
            target = self.folder / path
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
                target.chmod(0o644)
            except OSError as error:
                raise OutputError(f"{target} cannot be written: {error.strerror}") from error
            self._waiting[path] = target
        return digest

    def keep(self, path: str, digest: str) -> bool:
        """Take over a file of an earlier build; return whether the output still has it unchanged."""
        if self._taken(path) or self._on_disk(path) != digest:
            return False
        self._take(path, digest)
        return True

    def _taken(self, path: str) -> bool:
        """Return whether a file stands at a path, below it, or where one of its folders belongs."""
        return (
            path in self.files
            or path in self._folders
            or any(folder in self.files for folder in _folders(path))
            or any(self._alike.get(_plain(part), part) != part for part in (*_folders(path), path))
        )

    def _take(self, path: str, digest: str) -> None:
        self.files[path] = digest
        self._folders.update(_folders(path))
        self._alike.update((_plain(part), part) for part in (*_folders(path), path))

    @property
    def waiting(self) -> list[str]:
        """The files that the output does not have yet."""
        return list(self._waiting)

    def branch(self) -> Spool:
        """Return a spool for one story: the same folder, with no file in the build yet."""
        branch = copy(self)
        branch.files, branch._waiting, branch._alike = {}, {}, {}
        branch._folders = set()
        return branch

    def join(self, files: Mapping[str, str], waiting: Iterable[str]) -> list[str]:
        """Take over the files of a branch; return those whose address is taken already."""
        taken = []
        for path, digest in files.items():
            if self._taken(path):
                taken.append(path)
            else:
                self._take(path, digest)
        self._waiting.update((path, self.folder / path) for path in waiting if path not in taken)
        return taken

    def drop(self, paths: list[str]) -> None:
        """Take files out of the build again, such as those of a story that turned out broken."""
        for path in paths:
            self.files.pop(path, None)
            self._waiting.pop(path, None)

    def discard(self) -> None:
        """Forget the build; the output stays as it is."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def publish(self) -> tuple[int, int]:
        """Put the build in place; return how many files were written and how many deleted."""
        gone = [path for path in self.owned if path not in self.files]
        self._check_manifest()
        for path in self._waiting:
            self._check_way(path)
        try:
            if self._waiting or gone:
                self.out.mkdir(parents=True, exist_ok=True)
                self._write_manifest({**self.owned, **self.files})
            for path in sorted(self._waiting, key=_assets_first):
                self._place(path)
            for path in gone:
                self._remove(path)
            self._write_manifest(self.files)
        except OSError as error:
            raise OutputError(
                f"{error.filename or self.out} cannot be written: {error.strerror}"
            ) from error
        finally:
            self.discard()
        return len(self._waiting), len(gone)

    def _on_disk(self, path: str) -> str | None:
        """Return the hash of a regular file in the output, without following links."""
        target = self.out / path
        try:
            if _through_link(self.out, path) or not target.is_file():
                return None
            return hashlib.sha256(target.read_bytes()).hexdigest()
        except OSError:
            return None

    def _check_manifest(self) -> None:
        """Refuse to take somebody else's `manifest.json` for ours."""
        if os.path.lexists(self.out / NAME) and not is_manifest(self.out):
            raise _foreign(self.out / NAME)

    def _check_way(self, path: str) -> None:
        """Refuse, before a byte changes, to overwrite or to step over what no build wrote."""
        for folder in _folders(path):
            if _in_the_way(self.out / folder) and folder not in self.owned:
                raise OutputError(
                    f"{self.out / folder} is not a folder, and no build wrote it; remove it"
                )
            if _in_the_way(self.out / folder):
                return
        target = self.out / path
        if target.is_dir() and not target.is_symlink():
            for inside in target.rglob("*"):
                owned = inside.relative_to(self.out).as_posix() in self.owned
                if not owned and (inside.is_symlink() or not inside.is_dir()):
                    raise OutputError(
                        f"{inside} stands in the way, and no build wrote it; remove it"
                    )
        elif os.path.lexists(target) and path not in self.owned:
            raise _foreign(target)

    def _place(self, path: str) -> None:
        target = self.out / path
        for folder in _folders(path):
            if _in_the_way(self.out / folder):
                (self.out / folder).unlink()
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir() and not target.is_symlink():
            self._clear_folder(target)
        self._waiting[path].replace(target)

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
        if _through_link(self.out, path):
            return
        target = self.out / path
        if target.is_dir():
            return
        target.unlink(missing_ok=True)
        for parent in target.parents:
            if parent == self.out:
                break
            try:
                parent.rmdir()
            except OSError:
                break

    def _write_manifest(self, files: dict[str, str]) -> None:
        data = manifest_bytes(files)
        target = self.out / NAME
        if target.is_file() and not target.is_symlink() and target.read_bytes() == data:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        waiting = self.folder / NAME
        waiting.write_bytes(data)
        waiting.chmod(0o644)
        waiting.replace(target)


def _folders(path: str) -> list[str]:
    """Return the folders that lead to a path, the outermost first."""
    parts = path.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]


def _plain(path: str) -> str:
    """Return what a disk that ignores case and composition sees of a path."""
    return (
        path if path.isascii() and path.islower() else unicodedata.normalize("NFC", path).casefold()
    )


def _in_the_way(folder: Path) -> bool:
    """Return whether something other than a folder stands where a folder belongs."""
    return folder.is_symlink() or (folder.exists() and not folder.is_dir())


def _foreign(path: Path) -> OutputError:
    return OutputError(
        f"{path} was not written by a build and would be overwritten; "
        "empty the folder, or give another with --out"
    )


def _assets_first(path: str) -> tuple[bool, str]:
    """Order paths so that no page is in place before what it needs."""
    return (not path.startswith("assets/"), path)


def _through_link(out: Path, path: str) -> bool:
    """Return whether a path inside the output leads over a symbolic link."""
    current = out
    for part in path.split("/"):
        current = current / part
        if current.is_symlink():
            return True
    return False


def _check_folder(out: Path) -> None:
    if out.is_symlink():
        raise OutputError(f"{out} is a symbolic link; give the folder itself with --out")
    if out.exists() and not out.is_dir():
        raise OutputError(f"{out} is a file; give a folder with --out")
