"""The coverage of stories for people and for machines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from selisih.analysis.finding.coverage import Coverage, StoryCoverage


def as_text(stories: Sequence[StoryCoverage]) -> str:
    """Return a line for every story and every report."""
    lines = []
    for story in stories:
        lines.append(_line(story.story, story.whole))
        lines += [_line(f"  {name}", each) for name, each in story.reports.items()]
    return "".join(f"{line}\n" for line in lines) or "no stories\n"


def _line(name: str, found: Coverage) -> str:
    return (
        f"{name:<32} {percent(found):>5} %  of {found.sentences} sentences: {found.claimed} under a claim, "
        f"{found.agreed} the same word for word, {found.set_aside} set aside, {found.uncurated} uncurated"
    )


def percent(found: Coverage) -> float:
    """Return the share that is covered, in percent with one decimal, never rounded up to all of it."""
    share = int(found.share * 1000) / 10
    return int(share) if share == int(share) else share


def as_json(stories: Sequence[StoryCoverage]) -> str:
    """Return the JSON of `coverage --format json`."""
    document = {
        "stories": [
            {
                "story": story.story,
                **_numbers(story.whole),
                "reports": {name: _numbers(each) for name, each in story.reports.items()},
            }
            for story in stories
        ]
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _numbers(found: Coverage) -> dict[str, Any]:
    return {
        "percent": percent(found),
        "sentences": found.sentences,
        "claimed": found.claimed,
        "agreed": found.agreed,
        "set_aside": found.set_aside,
        "uncurated": found.uncurated,
    }
