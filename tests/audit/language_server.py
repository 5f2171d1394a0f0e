"""The YAML language server, driven without an editor, against `check`: `make audit` runs this.

An editor gets what `.vscode/settings.json` says. It must be quiet where `check` is, point at the lines
at which `check` points wherever a schema can know, and offer the names that belong there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from tests.audit.lsp import LanguageServer
from tests.broken_files import FILES, SEEN_BY_A_SCHEMA, BrokenFile, broken_files, checked
from tests.helpers import LEDGER, REPOSITORY, make_site, run
from tests.scalars import (
    LEAVES,
    SCALARS,
    document,
    line_keys,
    refused_by_the_build,
    table_schema,
)
from tests.test_problems import CASES

LEDGER_OF_OURS: Final = REPOSITORY / "content" / "stories" / "a-story" / "ledger.yaml"
REPORT: Final = REPOSITORY / "front-matter.yaml"
"""Front matter alone: a YAML server takes no Markdown."""


def settings_of_the_editor() -> dict[str, Any]:
    """Return the `yaml` section of .vscode/settings.json as a server is told of it."""
    text = (REPOSITORY / ".vscode" / "settings.json").read_text(encoding="utf-8")
    section: dict[str, Any] = {"schemaStore": {"enable": False}}  # no schemas from the network
    for key, value in json.loads(text).items():
        if key.startswith("yaml.") and key.count(".") == 1:
            section[key.removeprefix("yaml.")] = value
    return section


@pytest.fixture(scope="module")
def editor() -> Iterator[LanguageServer]:
    """A server on this repository, set as .vscode/settings.json says, and told of front matter."""
    section = settings_of_the_editor()
    section["schemas"] = {**section["schemas"], "./schema/report.schema.json": f"/{REPORT.name}"}
    server = LanguageServer(REPOSITORY, section)
    yield server
    server.close()


def server_with(folder: Path, schemas: dict[str, str]) -> LanguageServer:
    """Return a server on a folder, with schemas (a path in it) mapped to files (a pattern)."""
    mapped = {(folder / schema).as_uri(): pattern for schema, pattern in schemas.items()}
    return LanguageServer(folder, {**settings_of_the_editor(), "schemas": mapped})


def yaml_files(folder: Path) -> dict[Path, str]:
    """Return the YAML files of a site."""
    found = [folder / "site.yaml", *sorted((folder / "content").rglob("*.yaml"))]
    return {path: path.read_text(encoding="utf-8") for path in found}


def test_the_shipped_files_have_no_diagnostics(editor: LanguageServer) -> None:
    """Nor would they pass because no schema is found: a wrong key is seen in each."""
    shipped = yaml_files(REPOSITORY)
    assert [path for path, told in editor.problems(shipped).items() if told] == []
    spoilt = {path: f"{text}\nno-such-key: {{no: no}}\n" for path, text in shipped.items()}
    assert [path for path, told in editor.problems(spoilt).items() if not told] == []


@pytest.mark.parametrize("name", sorted(path.name for path in (CASES.parent / "sites").iterdir()))
def test_the_sites_of_the_tests_have_no_diagnostics(name: str, tmp_path: Path) -> None:
    """With the schemas that the command writes for each."""
    site = CASES.parent / "sites" / name
    assert run("schema", "--root", site, "--out", tmp_path).status == 0
    server = server_with(
        tmp_path,
        {
            "site.schema.json": "/site.yaml",
            "outlets.schema.json": "/content/outlets.yaml",
            "ledger.schema.json": "content/stories/**/ledger.yaml",
        },
    )
    told = server.problems(yaml_files(site))
    server.close()
    assert {path.name: problems for path, problems in told.items() if problems} == {}


def test_the_server_points_at_the_lines_of_check(tmp_path: Path) -> None:
    """For every case of `tests/fixtures/schema_problems.txt`: all those lines, and no other."""
    run("schema", "--root", make_site(tmp_path / "site"), "--out", tmp_path / "schema")
    server = server_with(
        tmp_path, {f"schema/{sort}.schema.json": f"/{sort}-*.yaml" for sort in FILES}
    )
    cases: dict[Path, BrokenFile] = {
        tmp_path / f"{case.sort}-{number}.yaml": case for number, case in enumerate(broken_files())
    }
    told = server.problems({path: case.text for path, case in cases.items()})
    server.close()
    for path, case in cases.items():
        lines = sorted({line for line, _ in checked(case, tmp_path / path.stem)})
        assert sorted({line for line, _ in told[path]}) == lines, (case.title, told[path])


def test_the_server_sees_the_tiny_broken_sites_of_the_schema(tmp_path: Path) -> None:
    """Those of `tests/problems/` whose rule a schema can hold: at the line of the expected output."""
    for rule in ("key-unknown", "key-missing", "value-invalid", "id-invalid", "address-refused"):
        assert rule in SEEN_BY_A_SCHEMA
        assert_sees(rule, tmp_path)


def test_the_server_knows_yaml_and_the_kinds_of_a_site(tmp_path: Path) -> None:
    """What needs no schema, or the site's names in it."""
    for rule in ("kind-unknown", "yaml-duplicate-key", "yaml-quote-continues", "yaml-syntax"):
        assert_sees(rule, tmp_path)


