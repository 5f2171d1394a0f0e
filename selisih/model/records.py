"""The records of a site: what a validated document says, free of YAML and of any page.

All are frozen, and exist only when valid. A `Passage` knows its place in the file, to point at.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import force_setattr

from selisih.model.body import Body
from selisih.model.lock import Facts
from selisih.model.source import Passage, Place, Source

Stance = Literal["states", "partly", "contradicts", "omits", "unknown"]
"""What one report does with one claim. `omits`: not in the text we received."""

Relation = Literal["only", "differ", "some", "agree"]
"""What the reports do with a claim between them, computed from their stances."""

Where = Literal["body", "title", "standfirst"]
"""The part of a report that a quote is taken from."""

QuoteForm = Literal["alone", "short", "selector"]
"""How a quote is written: as all that is said of a report, as words, or as words with what adjoins them."""

SPEAKING: Final[frozenset[Stance]] = frozenset({"states", "partly", "contradicts"})
"""Stances of a report that says something about the claim."""

KINDS: Final = (
    "number",
    "date",
    "name",
    "detail",
    "attribution",
    "source",
    "quotation",
    "extent",
    "certainty",
    "sequence",
    "emphasis",
    "wording",
    "context",
)
"""The built-in kinds of difference, in the order in which listings show them."""


class Localized(Struct, frozen=True):
    """One text in several languages; the order of the entries is the site's."""

    entries: Mapping[str, Passage]
    """Language tag to text. Never empty."""

    def pick(self, language: str) -> tuple[str, str]:
        """Return the text in `language`, or else in the first language it has, with its tag."""
        tag = language if language in self.entries else next(iter(self.entries))
        return self.entries[tag].value.strip(), tag


class Moment(Struct, frozen=True):
    """A date, or a date with a time and an offset, as an editor wrote it."""

    day: date
    time: datetime | None = None
    """Given only for a full RFC 3339 time; always has a time zone."""

    @property
    def iso(self) -> str:
        """The moment in ISO 8601, as precise as it was written."""
        return self.time.isoformat() if self.time else self.day.isoformat()


class Outlet(Struct, frozen=True, kw_only=True):
    """Who published a report."""

    id: str
    name: str
    url: str | None
    country: str | None
    language: str | None


class Report(Struct, frozen=True, kw_only=True):
    """One source article, kept verbatim, with what is known of it. `None` means unknown."""

    id: str
    source: Source
    outlet: Outlet
    outlet_place: Place
    provenance: Localized | None
    title: Passage | None
    standfirst: Passage | None
    language: str
    published: Moment | None
    retrieved: Moment | None
    authors: tuple[str, ...]
    credits: tuple[str, ...]
    url: str | None
    archive_url: str | None
    received: str | None
    """Path of the received file, relative to the root; its bytes equal the body's."""
    received_sha256: str | None
    original: str | None
    original_sha256: str | None
    part: Literal["whole", "partial", "unknown"]
    format: Literal["text", "markdown"]
    display: Literal["full", "excerpts"]
    rights: Localized | None
    body: Body


class Quote(Struct, frozen=True, kw_only=True):
    """A W3C TextQuoteSelector: the exact words, and where needed what adjoins them."""

    exact: Passage
    prefix: Passage | None = None
    suffix: Passage | None = None
    where: Where = "body"
    form: QuoteForm = "short"


class Appearance(Struct, frozen=True, kw_only=True):
    """What one report does with one claim."""

    place: Place
    """Where the ledger says so."""
    stance: Stance
    quotes: tuple[Quote, ...] = ()
    marks: tuple[Passage, ...] = ()
    """The words inside the quotes that carry the difference; empty: computed."""
    gloss: Localized | None = None
    note: Localized | None = None
    absent: tuple[Passage, ...] = ()
    near: tuple[Quote, ...] = ()
    """Passages where the omitted words would have stood."""
    reason: Localized | None = None

    @property
    def speaks(self) -> bool:
        """Whether the report says something about the claim."""
        return self.stance in SPEAKING


class Evidence(Struct, frozen=True, kw_only=True):
    """Something outside the reports that a verdict or a claim rests on."""

    url: str
    title: Localized | None
    quote: str | None
    retrieved: Moment | None


class Verdict(Struct, frozen=True, kw_only=True):
    """A rating of the claim itself; rare, explicit, with evidence."""

    rating: str
    explanation: Localized | None
    claimant_name: str | None
    claimant_url: str | None
    reviewed: Moment | None
    evidence: tuple[Evidence, ...]


