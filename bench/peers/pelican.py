"""Pelican on the corpus, without claim pages: an article of Pelican's is one page.

Two ways to keep the corpus. `Pelican` has what its own Markdown reader takes: the points and the reports as one Markdown
text. `Pelican, JSON` has a reader of a few lines that hands the ledger to the templates, and no Markdown at all.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, Final

from bench.contestant import Contestant, Task
from bench.events import events
from bench.peers.data import as_data
from bench.peers.tools import Tools, Unsuited

_SITE: Final = Path(__file__).parent / "sites" / "pelican"


def prepare(folder: Path, task: Task, tools: Tools) -> Contestant:
    """Write the corpus for Pelican, as Markdown."""
    return _prepare(folder, task, tools, suffix="md")


def prepare_json(folder: Path, task: Task, tools: Tools) -> Contestant:
    """Write the corpus for Pelican, as JSON for a reader of our own."""
    return _prepare(folder, task, tools, suffix="json")


def _prepare(folder: Path, task: Task, tools: Tools, *, suffix: str) -> Contestant:
    if task.claim_pages:
        raise Unsuited("an article of Pelican's is one page, and a claim has none")
    program = tools.pelican()
    shutil.copytree(_SITE, folder)
    for event in events(task.stories):
        target = folder / "content" / event.group / f"{event.slug}.{suffix}"
        target.parent.mkdir(parents=True, exist_ok=True)
        data = as_data(event, claim_pages=False)
        text = json.dumps(data, ensure_ascii=False) if suffix == "json" else _markdown(data)
        target.write_text(text, encoding="utf-8")
    template = "article.html" if suffix == "json" else "written.html"
    command = (program, "--settings", "pelicanconf.py", "--quiet")
    return Contestant(
        name="Pelican" if suffix == "md" else "Pelican, JSON",
        folder=folder,
        out=folder / "output",
        build=command,
        serve=(*command, "--autoreload"),
        caches=(folder / "cache",),
        ledgers=(folder / "content" / task.event.group / f"{task.event.slug}.{suffix}",),
        template=folder / "theme" / "templates" / template,
        page=Path(task.event.slug, "index.html"),
    )


def _markdown(data: dict[str, Any]) -> str:
    """Return an article as one would write it for Pelican."""
    lines = [
        f"Title: {data['title']}",
        f"Slug: {data['slug']}",
        f"Date: {data['published']}",
        f"Summary: {data['summary']}",
        f"Event_date: {data['event_date']}",
        f"Outlets: {' / '.join(data['outlets'])}",
        "Template: written",
        "",
        "## Butir",
        "",
    ]
    for number, claim in enumerate(data["claims"], start=1):
        lines += [f"### {number} {claim['statement']}", ""]
        lines += [" · ".join((claim["relation_label"], *claim["kinds"])), ""]
        for voice, outlet in zip(claim["says"], data["outlets"], strict=True):
            lines += [f"**{outlet}**: {voice['label']}", ""]
            lines += [f"> {voice['quote']}", ""] if voice["quote"] else []
        lines += [claim["note"], ""] if claim["note"] else []
    lines += ["## Naskah lengkap", ""]
    for report, outlet in zip(data["reports"], data["outlets"], strict=True):
        lines += [f"### {outlet}", ""]
        for paragraph in report["paragraphs"]:
            lines += [paragraph, ""]
    return "\n".join(lines)
