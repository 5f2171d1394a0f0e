"""What an outlet changed in its own article, as the pages of a story show it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from selisih.model.records import Moment, Report, Story
from selisih.pages.highlight import with_differences
from selisih.pages.html import Html
from selisih.pages.interface import N_, Interface
from selisih.pages.urls import block_fragment

if TYPE_CHECKING:
    from selisih.analysis.finding.versions import Passage, Revision

_LABELS: Final = {
    "changed": N_("Changed"),
    "added": N_("Added"),
    "removed": N_("Removed"),
}
_WORD_FOR_WORD: Final = N_("The two texts are the same, word for word.")


class VersionQuoteView(Struct, frozen=True, kw_only=True):
    """A passage of one of the two texts."""

    report: str
    when: str
    """The day on which the text was fetched."""
    lang: str
    html: Html
    """The words, with what differs set off."""
    context: str
    """Fragment of the paragraph in the full text."""


class ChangeView(Struct, frozen=True, kw_only=True):
    """One passage that the two texts do not have alike."""

    label: str
    quotes: tuple[VersionQuoteView, ...]
    """The earlier text first."""


class VersionsView(Struct, frozen=True, kw_only=True):
    """Two texts of one article."""

    fragment: str
    heading: str
    sentence: str
    """What was found, in words, without a judgement."""
    reports: tuple[str, str]
    """Ids of the earlier and the later text."""
    changes: tuple[ChangeView, ...]
    """Empty where only excerpts of the texts may be shown."""


def versions_view(revision: Revision, story: Story, interface: Interface) -> VersionsView:
    """Return what changed between two texts of one article."""
    _ = interface.gettext
    earlier, later = revision.earlier, revision.later
    count = len(revision.changes)
    told = _(
        "The text of {outlet} was fetched on {earlier} and again on {later}. Passages that differ: {count}."
    ).format(
        outlet=earlier.outlet.name,
        earlier=_day(interface, earlier.retrieved),
        later=_day(interface, later.retrieved),
        count=interface.number(count),
    )
    fragment = f"versions-{later.id}"
    shown = earlier.display == later.display == "full"
    heading = _("What changed since {date}: {report}")
    return VersionsView(
        fragment=fragment,
        heading=heading.format(
            date=_day(interface, earlier.retrieved), report=story.name(later.id)
        ),
        sentence=told if count else f"{told} {_(_WORD_FOR_WORD)}",
        reports=(earlier.id, later.id),
        changes=tuple(
            ChangeView(
                label=_(_LABELS[change.sort]),
                quotes=(
                    *_quotes(earlier, change.earlier, interface),
                    *_quotes(later, change.later, interface),
                ),
            )
            for change in (revision.changes if shown else ())
        ),
    )


def _quotes(
    report: Report, passages: Sequence[Passage], interface: Interface
) -> tuple[VersionQuoteView, ...]:
    text = report.body.text
    views = []
    for passage in passages:
        start, end = passage.span
        inside = [(first - start, last - start) for first, last in passage.differing]
        block = block_fragment(report.id, report.body.block_at(start))
        views.append(
            VersionQuoteView(
                report=report.id,
                when=_day(interface, report.retrieved),
                lang="" if report.language == interface.language else report.language,
                html=with_differences(text[start:end], inside),
                context=f"#{block}",
            )
        )
    return tuple(views)


def _day(interface: Interface, moment: Moment | None) -> str:
    return interface.day(moment) if moment else ""
