"""Anchoring: every quote of a ledger gets its one place in its report, or a problem that teaches."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from msgspec import Struct, field

from selisih.analysis.edges import cut_number, cut_word, plainly_between
from selisih.analysis.fold import folded
from selisih.analysis.loose import find_loosely
from selisih.analysis.quotes import Ambiguous, Found, Haystack, Missing, legible, selector
from selisih.model.body import Body
from selisih.model.differences import Anchor, Span
from selisih.model.problem import Problems
from selisih.model.records import Appearance, Quote, Report, Where
from selisih.model.source import Passage

PARTS: tuple[Where, ...] = ("body", "title", "standfirst")


class ReportText(Struct):
    """One report, prepared for finding quotes in it."""

    report: Report
    _haystacks: dict[Where, Haystack] = field(default_factory=dict)
    _first: int = 0
    """Line of the file, from 1, on which the body begins; 0 until it is asked for."""

    def haystack(self, where: Where) -> Haystack:
        """Return the text of one part of the report; an unknown title is an empty text."""
        known = self._haystacks.get(where)
        if known is not None:
            return known
        body = self.report.body
        if where == "body":
            prepared = Haystack(body.text, tuple((start, end) for start, end, _ in body.hidden))
        else:
            passage = self.passage(where)
            prepared = Haystack(passage.value if passage else "")
        self._haystacks[where] = prepared
        return prepared

    def passage(self, where: Where) -> Passage | None:
        """Return title or standfirst as written in the front matter."""
        return self.report.title if where == "title" else self.report.standfirst

    def line(self, offset: int) -> int:
        """Return the line of the body, from 1, that an offset in the file is on."""
        starts = self.report.source.line_starts
        if not self._first:
            self._first = bisect_right(starts, self.report.body.offset)
        return bisect_right(starts, offset) - self._first + 1

    def place_text(self, where: Where, span: Span) -> str:
        """Return `path:line` of a span, for a message."""
        if where == "body":
            place = self.report.body.place(*span)
        else:
            passage = self.passage(where)
            place = passage.place(*span) if passage else self.report.source.place(0)
        return f"{place.path}:{place.line}"


class Anchorer:
    """Finds the quotes of a story's ledger in its reports."""

    def __init__(self, reports: Mapping[str, ReportText], problems: Problems) -> None:
        """Hold the prepared reports, by id."""
        self.reports = reports
        self.problems = problems

    def quotes(self, report_id: str, found: tuple[Quote, ...]) -> tuple[Anchor, ...]:
        """Return the anchors of those quotes that have one place."""
        if not found:
            return ()
        anchors = (self.anchor(self.reports[report_id], quote) for quote in found)
        return tuple(anchor for anchor in anchors if anchor)

    def anchor(self, text: ReportText, quote: Quote) -> Anchor | None:
        """Return where a quote stands, or `None` after adding why it has no one place."""
        haystack = text.haystack(quote.where)
        prefix = quote.prefix.value if quote.prefix else None
        suffix = quote.suffix.value if quote.suffix else None
        match haystack.find(quote.exact.value, prefix, suffix):
            case Found(span):
                self._check_edges(haystack.text, span, quote)
                self._check_swallowed(haystack.text, span, quote.exact)
                return _anchor(text, quote, span)
            case Ambiguous(spans):
                self._report_ambiguous(text, quote, spans)
            case Missing(hidden):
                self._report_missing(text, quote, hidden)
        return None

    def _check_edges(self, text: str, span: Span, quote: Quote) -> None:
        """Add a problem where the quote begins or ends inside a number or a word."""
        for position, verb in ((span[0], "begins"), (span[1], "ends")):
            if plainly_between(text, position):
                continue
            rule, what, whole = "quote-cuts-number", "number", cut_number(text, position)
            if not whole:
                rule, what, whole = "quote-cuts-word", "word", cut_word(text, position)
            if whole:
                shown = f"“{legible(text[slice(*whole)])}”"
                self.problems.add(
                    rule,
                    quote.exact.place(),
                    f"the quote {verb} inside the {what} {shown}",
                    f"quote all of {shown}",
                )

    def _check_swallowed(self, text: str, span: Span, exact: Passage) -> None:
        """Warn where YAML took the quotation marks that the report itself has around the words."""
        mark = exact.source.text[exact.start : exact.start + 1]
        if mark not in ("'", '"'):
            return
        around = folded(text[max(0, span[0] - 1) : span[0]]), folded(text[span[1] : span[1] + 1])
        if around != (mark, mark):
            return
        from selisih.analysis.advice import block_scalar

        self.problems.add(
            "yaml-quotes-swallowed",
            exact.place(),
            f"the report has these words between quotation marks, and the {mark} here are YAML's own: they quote nothing",
            block_scalar(exact, f"{mark}{exact.value}{mark}"),
        )

    def _report_ambiguous(self, text: ReportText, quote: Quote, spans: tuple[Span, ...]) -> None:
        from selisih.analysis.written import invitation, selected

        whole = text.haystack(quote.where).text
        lines = []
        for span in spans:
            found = selector(whole, span, spans)
            advice = (
                selected(quote, *found) if found else "no short selector tells it apart; quote more"
            )
            lines.append(
                f"{text.place_text(quote.where, span)}  {_around(whole, span)}\n  {advice}"
            )
        self.problems.add(
            "quote-ambiguous",
            quote.exact.place(),
            f"“{_short(quote.exact.value)}” stands {len(spans)} times in {text.report.id}",
            f"{invitation(quote)}:\n" + "\n".join(lines),
        )

    def _report_missing(self, text: ReportText, quote: Quote, hidden: bool) -> None:
        where = "" if quote.where == "body" else f" the {quote.where} of"
        shown = f"“{_short(quote.exact.value)}”"
        place = quote.exact.place()
        if not folded(quote.exact.value):
            self.problems.add("quote-empty", place, "the quote has no words")
            return
        if hidden:
            message = (
                f"{shown} is taken from what {text.report.id} marks as boilerplate or redacted"
            )
            self.problems.add("quote-hidden", place, message, "quote the article itself")
            return
        haystack = text.haystack(quote.where)
        if isinstance(haystack.find(quote.exact.value), Found | Ambiguous):
            message = (
                f"{shown} is in{where} {text.report.id}, but not adjoined by this prefix or suffix"
            )
            adjoining = quote.prefix or quote.suffix
            at = adjoining.place() if adjoining else place
            self.problems.add(
                "quote-missing",
                at,
                message,
                "copy the words that stand directly before or after it",
            )
            return
        message = f"{shown} is not in{where} {text.report.id}, word for word"
        self.problems.add("quote-missing", place, message, self._advice(text, quote))

    def _advice(self, text: ReportText, quote: Quote) -> str:
        """Return what the editor may have meant."""
        exact = quote.exact.value
        for where in PARTS:
            if where != quote.where and not isinstance(text.haystack(where).find(exact), Missing):
                return f"it stands in the {where}: write `in: {where}`"
        elsewhere = [
            f"these words stand in {other.report.id}"
            for other in self.reports.values()
            if other is not text and not isinstance(other.haystack("body").find(exact), Missing)
        ]
        if "…" in exact or "..." in exact:
            return "an ellipsis skips nothing: a quote is contiguous, so give two quotes as a list"
        from selisih.analysis.advice import closest_passage

        whole = text.haystack(quote.where).text
        closest = closest_passage(whole, exact)
        if closest is None:
            return elsewhere[0] if elsewhere else "copy the words from the report"
        passage = legible(whole[closest.start : closest.end])
        lines = [
            f"closest: “{passage}”  {text.place_text(quote.where, (closest.start, closest.end))}"
        ]
        lines += [f"  here “{left}”, there “{right}”" for left, right in closest.differences[:4]]
        if closest.danger:
            lines.append(
                f"DANGER: it {closest.danger}; check what the report says before you take it over"
            )
        return "\n".join([*lines, *elsewhere])

    def marks(
        self, appearance: Appearance, anchors: tuple[Anchor, ...]
    ) -> tuple[tuple[Span, ...], ...] | None:
        """Return for each anchor the spans of its text that the editor marked; `None` without marks."""
        if not appearance.marks or len(anchors) < len(appearance.quotes):
            return None
        spans: list[list[Span]] = [[] for _ in anchors]
        for mark in appearance.marks:
            hits = [
                (index, span)
                for index, anchor in enumerate(anchors)
                for span in find_loosely(anchor.text, mark.value)
            ]
            if not hits:
                quoted = "” or “".join(_short(anchor.text) for anchor in anchors)
                message = f"“{_short(mark.value)}” does not stand, in whole words, in the quote “{quoted}”"
                self.problems.add(
                    "mark-outside-quote", mark.place(), message, "mark words of the quote"
                )
            for index, span in hits:
                spans[index].append(span)
        return tuple(tuple(sorted(part)) for part in spans)

    def absent(self, report_id: str, appearance: Appearance) -> None:
        """Add a problem for words that are asserted absent and occur in title, standfirst or body."""
        text = self.reports[report_id]
        for passage in appearance.absent:
            for where in PARTS:
                haystack = text.haystack(where)
                visible = [
                    s
                    for s in find_loosely(haystack.text, passage.value)
                    if where != "body" or not _boilerplate(s, text.report.body)
                ]
                if visible:
                    at = text.place_text(where, visible[0])
                    message = f"“{_short(passage.value)}” is said to be absent from {report_id}, and stands at {at}"
                    hint = f"{_around(haystack.text, visible[0])}\nquote it, or assert the silence of words that do not occur"
                    self.problems.add("absent-present", passage.place(), message, hint)
                    break


