"""Silence is verified: where a report is said to omit, its text is searched for what others say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from selisih.analysis.anchors import PARTS, ReportText
from selisih.analysis.loose import find_loosely
from selisih.analysis.notation import same_amounts
from selisih.analysis.words import words
from selisih.model.differences import AnchoredAppearance, AnchoredClaim, Span
from selisih.model.problem import Problems


def check_silence(
    anchored: AnchoredClaim, reports: Mapping[str, ReportText], problems: Problems
) -> None:
    """Add a warning where a report that omits holds the marked words, or a figure, of one that speaks.

    So is a figure that is asserted absent and stands there in another notation. What stands in the
    passages that the ledger itself shows is known to the editor.
    """
    for name, said in anchored.says.items():
        if said.appearance.absent:
            _check_notation(reports[name], said, problems)
        if said.appearance.stance != "omits":
            continue
        for wanted in dict.fromkeys(_telling_words(anchored)):
            found = _found(reports[name], said, partial(find_loosely, wanted=wanted))
            if found:
                problems.add(
                    "silence-doubtful",
                    said.appearance.place,
                    f"{name} is said to omit this, and “{wanted}” stands at {found[0]}",
                    "quote that passage, or show it as `near:` if it says something else",
                )
                break


def _telling_words(anchored: AnchoredClaim) -> Iterator[str]:
    """Yield what the speaking reports' marks say, and the figures with units in their quotes."""
    for said in anchored.says.values():
        if not said.appearance.speaks:
            continue
        for mark in said.appearance.marks:
            yield " ".join(mark.value.split())
        for anchor in said.anchors:
            for word in words(anchor.text):
                text = anchor.text[word.start : word.end]
                if word.sort == "number" and any(
                    not c.isdigit() and c not in ".,:/'’" for c in text
                ):
                    yield " ".join(text.split())


def _check_notation(report: ReportText, said: AnchoredAppearance, problems: Problems) -> None:
    """Add a warning where a figure that is asserted absent stands in a report in another notation."""
    language = report.report.language
    for passage in said.appearance.absent:
        if not any(map(passage.value.__contains__, "0123456789")):
            continue
        same = partial(same_amounts, wanted=passage.value, language=language)
        found = _found(report, said, same)
        if found:
            place, words_there = found
            problems.add(
                "silence-doubtful",
                passage.place(),
                f"“{passage.value}” is said to be absent from {report.report.id}, and “{words_there}” stands at {place}",
                "quote that passage, or show it as `near:` if it says something else",
            )


def _found(
    report: ReportText, said: AnchoredAppearance, find: Callable[[str], list[Span]]
) -> tuple[str, str] | None:
    """Return where words stand in a report outside its boilerplate and the shown passages, and the words."""
    for where in PARTS:
        haystack = report.haystack(where)
        shown = [
            (a.text_start, a.text_end) for a in (*said.near, *said.anchors) if a.where == where
        ]
        for span in find(haystack.text):
            if not any(_overlap(span, other) for other in (*shown, *haystack.hidden)):
                words_there = " ".join(haystack.text[slice(*span)].split())
                return report.place_text(where, span), words_there
    return None


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
