"""The ledger language: stances, relations, columns, and what says too little or too much."""

from pathlib import Path

import pytest

from selisih.model.problem import Problems
from selisih.model.records import Relation, Stance
from tests.helpers import LEDGER, STORY, analysed, make_site, report, rules_broken

BODY = "The Herald and The Tribune: four people died at sea.\n"


def story_of(
    tmp_path: Path,
    claim: str,
    reports: int = 2,
    head: str = "",
    extra: dict[str, str] | None = None,
) -> Path:
    """Return a site of one claim over so many equal reports `a`, `b`, `c` and so on."""
    files: dict[str, str | bytes | None] = {f"{STORY}/herald.md": None, f"{STORY}/tribune.md": None}
    for name in "abcd"[:reports]:
        files[f"{STORY}/{name}.md"] = report(BODY, extra=(extra or {}).get(name, ""))
    files[LEDGER] = f"title: T\n{head}claims:\n  one:\n    statement: S\n{claim}"
    return make_site(tmp_path, files)


SPEAKS = {
    "states": "four people died",
    "partly": "{stance: partly, quote: four people}",
    "contradicts": "{stance: contradicts, quote: died at sea}",
    "omits": "{stance: omits}",
    "unknown": "{stance: unknown, reason: cut off}",
}


@pytest.mark.parametrize(
    ("stances", "kind", "relation"),
    [
        (["states", "states"], False, "agree"),
        (["states", "omits"], False, "only"),
        (["omits", "contradicts"], False, "only"),
        (["states", "omits"], True, "only"),
        (["states", "partly"], False, "differ"),
        (["states", "contradicts"], False, "differ"),
        (["states", "unknown"], False, "agree"),
        (["partly", "unknown"], False, "differ"),
        (["states", "states", "omits"], False, "some"),
        (["states", "states", "unknown"], False, "agree"),
        (["states", "partly", "omits"], False, "differ"),
        (["states", "omits", "omits"], False, "only"),
        (["states", "omits", "unknown"], False, "only"),
        (["partly", "omits", "unknown"], False, "only"),
        (["states", "states", "omits"], True, "differ"),
        (["states", "states", "omits", "unknown"], False, "some"),
    ],
)
def test_the_relation_follows_from_the_stances(
    stances: list[Stance], kind: bool, relation: Relation, tmp_path: Path
) -> None:
    claim = "    kind: detail\n" if kind else ""
    claim += "    says:\n" + "".join(
        f"      {n}: {SPEAKS[s]}\n" for n, s in zip("abcd", stances, strict=False)
    )
    story, problems = analysed(story_of(tmp_path, claim, len(stances)))
    assert story, problems.sorted()
    assert story.claims[0].claim.relation == relation


@pytest.mark.parametrize(
    ("written", "stance"),
    [
        ("four people died", "states"),
        ("{quote: four people died}", "states"),
        ("{quote: [four people, at sea]}", "states"),
        ("{absent: five}", "omits"),
        ("{near: four people}", "omits"),
        ("{absent: [five, six], near: {exact: four people, suffix: died}}", "omits"),
        ("{stance: omits}", "omits"),
        ("{stance: partly, quote: four people, absent: five}", "partly"),
    ],
)
def test_a_stance_has_its_default(written: str, stance: Stance, tmp_path: Path) -> None:
    story, problems = analysed(
        story_of(tmp_path, f"    says:\n      a: {written}\n      b: at sea\n")
    )
    assert story, problems.sorted()
    assert story.claims[0].says["a"].appearance.stance == stance


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("{mark: four}", "stance-inconsistent"),
        ("{gloss: four}", "stance-inconsistent"),
        ("{stance: states}", "stance-inconsistent"),
        ("{stance: contradicts}", "stance-inconsistent"),
        ("{stance: omits, quote: four people}", "stance-inconsistent"),
        ("{stance: unknown, reason: x, quote: four people}", "stance-inconsistent"),
        ("{quote: four people, absent: five}", "stance-inconsistent"),
        ("{quote: four people, near: died}", "stance-inconsistent"),
        ("{absent: five, mark: four}", "stance-inconsistent"),
        ("{stance: unknown}", "reason-missing"),
        ("{stance: silent}", "value-invalid"),
        ("{absent: FOUR}", "absent-present"),
        ("{absent: [five, at-sea]}", "absent-present"),
        ("{quote: four people, mark: [four, sea]}", "mark-outside-quote"),
        ("{quote: four people, mark: fou}", "mark-outside-quote"),
        ("{quote: {exact: four people, prefix: five}}", "quote-missing"),
        ("{quote: {exact: four people, in: title}}", "quote-missing"),
        ("{quote: {exact: four people, in: headline}}", "value-invalid"),
        ("{quote: []}", "value-invalid"),
        ("[four people]", "value-invalid"),
        ("''", "value-invalid"),
        ("", "value-invalid"),
    ],
)
def test_what_contradicts_itself_is_an_error(written: str, rule: str, tmp_path: Path) -> None:
    broken = rules_broken(story_of(tmp_path, f"    says:\n      a: {written}\n      b: at sea\n"))
    assert rule in broken
    assert len(set(broken)) == 1, "and nothing that follows from it"


def test_a_claim_of_which_nobody_speaks_is_no_claim(tmp_path: Path) -> None:
    claim = "    says:\n      a: {stance: omits}\n      b: {stance: omits}\n"
    assert rules_broken(story_of(tmp_path, claim)) == ["stance-inconsistent"]


