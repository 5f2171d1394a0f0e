"""From `ledger.lock` to facts, and back."""

from __future__ import annotations

import json

from selisih.model.lock import Fact, Facts
from selisih.model.source import Place
from selisih.reading.files import Files


def read_lock(path: str, files: Files) -> dict[str, Fact] | None:
    """Return what was accepted, or `None` where there is no lock or it cannot be read."""
    source = files.read_source(path)
    if source is None:
        return None
    try:
        document = json.loads(source.text)
        return {
            name: Fact(str(item["hash"]), str(item["words"])) for name, item in document.items()
        }
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        place = Place(path=path, line=line, excerpt="")
        hint = "the file is written by `check --accept` alone: restore it from the version control"
        files.problems.add("lock-invalid", place, f"the lock cannot be read: {error}", hint)
        return None


def lock_text(facts: Facts) -> str:
    """Return the lock of a story: sorted JSON, one line a fact, so that a change is one line in a diff."""
    lines = [
        f"{json.dumps(name, ensure_ascii=False)}: "
        + json.dumps({"hash": fact.digest, "words": fact.words}, ensure_ascii=False)
        for name, fact in sorted(facts.items())
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"
