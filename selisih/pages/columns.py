"""The parallel texts: every report's paragraphs on shared rows, with the claims highlighted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from selisih.analysis.words import words
from selisih.model.body import Body
from selisih.model.differences import AnalysedStory, Anchor, Row
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
    spans: list[tuple[int, int]] = []
    ending: dict[int, list[int]] = {}
    silent: dict[int, list[int]] = {}
    for index, claim in enumerate(analysed.claims):
        said = claim.says[report.id]
        for anchor in _in_body(said.anchors):
            marks.append(
                Mark(
                    anchor.text_start,
                    anchor.text_end,
                    claim.claim.id,
                    claim.claim.relation,
                    claim.claim.major,
                )
            )
            spans.append((anchor.text_start, anchor.text_end))
            here = ending.setdefault(body.block_at(anchor.text_end - 1), [])
            if index not in here:
                here.append(index)
        for anchor in _in_body(said.near):
            spans.append((anchor.text_start, anchor.text_end))
            here = silent.setdefault(body.block_at(anchor.text_end - 1), [])
            if claim.claim.major and index not in here:
                here.append(index)
    visible = [_widened(body, span) for span in spans] if report.display == "excerpts" else None
    parts = segments(body, marks, visible)
    writer = BlockWriter(body, parts, heading_shift=lowering(body, HEADINGS))
    blocks = tuple(
        writer.block(block, block_fragment(report.id, number))
        for number, block in enumerate(body.blocks)
    )
    return ReportMarks(report=report, parts=parts, blocks=blocks, ending=ending, silent=silent)


def _in_body(anchors: tuple[Anchor, ...]) -> tuple[Anchor, ...]:
    return tuple(anchor for anchor in anchors if anchor.where == "body")


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
        self.analysed = analysed
        self.marked = marked
        self.interface = interface
        self.cards = cards
        name = interface.gettext("Point {number}: {name}")
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
        for index, row in enumerate(self.analysed.alignment.rows):
            here = row.cells.get(view.id, ())
            notices = () if view.excerpts else self._notices(view.id, row)
            repeated = not here and [n.text for n in notices] == [n.text for n in before]
            before = () if here else notices
            if here or (notices and not repeated):
                cells.append(self._cell(marks, index + 2, here, notices, self._twins(view.id, row)))
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
        _, ngettext = self.interface.gettext, self.interface.ngettext
        steps = []
        for index, block in enumerate(marks.report.body.blocks):
            if block.boilerplate:
                continue
            looks = [self.cards[claim].relation for claim in marks.ending.get(index, ())]
            looks = [look for look in looks if look != "agree"]
            words = ngettext("{n} difference", "{n} differences", len(looks)).format(
                n=self.interface.number(len(looks))
            )
            name = _("Paragraph {number}: {differences}").format(
                number=index + 1, differences=words
            )
            steps.append(
                Step(
                    number=index + 1,
                    href=f"#{block_fragment(marks.report.id, index)}",
                    differences=len(looks),
                    look="only" if "only" in looks else looks[0] if looks else "",
                    name=name,
                )
            )
        return tuple(steps)

    def _twins(self, report: str, row: Row) -> tuple[Notice, ...]:
        """Return links to what stands beside a row in the other reports."""
        if report not in row.cells or len(row.cells) < 2:
            return ()
        _ = self.interface.gettext
        return tuple(
            Notice(
                text=_("Beside it in {outlet}").format(outlet=self.analysed.story.name(name)),
                href=f"#{block_fragment(name, indexes[0])}",
            )
            for name, indexes in row.cells.items()
            if name != report and self.analysed.story.report(name).display == "full"
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
            if real and other.display == "full" and not self._stands_elsewhere(report, name, real):
                lacking.append((name, real[0]))
        if not lacking:
            return ()
        outlets = ", ".join(self.analysed.story.name(name) for name, _index in lacking)
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
        _ = self.interface.gettext
        notices = []
        for index in row.cells[report]:
            for name, twin in self.analysed.alignment.moved.get((report, index), ()):
                outlet = self.analysed.story.name(name)
                text = _("In {outlet} this paragraph stands elsewhere.").format(outlet=outlet)
                notices.append(Notice(text=text, href=f"#{block_fragment(name, twin)}"))
        return tuple(notices)


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
