"""What the last build left, for the build that comes after it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from selisih.flow.keys import unpacked
from selisih.flow.unchanged import Looked
from selisih.output.manifest import NAME as MANIFEST
from selisih.output.memory import StoryRecord, record_of
from selisih.output.rows import StoryRow


class Before:
    """What the last build left, and how much of it still stands."""

    def __init__(self, looked: Looked, *, clean: bool) -> None:
        """Take over what a look found; with `clean`, everything is made anew."""
        self.looked = looked
        self.clean = clean
        state = looked.state
        self.site: dict[str, Any] = state.site if state else {}
        self.rows: Mapping[str, StoryRow] = state.stories if state else {}
        self.prints = unpacked(self.site["prints"]) if state else None
        self.elsewhere = not state or self.site["choices"][0] != looked.ask.out
        """Whether the last build wrote into another folder."""

    def record(self, folder: str) -> StoryRecord | None:
        """Return what is remembered of the story in a folder."""
        row = self.rows.get(folder)
        return record_of(row) if row else None

    def known(self, folder: str) -> Mapping[str, str]:
        """Return the files of a story that the output is known to have: path to SHA-256."""
        row = self.rows.get(folder)
        if row is None or self.elsewhere or folder in self.looked.damaged:
            return {}
        return record_of(row).files

    def page(self, path: str) -> tuple[str, str] | None:
        """Return key and SHA-256 of a file of the site itself that the output still has as it was left."""
        if self.elsewhere or path in self.looked.worn or path not in self.site["pages"]:
            return None
        key, sha256, _ = self.site["pages"][path]
        return key, sha256

    def pages(self) -> dict[str, tuple[str, str]]:
        """Return key and SHA-256 of every file of the site itself but the manifest, as the last build left them."""
        return {
            path: (key, sha256)
            for path, (key, sha256, _) in self.site["pages"].items()
            if path != MANIFEST
        }

    def slug(self, folder: str) -> str:
        """Return the slug of a remembered story."""
        return folder.rpartition("/")[2]

    def why_page(self, path: str, key: str) -> str:
        """Return why a file of the site itself is made again."""
        before = self.site["pages"].get(path) if self.site else None
        if self.clean or before is None:
            return "--clean" if self.clean else "it is new"
        if before[0] == key:
            return "it was missing or edited by hand"
        return "what it shows changed"
