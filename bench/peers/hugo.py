"""Hugo on the corpus: one content file a page, because content adapters over the same data were slower here.

Two ways to keep the corpus. `Hugo` has the ledger and the paragraphs of the reports as JSON front matter and no
Markdown at all: the fastest that was found. `Hugo, YAML` has what an editor would write by hand: the ledger as YAML,
and the reports as the Markdown below it.
"""

from __future__ import annotations

import json
import shutil
import socket
from pathlib import Path
from typing import Any, Final

import yaml

from bench.contestant import Contestant, Task
from bench.events import events
from bench.peers.data import as_data
from bench.peers.tools import Tools

_SITE: Final = Path(__file__).parent / "sites" / "hugo"


def prepare(folder: Path, task: Task, tools: Tools) -> Contestant:
    """Write the corpus for Hugo, as JSON."""
    return _prepare(folder, task, tools, by_hand=False)


def prepare_by_hand(folder: Path, task: Task, tools: Tools) -> Contestant:
    """Write the corpus for Hugo, as YAML and Markdown."""
    return _prepare(folder, task, tools, by_hand=True)


def _prepare(folder: Path, task: Task, tools: Tools, *, by_hand: bool) -> Contestant:
    program = tools.hugo()
    shutil.copytree(_SITE, folder)
    stories, claims = folder / "content" / "s", folder / "content" / "c"
    stories.mkdir(parents=True)
    claims.mkdir()
    for event in events(task.stories):
        data = as_data(event, claim_pages=task.claim_pages)
        text = _by_hand(_story(data)) if by_hand else _as_json(_story(data))
        (stories / f"{event.slug}.md").write_text(text, encoding="utf-8")
        for name, claim in _claims(data) if task.claim_pages else ():
            text = _by_hand(claim) if by_hand else _as_json(claim)
            (claims / f"{name}.md").write_text(text, encoding="utf-8")
    slug = task.event.slug
    edited = [
        stories / f"{slug}.md",
        *([claims / f"{slug}-butir-1.md"] if task.claim_pages else []),
    ]
    serve = ("server", "--disableLiveReload", "--quiet", "--port", _free_port())
    return Contestant(
        name="Hugo, YAML" if by_hand else "Hugo",
        folder=folder,
        out=folder / "public",
        build=(program, "--quiet"),
        serve=(program, *serve),
        caches=(folder / "resources", folder / ".hugo_build.lock"),
        ledgers=tuple(edited),
        template=folder / "layouts" / "story" / "single.html",
        page=Path(slug, "index.html"),
        env={"HUGO_CACHEDIR": str(folder / "cache")},
    )


def _story(data: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "story",
        "url": f"/{data['slug']}/",
        "title": data["title"],
        "date": data["published"],
        "params": data,
    }


def _claims(data: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Return the pages of an event's claims: name and front matter, with only what the page shows."""
    ids = ["", *(claim["id"] for claim in data["claims"]), ""]
    story = {key: data[key] for key in ("title", "event_date", "outlets")}
    return [
        (
            f"{data['slug']}-{claim['id']}",
            {
                "type": "claim",
                "url": f"/{data['slug']}/{claim['id']}/",
                "title": claim["statement"],
                "params": {
                    "story": story,
                    "claim": claim,
                    "number": number,
                    "before": ids[number - 1],
                    "after": ids[number + 1],
                },
            },
        )
        for number, claim in enumerate(data["claims"], start=1)
    ]


def _as_json(front: dict[str, Any]) -> str:
    return json.dumps(front, ensure_ascii=False, indent=1) + "\n"


def _by_hand(front: dict[str, Any]) -> str:
    """Return YAML, with the reports of a story as Markdown below it."""
    params = dict(front["params"])
    reports = params.pop("reports", [])
    text = yaml.dump(
        {**front, "params": params}, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False
    )
    sections = [
        "\n\n".join((f"### {outlet}", *report["paragraphs"]))
        for outlet, report in zip(params.get("outlets", ()), reports, strict=False)
    ]
    return f"---\n{text}---\n" + "\n\n".join(sections) + "\n"


def _free_port() -> str:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return str(listener.getsockname()[1])
