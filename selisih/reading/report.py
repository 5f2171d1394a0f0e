"""From a report's file to its record."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from selisih.model.body import Body
from selisih.model.problem import Problems
from selisih.model.records import Outlet, Report
from selisih.model.source import Passage, Source
from selisih.reading.body import hide, read_body
from selisih.reading.files import Files
from selisih.reading.front_matter import read_front_matter
from selisih.reading.schema.leaves import nearest_hint
from selisih.reading.schema.report import LineShape, ReportShape
from selisih.reading.schema.validate import validate
from selisih.reading.words import Converter, strings, unlisted
from selisih.reading.yaml_nodes import Scalar


def read_report(
    path: str,
    report_id: str,
    files: Files,
    outlets: Mapping[str, Outlet] | None,
    convert: Converter,
    depth: int,
) -> Report | None:
    """Return the report in the file at `path`, or `None` after adding what is wrong with it."""
    problems = files.problems
    before = problems.errors
    data = files.read_bytes(path)
    source = None if data is None else files.decode(path, data)
    if data is None or source is None:
        return None
    front = read_front_matter(source, problems, depth)
    if front is None:
        return None
    node, offset = front
    shape = validate(ReportShape, node, problems)
    if shape is None:
        return None
    outlet = _outlet(shape.outlet, outlets, problems)
    body = _body(shape, source, offset, depth, problems)
    if body is None or outlet is None:
        return None
    received = _received(shape.received, source, offset, files)
    original = _original(shape.original, files)
    if problems.errors > before:
        return None
    return Report(
        id=report_id,
        source=source,
        outlet=outlet,
        outlet_place=shape.outlet.place(),
        provenance=convert.maybe(shape.provenance),
        title=_redacted(shape.title, shape),
        standfirst=_redacted(shape.standfirst, shape),
        language=shape.language,
        published=shape.published,
        retrieved=shape.retrieved,
        authors=strings(shape.authors),
        credits=strings(shape.credits),
        url=shape.url,
        archive_url=shape.archive_url,
        received=shape.received.value if shape.received else None,
        received_sha256=received,
        original=shape.original.value if shape.original else None,
        original_sha256=original,
        part=shape.part or "unknown",
        format=shape.format or "text",
        display=shape.display or "full",
        rights=convert.maybe(shape.rights),
        body=body,
    )


def _outlet(
    name: Scalar, outlets: Mapping[str, Outlet] | None, problems: Problems
) -> Outlet | None:
    if outlets is None:
        return unlisted(name.value)
    outlet = outlets.get(name.value)
    if outlet is None:
        hint = nearest_hint(name.value, tuple(outlets)) or "add it to content/outlets.yaml"
        problems.add(
            "outlet-unknown",
            name.place(),
            f"the outlet `{name.value}` is not in content/outlets.yaml",
            hint,
        )
    return outlet


def _body(
    shape: ReportShape, source: Source, offset: int, depth: int, problems: Problems
) -> Body | None:
    """Return the article with what may not be quoted marked in it, or `None` where there is none."""
    body = read_body(source, offset, shape.format or "text", depth, problems)
    if body is None:
        return None
    if not body.text.strip():
        problems.add(
            "report-empty",
            source.place(offset),
            "the report has no body",
            "put the article after the second `---`",
        )
        return None
    lines = [
        (b.line, b.occurrence) if isinstance(b, LineShape) else (b, None)
        for b in shape.boilerplate or ()
    ]
    return hide(body, lines, [redaction.text for redaction in shape.redactions or ()], problems)


def _redacted(text: Scalar | None, shape: ReportShape) -> Passage | None:
    """Return a title or standfirst with `[…]` in place of redacted words."""
    if text is None:
        return None
    value = text.value
    for redaction in shape.redactions or ():
        value = value.replace(redaction.text.value.strip(), "[…]")
    if value == text.value:
        return text
    return Passage(value=value, source=text.source, start=text.start, end=text.end)


def _received(named: Scalar | None, source: Source, offset: int, files: Files) -> str | None:
    """Return the SHA-256 of the received bytes, after comparing the body with them."""
    if named is None:
        return None
    data = files.read_bytes(named.value, named_at=named.place())
    if data is None:
        return None
    body = source.text[offset:].encode()
    if not _equal(body, data):
        from selisih.reading.received import add_difference

        add_difference(named, source, offset, data, files.problems)
    return hashlib.sha256(data).hexdigest()


def _equal(body: bytes, received: bytes) -> bool:
    """Return whether two texts are equal; a final line end may be missing in either."""
    if body == received:
        return True
    return any(body + end == received or body == received + end for end in (b"\n", b"\r\n"))


def _original(named: Scalar | None, files: Files) -> str | None:
    if named is None:
        return None
    data = files.read_bytes(named.value, named_at=named.place())
    return None if data is None else hashlib.sha256(data).hexdigest()
