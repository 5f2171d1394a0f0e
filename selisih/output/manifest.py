"""The manifest: which files in the output a build owns, and may therefore replace or delete."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
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


def read_manifest(out: Path) -> dict[str, str]:
    """Return the owned files of an output folder: path to SHA-256. None where there is no manifest."""
    try:
        document = json.loads((out / NAME).read_text(encoding="utf-8"))
        files = document["files"]
        return {
            path: digest
            for path, digest in files.items()
            if _plain(path) and isinstance(digest, str) and _DIGEST.fullmatch(digest)
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def is_manifest(out: Path) -> bool:
    """Return whether an output folder's `manifest.json` is one of ours, and no link."""
    try:
        document = json.loads((out / NAME).read_text(encoding="utf-8"))
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


def manifest_bytes(entries: Iterable[bytes], revision: str = "") -> bytes:
    """Return a manifest's bytes, from blocks of the lines that `entry` gives.

    A story's lines are kept as one block, so that nothing is spelt out again for those that did not change.
    """
    # Of a large site these are many megabytes: they are not copied more often than they must.
    lines = [line for block in entries for line in block.split(b"\n") if line]
    lines.sort()
    named = (
        f'"revision": {json.dumps(revision, ensure_ascii=False)},\n'.encode() if revision else b""
    )
    head = b'{\n"format": 1,\n' + named + _START
    lines = lines or [b""]
    lines[0] = head + lines[0]
    lines[-1] += _END
    return _NEXT.join(lines)


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


def _plain(path: object) -> bool:
    """Return whether a path stays in the output folder: a manifest is data, and data may be forged."""
    if not isinstance(path, str) or not _PATH.fullmatch(path):
        return False
    return all(0 < len(part) < 256 and part not in (".", "..") for part in path.split("/"))
