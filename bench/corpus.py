"""A site of any size for measurements, the same for the same seed: two reports of 2.8 KB and twelve claims a story.

python -m bench.corpus FOLDER STORIES [--pages full|lean|bare] [--languages 1|2]
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final, Literal, get_args

from bench.events import OUTLETS, REPORTS, Claim, Event, events

Pages = Literal["full", "lean", "bare"]
"""Which pages are made: all; what other generators are given too (a comparison and its claims); no claims."""

_FEATURES: Final[dict[Pages, str]] = {
    "full": "",
    "lean": "features: {claim_pages: true, reports: false, embeds: false, search: false, cards: off, data: false}\n",
    "bare": "features: {claim_pages: false, reports: false, embeds: false, search: false, cards: off, data: false}\n",
}
_LANGUAGES: Final = {1: "[id]", 2: "[id, en]"}


def write_corpus(
    folder: Path, stories: int, seed: int = 7, *, pages: Pages = "full", languages: int = 1
) -> None:
    """Write a site with so many stories below a folder."""
    stories_folder = folder / "content" / "stories"
    stories_folder.mkdir(parents=True, exist_ok=True)
    (folder / "site.yaml").write_text(
        "title: Korpus\nbase_url: https://example.org/\ntimezone: Asia/Jakarta\n"
        f"languages: {_LANGUAGES[languages]}\n{_FEATURES[pages]}",
        encoding="utf-8",
    )
    outlets = "".join(f"media-{n}:\n  name: Media {n}\n  language: id\n" for n in range(OUTLETS))
    (folder / "content" / "outlets.yaml").write_text(outlets, encoding="utf-8")
    for event in events(stories, seed):
        _write_story(stories_folder / event.group / event.slug, event)


def ledger_path(folder: Path, event: Event) -> Path:
    """Return where `write_corpus` puts an event's ledger."""
    return folder / "content" / "stories" / event.group / event.slug / "ledger.yaml"


def _write_story(folder: Path, event: Event) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, outlet, paragraphs in zip(REPORTS, event.outlets, event.reports, strict=True):
        front = f"---\noutlet: media-{outlet}\nprovenance: Korpus uji.\nlanguage: id\n---\n"
        (folder / f"{name}.md").write_text(front + "\n\n".join(paragraphs) + "\n", encoding="utf-8")
    (folder / "ledger.yaml").write_text(_ledger(event), encoding="utf-8")


def _ledger(event: Event) -> str:
    lines = [
        f"title: {event.title}",
        f"summary: {event.summary}",
        f"event_date: {event.date}",
        f"published: {event.published}",
        "lead: butir-1",
        "claims:",
    ]
    for claim in event.claims:
        lines += _claim(claim)
    return "\n".join(lines) + "\n"


def _claim(claim: Claim) -> list[str]:
    lines = [f"  {claim.id}:", f"    statement: {claim.statement}"]
    if claim.kinds:
        lines.append(f"    kind: [{', '.join(claim.kinds)}]")
    if claim.major:
        lines.append("    major: true")
    lines += ["    says:", f"      {REPORTS[0]}: {claim.quotes[0]}"]
    if claim.absent:
        lines += [f"      {REPORTS[1]}:", f"        absent: {claim.absent}"]
    elif claim.mark or claim.stance != "states":
        lines += [f"      {REPORTS[1]}:", f"        quote: {claim.quotes[1]}"]
        if claim.stance != "states":
            lines.append(f"        stance: {claim.stance}")
        if claim.mark:
            lines.append(f"        mark: {claim.mark}")
    else:
        lines.append(f"      {REPORTS[1]}: {claim.quotes[1]}")
    if claim.note:
        lines.append(f"    note: {claim.note}")
    return lines


def main() -> None:
    """Write a corpus as asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.corpus", description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("stories", type=int)
    parser.add_argument("--pages", choices=get_args(Pages), default="full")
    parser.add_argument("--languages", type=int, choices=sorted(_LANGUAGES), default=1)
    given = parser.parse_args()
    write_corpus(given.folder, given.stories, pages=given.pages, languages=given.languages)


if __name__ == "__main__":
    main()
