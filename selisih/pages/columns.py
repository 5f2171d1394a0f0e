"""The parallel texts: every report's paragraphs on shared rows, with the claims highlighted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from selisih.analysis.words import words
from selisih.model.body import Body
from selisih.model.differences import AnalysedStory, Row
from selisih.model.records import Report
from selisih.pages.highlight import BlockWriter, Mark, Segment, lowering, segments
from selisih.pages.html import Html
from selisih.pages.interface import Interface
from selisih.pages.story_view import (
    Cell,
    Chip,
    ClaimView,
    Column,
    Notice,
    ReportView,
    Silence,
    Step,
)
from selisih.pages.urls import block_fragment, claim_fragment

HEADINGS = 4
"""Level of an article's highest headings, below that of its outlet's name."""

CONTEXT_WORDS = 5
"""Words around a quote that `display: excerpts` shows."""


class ReportMarks(Struct):
    """The claims in one report's text. The same for every language and page."""

    report: Report
    parts: tuple[Segment, ...]
    blocks: tuple[Html, ...]
    """Each block as HTML."""
    ending: dict[int, list[int]] = field(default_factory=dict)
    """Block to the indexes of the claims of which a quote ends in it."""
    silent: dict[int, list[int]] = field(default_factory=dict)
    """Block to the indexes of the major claims that would have stood in it."""


def mark_reports(analysed: AnalysedStory) -> Mapping[str, ReportMarks]:
    """Return every report's text with its claims highlighted."""
    return {report.id: _mark(analysed, report) for report in analysed.story.reports}


def _mark(analysed: AnalysedStory, report: Report) -> ReportMarks:
    body = report.body
    marks: list[Mark] = []
    ending: dict[int, list[int]] = {}
    silent: dict[int, list[int]] = {}
    for index, anchored in enumerate(analysed.claims):
        claim, said = anchored.claim, anchored.says[report.id]
        for anchor in said.anchors:
            if anchor.where == "body":
                start, end = anchor.text_start, anchor.text_end
                marks.append(Mark(start, end, claim.id, claim.relation, claim.major))
                _enlist(index, ending, body.block_at(end - 1))
        for anchor in said.near if claim.major else ():
            if anchor.where == "body":
                _enlist(index, silent, body.block_at(anchor.text_end - 1))
    visible = _visible(analysed, report) if report.display == "excerpts" else None
    parts = segments(body, marks, visible)
    writer = BlockWriter(body, parts, heading_shift=lowering(body, HEADINGS))
    blocks = [
        writer.block(block, block_fragment(report.id, number))
        for number, block in enumerate(body.blocks)
    ]
    return ReportMarks(
        report=report, parts=parts, blocks=tuple(blocks), ending=ending, silent=silent
    )


def _enlist(claim: int, lists: dict[int, list[int]], block: int) -> None:
    """Add a claim to the list of a block, once."""
    here = lists.setdefault(block, [])
    if claim not in here:
        here.append(claim)


def _visible(analysed: AnalysedStory, report: Report) -> list[tuple[int, int]]:
    """Return what an excerpt shows of a report: each passage that a claim points at, and a few words around it."""
    return [
        _widened(report.body, (anchor.text_start, anchor.text_end))
        for claim in analysed.claims
        for anchor in (*claim.says[report.id].anchors, *claim.says[report.id].near)
        if anchor.where == "body"
    ]


def _widened(body: Body, span: tuple[int, int]) -> tuple[int, int]:
    """Return a span with a few words around it, within its own blocks."""
    first = body.blocks[body.block_at(span[0])]
    last = body.blocks[body.block_at(span[1] - 1)]
    before = words(body.text[first.start : span[0]])[-CONTEXT_WORDS:]
    after = words(body.text[span[1] : last.end])[:CONTEXT_WORDS]
    # Where no words are left over, what remains is the block's own beginning or end.
    start = first.start + before[0].start if len(before) == CONTEXT_WORDS else first.start
    end = span[1] + after[-1].end if len(after) == CONTEXT_WORDS else last.end
    return start, end


