"""The manifest: which files in the output a build owns, and may therefore replace or delete."""

from __future__ import annotations

import json
import re
import stat
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from errno import EINVAL
from heapq import heappop, heappush
from pathlib import Path
from typing import Final

from selisih.output.folders import MANIFEST

NAME: Final = MANIFEST
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_PATH: Final = re.compile(
    r"[^/\\\x00-\x1f\x7f\ud800-\udfff][^\\\x00-\x1f\x7f\ud800-\udfff]{0,4000}"
)

_START: Final = b'"files": {\n'
_NEXT: Final = b",\n"
_END: Final = b"\n}\n}\n"


def read_regular(path: Path) -> bytes:
    """Return a regular file's bytes. Raises `OSError` where it is none: a pipe would keep whoever reads it waiting."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(EINVAL, "not a regular file", str(path))
    return path.read_bytes()


def read_manifest(out: Path) -> dict[str, str]:
    """Return the owned files of an output folder: path to SHA-256. None where there is no manifest."""
    try:
        document = json.loads(read_regular(out / NAME))
        files = document["files"]
        return {
            path: digest
            for path, digest in files.items()
            if can_own(path) and isinstance(digest, str) and _DIGEST.fullmatch(digest)
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def is_manifest(out: Path) -> bool:
    """Return whether an output folder's `manifest.json` is one of ours, and no link."""
    try:
        document = json.loads(read_regular(out / NAME))
    except (OSError, ValueError, RecursionError):
        return False
    return (
        not (out / NAME).is_symlink()
        and isinstance(document, dict)
        and document.keys() - {"revision"} == {"format", "files"}
    )


def entry(path: str, digest: str) -> bytes:
    """Return the line that a file has in the manifest, without the comma after it."""
    return f'{json.dumps(path, ensure_ascii=False)}: "{digest}"\n'.encode()


class Entries:
    """The lines of a manifest, as `entry` gives them: of a large site they are many megabytes, and few are at hand at once."""

    def __init__(
        self, stories: Iterable[str], lines_of: Callable[[str], bytes], own: Iterable[bytes]
    ) -> None:
        """Hold the names of stories, what returns the lines of one as one block, and the site's own lines."""
        self._stories = stories
        self._lines_of = lines_of
        self._own = list(own)

    def plus(self, lines: Iterable[bytes]) -> Entries:
        """Return the same with further lines."""
        return Entries(self._stories, self._lines_of, [*self._own, *lines])

    def __iter__(self) -> Iterator[list[bytes]]:
        """Yield all lines in order, some at a time, without the ends of the lines."""
        waiting: list[list[bytes]] = []
        for first, lines in self._runs():
            # What was begun before goes on up to here; most often it is at its end.
            yield from _merged(waiting, first)
            heappush(waiting, lines())
        yield from _merged(waiting, None)

    def _runs(self) -> Iterator[tuple[bytes, Callable[[], list[bytes]]]]:
        """Yield runs of lines that belong together, in the order of their first lines: that line, and what gives them all."""
        own = sorted(line.rstrip(b"\n") for line in self._own)
        runs: list[tuple[bytes, str, int, int]] = [
            (line, "", number, number + 1) for number, line in enumerate(own)
        ]
        for story in self._stories:
            lines = self._sorted(story)
            begin = 0
            for number in range(1, len(lines) + 1):
                if number == len(lines) or _top(lines[number]) != _top(lines[begin]):
                    runs.append((lines[begin], story, begin, number))
                    begin = number
        runs.sort()
        for first, story, begin, end in runs:
            yield first, lambda: (self._sorted(story) if story else own)[begin:end]  # noqa: B023 - called at once

    def _sorted(self, story: str) -> list[bytes]:
        return sorted(self._lines_of(story).splitlines())


def _top(line: bytes) -> bytes:
    """Return the outermost folder of a line's path."""
    return line[: line.find(b"/") + 1]


def _merged(waiting: list[list[bytes]], until: bytes | None) -> Iterator[list[bytes]]:
    """Yield the waiting lines that come before `until`, in order; leave the others. `None` comes after all."""
    while waiting and (until is None or waiting[0][0] < until):
        lines = heappop(waiting)
        others = [*(waiting[0][:1] if waiting else ()), *((until,) if until is not None else ())]
        end = max(1, bisect_left(lines, min(others))) if others else len(lines)
        yield lines[:end]
        if end < len(lines):
            heappush(waiting, lines[end:])


def manifest_parts(entries: Iterable[list[bytes]], revision: str = "") -> Iterator[bytes]:
    """Yield a manifest's bytes, piece by piece, from its lines in order."""
    named = (
        f'"revision": {json.dumps(revision, ensure_ascii=False)},\n'.encode() if revision else b""
    )
    yield b'{\n"format": 1,\n' + named + _START
    lead = b""
    for lines in entries:
        yield lead + _NEXT.join(lines)
        lead = _NEXT
    yield _END


def amended(
    manifest: bytes, old: Iterable[bytes], new: Iterable[bytes]
) -> bytes | bytearray | None:
    """Return a manifest without the lines `old` and with the lines `new`, both as `entry` gives them.

    `None` where it has no such lines, so that it has to be written anew. Lines that stay are not even looked at.
    """
    begin = manifest.find(_START) + len(_START)
    if begin < len(_START) or not manifest.endswith(_END) or manifest.endswith(_START + _END):
        return None
    data = bytearray(manifest)
    data[-len(_END) :] = _NEXT  # now every line ends alike
    for line in old:
        line_now = line.rstrip(b"\n") + _NEXT
        place = _place(data, begin, line_now)
        if not data.startswith(line_now, place):
            return None
        del data[place : place + len(line_now)]
    for line in new:
        line_now = line.rstrip(b"\n") + _NEXT
        place = _place(data, begin, line_now)
        data[place:place] = line_now
    data[-len(_NEXT) :] = _END
    return data


def _place(data: bytearray, begin: int, line: bytes) -> int:
    """Return where the first line stands that does not come before `line`; lines are in order from `begin` on."""
    low, high = begin, len(data)
    while low < high:
        middle = (low + high) // 2
        start = data.rfind(b"\n", low, middle) + 1 or low
        end = data.index(b"\n", middle) + 1
        if data[start:end] < line:
            low = end
        else:
            high = start
    return low


def can_own(path: object) -> bool:
    """Return whether a path stays in the output folder: a manifest is data, and data may be forged."""
    if not isinstance(path, str) or not _PATH.fullmatch(path):
        return False
    return all(0 < len(part) < 256 and part not in (".", "..") for part in path.split("/"))
