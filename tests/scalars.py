"""Scalars, and every leaf type of the schemas: the table on which the build and an editor must agree."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from selisih.model.problem import Problems
from selisih.reading.schema.export import SiteNames, schema_of
from selisih.reading.schema.leaves import (
    Address,
    Count,
    Day,
    FilePath,
    Flag,
    Identifier,
    Language,
    Number,
    Size,
    Text,
    WebAddress,
    choice,
    version,
)
from selisih.reading.schema.ledger import StanceWord
from selisih.reading.schema.notation import Shape
from selisih.reading.schema.shapes import Texts, Words
from selisih.reading.schema.validate import validate
from selisih.reading.yaml_nodes import read_yaml
from tests.helpers import source

Word = Annotated[Literal["off", "yes", "null"], choice(off="", yes="", null="")]
Version = Annotated[Literal["1"], version(1, "")]


class EveryLeaf(Shape, frozen=True, kw_only=True):
    """One key for every leaf type, and some again where nothing is allowed too."""

    text: Text
    text_or_nothing: Text | None
    identifier: Identifier
    identifier_or_nothing: Identifier | None
    flag: Flag
    flag_or_nothing: Flag | None
    count: Count
    count_or_nothing: Count | None
    number: Number
    size: Size
    size_or_nothing: Size | None
    day: Day
    day_or_nothing: Day | None
    address: Address
    web_address: WebAddress
    web_address_or_nothing: WebAddress | None
    language: Language
    path: FilePath
    path_or_nothing: FilePath | None
    stance: StanceWord
    stance_or_nothing: StanceWord | None
    word: Word
    version: Version
    words: Words
    texts_or_nothing: Texts | None


LEAVES: Final = EveryLeaf.__struct_fields__

SCALARS: Final = (
    # what the issue names
    *("1.000", "NO", "12:30", "2024-12-23", "002", "null", "", "~", "true", '"true"', "1e3"),
    *("0x1F", ".5", "-3", '"170 mm"', "5MB", "'002'"),
    # nothing and truth, in every spelling
    *("Null", "NULL", "nULL", '"null"', "''", "'~'", "True", "TRUE", "tRUE", "false", "False"),
    *("FALSE", "'false'", '"True"', "yes", "Yes", "no", "on", "off", "Off", "y", "n"),
    # numbers, and what looks like one
    *("0", "1", "7", "1.0", "1.5", "2.000", "1.100", "1,000", "1_000", "01", "+5", "-0", "0x1f"),
    *("0o17", "0b11", "1e-3", "1E3", "1e+3", "1e999", "5.", ".5e1", "-.5", ".inf", "-.inf"),
    *(".nan", ".NaN", "inf", "NaN", "190:20:30", "999999999", "1000000000", "999999999999"),
    *("1000000000000", "99999999999999999999", "'1'", '"1.5"', "'1e3'", "'0x1F'", "' 1'"),
    # sizes
    *("5 MB", "5mb", "5 KB", "5K", "5B", "5TB", "'5 '", "5000000", "-5MB"),
    # days and times
    *("2024-02-29", "2023-02-29", "1900-02-29", "2000-02-29", "2024-04-31", "2024-13-01"),
    *("0000-01-01", "0001-01-01", "2024-1-2", "20241223", "2024-12-23T09:30:00+07:00"),
    *("2024-12-23T09:30:00Z", "2024-12-23t09:30:00z", "2024-12-23 09:30:00.123Z"),
    *("2024-12-23T09:30:00", "2024-12-23T24:00:00Z", "2024-12-23T09:30:60Z", "2024-12"),
    *("2024-12-23T09:30:00+07:60", "2024-12-23T09:30:00-24:00", "' 2024-12-23 '"),
    # addresses
    *("https://example.org/", "HTTP://example.org", "https://example.org:8080/a?b=c#d"),
    *("https://", "https:/example.org", "https://example.org:0/", "https://example.org:65536"),
    *("https://a@example.org/", "https://exa mple.org/", "https://example.org/a b", "//a.org"),
    *("https://example.org/a|b", "https://bücher.example/ü", "https://[::1]:80/", "https://:80/"),
    *("mailto:desk@example.org", "mailto:desk", "mailto:@example.org", "mailto://a@b", "tel:1"),
    *("javascript:alert(1)", "MAILTO:a@b?subject=c", "' https://example.org '", "ftp://a.org"),
    *("https://example.org:/", "https://example.org:080/", "example.org", "https://a\\b"),
    # ids, languages, paths, words
    *("ferry", "Ferry", "two-words", "-ferry", "ferry-", "a--b", "a_b", "é", "170mm", "1-2"),
    *("id", "en", "zh-Hant", "ZH", "i", "indonesian", "id-", "id_ID", "x-klingon"),
    *("seeds/a.txt", "/etc/hosts", "../a", "a/../b", "a//b", "a/", ".", "..", ".a", "a\\b"),
    *("c:/a", "a/b:c", "...", "a/.b", "a b.txt", "states", "States", "'states'", "unknown"),
    *(">-\n  states", ">\n  states", "|\n  5", "|\n  2024-12-23", '" "', '"\\t"', '"a\\nb"'),
)
"""Scalars as they are written in a file."""


def document(written: str) -> str:
    """Return a file with the same scalar under every key: one key a line, except for blocks."""
    return "".join(f"{name}: {written}\n" for name in LEAVES)


def line_keys(written: str) -> dict[int, str]:
    """Return the key whose value stands at a line of the document."""
    height = written.count("\n") + 1
    return {
        index * height + offset + 1: name
        for index, name in enumerate(LEAVES)
        for offset in range(height)
    }


def refused_by_the_build(written: str) -> set[str]:
    """Return the leaf types that do not take a scalar."""
    problems = Problems()
    node = read_yaml(source(document(written)), problems)
    assert node, (written, problems.sorted())
    validate(EveryLeaf, node, problems)
    keys = line_keys(written)
    return {keys[p.place.line] for p in problems.sorted() if p.rule != "yaml-comment-cut"}


def table_schema() -> dict[str, Any]:
    """Return the JSON Schema of the table's keys."""
    return schema_of(EveryLeaf, "every leaf", SiteNames())
