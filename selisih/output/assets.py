"""Style sheets and pictures: named by what they hold, so that caches never show an old one."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

ROWS = 400
"""Rows of parallel texts that stand on one line; further ones flow below each other."""
COLUMNS = 8
"""Reports that stand beside each other."""


def load_assets(folders: Sequence[Path]) -> tuple[dict[str, str], dict[str, bytes]]:
    """Return each asset's site path by its name, and each site path's bytes.

    Assets lie in `assets/` of the template folders; the first folder that has a name wins.
    """
    paths: dict[str, str] = {}
    contents: dict[str, bytes] = {}
    for folder in folders:
        for file in sorted((folder / "assets").glob("*")):
            if not file.is_file() or file.name in paths or file.name.startswith("."):
                continue
            data = file.read_bytes()
            if file.name == "selisih.css":
                data += grid_css().encode()
            stem, _, suffix = file.name.rpartition(".")
            path = f"assets/{stem}.{hashlib.sha256(data).hexdigest()[:10]}.{suffix}"
            paths[file.name] = path
            contents[path] = data
    return paths, contents


def grid_css() -> str:
    """Return the rules that put cells on their rows and columns: the pages carry no inline style."""
    rows = "".join(f".r{n}{{grid-row:{n}}}" for n in range(1, ROWS + 1))
    columns = "".join(f".c{n}{{grid-column:{n}}}" for n in range(1, COLUMNS + 1))
    counts = "".join(f".n{n}{{--columns:{n}}}" for n in range(1, COLUMNS + 1))
    return f"\n@media screen and (min-width:48em){{{rows}{columns}}}\n{counts}\n"