def assert_sees(rule: str, folder: Path) -> None:
    """Assert that the server points at the line at which `check` names a rule."""
    expected = (CASES / rule / "expected.txt").read_text(encoding="utf-8")
    path, line, _ = next(
        text.split("  ", 1)[1] for text in expected.splitlines() if f" {rule}  " in text
    ).split(":")
    sort = next(sort for sort, place in FILES.items() if place == path)
    schemas = folder / rule / "schema"
    run("schema", "--root", make_site(folder / rule / "site"), "--out", schemas)
    server = server_with(folder, {f"{rule}/schema/{sort}.schema.json": f"/{rule}/broken.yaml"})
    broken = folder / rule / "broken.yaml"
    told = server.problems({broken: (CASES / rule / path).read_text(encoding="utf-8")})[broken]
    server.close()
    assert int(line) in {number for number, _ in told}, (rule, told)


CLAIM: Final = "title: A\nclaims:\n  one:\n    statement: A\n"


@pytest.mark.parametrize(
    ("path", "text", "offered"),
    [
        (LEDGER_OF_OURS, "title: A\n|\n", {"claims", "summary", "lead", "corrections"}),
        (LEDGER_OF_OURS, "title:\n  |\n", {"id", "en"}),
        (LEDGER_OF_OURS, "title: A\ntags:\n  - |\n", {"korea-utara", "ukraina"}),
        (LEDGER_OF_OURS, "title: A\nstatus: |\n", {"draft", "published", "withdrawn"}),
        (LEDGER_OF_OURS, f"{CLAIM}    kind: |\n", {"number", "extent", "context"}),
        (LEDGER_OF_OURS, f"{CLAIM}    kind:\n      - number\n      - |\n", {"detail", "wording"}),
        (LEDGER_OF_OURS, f"{CLAIM}    major: |\n", {"true", "false"}),
        (LEDGER_OF_OURS, f"{CLAIM}    says:\n      |\n", {"all", "detik", "suarathailand"}),
        (
            LEDGER_OF_OURS,
            f"{CLAIM}    says:\n      detik:\n        |\n",
            {"stance", "quote", "mark", "absent", "near"},
        ),
        (
            LEDGER_OF_OURS,
            f"{CLAIM}    says:\n      detik:\n        stance: |\n",
            {"states", "partly", "contradicts", "omits", "unknown"},
        ),
        (
            LEDGER_OF_OURS,
            f"{CLAIM}    says:\n      detik:\n        quote:\n          in: |\n",
            {"body", "title", "standfirst"},
        ),
        (LEDGER_OF_OURS, "title: A\nresponses:\n  - outlet: |\n", {"detik", "suarathailand"}),
        (REPORT, "outlet: |\n", {"detik", "suarathailand"}),
        (REPORT, "outlet: detik\nlanguage: |\n", {"id", "en"}),
        (REPORT, "outlet: detik\nprovenance:\n  |\n", {"id", "en"}),
        (REPORT, "outlet: detik\npart: |\n", {"whole", "partial", "unknown"}),
        (REPORT, "outlet: detik\ndisplay: |\n", {"full", "excerpts"}),
        (REPOSITORY / "site.yaml", "title: A\nfeatures:\n  cards: |\n", {"stories", "claims"}),
    ],
)
def test_the_server_offers_names(
    editor: LanguageServer, path: Path, text: str, offered: set[str]
) -> None:
    """The names that belong at the place of the cursor."""
    assert offered <= set(editor.completions(path, text))


def test_the_server_and_the_build_take_the_same_scalars(tmp_path: Path) -> None:
    """Every scalar of the table under every type of leaf; and the table is not empty talk."""
    (tmp_path / "table.json").write_text(json.dumps(table_schema()), encoding="utf-8")
    server = server_with(tmp_path, {"table.json": "/table-*.yaml"})
    files = {tmp_path / f"table-{number}.yaml": text for number, text in enumerate(SCALARS)}
    told = server.problems({path: document(text) for path, text in files.items()})
    server.close()
    disagreed = {}
    refused_at_least_once = set()
    taken_at_least_once = set()
    for path, written in files.items():
        keys = line_keys(written)
        by_the_server = {keys[line] for line, _ in told[path]}
        by_the_build = refused_by_the_build(written)
        refused_at_least_once |= by_the_build
        taken_at_least_once |= set(LEAVES) - by_the_build
        if by_the_server != by_the_build:
            disagreed[written] = sorted(by_the_server ^ by_the_build)
    assert disagreed == {}
    assert refused_at_least_once == taken_at_least_once == set(LEAVES)


def test_the_ledger_of_the_ferry_site_passes_with_the_schemas_of_this_site(
    editor: LanguageServer,
) -> None:
    """A new story, whose reports the committed schemas do not know yet, is not marked wrong."""
    text = (REPOSITORY / "tests" / "sites" / "ferry" / LEDGER).read_text(encoding="utf-8")
    assert editor.problems({LEDGER_OF_OURS: text}) == {LEDGER_OF_OURS: []}
