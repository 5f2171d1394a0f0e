"""What each template depends on: itself, and all that it extends, includes or imports."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from selisih.reading.look import folders_below, known_files

_NAMED: Final = re.compile(
    r"\{%[-+]?\s*(?:extends|include|import|from)\s+(?:(['\"])(?P<name>[^'\"]+)\1\s*(?P<rest>[^%]*)|[^%]*)"
)
"""A tag that names another template. One that computes the name, or lists several, may name any."""

_ONCE: Final = re.compile(r"\bonce\(\s*(?:(['\"])(?P<name>[^'\"]+)\1)?")
"""A call that renders a template which many pages share."""


class Templates:
    """The templates of a site as they were read, once: what is rendered is what is hashed.

    Two are equal where all their files hold the same.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        """Read all templates; the first folder that has a name wins."""
        self._found: dict[str, tuple[Path, bytes]] = {}
        for folder in folders:
            for path in _files_below(folder):
                name = path.relative_to(folder).as_posix()
                if not name.startswith("locales/") and name not in self._found:
                    self._found[name] = (path, path.read_bytes())
        texts = {name: data for name, (_, data) in self._found.items()}
        named = {name: _named_in(data, texts) for name, data in texts.items()}
        self.prints = {name: _hash(_closure(name, named), texts) for name in texts}
        """For each template the hash of it and of everything that it extends, includes or imports."""

    def source(self, name: str) -> tuple[str, str]:
        """Return a template's text and its path. Raises `KeyError`, and `UnicodeDecodeError` where it is no UTF-8."""
        path, data = self._found[_tidy(name)]
        return data.decode().replace("\r\n", "\n").replace("\r", "\n"), str(path)

    def __eq__(self, other: object) -> bool:
        """Return whether the other has the same templates."""
        return isinstance(other, Templates) and self.prints == other.prints

    def __hash__(self) -> int:
        """Return the same for the same templates."""
        return hash(tuple(sorted(self.prints.items())))


def _files_below(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder that a look sees, those behind links too."""
    for inner, (names, _, _) in folders_below(str(folder.parent), folder.name, follow=True).items():
        for name in known_files(inner, names):
            path = folder.parent / name
            if path.is_file():
                yield path


def _tidy(name: str) -> str:
    """Return a template's name as every way to write it leads to."""
    return "/".join(part for part in name.split("/") if part not in ("", "."))


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
        names.add(_tidy(found["name"]))
    for found in _ONCE.finditer(text):
        if found["name"] is None:
            return set(texts)
        names.add(_tidy(found["name"]))
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