def _anchor(text: ReportText, quote: Quote, span: Span) -> Anchor:
    body = text.report.body
    if quote.where == "body":
        start, end = body.span(*span)
        line = text.line(start)
        start, end = start - body.offset, end - body.offset
    else:
        start, end = span
        line = 1
    return Anchor(
        quote=quote,
        where=quote.where,
        start=start,
        end=end,
        line=line,
        text_start=span[0],
        text_end=span[1],
        text=text.haystack(quote.where).text[span[0] : span[1]],
    )


def _boilerplate(span: Span, body: Body) -> bool:
    return any(
        why == "boilerplate" and start < span[1] and span[0] < end
        for start, end, why in body.hidden
    )


def _around(text: str, span: Span, reach: int = 24) -> str:
    """Return a span with a little of its surroundings, on one line."""
    before = text[max(0, span[0] - reach) : span[0]]
    after = text[span[1] : span[1] + reach]
    shown = f"…{before}[{_short(text[span[0] : span[1]])}]{after}…"
    return " ".join(shown.split())


def _short(text: str, most: int = 90) -> str:
    """Return a text on one line, cut in the middle where it is long."""
    line = " ".join(text.split())
    return (
        line
        if len(line) <= most
        else f"{line[: most // 2].rstrip()} … {line[-most // 2 :].lstrip()}"
    )
