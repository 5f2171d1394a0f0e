"""From `ledger.yaml` to its record, with what the ledger alone can get wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from selisih.model.moment import begins
from selisih.model.problem import Problems
from selisih.model.records import (
    KINDS,
    Claim,
    Correction,
    Evidence,
    Ledger,
    Outlet,
    Report,
    Response,
    SetAside,
    Settings,
    Verdict,
)
from selisih.model.source import Place, Source
from selisih.reading.appearance import SaysReader
from selisih.reading.files import Files
from selisih.reading.schema.leaves import ID_LENGTH, ID_PATTERN, nearest_hint
from selisih.reading.schema.ledger import (
    ClaimShape,
    CorrectionShape,
    LedgerShape,
    ResponseShape,
    SetAsideShape,
    VerdictShape,
)
from selisih.reading.schema.shapes import EvidenceShape
from selisih.reading.schema.validate import validate
from selisih.reading.words import Converter, many, strings, text, unlisted
from selisih.reading.yaml_nodes import Node, Scalar, key_place, part, read_yaml

RESERVED_CLAIMS: Final = frozenset({"reports"})
"""Names below a story's address that the site itself needs."""
_ID: Final = re.compile(ID_PATTERN)


def read_ledger(
    path: str,
    files: Files,
    report_ids: Sequence[str],
    reports: Sequence[Report],
    outlets: Mapping[str, Outlet] | None,
    settings: Settings,
) -> Ledger | None:
    """Return the ledger in the file at `path`, or `None` after adding what is wrong with it.

    `report_ids` are the reports that the story's folder holds, `reports` those that could be read.
    """
    source = files.read_source(path)
    if source is None:
        return None
    before = files.problems.errors
    node = read_yaml(source, files.problems, depth=settings.limits.depth)
    if node is None:
        if files.problems.errors == before:
            files.problems.add(
                "key-missing",
                source.place(0),
                "the ledger is empty",
                "begin with `title:` and `claims:`",
            )
        return None
    shape = validate(LedgerShape, node, files.problems)
    if shape is None:
        return None
    convert = Converter(settings.languages, files.problems)
    columns = _columns(shape, node, report_ids, reports, files.problems, settings.timezone)
    reader = _LedgerReader(
        source=source,
        node=node,
        problems=files.problems,
        convert=convert,
        settings=settings,
        outlets=outlets,
        says=SaysReader(columns=columns, convert=convert, limit=settings.limits.quote),
    )
    ledger = reader.ledger(shape)
    return None if files.problems.errors > before else ledger


def _columns(
    shape: LedgerShape,
    node: Node,
    ids: Sequence[str],
    reports: Sequence[Report],
    problems: Problems,
    timezone: str,
) -> tuple[str, ...]:
    """Return every report once, in the declared order or else by publication, then id."""
    declared = shape.columns
    if declared is None:
        dates = {r.id: begins(r.published, timezone).timestamp() for r in reports if r.published}
        return tuple(sorted(ids, key=lambda name: (name not in dates, dates.get(name, 0), name)))
    names = [column.value for column in declared]
    for column in declared:
        if column.value not in ids:
            hint = (
                nearest_hint(column.value, tuple(ids)) or f"the story's reports: {', '.join(ids)}"
            )
            problems.add(
                "report-unknown",
                column.place(),
                f"`{column.value}` is not a report of this story",
                hint,
            )
    missing = [name for name in ids if name not in names]
    if missing or len(set(names)) != len(names):
        out = f"leaves out {', '.join(missing)}" if missing else "names a report twice"
        problems.add(
            "columns-incomplete",
            key_place(node, ("columns",)),
            f"`columns` {out}",
            f"columns: [{', '.join(ids)}]",
        )
    return tuple(dict.fromkeys(name for name in names if name in ids)) + tuple(missing)


