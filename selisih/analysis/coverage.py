"""How much of the reports an editor has dealt with, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from selisih.analysis.curated import Curated, curated
from selisih.analysis.prepared import in_sentences, visible
from selisih.analysis.sentences import sentences
from selisih.analysis.words import Word, keys, opening
from selisih.model.body import Body
from selisih.model.differences import Span
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


def coverage(story: Story, covered: Curated | None = None) -> StoryCoverage:
    """Return how much of a story's reports its ledger covers.

    `covered` is what `curated` finds in the story, where that is known already.
    """
    if covered is None:
        covered = curated(story)
    texts = {report.id: _Text(report.body) for report in story.reports}
    agreements = _Agreements(texts)
    whole = Coverage()
    reports: dict[str, Coverage] = {}
    for name, text in texts.items():
        claimed = text.touched(covered.claimed.get(name, ()))
        aside = text.touched(covered.set_aside.get(name, ()))
        mine = reports[name] = Coverage(claimed=len(claimed), set_aside=len(aside - claimed))
        for index in range(len(text.sentences)):
            if index not in claimed and index not in aside:
                if agreements.has(name, index):
                    mine.agreed += 1
                else:
                    mine.uncurated += 1
        whole.claimed += mine.claimed
        whole.set_aside += mine.set_aside
        whole.agreed += mine.agreed
        whole.uncurated += mine.uncurated
    return StoryCoverage(story=story.slug, whole=whole, reports=reports)


class _Text:
    """The sentences of a report, whose words are read only where it matters which they are."""

    def __init__(self, body: Body) -> None:
        self._text = body.text
        self._cut: list[list[Word]] | None = None
        if body.hidden:  # a sentence may end at what is hidden, within a word
            self.sentences, self._cut = in_sentences(body.text, visible(body))
        else:
            self.sentences = sentences(body.text, visible(body))

    def touched(self, covered: Iterable[Span]) -> set[int]:
        """Return the indexes of the sentences of which something is covered."""
        starts = [sentence.start for sentence in self.sentences]
        ends = [sentence.end for sentence in self.sentences]
        found: set[int] = set()
        for start, end in covered:
            if start < end:
                found.update(range(bisect_right(ends, start), bisect_left(starts, end)))
        return found

    def keys(self, index: int) -> tuple[str, ...]:
        """Return the words of a sentence as they are compared."""
        if self._cut is not None:
            return tuple(word.key for word in self._cut[index])
        return keys(self._text[self.sentences[index].start : self.sentences[index].end])

    def opening(self, index: int) -> tuple[str, ...]:
        """Return the first two of them."""
        if self._cut is not None:
            return self.keys(index)[:2]
        return opening(self._text, self.sentences[index].start, self.sentences[index].end)


class _Agreements:
    """Which sentences several reports have. Most begin with other words than all others' do."""

    def __init__(self, texts: Mapping[str, _Text]) -> None:
        self._texts = texts
        self._openings = {
            name: [text.opening(index) for index in range(len(text.sentences))]
            for name, text in texts.items()
        }
        self._places: dict[tuple[str, ...], dict[str, list[int]]] = {}
        for name, openings in self._openings.items():
            for index, begun in enumerate(openings):
                self._places.setdefault(begun, {}).setdefault(name, []).append(index)
        self._known: dict[tuple[str, ...], Counter[tuple[str, ...]]] = {}

    def has(self, name: str, index: int) -> bool:
        """Return whether another report has the words of a sentence as a sentence."""
        begun = self._openings[name][index]
        if len(self._places[begun]) == 1:
            return False
        if begun not in self._known:
            self._known[begun] = Counter(
                said
                for report, indexes in self._places[begun].items()
                for said in {self._texts[report].keys(each) for each in indexes}
            )
        return self._known[begun][self._texts[name].keys(index)] > 1
