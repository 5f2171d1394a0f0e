"""Which addresses are taken: no two files of a site may want the same one, on any disk."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable


class Addresses:
    """The addresses of one build.

    A story owns the folders that its pages lie in; its single paths are looked at only where another file is to lie in
    one of them, so that not every address of a large site is held at once.
    """

    def __init__(self, paths_of: Callable[[str], Iterable[str]]) -> None:
        """Start with every address free; `paths_of` returns the paths of a story."""
        self._paths_of = paths_of
        self._stories: dict[str, str] = {}
        self._files: set[str] = set()
        self._folders: set[str] = set()
        self._alike: dict[str, str] = {}

    def take_story(self, tops: Iterable[str], story: str) -> list[str]:
        """Take the addresses of a story, which lie in the folders `tops`; return those that are taken already."""
        tops = tuple(tops)
        if not any(top in self._stories or top in self._folders for top in tops):
            for top in tops:
                self._stories[top] = story
                self._enter(top)
            return []
        for top in tops:
            self._expand(top)
        return [path for path in self._paths_of(story) if not self.take(path)]

    def take(self, path: str) -> bool:
        """Take an address; return whether it was free."""
        parts = _plain(path).split("/")
        self._expand(parts[0])
        self._expand("/".join(parts[:2]))
        folders = _folders(path)
        if (
            path in self._files
            or path in self._folders
            or any(folder in self._files for folder in folders)
            or any(self._alike.get(_plain(part), part) != part for part in (*folders, path))
        ):
            return False
        self._files.add(path)
        self._alike[_plain(path)] = path
        for folder in folders:
            self._folders.add(folder)
            self._alike[_plain(folder)] = folder
        return True

    def _expand(self, top: str) -> None:
        """Hold the single paths of the story that owns a folder."""
        story = self._stories.pop(top, None)
        if story is None:
            return
        for other in [other for other, same in self._stories.items() if same == story]:
            del self._stories[other]
        self._folders.discard(top)
        for path in self._paths_of(story):
            self.take(path)

    def _enter(self, top: str) -> None:
        """Take the folder above a story's own: that of a language."""
        for folder in _folders(top):
            self._folders.add(folder)
            self._alike[folder] = folder


def _folders(path: str) -> list[str]:
    """Return the folders that lead to a path, the outermost first."""
    parts = path.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]


def _plain(path: str) -> str:
    """Return what a disk that ignores case and composition sees of a path."""
    if path.isascii() and path.islower():
        return path
    return unicodedata.normalize("NFC", path).casefold()
