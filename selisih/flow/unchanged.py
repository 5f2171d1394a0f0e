"""Looking whether anything changed since the last build: at inputs, at options, and at the output itself.

In most builds little changed, and in many nothing. This module imports next to nothing, so that a build in which
nothing changed costs little more than looking at the files.
"""

from __future__ import annotations

import marshal
import os
import sys

from selisih.output import state as memory
from selisih.output.folders import ENGINE, MANIFEST, default_templates
from selisih.output.state import Row, State
from selisih.reading.look import behind_link, folders_below, hint_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from selisih.reading.look import Folders

STORIES = "content/stories"
_WAYS = (f"{STORIES}/-", "content/pages/-", "static/-")
"""Files in the folders that may not be, or lie behind, a link."""


class Ask:
    """What a build is asked for, as far as its output depends on it."""

    __slots__ = ("base_url", "drafts", "now", "out", "revision", "root")

    def __init__(
        self,
        *,
        root: str,
        out: str,
        base_url: str | None,
        drafts: bool,
        revision: str,
        now: float,
    ) -> None:
        """Hold two absolute paths, an address, whether drafts are built, a name, and the moment in seconds."""
        self.revision = revision
        self.root = root
        self.out = out
        self.base_url = base_url
        self.drafts = drafts
        self.now = now

    @property
    def choices(self) -> tuple[str, str, bool, str]:
        """What must be the same for anything to be taken over unseen."""
        return (self.out, self.base_url or "", self.drafts, self.revision)


class Looked:
    """What a look at a site found."""

    __slots__ = ("ask", "changed", "damaged", "folders", "groups", "settled", "state", "worn")

    def __init__(self, ask: Ask, state: State | None) -> None:
        """Begin a look; everything counts as changed until it was looked at."""
        self.ask = ask
        self.state = state
        self.folders: Folders = {}
        """The folders below that of the stories."""
        self.groups: dict[str, Folders] = {}
        """Everything else that a build reads, in groups."""
        self.changed: set[str] = set()
        """Folders of remembered stories whose files are no longer as they were, or may not be."""
        self.damaged: set[str] = set()
        """Folders of remembered stories whose output is not as it was left, or may not be."""
        self.worn: set[str] = set()
        """Remembered pages of the site itself, of which the same is true."""
        self.settled = False
        """Whether nothing changed but files of remembered stories."""

    @property
    def same(self) -> bool:
        """Whether nothing at all changed."""
        return self.settled and not self.changed

    def group_is_same(self, *names: str) -> bool:
        """Return whether nothing changed in these groups."""
        before = self.state.site["groups"] if self.state else {}
        return all(_same(self.groups[name], before.get(name)) for name in names)


def look(
    ask: Ask, state: State | None = None, meanwhile: Callable[[], object] | None = None
) -> Looked:
    """Return what changed since the last build. `state` is what it left, where that is known already.

    `meanwhile` is called where it is clear by then that there is something to build, and may prepare for that while another
    process looks at the output.
    """
    found = Looked(ask, state or memory.load(ask.root))
    damaged = _look_aside(found, found.state) if found.state else None
    found.folders = folders_below(ask.root, STORIES)
    found.groups = _groups(ask.root)
    if found.state is None:
        return found
    site = found.state.site
    rest = _look_at_stories(found, found.state)
    _look_at_pages(found, site["pages"])
    found.settled = (
        not found.worn
        and site["choices"] == ask.choices
        and site["since"] <= ask.now < site["until"]
        and _same(rest, site["stray"])
        and found.group_is_same(*found.groups)
        and not behind_link(ask.root, (*_WAYS, *site["sources"]))
        and not os.path.islink(ask.out)
    )
    if meanwhile and not found.same:
        meanwhile()
    found.damaged = damaged() if damaged else _damaged(ask.out, found.state.stories.values())
    found.settled = found.settled and not found.damaged
    return found


def look_again(before: Looked, state: State, ask: Ask, folders: Iterable[str]) -> Looked | None:
    """Return what changed since the build that left `state`, if nothing did but files in these folders of stories.

    `before` is the look that the build began with. Of the output the manifest alone is looked at: while it stands as that
    build left it, so does the rest. `None` where a whole look is needed, such as where nothing is known of a folder.
    """
    site = state.site
    stray = {path: before.folders[path] for path in before.folders.keys() & site["stray"].keys()}
    manifest = site["pages"][MANIFEST][2]
    if (
        site["choices"] != ask.choices
        or not _same(stray, site["stray"])
        or manifest not in (None, hint_of((MANIFEST,), ask.out + os.sep)[0])
    ):
        return None
    found = Looked(ask, state)
    found.groups = before.groups
    found.folders = dict(before.folders)
    doubtful = {folder for folder, row in state.stories.items() if row[Row.HINT] is None}
    for folder in doubtful.union(folders):
        now = folders_below(ask.root, folder)
        row = state.stories.get(folder)
        if row is None or len(now) > 1 or now[folder][0] == "!":
            return None
        found.folders[folder] = now[folder]
        if now[folder][:2] != (row[Row.NAMES], row[Row.HINT]):
            found.changed.add(folder)
    found.settled = site["since"] <= ask.now < site["until"]
    return found


