"""Eleventy on the corpus: one JSON file an event, templates as plain JavaScript, pages by pagination over the data."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Final

from bench.contestant import Contestant, Task
from bench.events import events
from bench.peers.data import as_data
from bench.peers.tools import Tools

_SITE: Final = Path(__file__).parent / "sites" / "eleventy"


def prepare(folder: Path, task: Task, tools: Tools) -> Contestant:
    """Write the corpus for Eleventy."""
    program = tools.eleventy()
    shutil.copytree(_SITE, folder)
    if not task.claim_pages:
        (folder / "pages" / "claim.11ty.js").unlink()
    for event in events(task.stories):
        target = folder / "events" / event.group / f"{event.slug}.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        data = as_data(event, claim_pages=task.claim_pages)
        target.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    return Contestant(
        name="Eleventy",
        folder=folder,
        out=folder / "_site",
        build=program,
        serve=(*program, "--watch", "--incremental"),
        caches=(folder / ".cache",),
        ledgers=(folder / "events" / task.event.group / f"{task.event.slug}.json",),
        template=folder / "pages" / "story.11ty.js",
        page=Path(task.event.slug, "index.html"),
    )
