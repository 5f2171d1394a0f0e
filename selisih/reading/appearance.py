"""What each report says: from the forms an editor may write to one record a report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from selisih.model.records import SPEAKING, Appearance, Quote, Stance
from selisih.model.source import Passage, Place
from selisih.reading.schema.leaves import nearest_hint
from selisih.reading.schema.ledger import AppearanceShape
from selisih.reading.words import Converter, many, quotes
from selisih.reading.yaml_nodes import Node, Scalar, part

ALL: Final = "all"
"""Under this name stand words that are the same in every report not named itself."""


class SaysReader(Struct, frozen=True, kw_only=True):
    """Reads the `says:` mappings of one ledger."""

    columns: tuple[str, ...]
    """The story's reports in the order of its columns."""
    convert: Converter
    limit: int
    """Code points that a quote may have."""

    def read(
        self, shape: Mapping[str, Scalar | AppearanceShape], node: Node
    ) -> dict[str, Appearance]:
        """Return each named report's appearance, in the order of the columns.

        `node` is what `shape` was read from: it knows where a name is written.
        """
        written: dict[str, tuple[str, Scalar | AppearanceShape]] = {}
        for name, value in shape.items():
            if name in self.columns:
                written[name] = (name, value)
            elif name != ALL:
                hint = (
                    nearest_hint(name, self.columns)
                    or f"the story's reports: {', '.join(self.columns)}"
                )
                message = f"`{name}` is not a report of this story"
                self.convert.problems.add(
                    "report-unknown", part(node, name)[0].place(), message, hint
                )
        if ALL in shape:
            for name in self.columns:
                written.setdefault(name, (ALL, shape[ALL]))
        return {
            name: self._appearance(*written[name], node) for name in self.columns if name in written
        }

    def check_complete(self, says: Mapping[str, Appearance], claim: Place) -> None:
        """Add a problem where a claim does not name every report, or no report speaks."""
        missing = [name for name in self.columns if name not in says]
        if missing:
            self.convert.problems.add(
                "report-not-named",
                claim,
                f"the claim does not say what {', '.join(missing)} does with it",
                f"add under `says:` a line such as\n{missing[0]}:\n  stance: omits",
            )
        elif not any(appearance.speaks for appearance in says.values()):
            message = "no report speaks of this claim"
            self.convert.problems.add(
                "stance-inconsistent", claim, message, "a claim has a quote of at least one report"
            )

    def _appearance(self, name: str, value: Scalar | AppearanceShape, node: Node) -> Appearance:
        if not isinstance(value, AppearanceShape):
            quote = Quote(exact=value, form="alone")
            _check_length((quote,), self.convert, self.limit)
            return Appearance(place=value.place(), stance="states", quotes=(quote,))
        place = part(node, name)[0].place()
        said, near, absent = quotes(value.quote), quotes(value.near), many(value.absent)
        _check_length((*said, *near), self.convert, self.limit)
        stance = value.stance or _implied(said, near, absent)
        _check_stance(value, stance, place, self.convert)
        return Appearance(
            place=place,
            stance=stance,
            quotes=said,
            marks=many(value.mark),
            gloss=self.convert.maybe(value.gloss),
            note=self.convert.maybe(value.note),
            absent=absent,
            near=near,
            reason=self.convert.maybe(value.reason),
        )


def _implied(
    said: tuple[Quote, ...], near: tuple[Quote, ...], absent: tuple[Passage, ...]
) -> Stance:
    """Return the stance of an appearance that does not write one."""
    if said:
        return "states"
    return "omits" if near or absent else "unknown"


def _check_stance(shape: AppearanceShape, stance: Stance, place: Place, convert: Converter) -> None:
    """Add what stance, quotes, silence and reason say against each other."""
    problems = convert.problems

    def add(message: str, hint: str) -> None:
        problems.add("stance-inconsistent", place, message, hint)

    speaks = stance in SPEAKING
    if shape.stance is None and shape.quote is None and shape.absent is None and shape.near is None:
        add(
            "this says neither what the report writes nor that it is silent",
            "add `quote:`, `absent:` or `stance:`",
        )
    elif speaks and shape.quote is None:
        add(
            f"the stance is `{stance}`, and no quote shows it",
            "add `quote:` with the report's words",
        )
    elif not speaks and shape.quote is not None:
        add(
            f"the stance is `{stance}`, and there is a quote",
            "for the passage where the words would have stood write `near:`",
        )
    elif shape.stance is None and shape.quote is not None and shape.absent is not None:
        add(
            "there is a quote, and words are asserted absent",
            "write the stance out, such as `stance: partly`",
        )
    if speaks and shape.near is not None:
        add(
            f"the stance is `{stance}`, and `near:` belongs to a report that omits",
            "remove `near:`",
        )
    if shape.mark is not None and shape.quote is None:
        add("`mark:` marks words in a quote, and there is none", "remove `mark:`, or add `quote:`")
    if shape.stance == "unknown" and shape.reason is None:
        problems.add(
            "reason-missing",
            place,
            "`unknown` says why",
            "add `reason:`, such as “the end of the text was not received”",
        )


def _check_length(found: tuple[Quote, ...], convert: Converter, limit: int) -> None:
    for quote in found:
        if len(quote.exact.value) > limit:
            message = f"the quote has {len(quote.exact.value):,} characters, {limit:,} are allowed"
            hint = "quote less, or raise `limits: {quote: …}` in site.yaml"
            convert.problems.add("limit-exceeded", quote.exact.place(), message, hint)