class _LedgerReader(Struct, frozen=True, kw_only=True):
    """Converts the shape of one ledger, and checks what its parts say of each other."""

    source: Source
    node: Node
    problems: Problems
    convert: Converter
    settings: Settings
    outlets: Mapping[str, Outlet] | None
    says: SaysReader

    def ledger(self, shape: LedgerShape) -> Ledger:
        """Return the whole record."""
        self._check_size(shape)
        self._check_lead(shape)
        self._check_tags(shape)
        status = shape.status or "published"
        if status == "withdrawn" and shape.reason is None:
            place = key_place(self.node, ("status",))
            self.problems.add(
                "reason-missing", place, "a withdrawn story says why", "add `reason: …`"
            )
        claims = tuple(self._claim(name, claim) for name, claim in (shape.claims or {}).items())
        self._check_aliases(claims)
        return Ledger(
            source=self.source,
            title=self.convert.localized(shape.title, required=True),
            summary=self.convert.localized(shape.summary, required=True) if shape.summary else None,
            event_date=shape.event_date,
            published=shape.published,
            status=status,
            reason=self.convert.maybe(shape.reason),
            curators=strings(shape.curators),
            tags=strings(shape.tags),
            columns=self.says.columns,
            columns_declared=shape.columns is not None,
            lead=text(shape.lead),
            aliases=tuple(shape.aliases or ()),
            claims=claims,
            set_aside=tuple(
                self._set_aside(index, item) for index, item in enumerate(shape.set_aside or ())
            ),
            responses=tuple(self._response(item) for item in shape.responses or ()),
            corrections=tuple(self._correction(item) for item in shape.corrections or ()),
        )

    def _claim(self, name: str, shape: ClaimShape) -> Claim:
        key, node = part(part(self.node, "claims")[1], name)
        place = key.place()
        self._check_claim_id(name, place)
        says = self.says.read(shape.says, part(node, "says")[1])
        self.says.check_complete(says, place)
        return Claim(
            id=name,
            place=place,
            statement=self.convert.localized(shape.statement, required=True),
            kinds=self._kinds(many(shape.kind)),
            major=bool(shape.major),
            says=says,
            note=self.convert.localized(shape.note, required=True) if shape.note else None,
            evidence=self._evidence(shape.evidence),
            verdict=self._verdict(shape.verdict),
            aliases=strings(shape.aliases),
        )

    def _set_aside(self, index: int, shape: SetAsideShape) -> SetAside:
        item = part(part(self.node, "set_aside")[1], index)[1]
        return SetAside(
            place=item.place(),
            says=self.says.read(shape.says, part(item, "says")[1]),
            reason=self.convert.localized(shape.reason),
        )

    def _check_claim_id(self, name: str, place: Place) -> None:
        if not _ID.fullmatch(name) or len(name) > ID_LENGTH:
            message = f"`{name[:ID_LENGTH]}` is no id: lower-case letters and digits, words joined by hyphens"
            self.problems.add("id-invalid", place, message)
        elif name in RESERVED_CLAIMS:
            self.problems.add(
                "id-reserved",
                place,
                f"`{name}` is an address that the site needs",
                "choose another id",
            )

    def _kinds(self, names: tuple[Scalar, ...]) -> tuple[str, ...]:
        if not names:
            return ()
        known = (*KINDS, *self.settings.kinds)
        for name in names:
            if name.value not in known:
                hint = nearest_hint(name.value, known) or f"known: {', '.join(known)}"
                self.problems.add(
                    "kind-unknown",
                    name.place(),
                    f"`{name.value}` is not a kind of difference",
                    hint,
                )
        return tuple(dict.fromkeys(name.value for name in names))

    def _check_size(self, shape: LedgerShape) -> None:
        count, limit = len(shape.claims or ()), self.settings.limits.claims
        if count > limit:
            place = key_place(self.node, ("claims",))
            hint = "split the story, or raise `limits: {claims: …}` in site.yaml"
            self.problems.add(
                "limit-exceeded",
                place,
                f"the ledger has {count:,} claims, {limit:,} are allowed",
                hint,
            )

    def _check_lead(self, shape: LedgerShape) -> None:
        lead, claims = shape.lead, shape.claims or {}
        if lead is not None and lead.value not in claims:
            hint = nearest_hint(lead.value, tuple(claims)) or "name a claim of this ledger"
            self.problems.add(
                "lead-unknown", lead.place(), f"`{lead.value}` is not a claim of this ledger", hint
            )

    def _check_tags(self, shape: LedgerShape) -> None:
        for tag in shape.tags or ():
            if tag.value not in self.settings.tags:
                hint = (
                    nearest_hint(tag.value, tuple(self.settings.tags)) or f"tags:\n  {tag.value}: …"
                )
                self.problems.add(
                    "tag-unknown",
                    tag.place(),
                    f"the tag `{tag.value}` has no label in site.yaml",
                    hint,
                )

    def _check_aliases(self, claims: tuple[Claim, ...]) -> None:
        names = {claim.id for claim in claims} | RESERVED_CLAIMS
        for claim in claims:
            for alias in claim.aliases:
                if alias in names:
                    self.problems.add(
                        "id-duplicate", claim.place, f"the alias `{alias}` is taken already"
                    )
                names.add(alias)

    def _evidence(self, items: list[EvidenceShape] | None) -> tuple[Evidence, ...]:
        return tuple(
            Evidence(
                url=item.url,
                title=self.convert.maybe(item.title),
                quote=text(item.quote),
                retrieved=item.retrieved,
            )
            for item in items or ()
        )

    def _verdict(self, shape: VerdictShape | None) -> Verdict | None:
        if shape is None:
            return None
        ratings = tuple(self.settings.ratings)
        if shape.rating.value not in ratings:
            hint = (
                nearest_hint(shape.rating.value, ratings)
                or "declare it under `ratings:` in site.yaml"
            )
            message = f"`{shape.rating.value}` is not a rating of this site"
            self.problems.add("rating-unknown", shape.rating.place(), message, hint)
        return Verdict(
            rating=shape.rating.value,
            explanation=self.convert.maybe(shape.explanation),
            claimant_name=text(shape.claimant.name) if shape.claimant else None,
            claimant_url=shape.claimant.url if shape.claimant else None,
            reviewed=shape.reviewed,
            evidence=self._evidence(shape.evidence),
        )

    def _response(self, shape: ResponseShape) -> Response:
        name = shape.outlet.value
        outlet = unlisted(name) if self.outlets is None else self.outlets.get(name)
        if outlet is None:
            hint = nearest_hint(name, tuple(self.outlets or ())) or "add it to content/outlets.yaml"
            message = f"the outlet `{name}` is not in content/outlets.yaml"
            self.problems.add("outlet-unknown", shape.outlet.place(), message, hint)
            outlet = unlisted(name)
        return Response(
            outlet=outlet,
            asked=shape.asked,
            received=shape.received,
            text=self.convert.maybe(shape.text),
            url=shape.url,
        )

    def _correction(self, shape: CorrectionShape) -> Correction:
        for named in (shape.claim, shape.report):
            if named and not _ID.fullmatch(named.value):
                self.problems.add(
                    "correction-unknown",
                    named.place(),
                    f"`{named.value}` is no id of a claim or report",
                )
        return Correction(
            date=shape.date,
            claim=text(shape.claim),
            report=text(shape.report),
            was=self.convert.maybe(shape.was),
            now=self.convert.maybe(shape.now),
            text=self.convert.maybe(shape.text),
        )
