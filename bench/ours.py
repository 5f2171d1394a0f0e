"""Selisih as a contestant: the corpus as a site, and the command of this repository."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Final

from bench.contestant import Contestant, Task
from bench.corpus import ledger_path, write_corpus

REPOSITORY: Final = Path(__file__).resolve().parent.parent
NAME: Final = "Selisih"
_EDITED: Final = "comparison.html"
_BLOCK: Final = "{% block main %}"


def command(*arguments: str) -> tuple[str, ...]:
    """Return the command line of this repository's program."""
    return (sys.executable, str(REPOSITORY / "build.py"), *arguments)


def prepare(folder: Path, task: Task) -> Contestant:
    """Write the corpus as a site of ours, with a template of its own that can be edited."""
    write_corpus(folder, task.stories, pages=task.pages, languages=task.languages)
    template = folder / "templates" / _EDITED
    template.parent.mkdir(exist_ok=True)
    text = (REPOSITORY / "templates" / _EDITED).read_text(encoding="utf-8")
    if text.count(_BLOCK) != 1:
        raise LookupError(f"{_EDITED} has no {_BLOCK} to put a notice into")
    template.write_text(
        text.replace(_BLOCK, f'{_BLOCK}\n<p class="notice">Suntingan 0</p>'), encoding="utf-8"
    )
    return Contestant(
        name=NAME,
        folder=folder,
        out=folder / "_site",
        build=command("build", "--root", str(folder), "--quiet"),
        serve=command("serve", "--root", str(folder), "--port", "0", "--quiet"),
        check=command("check", "--root", str(folder), "--quiet"),
        caches=(folder / ".selisih",),
        ledgers=(ledger_path(folder, task.event),),
        template=template,
        page=Path(task.event.slug, "index.html"),
    )


def shipped_site(folder: Path) -> None:
    """Copy the site that this repository ships to `folder`."""
    for name in ("site.yaml", "content", "seeds", "static"):
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        elif source.exists():
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, folder / name)