class ColumnMaker:
    """Lays out the reports of one story for one language."""

    def __init__(
        self,
        analysed: AnalysedStory,
        marked: Mapping[str, ReportMarks],
        interface: Interface,
        cards: Sequence[ClaimView],
    ) -> None:
        """Prepare the chip of every claim; its card lends it a name."""
        _, story = interface.gettext, analysed.story
        self.analysed = analysed
        self.marked = marked
        self.interface = interface
        self.cards = cards
        self._names = {report.id: story.name(report.id) for report in story.reports}
        self._beside = {
            report.id: _("Beside it in {outlet}").format(outlet=self._names[report.id])
            for report in story.reports
            if report.display == "full"
        }
        """What leads to the counterpart in a report, for each that is shown in full."""
        self._differences: dict[int, str] = {}
        name = _("Point {number}: {name}")
        self._chips = [
            Chip(
                number=card.number,
                href=f"#{card.fragment}",
                relation=card.relation,
                name=name.format(number=card.number, name=card.headline or card.statement.text),
            )
            for card in cards
        ]

    def column(self, view: ReportView, number: int) -> Column:
        """Return a report's column among the others."""
        marks = self.marked[view.id]
        cells = []
        before: tuple[Notice, ...] = ()
        for line, row in enumerate(self.analysed.alignment.rows, 2):
            here = row.cells.get(view.id, ())
            notices = () if view.excerpts else self._notices(view.id, row)
            if here:
                cells.append(self._cell(marks, line, here, notices, self._twins(view.id, row)))
                before = ()
            else:
                if notices and [n.text for n in notices] != [n.text for n in before]:
                    cells.append(self._cell(marks, line, (), notices, ()))
                before = notices
        return Column(
            report=view,
            number=number,
            cells=tuple(cells),
            strip=() if view.excerpts else self._strip(marks),
        )

    def _cell(
        self,
        marks: ReportMarks,
        row: int,
        here: tuple[int, ...],
        notices: tuple[Notice, ...],
        twins: tuple[Notice, ...],
    ) -> Cell:
        excerpts = marks.report.display != "full"
        shown = [index for index in here if not self._skipped(marks, index)] if excerpts else here
        claims = {claim for index in shown for claim in marks.ending.get(index, ())}
        silent = dict.fromkeys([claim for index in shown for claim in marks.silent.get(index, ())])
        return Cell(
            row=row,
            own=bool(here),
            blocks=tuple([marks.blocks[index] for index in shown]),
            chips=tuple([self._chips[claim] for claim in sorted(claims)]),
            silences=tuple([self._silence(claim, marks.report.id) for claim in silent]),
            notices=notices,
            twins=twins,
        )

    def _strip(self, marks: ReportMarks) -> tuple[Step, ...]:
        """Return how many points that differ end in each paragraph of a report."""
        _ = self.interface.gettext
        name = _("Paragraph {number}: {differences}")
        steps = []
        for index, block in enumerate(marks.report.body.blocks):
            if block.boilerplate:
                continue
            looks = [self.cards[claim].relation for claim in marks.ending.get(index, ())]
            looks = [look for look in looks if look != "agree"]
            steps.append(
                Step(
                    number=index + 1,
                    href=f"#{block_fragment(marks.report.id, index)}",
                    differences=len(looks),
                    look="only" if "only" in looks else looks[0] if looks else "",
                    name=name.format(number=index + 1, differences=self._in_words(len(looks))),
                )
            )
        return tuple(steps)

    def _in_words(self, differences: int) -> str:
        """Return how many differences there are, in words; a story asks for few numbers many times."""
        words = self._differences.get(differences)
        if words is None:
            form = self.interface.ngettext("{n} difference", "{n} differences", differences)
            words = form.format(n=self.interface.number(differences))
            self._differences[differences] = words
        return words

    def _twins(self, report: str, row: Row) -> tuple[Notice, ...]:
        """Return links to what stands beside a row in the other reports."""
        return tuple(
            [
                Notice(text=self._beside[name], href=f"#{block_fragment(name, indexes[0])}")
                for name, indexes in row.cells.items()
                if name != report and name in self._beside
            ]
        )

    def _skipped(self, marks: ReportMarks, index: int) -> bool:
        """Return whether an excerpt shows nothing of a block."""
        block = marks.report.body.blocks[index]
        return all(
            part.sort in ("skipped", "boilerplate")
            for part in marks.parts
            if part.start < block.end and part.end > block.start
        )

    def _silence(self, index: int, report: str) -> Silence:
        claim = self.analysed.claims[index]
        words = tuple(passage.value.strip() for passage in claim.says[report].appearance.absent)
        return Silence(number=claim.number, href=f"#{claim_fragment(claim.claim.id)}", words=words)

    def _notices(self, report: str, row: Row) -> tuple[Notice, ...]:
        """Return what other reports have on a row where this one has nothing."""
        if report in row.cells:
            return self._moved(report, row)
        _ = self.interface.gettext
        lacking = []
        for name, indexes in row.cells.items():
            other = self.analysed.story.report(name)
            real = [index for index in indexes if not other.body.blocks[index].boilerplate]
            if real and name in self._beside and not self._stands_elsewhere(report, name, real):
                lacking.append((name, real[0]))
        if not lacking:
            return ()
        outlets = ", ".join(self._names[name] for name, _index in lacking)
        text = _("Here {outlet} has a paragraph without a counterpart in this text.")
        if len(lacking) > 1:
            text = _("Here {outlets} have a paragraph without a counterpart in this text.")
        name, index = lacking[0]
        return (
            Notice(
                text=text.format(outlet=outlets, outlets=outlets),
                href=f"#{block_fragment(name, index)}",
            ),
        )

    def _stands_elsewhere(self, report: str, other: str, indexes: list[int]) -> bool:
        moved = self.analysed.alignment.moved
        return any(name == report for index in indexes for name, _ in moved.get((other, index), ()))

    def _moved(self, report: str, row: Row) -> tuple[Notice, ...]:
        moved = self.analysed.alignment.moved
        if not moved:
            return ()
        text = self.interface.gettext("In {outlet} this paragraph stands elsewhere.")
        return tuple(
            Notice(
                text=text.format(outlet=self._names[name]), href=f"#{block_fragment(name, twin)}"
            )
            for index in row.cells[report]
            for name, twin in moved.get((report, index), ())
        )


def alone(column: Column) -> Column:
    """Return a column by itself: without what only makes sense beside other texts."""
    cells = [
        Cell(
            row=cell.row,
            own=True,
            blocks=cell.blocks,
            chips=cell.chips,
            silences=cell.silences,
            notices=(),
            twins=(),
        )
        for cell in column.cells
        if cell.own
    ]
    return Column(report=column.report, number=1, cells=tuple(cells), strip=())
