"""JSON Schemas of the content files, from the models that check them, for editors that complete as one types.

The schemas are of draft 7, which language servers read. A scalar is a string to us whatever it
looks like, and a number or a truth value to a language server: `Leaf` says for each type which of
those it takes, so that both sides accept the same.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from selisih.model.records import KINDS
from selisih.reading.schema import patterns
from selisih.reading.schema.leaves import ID_LENGTH
from selisih.reading.schema.ledger import KIND_MEANINGS, LedgerShape
from selisih.reading.schema.models import json_schema_of
from selisih.reading.schema.notation import Shape
from selisih.reading.schema.plain import plain_value
from selisih.reading.schema.report import ReportShape
from selisih.reading.schema.site import OutletsShape, SiteShape

DRAFT: Final = "http://json-schema.org/draft-07/schema#"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteNames:
    """Names of a site that an editor can be offered."""

    outlets: Sequence[str] = ()
    reports: Sequence[str] = ()
    kinds: Sequence[str] = ()
    """Those that the site adds."""
    tags: Sequence[str] = ()
    ratings: Sequence[str] = ()
    languages: Sequence[str] = ()


def json_schemas(names: SiteNames) -> dict[str, dict[str, Any]]:
    """Return the schema of each sort of content file by its name: site, outlets, report, ledger."""
    site = schema_of(SiteShape, "site.yaml", names)
    report = schema_of(ReportShape, "front matter of a report", names)
    _offer(report["properties"]["outlet"], names.outlets)
    for key in ("kinds", "tags"):
        _keys_are_ids(site["properties"][key])
    ledger = schema_of(LedgerShape, "ledger.yaml", names)
    _keys_are_ids(ledger["properties"]["claims"])
    _suggest(ledger["properties"]["tags"], names.tags)
    definitions = ledger["definitions"]
    for holder in ("ClaimShape", "SetAsideShape"):
        says = definitions[holder]["properties"]["says"]
        says["properties"] = dict.fromkeys(("all", *names.reports), says["additionalProperties"])
    _offer_each(
        definitions["ClaimShape"]["properties"]["kind"],
        (*KINDS, *names.kinds),
        [KIND_MEANINGS.get(kind, "A kind of this site.") for kind in (*KINDS, *names.kinds)],
    )
    _offer(definitions["VerdictShape"]["properties"]["rating"], names.ratings)
    _offer(definitions["ResponseShape"]["properties"]["outlet"], names.outlets)
    return {"site": site, "outlets": _outlets(names), "report": report, "ledger": ledger}


def _outlets(names: SiteNames) -> dict[str, Any]:
    """Return the schema of outlets.yaml, whose root is the mapping that we read under a key of our own."""
    wrapped = schema_of(OutletsShape, "outlets.yaml", names)
    inner = wrapped.pop("properties")["outlets"]
    wrapped.pop("required", None)
    _keys_are_ids(inner)
    return {**wrapped, **inner, "title": "outlets.yaml"}


def schema_of(shape: type[Shape], title: str, names: SiteNames) -> dict[str, Any]:
    """Return the JSON Schema of one shape."""
    schema = _as_draft_7(json_schema_of(shape), names)
    return {"$schema": DRAFT, **schema, "title": title}


def _as_draft_7(value: Any, names: SiteNames) -> Any:
    """Return a schema without what draft 7 or our editors do not know."""
    if isinstance(value, list):
        return [_as_draft_7(item, names) for item in value]
    if not isinstance(value, Mapping):
        return value.replace("#/$defs/", "#/definitions/") if isinstance(value, str) else value
    result: dict[str, Any] = {}
    for key, item in value.items():
        if key in ("discriminator", "default") or (key == "title" and isinstance(item, str)):
            continue
        result["definitions" if key == "$defs" else key] = _as_draft_7(item, names)
    return _with_languages(result, names)


def _with_languages(schema: dict[str, Any], names: SiteNames) -> dict[str, Any]:
    """Offer the site's languages wherever a text may be given per language."""
    if schema.get("minProperties") == 1 and "additionalProperties" in schema and names.languages:
        text = schema["additionalProperties"]
        return {
            "type": "object",
            "minProperties": 1,
            "properties": dict.fromkeys(names.languages, text),
            "additionalProperties": False,
        }
    return schema


def _offer(schema: dict[str, Any], words: Sequence[str], meanings: Sequence[str] = ()) -> None:
    """Narrow a text to some words, in every place of a schema where it is a string."""
    if not words:
        return
    for part in _strings(schema):
        described = {key: part[key] for key in ("description",) if key in part}
        part.clear()
        part.update(described)
        part["enum"] = [*words, *_as_editors_read(words)]
        if meanings:
            part["enumDescriptions"] = list(meanings)


def _as_editors_read(words: Sequence[str]) -> list[float | bool]:
    """Return the numbers and truth values that an editor takes some of the words for."""
    values = [plain_value(word) for word in words]
    return [value for value in values if isinstance(value, bool | float) and math.isfinite(value)]


def _offer_each(schema: dict[str, Any], words: Sequence[str], meanings: Sequence[str]) -> None:
    for branch in schema.get("anyOf", [schema]):
        for form in branch.get("oneOf", [branch]):
            _offer(form.get("items", form), words, meanings)


def _suggest(schema: dict[str, Any], words: Sequence[str]) -> None:
    """Name some words for the items of a list that takes others too."""
    for branch in schema["anyOf"]:
        if words and "items" in branch:
            branch["items"]["examples"] = list(words)


def _keys_are_ids(schema: dict[str, Any]) -> None:
    """Say of a mapping that its keys are ids; an editor that reads a key as a number lets it pass."""
    for branch in schema.get("anyOf", [schema]):
        if "additionalProperties" in branch:
            branch["propertyNames"] = {
                "pattern": patterns.whole(patterns.ID),
                "maxLength": ID_LENGTH,
                "errorMessage": "An id: lower-case letters and digits, words joined by hyphens.",
            }


def _strings(schema: dict[str, Any]) -> list[dict[str, Any]]:
    kind = schema.get("type")
    if kind == "string" or (isinstance(kind, list) and "string" in kind):
        return [schema]
    return [part for branch in schema.get("anyOf", []) for part in _strings(branch)]