def test_all_stands_for_every_report_that_is_not_named(tmp_path: Path) -> None:
    claim = "    says:\n      all: four people\n      b: {absent: five}\n"
    story, problems = analysed(story_of(tmp_path, claim, 3))
    assert story, problems.sorted()
    says = story.claims[0].says
    assert {name: said.appearance.stance for name, said in says.items()} == {
        "a": "states",
        "b": "omits",
        "c": "states",
    }
    assert list(says) == ["a", "b", "c"]
    assert [anchor.text for anchor in says["c"].anchors] == ["four people"]


@pytest.mark.parametrize(
    ("head", "dates", "expected"),
    [
        ("", {}, "abc"),
        ("", {"b": "published: 2024-01-02\n", "c": "published: 2024-01-01\n"}, "cba"),
        (
            "",
            {"a": "published: 2024-01-02\n", "b": "published: 2024-01-02T10:00:00+07:00\n"},
            "abc",
        ),
        ("columns: [b, c, a]\n", {"b": "published: 2024-01-02\n"}, "bca"),
        (
            "",
            {
                "a": "published: 2024-01-02T01:00:00+07:00\n",
                "b": "published: 2024-01-01T20:00:00+00:00\n",
            },
            "abc",
        ),
    ],
)
def test_columns_stand_in_the_declared_order_or_by_date(
    head: str, dates: dict[str, str], expected: str, tmp_path: Path
) -> None:
    story, problems = analysed(story_of(tmp_path, "    says:\n      all: at sea\n", 3, head, dates))
    assert story, problems.sorted()
    assert "".join(r.id for r in story.story.reports) == "".join(story.claims[0].says) == expected


@pytest.mark.parametrize("columns", ["[a]", "[a, a, b]", "[a, b, x]"])
def test_columns_name_every_report_once(columns: str, tmp_path: Path) -> None:
    broken = rules_broken(
        story_of(tmp_path, "    says:\n      all: at sea\n", 2, f"columns: {columns}\n")
    )
    assert broken == ["report-unknown" if "x" in columns else "columns-incomplete"]


def test_a_kind_needs_a_difference(tmp_path: Path) -> None:
    claim = "    kind: wording\n    says:\n      all: at sea\n"
    assert rules_broken(story_of(tmp_path, claim)) == ["kind-without-difference"]
    claim = (
        "    kind: wording\n    says:\n      a: at sea\n      b: {stance: partly, quote: at sea}\n"
    )
    assert rules_broken(story_of(tmp_path, claim)) == []


def test_what_is_set_aside_is_verified_too(tmp_path: Path) -> None:
    claim = "    says:\n      all: at sea\nset_aside:\n  - says: {a: four people, b: five people}\n    reason: R\n"
    assert rules_broken(story_of(tmp_path, claim)) == ["quote-missing"]
    claim = claim.replace("five", "four").replace(", b: four people", "")
    assert rules_broken(story_of(tmp_path, claim)) == []


def test_every_problem_is_told_of_in_one_run(tmp_path: Path) -> None:
    claim = (
        "    says:\n      a: five people\n      b: six people\n  Two:\n    statement: S\n    says: {all: at sea}\n"
        "lead: three\ntags: [x]\nresponses:\n  - outlet: nobody\n"
    )
    site = story_of(tmp_path, claim)
    assert set(rules_broken(site)) == {
        "id-invalid",
        "lead-unknown",
        "tag-unknown",
        "outlet-unknown",
    }
    ledger = (site / LEDGER).read_text()
    (site / LEDGER).write_text(
        ledger.replace("  Two:", "  two:").replace("lead: three\n", "").replace("nobody", "herald")
    )
    assert sorted(rules_broken(site)) == ["quote-missing", "quote-missing", "tag-unknown"]


def test_problems_are_sorted_and_told_once(tmp_path: Path) -> None:
    found = Problems()
    _, problems = analysed(
        story_of(tmp_path, "    says:\n      a: five people\n      b: six people\n")
    )
    for _ in range(2):
        found.extend(problems.sorted()[::-1])
    assert found.sorted() == problems.sorted()


@pytest.mark.parametrize(
    ("address", "accepted"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://example.org:8080/", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org/x", False),
        ("/x", False),
        ("feed:javascript:alert(1)", False),
        ("https://user@example.org/", False),
        ("https://user:pass@example.org/", False),
        ("https:/\\\\example.org", False),
        ("https://", False),
        ("https://example.org:99999/", False),
        ("https://exam\u200bple.org/", False),
        ("https://example.org/\u202e", False),
        ("blob:https://example.org/x", False),
        ("mailto:a@example.org", False),
    ],
)
def test_only_plain_addresses_are_published(address: str, accepted: bool, tmp_path: Path) -> None:
    claim = f'    says:\n      all: at sea\n    evidence:\n      - url: "{address}"\n'.replace(
        "\\", "\\\\"
    )
    assert rules_broken(story_of(tmp_path, claim)) == ([] if accepted else ["address-refused"])


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2024-12-23", "2024-12-23"),
        ('"2024-12-23"', "2024-12-23"),
        ("2024-12-23T09:30:00+07:00", "2024-12-23T09:30:00+07:00"),
        ("2024-12-23 09:30:00Z", "2024-12-23T09:30:00+00:00"),
        ("2024-02-30", None),
        ("23/12/2024", None),
        ("2024-12-23T09:30", None),
        ("20241223", None),
    ],
)
def test_dates_are_read_as_written_or_refused(value: str, iso: str | None, tmp_path: Path) -> None:
    site = story_of(tmp_path, "    says:\n      all: at sea\n", head=f"event_date: {value}\n")
    if iso is None:
        assert rules_broken(site) == ["value-invalid"]
    else:
        story, _ = analysed(site)
        assert story
        assert story.story.ledger.event_date
        assert story.story.ledger.event_date.iso == iso
