"""`explain RULE`: the rule's section of `docs/problems.md`."""

from __future__ import annotations

import re
from pathlib import Path

from selisih.model.rules import RULES_BY_NAME


def explanation(rule: str) -> str:
    """Return what a rule promises, an example that breaks it, and how to mend it. Raises `KeyError`."""
    known = RULES_BY_NAME[rule]
    page = _page()
    found = re.search(rf"^## {re.escape(rule)}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    text = found[1].strip() if found else f"{known.severity}. {known.promise}"
    return f"{rule}\n\n{text}\n"


def _page() -> str:
    """Return the documentation of all rules: inside an installed package, or beside the engine."""
    package = Path(__file__).resolve().parent.parent
    for path in (package / "problems.md", package.parent / "docs" / "problems.md"):
        if path.is_file():
            return path.read_text(encoding="utf-8")
    return ""
