"""Keys: the hash of everything that a story's pages are made from. The clock, git and file times never enter."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from selisih import __version__
from selisih.model.moment import begins
from selisih.pages.summary import moment
from selisih.reading.files import Files
from selisih.reading.story import StoryFolder


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprints:
    """What every story's pages depend on."""

    engine: str
    templates: str
    settings: str
    base_url: str
    outlets: str
    pages: str
    """Names and titles of the pages that every frame links to."""


def story_key(
    folder: StoryFolder,
    inputs: Sequence[str],
    files: Files,
    prints: Fingerprints,
    shown: tuple[bool, bool],
) -> str:
    """Return a story's key; `inputs` are the files outside its folder that it is made from.

    `shown` says whether it is public now, and whether it is built at all.
    """
    digest = hashlib.sha256(repr((astuple(prints), folder.slug, shown)).encode())
    for path in (*folder.files, *inputs):
        digest.update(f"\0{path}\0".encode())
        digest.update(_file_hash(files.root / path))
    return digest.hexdigest()


def _file_hash(path: Path) -> bytes:
    """Return the hash of a file, or a mark for one that cannot be read: a link is never followed."""
    try:
        return b"-" if path.is_symlink() else hashlib.sha256(path.read_bytes()).digest()
    except OSError:
        return b"-"


@cache
def engine_fingerprint() -> str:
    """Return the engine's version together with the hash of its own code, so that both count."""
    digest = hashlib.sha256(__version__.encode())
    package = Path(__file__).parent
    for path in sorted(package.rglob("*.py")):
        digest.update(path.relative_to(package).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_visible(status: str, published: str, timezone: str, now: datetime) -> bool:
    """Return whether a story is public: no draft, and not dated later than now.

    A bare date is midnight in the site's time zone.
    """
    if status == "draft":
        return False
    if not published:
        return True
    return begins(moment(published), timezone) <= now
