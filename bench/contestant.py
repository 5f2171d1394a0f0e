"""A contestant: one generator with one site of the corpus, and how it is run, edited and shown."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bench.corpus import Pages
from bench.events import Event, make_event

_STATEMENT: Final = re.compile(r"(Butir 1 menyebut jumlah unit)(?:, sunting \d+)?\.")
"""The statement of an event's first claim: the words that are edited."""
_NOTICE: Final = re.compile(r"Suntingan \d+")
"""What every contestant's template of the comparison shows, and what a template edit changes."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked of every contestant: so many stories, with these pages."""

    stories: int
    pages: Pages
    languages: int = 1

    @property
    def claim_pages(self) -> bool:
        """Whether every claim has a page."""
        return self.pages != "bare"

    @property
    def event(self) -> Event:
        """The event that is edited, from the middle of the corpus."""
        return make_event(self.stories // 2)

    def __str__(self) -> str:
        return f"{self.stories:,} stories, {self.pages}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contestant:
    """One generator, ready to run on its own copy of the corpus."""

    name: str
    folder: Path
    """Its site, and where its commands are run."""
    out: Path
    build: tuple[str, ...]
    serve: tuple[str, ...] = ()
    """The command of its preview, which writes to `out`; empty where it has none."""
    check: tuple[str, ...] = ()
    caches: tuple[Path, ...] = ()
    """What a cold build may not find, besides the output."""
    ledgers: tuple[Path, ...]
    """The files that hold the words which are edited."""
    template: Path
    page: Path
    """The page of the edited event, relative to `out`."""
    env: Mapping[str, str] = field(default_factory=dict)

    def forget(self) -> None:
        """Put everything aside that builds have made, and let the disk come to rest.

        It is not removed: some file systems look at every place that was freed within the last minutes before they
        take another for a new file, and whoever builds next would pay for it.
        """
        spent = self.folder.parent / "spent"
        spent.mkdir(exist_ok=True)
        for path in (self.out, *self.caches):
            if os.path.lexists(path):
                path.rename(Path(tempfile.mkdtemp(dir=spent), path.name))
        os.sync()

    def edit_ledger(self, number: int) -> str:
        """Change the words of one claim; return what its page must say now."""
        words = f"Butir 1 menyebut jumlah unit, sunting {number}."
        for path in self.ledgers:
            _replace(path, _STATEMENT, words)
        return words

    def edit_template(self, number: int) -> str:
        """Change the template of the comparison; return what its pages must hold now."""
        words = f"Suntingan {number}"
        _replace(self.template, _NOTICE, words)
        return f"{words}<"

    def shows(self, words: str) -> bool:
        """Return whether the edited event's page holds some words."""
        try:
            return words in (self.out / self.page).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):  # not there yet, or half written
            return False


def _replace(path: Path, pattern: re.Pattern[str], words: str) -> None:
    text, count = pattern.subn(words, path.read_text(encoding="utf-8"))
    if not count:
        raise LookupError(f"{path} does not hold the words that are to be edited")
    path.write_text(text, encoding="utf-8")
