"""What each template depends on: itself, and all that it extends, includes or imports."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

_NAMED: Final = re.compile(
    r"\{%[-+]?\s*(?:extends|include|import|from)\s+(?:(['\"])(?P<name>[^'\"]+)\1\s*(?P<rest>[^%]*)|[^%]*)"
)
"""A tag that names another template. One that computes the name, or lists several, may name any."""

_ONCE: Final = re.compile(r"\bonce\(\s*(?:(['\"])(?P<name>[^'\"]+)\1)?")
"""A call that renders a template which many pages share."""


def template_fingerprints(folders: Sequence[Path]) -> dict[str, str]:
    """Return for each template the hash of it and of everything that it extends, includes or imports.

    The first folder that has a name wins, as it does for the pages.
    """
    texts: dict[str, bytes] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if name.startswith(("assets/", "locales/")) or name in texts or not path.is_file():
                continue
            texts[name] = path.read_bytes()
    named = {name: _named_in(data, texts) for name, data in texts.items()}
    return {name: _hash(_closure(name, named), texts) for name in texts}


def catalogue_fingerprint(folders: Sequence[Path], languages: Sequence[str]) -> str:
    """Return the hash of the catalogues of these languages."""
    digest = hashlib.sha256()
    for folder in folders:
        for language in languages:
            path = folder / "locales" / f"{language}.po"
            if path.is_file():
                digest.update(f"{language}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _named_in(data: bytes, texts: dict[str, bytes]) -> set[str]:
    """Return the templates that one names; all of them where a name is computed."""
    names: set[str] = set()
    text = data.decode("utf-8", errors="replace")
    for found in _NAMED.finditer(text):
        rest = (found["rest"] or "").lstrip()
        if found["name"] is None or rest.startswith(("if ", "~", "+", "|", "else ", ",")):
            return set(texts)
        names.add(found["name"])
    for found in _ONCE.finditer(text):
        if found["name"] is None:
            return set(texts)
        names.add(found["name"])
    return names


def _closure(name: str, named: dict[str, set[str]]) -> list[str]:
    """Return a template and all that it leads to. One that does not exist counts by its name."""
    seen = {name}
    waiting = [name]
    while waiting:
        for other in named.get(waiting.pop(), ()):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return sorted(seen)


def _hash(names: Sequence[str], texts: dict[str, bytes]) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for name in names:
        data = texts.get(name)
        digest.update(f"{name}\0{-1 if data is None else len(data)}\0".encode() + (data or b""))
    return digest.hexdigest()
