"""How much of the reports an editor has dealt with, sentence by sentence."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from selisih.analysis.finding.curated import Curated, curated
from selisih.analysis.finding.sentences import sentences, visible
from selisih.model.body import Body
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
    texts = [_Sentences(report.body) for report in story.reports]
    reports: dict[str, Coverage] = {}
    for report, mine in zip(story.reports, texts, strict=True):
        others = [each for each in texts if each is not mine]
        counts = reports[report.id] = Coverage()
        claimed, set_aside = covered.of(report.id)
        for span, words in mine.parts:
            if claimed.touches(span):
                counts.claimed += 1
            elif set_aside.touches(span):
                counts.set_aside += 1
            elif any(other.holds(words) for other in others):
                counts.agreed += 1
            else:
                counts.uncurated += 1
    whole = Coverage(
        claimed=sum(each.claimed for each in reports.values()),
        set_aside=sum(each.set_aside for each in reports.values()),
        agreed=sum(each.agreed for each in reports.values()),
        uncurated=sum(each.uncurated for each in reports.values()),
    )
    return StoryCoverage(story=story.slug, whole=whole, reports=reports)


class _Sentences:
    """The sentences of an article, to be asked whether it has one of another's."""

    def __init__(self, body: Body) -> None:
        """Split the article, without what may not be quoted."""
        spans = [(part.start, part.end) for part in sentences(body.text, visible(body))]
        self.parts = [(span, body.text[slice(*span)]) for span in spans]
        self._written = {text for _, text in self.parts}
        self._alike: dict[bytes, list[str]] = {}

    def holds(self, text: str) -> bool:
        """Return whether a sentence has the same words, however they are punctuated and capitalised."""
        if text in self._written:
            return True
        if not self._alike:
            for each in self._written:
                self._alike.setdefault(_letters(each), []).append(each)
        alike = self._alike.get(_letters(text))
        return alike is not None and _words(text) in map(_words, alike)


def _words(text: str) -> str:
    """Return the words of a sentence alone, without case."""
    return " ".join(_WORDS.findall(text.casefold()))


def _letters(text: str) -> bytes:
    """Return letters and digits alone, without case: the same where the words are, and found sooner."""
    low = text.casefold()
    if not low.isascii():
        low = _BETWEEN.sub("", low)
    return low.encode().translate(None, _ASCII_BETWEEN)


_WORDS: Final = re.compile(r"\w+(?:[.,:/]\w+)*")
"""Words and numbers: a number keeps its separators."""
_BETWEEN: Final = re.compile(r"\W+")
_ASCII_BETWEEN: Final = bytes(code for code in range(128) if _BETWEEN.match(chr(code)))
