"""From `ledger.lock` to facts, and back."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from functools import lru_cache
from typing import Any, Final

from selisih.model.lock import Fact, Facts, digest_of
from selisih.model.source import Place
from selisih.reading.files import Files
from selisih.reading.schema.leaves import ID_PATTERN, LANGUAGE_PATTERN

_SAYS: Final = rf"says/{ID_PATTERN}/(?:stance|quote/[1-9][0-9]{{0,5}})"
_NAMES: Final = {
    "claims": (ID_PATTERN, rf"statement/{LANGUAGE_PATTERN}|{_SAYS}|verdict"),
    "reports": (ID_PATTERN, "title|standfirst"),
    "corrections": ("[0-9a-f]{16}", "[1-9][0-9]{0,5}"),
}
"""Names of facts whose hash is that of the words beside it: what it is of, which one, and what of it."""
_TEXT: Final = re.compile(rf"reports/{ID_PATTERN}/text")
"""Name of the fact whose hash is that of a whole report."""
_DIGEST: Final = re.compile("[0-9a-f]{16}")


def read_lock(path: str, files: Files) -> dict[str, Fact] | None:
    """Return what was accepted, or `None` where there is no lock or it cannot be read."""
    source = files.read_source(path)
    if source is None:
        return None
    try:
        facts = _quickly(source.text)
        if facts is None:
            facts = _facts(json.loads(source.text, object_pairs_hook=_without_repeats))
        return facts
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        place = Place(path=path, line=line, excerpt="")
        hint = "the file is written by `check --accept` alone: restore it from the version control"
        files.problems.add("lock-invalid", place, f"the lock cannot be read: {error}", hint)
        return None


def _quickly(text: str) -> dict[str, Fact] | None:
    """Return the facts, or `None` where a name may stand twice or something is wrong.

    A call for every object would cost more than the reading. So quotation marks are counted: a fact has
    ten, and one whose name, `hash` or `words` stands twice has more.
    """
    if r"\\" in text:  # then not every `\"` is a quotation mark inside a string
        return None
    with suppress(ValueError, RecursionError):
        facts = _facts(json.loads(text))
        if text.count('"') - text.count(r"\"") == 10 * len(facts):
            return facts
    return None


def _facts(document: Any) -> dict[str, Fact]:
    """Return the facts of a document. Raises `ValueError` where they are not as they were written."""
    if not isinstance(document, dict):
        raise ValueError("it holds no facts")
    return {name: _fact(name, item) for name, item in document.items()}


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object, of which `json` alone would keep the last of two equal names."""
    document = dict(pairs)
    if len(document) < len(pairs):
        raise ValueError("a name stands twice")
    return document


def _fact(name: str, item: Any) -> Fact:
    """Return one fact. Raises `ValueError` where it is not as it was written."""
    if type(item) is dict and len(item) == 2:
        digest, words = item.get("hash"), item.get("words")
        if type(digest) is str and type(words) is str:
            told = digest == digest_of(words) and _told_in_words(name)
            if told or (_TEXT.fullmatch(name) and _DIGEST.fullmatch(digest)):
                return Fact(digest, words)
    raise ValueError(f"the fact `{name[:80]}` is not as it was written")


def _told_in_words(name: str) -> bool:
    """Return whether a fact of this name has the hash of the words beside it."""
    parts = name.split("/", 2)
    return len(parts) == 3 and _fits(parts[0], 0, parts[1]) and _fits(parts[0], 1, parts[2])


@lru_cache(maxsize=4096)
def _fits(kind: str, place: int, part: str) -> bool:
    """Return whether a part of a name may stand there; most stand in many names."""
    return kind in _NAMES and re.fullmatch(_NAMES[kind][place], part) is not None


def lock_text(facts: Facts) -> str:
    """Return the lock of a story: sorted JSON, one line a fact, so that a change is one line in a diff."""
    lines = [
        f"{json.dumps(name, ensure_ascii=False)}: "
        + json.dumps({"hash": fact.digest, "words": fact.words}, ensure_ascii=False)
        for name, fact in sorted(facts.items())
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"
