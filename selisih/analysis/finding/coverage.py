"""How much of the reports an editor has dealt with, sentence by sentence."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from msgspec import Struct

from selisih.analysis.finding.curated import Curated, curated
from selisih.analysis.finding.sentences import sentences, visible
from selisih.model.body import Body
from selisih.model.differences import Span
from selisih.model.records import Story


class Coverage(Struct):
    """Counts of sentences; each is counted once, in the first of these that fits."""

    claimed: int = 0
    """Under a claim: quoted, or shown as where something is not said."""
    set_aside: int = 0
    agreed: int = 0
    """The same, word for word, in another report."""
    uncurated: int = 0

    @property
    def sentences(self) -> int:
        """All sentences, boilerplate excluded."""
        return self.claimed + self.set_aside + self.agreed + self.uncurated

    @property
    def share(self) -> float:
        """The share that is not uncurated, from 0 to 1; a text without sentences is covered."""
        return 1 - self.uncurated / self.sentences if self.sentences else 1.0


class StoryCoverage(Struct, frozen=True, kw_only=True):
    """The coverage of a story and of each of its reports."""

    story: str
    whole: Coverage
    reports: dict[str, Coverage]


def coverage(story: Story, covered: Curated | None = None) -> StoryCoverage:
    """Return how much of a story's reports its ledger covers; what that is may be known already."""
    covered = covered or curated(story)
    texts = {report.id: _sentences(report.body) for report in story.reports}
    holders: Counter[str] = Counter()
    for parts in texts.values():
        holders.update({key for _, key in parts})
    reports: dict[str, Coverage] = {}
    for name, parts in texts.items():
        mine = reports[name] = Coverage()
        for span, key in parts:
            if covered.is_claimed(name, span):
                mine.claimed += 1
            elif covered.is_set_aside(name, span):
                mine.set_aside += 1
            elif holders[key] > 1:
                mine.agreed += 1
            else:
                mine.uncurated += 1
    whole = Coverage(
        claimed=sum(each.claimed for each in reports.values()),
        set_aside=sum(each.set_aside for each in reports.values()),
        agreed=sum(each.agreed for each in reports.values()),
        uncurated=sum(each.uncurated for each in reports.values()),
    )
    return StoryCoverage(story=story.slug, whole=whole, reports=reports)


def _sentences(body: Body) -> list[tuple[Span, str]]:
    """Return the spans of the sentences of an article, each with its words alone, without case."""
    return [
        (
            (part.start, part.end),
            " ".join(_WORDS.findall(body.text[part.start : part.end].casefold())),
        )
        for part in sentences(body.text, visible(body))
    ]


_WORDS: Final = re.compile(r"\w+(?:[.,:/]\w+)*")
"""Words and numbers: a number keeps its separators."""
