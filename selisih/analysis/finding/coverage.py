"""How much of the reports an editor has dealt with, sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass

from selisih.analysis.finding.curated import curated
from selisih.analysis.finding.prepared import in_sentences, visible
from selisih.model.records import Story


@dataclass(slots=True)
class Coverage:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryCoverage:
    """The coverage of a story and of each of its reports."""

    story: str
    whole: Coverage
    reports: dict[str, Coverage]


def coverage(story: Story) -> StoryCoverage:
    """Return how much of a story's reports its ledger covers."""
    covered = curated(story)
    texts = {
        report.id: in_sentences(report.body.text, visible(report.body)) for report in story.reports
    }
    keys = {
        name: [tuple(word.key for word in part) for part in parts]
        for name, (_, parts) in texts.items()
    }
    reports: dict[str, Coverage] = {}
    whole = Coverage()
    for name, (sentences, _) in texts.items():
        others = set[tuple[str, ...]]().union(*(keys[other] for other in keys if other != name))
        mine = reports[name] = Coverage()
        for sentence, words in zip(sentences, keys[name], strict=True):
            span = (sentence.start, sentence.end)
            for count in (mine, whole):
                if covered.is_claimed(name, span):
                    count.claimed += 1
                elif covered.is_set_aside(name, span):
                    count.set_aside += 1
                elif words in others:
                    count.agreed += 1
                else:
                    count.uncurated += 1
    return StoryCoverage(story=story.slug, whole=whole, reports=reports)
