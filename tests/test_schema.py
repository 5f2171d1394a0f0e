"""The JSON Schemas for editors: committed as the command writes them, and of one mind with `check`.

The table of scalars is held here against a JSON Schema validator that is given what YAML 1.2 makes of
them; `make audit` holds the same table against the language server itself.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from selisih.model.problem import Problems
from selisih.reading.schema import patterns
from selisih.reading.schema.plain import plain_value, scalar_value
from selisih.reading.yaml_nodes import Mapping, Node, Scalar, read_yaml
from tests.broken_files import FILES, BrokenFile, broken_files, checked
from tests.helpers import FERRY, LEDGER, REPOSITORY, make_site, run, source
from tests.scalars import LEAVES, SCALARS, document, refused_by_the_build, table_schema

SITES = [REPOSITORY, *sorted((REPOSITORY / "tests" / "sites").iterdir())]
CASES = broken_files()


def plain_data(text: str) -> Any:
    """Return a YAML text as the data that an editor makes of it."""
    problems = Problems()
    node = read_yaml(source(text), problems)
    assert node, problems.sorted()
    return data_of(node)


def data_of(node: Node) -> Any:
    if isinstance(node, Scalar):
        value = scalar_value(node)
        whole = isinstance(value, float) and value.is_integer()
        return int(value) if whole else value
    if isinstance(node, Mapping):
        return {key: data_of(value) for key, (_, value) in node.entries.items()}
    return [data_of(item) for item in node.items]


def validator(schema: dict[str, Any]) -> Draft7Validator:
    """Return a validator that reads `$` as ECMAScript does: in Python it matches before a last line feed too."""
    Draft7Validator.check_schema(schema)
    return Draft7Validator(json.loads(re.sub(r'(?<!\\)\$"', r'\\\\Z"', json.dumps(schema))))


def schemas_of(site: Path, folder: Path) -> dict[str, Draft7Validator]:
    """Return a validator for each sort of file, from the schemas that the command writes."""
    assert run("schema", "--root", site, "--out", folder).status == 0
    validators = {}
    for sort in FILES:
        schema = json.loads((folder / f"{sort}.schema.json").read_text(encoding="utf-8"))
        validators[sort] = validator(schema)
    return validators


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Draft7Validator]:
    return schemas_of(FERRY, tmp_path_factory.mktemp("schema"))


def front_matter(path: Path) -> str:
    return path.read_text(encoding="utf-8").split("---\n")[1]


def test_the_committed_schemas_are_what_the_command_writes_now(tmp_path: Path) -> None:
    run("schema", "--root", REPOSITORY, "--out", tmp_path)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    committed = {path.name: path.read_bytes() for path in (REPOSITORY / "schema").iterdir()}
    assert written == committed, "run `python build.py schema`"


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_good_files_pass(site: Path, tmp_path: Path) -> None:
    validators = schemas_of(site, tmp_path)
    stories = site / "content" / "stories"
    files = [("site", site / "site.yaml"), ("outlets", site / "content" / "outlets.yaml")]
    files += [("ledger", path) for path in sorted(stories.rglob("ledger.yaml"))]
    texts = [(sort, path.read_text(encoding="utf-8")) for sort, path in files]
    texts += [("report", front_matter(path)) for path in sorted(stories.rglob("*.md"))]
    assert len(texts) >= 5
    for sort, text in texts:
        assert [error.message for error in validators[sort].iter_errors(plain_data(text))] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_check_names_every_broken_line(case: BrokenFile, tmp_path: Path) -> None:
    assert sorted(checked(case, tmp_path)) == sorted(case.problems)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_the_schemas_refuse_what_check_refuses(
    case: BrokenFile, ferry: dict[str, Draft7Validator]
) -> None:
    assert not ferry[case.sort].is_valid(plain_data(case.text))


@pytest.mark.parametrize(
    "rule", ["key-unknown", "key-missing", "value-invalid", "id-invalid", "address-refused"]
)
def test_the_schemas_refuse_the_tiny_broken_sites(
    rule: str, ferry: dict[str, Draft7Validator]
) -> None:
    folder = REPOSITORY / "tests" / "problems" / rule
    broken = [
        ferry[sort].is_valid(plain_data((folder / path).read_text(encoding="utf-8")))
        for sort, path in FILES.items()
        if (folder / path).is_file() and path.endswith(".yaml")
    ]
    assert False in broken


@cache
def table() -> Draft7Validator:
    return validator(table_schema())


@pytest.mark.parametrize("written", SCALARS, ids=ascii)
def test_the_build_and_the_schemas_take_the_same_scalars(written: str) -> None:
    data = plain_data(document(written))
    refused = {str(error.path[0]) for error in table().iter_errors(data)}
    # JSON has no such number, and validators differ in what they make of it; `make audit` tells.
    unheard_of = {"number"} if written in (".nan", ".NaN") else set()
    assert refused - unheard_of == refused_by_the_build(written) - unheard_of


def test_every_leaf_takes_and_refuses_some_scalar() -> None:
    refused = [refused_by_the_build(written) for written in SCALARS]
    assert set.union(*refused) == set(LEAVES)
    assert set.union(*(set(LEAVES) - keys for keys in refused)) == set(LEAVES)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1.000", 1.0),
        ("002", 2.0),
        ("0o17", 15.0),
        ("0x1F", 31.0),
        ("1e3", 1000.0),
        ("-.inf", float("-inf")),
        ("True", True),
        ("NO", "NO"),
        ("12:30", "12:30"),
        ("2024-12-23", "2024-12-23"),
        ("1_000", "1_000"),
        ("0b11", "0b11"),
        ("+0x1", "+0x1"),
        ("~", None),
        ("", None),
    ],
)
def test_plain_scalars_are_read_as_editors_read_them(written: str, value: object) -> None:
    read = plain_value(written)
    assert (type(read), read) == (type(value), value)


def test_a_text_keeps_the_characters_that_an_editor_takes_for_a_number(tmp_path: Path) -> None:
    ledger = (FERRY / LEDGER).read_text(encoding="utf-8").replace("Four dead, or five", "1.100")
    site = make_site(tmp_path / "site", {LEDGER: ledger})
    assert run("build", "--root", site).status == 0
    page = (site / "_site" / "ferry" / "index.html").read_text(encoding="utf-8")
    assert re.search(r"<h1[^>]*>\s*1\.100\s*<", page)


def test_an_id_that_reads_as_a_number_is_refused_with_quotation_marks_to_paste(
    tmp_path: Path,
) -> None:
    ledger = (FERRY / LEDGER).read_text(encoding="utf-8")
    site = make_site(tmp_path, {LEDGER: f"aliases: [2024]\n{ledger}"})
    told = run("check", "--root", site).out
    assert "error id-invalid  content/stories/ferry/ledger.yaml:1:11" in told
    assert 'hint: "2024"' in told


def test_patterns_hold_no_notation_that_only_python_reads() -> None:
    for name, pattern in vars(patterns).items():
        if name.isupper() and isinstance(pattern, str):
            assert not re.search(r"\(\?[P<#aiLmsux]|\\[AZ]", pattern), name


def test_everything_a_schema_offers_is_described(tmp_path: Path) -> None:
    schemas_of(REPOSITORY, tmp_path)
    ledger = json.loads((tmp_path / "ledger.schema.json").read_text(encoding="utf-8"))
    shapes = [ledger, *ledger["definitions"].values()]
    for shape in shapes:
        assert all("description" in key for key in shape["properties"].values() if key != {})
    text = json.dumps(ledger)
    assert text.count('"enumDescriptions"') >= 4
    kinds = ledger["definitions"]["ClaimShape"]["properties"]["kind"]["anyOf"][0]["oneOf"][0]
    assert len(kinds["enum"]) == len(kinds["enumDescriptions"])