def _look_at_stories(found: Looked, state: State) -> Folders:
    """Find the stories that changed and those whose output did; return the folders that are no known story's."""
    rest = dict(found.folders)
    root = found.ask.root + os.sep
    for folder, names, hint, sources, sources_hint, *_ in state.stories.values():
        now = rest.pop(folder, None)
        if (
            now is None
            or now[1] != hint
            or now[0] != names
            or (sources and hint_of(sources, root)[0] != sources_hint)
        ):
            found.changed.add(folder)
    return rest


def _damaged(out: str, rows: Iterable[tuple[Any, ...]]) -> set[str]:
    """Return the folders of the stories, of some records, whose output is not as it was left."""
    lead = os.fsencode(out + os.sep)
    return {
        row[Row.FOLDER]
        for row in rows
        if hint_of(row[Row.LINES].split(b'"')[1::4], lead)[0] != row[Row.LINES_HINT]
    }


_ENOUGH = 200
"""Stories from which on a second process saves more than it costs."""
_PORTIONS = 64
"""Portions of the output that two processes take from one queue, as each has time for them."""


def _look_aside(found: Looked, state: State) -> Callable[[], set[str]] | None:
    """Have a second process look at the output, or `None` where it is not worth it.

    What is returned looks at what the other has not come to yet, and waits for its answer. A process that has threads is
    not forked.
    """
    many = len(state.stories) >= _ENOUGH and (os.cpu_count() or 1) > 1
    if not many or not hasattr(os, "fork") or "threading" in sys.modules:
        return None
    queue, filling = os.pipe()
    os.write(filling, bytes(range(_PORTIONS)))
    os.close(filling)
    receiving, sending = os.pipe()
    child = os.fork()
    if not child:
        status = 1
        try:
            told = marshal.dumps(sorted(_damaged(found.ask.out, _queued(queue, state))))
            with os.fdopen(sending, "wb") as pipe:
                pipe.write(told)
            status = 0
        finally:
            os._exit(status)
    os.close(sending)

    def answer() -> set[str]:
        damaged = _damaged(found.ask.out, _queued(queue, state))
        os.close(queue)
        with os.fdopen(receiving, "rb") as pipe:
            told = pipe.read()
        _, status = os.waitpid(child, 0)
        if status:
            return _damaged(found.ask.out, state.stories.values())
        return damaged.union(marshal.loads(told))  # noqa: S302 - written above

    return answer


def _queued(queue: int, state: State) -> Iterator[tuple[Any, ...]]:
    """Yield records of stories, by portions, as long as the queue has the number of one that nobody took."""
    rows = list(state.stories.values())
    while portion := os.read(queue, 1):
        yield from rows[portion[0] :: _PORTIONS]


def _look_at_pages(found: Looked, pages: dict[str, tuple[str, str, int | None]]) -> None:
    out = found.ask.out + os.sep
    for path, (_, _, hint) in pages.items():
        if hint_of((path,), out)[0] != hint:
            found.worn.add(path)


def _groups(root: str) -> dict[str, Folders]:
    """Look at what a build reads besides the stories."""
    above, _, package = ENGINE.rpartition(os.sep)
    where, _, defaults = default_templates().rpartition(os.sep)
    return {
        "settings": {"": ("", *hint_of(("site.yaml",), root + os.sep))},
        "outlets": {"": ("", *hint_of(("content/outlets.yaml",), root + os.sep))},
        "pages": folders_below(root, "content/pages"),
        "static": folders_below(root, "static", hidden=True),
        "templates": folders_below(root, "templates", follow=True),
        "defaults": folders_below(where, defaults, follow=True),
        "engine": folders_below(above, package, skip="__pycache__"),
        "packages": {"": ("", *hint_of(filter(_holds_packages, sys.path), ""))},
    }


def _holds_packages(path: str) -> bool:
    return path.endswith(("site-packages", "dist-packages"))


def _same(now: Folders, before: memory.Known | None) -> bool:
    """Return whether folders are as they were; a hint that could not be trusted was not kept."""
    if before is None or now.keys() != before.keys():
        return False
    return all((names, hint) == before[path] for path, (names, hint, _) in now.items())


def trusted(folders: Folders, stamp: int) -> memory.Known:
    """Return folders to remember, each with its hint if nothing in it changed at `stamp` or later.

    What changed within the same tick of the file system's clock in which it was read could change once more, and
    its times would not tell.
    """
    return {
        path: (names, hint if latest < stamp else None)
        for path, (names, hint, latest) in folders.items()
    }
