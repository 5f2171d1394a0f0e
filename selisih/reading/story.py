"""Finding the stories of a site, and reading one of them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from selisih.model.problem import Problems
from selisih.model.records import Ledger, Outlet, Settings, Story
from selisih.model.source import Passage, Place
from selisih.reading.files import Files
from selisih.reading.ledger import read_ledger
from selisih.reading.lock import read_lock
from selisih.reading.report import read_report
from selisih.reading.schema.leaves import ID_LENGTH, ID_PATTERN
from selisih.reading.words import Converter

STORIES_FOLDER: Final = "content/stories"
LEDGER: Final = "ledger.yaml"
LOCK: Final = "ledger.lock"

RESERVED_SLUGS: Final = frozenset(
    {
        "about",
        "assets",
        "corrections",
        "data",
        "kinds",
        "methodology",
        "outlets",
        "page",
        "pagefind",
        "search",
        "tags",
    }
)
"""Names at the site's root that its own pages need."""

_LANGUAGE_LIKE: Final = re.compile(r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?")
"""A slug of this shape would collide with the folder of a language."""

RESERVED_REPORTS: Final = frozenset({"all"})


class StoryFolder(Struct, frozen=True):
    """Where a story lies: its slug, its folder relative to the root, and the names of the files in it."""

    slug: str
    folder: str
    names: tuple[str, ...]

    @property
    def files(self) -> tuple[str, ...]:
        """The paths of its files, relative to the root."""
        return tuple(f"{self.folder}/{name}" for name in self.names)

    @property
    def report_ids(self) -> tuple[str, ...]:
        """The ids that the names of its report files say."""
        return tuple(name.removesuffix(".md") for name in self.names if name.endswith(".md"))

    taken: frozenset[str] = frozenset()
    """Names at the site's root that no alias may have: stories, pages and what the site needs."""


def find_stories(files: Files, page_names: frozenset[str]) -> tuple[StoryFolder, ...]:
    """Return the stories of a site by slug, after checking that slugs are usable and unique.

    A story is a folder with a `ledger.yaml`, at any depth. `page_names` are further reserved names.
    """
    by_folder: dict[str, list[str]] = {}
    for path in files.walk(STORIES_FOLDER):
        folder, _, name = path.rpartition("/")
        if not name.startswith("."):
            # Most stories have files of the same names.
            by_folder.setdefault(folder, []).append(sys.intern(name))
    found: dict[str, StoryFolder] = {}
    for folder, names in by_folder.items():
        if LEDGER not in names:
            if (files.root / folder / LEDGER).is_dir():
                # Without a word the story would be gone from the site.
                place = Place(path=f"{folder}/{LEDGER}")
                files.problems.add("file-unreadable", place, f"{place.path} is not a regular file")
                continue
            for path in (f"{folder}/{name}" for name in names):
                files.problems.add(
                    "file-unknown",
                    Place(path=path),
                    f"{path} belongs to no story",
                    f"a story's folder holds a {LEDGER}",
                )
            continue
        slug = folder.rpartition("/")[2]
        place = Place(path=f"{folder}/{LEDGER}")
        if slug in found:
            other = found[slug].folder
            files.problems.add(
                "id-duplicate",
                place,
                f"the slug `{slug}` is taken by {other}",
                "rename one of the two folders",
            )
        elif _slug_allowed(slug, place, page_names, files.problems):
            found[slug] = StoryFolder(slug, folder, tuple(names))
    taken = taken_names(page_names, found.keys())
    return tuple(replace(found[slug], taken=taken) for slug in sorted(found))


def taken_names(page_names: AbstractSet[str], slugs: AbstractSet[str]) -> frozenset[str]:
    """Return the names at the site's root that no alias may have."""
    return RESERVED_SLUGS | page_names | slugs


def _slug_allowed(slug: str, place: Place, page_names: frozenset[str], problems: Problems) -> bool:
    if not re.fullmatch(ID_PATTERN, slug) or len(slug) > ID_LENGTH:
        problems.add(
            "id-invalid",
            place,
            f"the folder's name `{slug}` is no id: lower-case letters and digits, words joined by hyphens",
            "rename the folder",
        )
        return False
    if slug in RESERVED_SLUGS or slug in page_names or _LANGUAGE_LIKE.fullmatch(slug):
        problems.add(
            "id-reserved",
            place,
            f"the folder's name `{slug}` is an address that the site needs",
            "rename the folder",
        )
        return False
    return True


def read_story(
    folder: StoryFolder, files: Files, outlets: Mapping[str, Outlet] | None, settings: Settings
) -> Story | None:
    """Return a story, or `None` after adding what is wrong with it."""
    before = files.problems.errors
    convert = Converter(settings.languages, files.problems)
    ids: list[str] = []
    reports = []
    for name, path in zip(folder.names, folder.files, strict=True):
        report_id = _report_id(name, path, files.problems)
        if report_id is None:
            continue
        ids.append(report_id)
        report = read_report(path, report_id, files, outlets, convert, settings.limits.depth)
        if report:
            reports.append(report)
    ledger_path = f"{folder.folder}/{LEDGER}"
    if len(ids) < 2:
        files.problems.add(
            "reports-too-few",
            Place(path=ledger_path),
            f"the story has {len(ids)} of the two reports it needs",
            f"put each article as <id>.md into {folder.folder}/",
        )
    ledger = read_ledger(ledger_path, files, ids, reports, outlets, settings)
    if ledger:
        _check_own_aliases(ledger, folder.taken, files.problems)
    lock = read_lock(f"{folder.folder}/{LOCK}", files) if LOCK in folder.names else None
    if ledger is None or files.problems.errors > before:
        return None
    order = {name: index for index, name in enumerate(ledger.columns)}
    reports.sort(key=lambda report: order[report.id])
    return Story(
        slug=folder.slug, folder=folder.folder, reports=tuple(reports), ledger=ledger, lock=lock
    )


def _check_own_aliases(ledger: Ledger, taken: frozenset[str], problems: Problems) -> None:
    """Add a problem for a former slug at whose address something else stands."""
    for alias in ledger.aliases:
        if str(alias) in taken or _LANGUAGE_LIKE.fullmatch(str(alias)):
            problems.add(
                "id-duplicate",
                alias.place(),
                f"something else stands at the address of the alias `{alias}`",
                "remove it",
            )


def check_aliases(aliases: Iterable[Iterable[Passage]], problems: Problems) -> None:
    """Add a problem for every alias that another story has too; `aliases` are those of each story."""
    seen: set[str] = set()
    for own in aliases:
        for alias in own:
            if str(alias) in seen:
                problems.add(
                    "id-duplicate",
                    alias.place(),
                    f"another story has the alias `{alias}` already",
                    "remove one of the two",
                )
            seen.add(str(alias))


def _report_id(name: str, path: str, problems: Problems) -> str | None:
    """Return the report's id that a file's name says, or `None` where it is no report."""
    if name in (LEDGER, LOCK):
        return None
    stem, dot, suffix = name.rpartition(".")
    if not dot or suffix != "md":
        problems.add(
            "file-unknown", Place(path=path), f"{path} is not used", "reports are named <id>.md"
        )
        return None
    if not re.fullmatch(ID_PATTERN, stem) or len(stem) > ID_LENGTH:
        problems.add(
            "id-invalid",
            Place(path=path),
            f"the file's name `{stem}` is no id: lower-case letters and digits, words joined by hyphens",
            "rename the file",
        )
        return None
    if stem in RESERVED_REPORTS:
        problems.add(
            "id-reserved", Place(path=path), f"`{stem}` cannot be a report's id", "rename the file"
        )
        return None
    return stem
