"""Keys: hashes of everything that pages are made from, kept apart, so that a change says what it changes, and why.

The clock, git and file times never enter.
"""

from __future__ import annotations

import hashlib
import json
import stat
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from msgspec import Struct

from selisih import __version__
from selisih.model.moment import begins
from selisih.model.records import Outlet, Settings
from selisih.model.source import Passage, Source
from selisih.output import folders
from selisih.output.memory import StoryRecord
from selisih.pages.summary import moment

_NOT_ON_STORIES: Final = ("page_size", "editor", "source", "base_url")
"""Settings that no page of a story depends on, or that are counted apart."""

_PACKAGES: Final = (
    "babel",
    "jinja2",
    "markdown-it-py",
    "msgspec",
    "pydantic",
    "pyyaml",
    "rapidfuzz",
)
"""What pages are made with, besides the engine's own code."""

ENGINE: Final = "the engine"

Digests = tuple[tuple[str, bytes], ...]
"""Path and hash of files."""


class Fingerprints(Struct, frozen=True, kw_only=True):
    """What pages depend on besides the files of their own story."""

    frame: Mapping[str, str]
    """What every page depends on, by the name that a reader of `--explain` knows it by."""
    templates: Mapping[str, str]
    """Name of each template to the hash of it and of all that it includes, imports or extends."""
    outlets: Mapping[str, str]

    def packed(self) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
        """Return them as plain data."""
        return (dict(self.frame), dict(self.templates), dict(self.outlets))


def unpacked(data: tuple[dict[str, str], dict[str, str], dict[str, str]]) -> Fingerprints:
    """Return the fingerprints that plain data holds."""
    return Fingerprints(frame=data[0], templates=data[1], outlets=data[2])


def why(
    record: StoryRecord,
    digests: Digests,
    before: Fingerprints,
    now: Fingerprints,
    shown: tuple[bool, bool],
) -> str:
    """Return why a story must be compiled again; nothing where its pages can stay.

    `digests` are those of its files as they are now; `shown` says whether it is public, and whether it is built.
    """
    # Whole mappings are compared first: this is asked of every story, and most often nothing changed at all.
    if now.frame != before.frame:
        changed = [name for name in now.frame if now.frame[name] != before.frame.get(name)]
        return f"{changed[0]} changed" if changed else "the engine changed"
    for kind, names, ours, theirs in (
        ("template", record.templates, now.templates, before.templates),
        ("outlet", record.outlets, now.outlets, before.outlets),
    ):
        if ours == theirs:
            continue
        changed = [name for name in names if ours.get(name) != theirs.get(name)]
        if changed:
            return f"the {kind} {changed[0]} changed"
    if shown != record.shown:
        if shown[0] != record.shown[0]:
            return "its time has come" if shown[0] else "it is not public any more"
        return "drafts are built now" if shown[1] else "drafts are not built any more"
    return "" if digests is record.digests else _files_differ(dict(record.digests), dict(digests))


def _files_differ(before: Mapping[str, bytes], now: Mapping[str, bytes]) -> str:
    for path in sorted(before.keys() | now.keys()):
        name = path.rpartition("/")[2]
        if path not in before:
            return f"{name} is new"
        if path not in now:
            return f"{name} is gone"
        if before[path] != now[path]:
            return f"{name} was edited"
    return ""


def digests_of(
    root: Path, paths: Iterable[str], read: Mapping[str, bytes] = MappingProxyType({})
) -> Digests:
    """Return the hash of each file, or a mark for one that cannot be read: a link is never followed.

    `read` has the bytes of those that were read already.
    """
    return tuple(
        (path, _hash(read[path]) if path in read else _file_hash(root / path)) for path in paths
    )


def _file_hash(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.lstat().st_mode):  # reading a pipe would wait for whoever writes
            return b"-"
        return _hash(path.read_bytes())
    except OSError:
        return b"-"


def _hash(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def digest(value: object) -> str:
    """Return a short hash of plain data."""
    return hashlib.blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


@cache
def engine_fingerprint() -> str:
    """Return the hash of the engine's version, of its own code and of the versions of what it stands on."""
    found = hashlib.sha256(__version__.encode())
    package = Path(folders.ENGINE)
    for path in sorted(package.rglob("*.py")):
        found.update(path.relative_to(package).as_posix().encode())
        found.update(path.read_bytes())
    for name in _PACKAGES:
        found.update(f"\0{name} {_version(name)}".encode())
    return found.hexdigest()


def _version(package: str) -> str:
    from importlib import metadata

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def settings_fingerprint(settings: Settings) -> str:
    """Return the hash of the settings that pages of stories depend on, however site.yaml spells them."""
    values = {
        name: _plain(getattr(settings, name))
        for name in settings.__struct_fields__
        if name not in _NOT_ON_STORIES
    }
    return digest(json.dumps(values, sort_keys=False, default=repr))


def _plain(value: Any) -> Any:
    """Return a setting without the places where its parts are written."""
    if isinstance(value, Passage):
        return value.value
    if isinstance(value, Source):
        return None
    if isinstance(value, Struct):
        return {name: _plain(getattr(value, name)) for name in value.__struct_fields__}
    if isinstance(value, Mapping):
        return [[key, _plain(item)] for key, item in value.items()]
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def outlet_fingerprints(outlets: Mapping[str, Outlet] | None) -> dict[str, str]:
    """Return the hash of what is known of each outlet."""
    return {name: digest(outlet) for name, outlet in (outlets or {}).items()}


def visible_at(status: str, published: str, timezone: str) -> float | None:
    """Return from which moment a story is public, in seconds; `None` where it never is: it is a draft.

    A bare date is midnight in the site's time zone; one without a date is public at once.
    """
    if status == "draft":
        return None
    if not published:
        return 0.0
    return begins(moment(published), timezone).timestamp()
