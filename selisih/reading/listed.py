"""Files of which a look has told already which there are: the folders of the stories are not listed twice."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import field

from selisih.reading.files import Files
from selisih.reading.look import SEPARATOR, Folders


class ListedFiles(Files, frozen=True):
    """Reads files below a site's root, some of whose folders are known."""

    folders: Folders = field(default_factory=dict)
    """Folder to what is in it, as `folders_below` gives it."""

    def walk(self, folder: str, *, hidden: bool = False) -> Iterator[str]:
        """Yield the paths of the files below a folder, sorted, as `Files` does."""
        names = self.folders[folder][0].split(SEPARATOR) if folder in self.folders else ["@"]
        if hidden or any(name[-1:] == "@" for name in names) or names == ["!"]:
            # What may be a link, or cannot be listed, is for the file system to say.
            yield from Files.walk(self, folder, hidden=hidden)
            return
        for name in names:
            if name[-1:] != "/":
                if name:
                    yield f"{folder}/{name}"
            elif name[0] != ".":
                yield from self.walk(f"{folder}/{name[:-1]}")