class Claim(Struct, frozen=True, kw_only=True):
    """One checkable statement, and what every report does with it."""

    id: str
    place: Place
    statement: Localized
    kinds: tuple[str, ...]
    major: bool
    says: Mapping[str, Appearance]
    """Report id to appearance, in the order of the ledger's columns."""
    note: Localized | None
    evidence: tuple[Evidence, ...]
    verdict: Verdict | None
    aliases: tuple[str, ...]

    relation: Relation = "agree"
    """Worked out here, whatever is given: what the reports do with the claim between them; `unknown` counts as neither."""

    def __post_init__(self) -> None:
        """Work out the relation, which every page asks for many times."""
        stances = [appearance.stance for appearance in self.says.values()]
        rest: Relation = "some" if "omits" in stances else "agree"
        differ = self.kinds or "partly" in stances or "contradicts" in stances
        alone = rest == "some" and sum(map(SPEAKING.__contains__, stances)) == 1
        relation = "only" if alone else "differ" if differ else rest
        force_setattr(self, "relation", relation)


class SetAside(Struct, frozen=True, kw_only=True):
    """A difference that was seen and left out of the claims on purpose."""

    place: Place
    says: Mapping[str, Appearance]
    reason: Localized


class Response(Struct, frozen=True, kw_only=True):
    """A reply of an outlet, shown before the full texts."""

    outlet: Outlet
    asked: Moment | None
    received: Moment | None
    text: Localized | None
    url: str | None


class Correction(Struct, frozen=True, kw_only=True):
    """A change of something that was published, told to the readers."""

    date: Moment
    claim: str | None
    report: str | None
    was: Localized | None
    now: Localized | None
    text: Localized | None


class Ledger(Struct, frozen=True, kw_only=True):
    """The hand-curated claims of one story."""

    source: Source
    title: Localized
    summary: Localized | None
    event_date: Moment | None
    published: Moment | None
    status: Literal["draft", "published", "withdrawn"]
    reason: Localized | None
    """Why a story was withdrawn."""
    curators: tuple[str, ...]
    tags: tuple[str, ...]
    columns: tuple[str, ...]
    """Every report id once, in the order in which they are shown."""
    columns_declared: bool
    """Whether the ledger sets that order itself."""
    lead: str | None
    aliases: tuple[Passage, ...]
    claims: tuple[Claim, ...]
    set_aside: tuple[SetAside, ...]
    responses: tuple[Response, ...]
    corrections: tuple[Correction, ...]


class Story(Struct, frozen=True, kw_only=True):
    """One event: its reports, in the order of the columns, and its ledger."""

    slug: str
    folder: str
    """Path of the story's folder, relative to the root."""
    reports: tuple[Report, ...]
    ledger: Ledger
    lock: Facts | None = None
    """What was accepted; `None` where nothing was."""

    def name(self, report_id: str) -> str:
        """Return what a report is called: its outlet, and its id where the outlet has several."""
        outlet = self.report(report_id).outlet
        several = sum(report.outlet.id == outlet.id for report in self.reports) > 1
        return f"{outlet.name} ({report_id})" if several else outlet.name

    def report(self, report_id: str) -> Report:
        """Return the report with this id; raises `StopIteration` where there is none."""
        return next(report for report in self.reports if report.id == report_id)


class Features(Struct, frozen=True, kw_only=True):
    """Products that a site may switch off."""

    claim_pages: bool = True
    reports: bool = True
    embeds: bool = True
    search: bool = True
    cards: Literal["off", "stories", "claims"] = "claims"
    data: bool = True


class Limits(Struct, frozen=True, kw_only=True):
    """Bounds on what content may hold."""

    file: int = 5_000_000
    """Bytes of one content file."""
    claims: int = 2000
    """Claims of one ledger."""
    quote: int = 2000
    """Code points of one quote."""
    depth: int = 40
    """Nesting of a YAML document or of a Markdown body."""


class Settings(Struct, frozen=True, kw_only=True):
    """What site.yaml says."""

    source: Source
    title: Localized
    tagline: Localized | None
    base_url: str
    """Absolute, with a final slash."""
    languages: tuple[str, ...]
    """Tags of the interface's languages; the first stands at the root."""
    timezone: str
    license: str | None
    publisher_name: str | None
    publisher_url: str | None
    contact: str | None
    ratings: Mapping[str, tuple[float, Localized]]
    """Rating id to value (higher = truer) and name."""
    kinds: Mapping[str, Localized]
    """Kinds that the site adds."""
    tags: Mapping[str, Localized]
    features: Features
    limits: Limits
    page_size: int
    editor: str | None


class TextPage(Struct, frozen=True, kw_only=True):
    """A page of the site's own words, such as the methodology, in one language."""

    name: str
    language: str
    title: str
    body: Body
    digest: str
    """Hash of the file as it was read."""


class Site(Struct, frozen=True, kw_only=True):
    """Everything that belongs to no single story."""

    settings: Settings
    outlets: Mapping[str, Outlet] | None
    """By id; `None` where the list could not be read, so that nothing can be said of what it lacks."""
    pages: tuple[TextPage, ...] = ()
