"""What was published and changes must say so: the lock, and the corrections that it asks for."""

import json
import re
from pathlib import Path

import pytest

from tests.helpers import LEDGER, REPOSITORY, STORY, make_site, report, rules_broken, run, tree

LOCK = f"{STORY}/ledger.lock"
HERALD = f"{STORY}/herald.md"
RATINGS = """ratings:
  - {id: right, value: 2, name: Right}
  - {id: wrong, value: 1, name: Wrong}
"""


def accept(site: Path, *arguments: str) -> None:
    result = run("check", "--accept", *arguments, "--root", site)
    assert result.status == 0, result.out + result.err


def accepted(root: Path, files: dict[str, str | bytes | None] | None = None) -> Path:
    site = make_site(root, files)
    accept(site)
    return site


def edit(site: Path, path: str, old: str, new: str) -> None:
    text = (site / path).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"“{old}” stands {text.count(old)} times in {path}"
    (site / path).write_text(text.replace(old, new), encoding="utf-8")


def append(site: Path, text: str) -> None:
    with (site / LEDGER).open("a", encoding="utf-8") as file:
        file.write(text)


def problems(site: Path) -> list[dict]:
    return json.loads(run("check", "--format", "json", "--root", site).out)["problems"]


def the_problem(site: Path, rule: str) -> dict:
    found = problems(site)
    assert [problem["rule"] for problem in found if problem["severity"] == "error"] == [rule], found
    return next(problem for problem in found if problem["rule"] == rule)


# ---------------------------------------------------------------- the file


def test_the_lock_is_sorted_json_with_one_line_a_fact(tmp_path: Path) -> None:
    text = (accepted(tmp_path) / LOCK).read_text(encoding="utf-8")
    facts = json.loads(text)
    assert list(facts) == sorted(facts)
    lines = text.splitlines()
    assert (lines[0], lines[-1], len(lines)) == ("{", "}", len(facts) + 2)
    for line, name in zip(lines[1:-1], facts, strict=True):
        assert line.startswith(f'"{name}": {{"hash": "')
    assert facts["claims/dead/statement/en"]["words"] == "How many people died"
    assert facts["claims/dead/says/herald/quote/1"]["words"] == "At least four people died"
    assert facts["claims/captain/says/tribune/stance"]["words"] == "omits"
    assert {"reports/herald/text", "reports/tribune/text"} <= facts.keys()


def test_accepting_again_writes_the_same_bytes_and_nothing_else(tmp_path: Path) -> None:
    site = accepted(tmp_path)
    before = tree(site)
    result = run("check", "--accept", "--root", site)
    assert (result.status, "wrote" in result.err) == (0, False)
    assert tree(site) == before
    (site / LOCK).unlink()
    accept(site)
    assert tree(site) == before


def two_stories(root: Path) -> Path:
    site = make_site(root)
    other = site / "content/stories/other"
    other.mkdir()
    for name in ("ledger.yaml", "herald.md", "tribune.md"):
        (other / name).write_bytes((site / STORY / name).read_bytes())
    return site


def test_one_story_or_all_of_them_are_accepted(tmp_path: Path) -> None:
    site = two_stories(tmp_path)
    accept(site, "other")
    assert not (site / LOCK).exists()
    assert (site / "content/stories/other/ledger.lock").exists()
    accept(site)
    assert (site / LOCK).exists()


def test_a_story_that_does_not_exist_cannot_be_accepted(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    before = tree(site)
    result = run("check", "--accept", "fery", "--root", site)
    assert result.status == 2
    assert "no story `fery`" in result.err
    assert "ferry" in result.err
    assert tree(site) == before


def test_nothing_is_accepted_while_anything_is_wrong(tmp_path: Path) -> None:
    site = two_stories(tmp_path)
    edit(site, LEDGER, "At least four people died", "At least fore people died")
    before = tree(site)
    result = run("check", "--accept", "--root", site)
    assert result.status == 1
    assert "quote-missing" in result.out
    assert tree(site) == before


def test_accepting_does_not_take_an_untold_change(tmp_path: Path) -> None:
    site = accepted(tmp_path)
    edit(site, LEDGER, "How many people died", "The number of the dead")
    before = tree(site)
    result = run("check", "--accept", "--root", site)
    assert result.status == 1
    assert "correction-missing" in result.out
    assert tree(site) == before


def test_a_draft_needs_no_lock_and_gets_none(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    append(site, "status: draft\n")
    accept(site)
    assert not (site / LOCK).exists()
    assert problems(site) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"hash": "', '"hash": "0'),
        ("At least four", "At least five"),
        ("claims/dead/verdict", "claims/dead"),
        ('"states"', "7"),
        ("{\n", "[\n"),
        ("{\n", '{\n"claims/": {"hash": "", "words": ""},\n'),
        ("{\n", '{\n"claims/dead/says/herald/quote/x": {"hash": "e3b0c44298fc1c14", "words": ""},\n'),
        ("{\n", '{\n"claims/dead": {"hash": "e3b0c44298fc1c14", "words": ""},\n'),
        ("{\n", '{\n"a": null,\n'),
        ("{\n", "{\n<<<<<<< HEAD\n"),
        ("}\n", ""),
        ("", "[" * 200_000),
        ("", "\x00"),
        ("", "null"),
    ],
)  # fmt: skip
def test_a_lock_that_somebody_touched_is_refused(old: str, new: str, tmp_path: Path) -> None:
    site = accepted(tmp_path)
    text = (site / LOCK).read_text(encoding="utf-8")
    damaged = text.replace(old, new, 1) if old else new
    (site / LOCK).write_text(damaged, encoding="utf-8")
    rules = rules_broken(site)
    if damaged == text:
        assert rules == []
    else:
        assert rules in (["lock-invalid"], ["control-character"])
        assert run("check", "--accept", "--root", site).status == 1
        assert (site / LOCK).read_text(encoding="utf-8") == damaged


def test_a_fact_that_stands_twice_in_a_lock_is_refused(tmp_path: Path) -> None:
    site = accepted(tmp_path)
    lines = (site / LOCK).read_text(encoding="utf-8").splitlines(keepends=True)
    (site / LOCK).write_text("".join([lines[0], lines[1], *lines[1:]]), encoding="utf-8")
    assert rules_broken(site) == ["lock-invalid"]


def test_a_lock_that_is_empty_or_a_link_is_refused(tmp_path: Path) -> None:
    site = accepted(tmp_path)
    (site / LOCK).write_text("", encoding="utf-8")
    assert rules_broken(site) == ["lock-invalid"]
    (site / LOCK).unlink()
    (site / LOCK).symlink_to("ledger.yaml")
    assert rules_broken(site) == ["file-link"]


# ---------------------------------------------------------------- what changes


CHANGES = {
    "statement": ("How many people died", "The number of the dead", 5),
    "quote": ("herald: At least four people died", "herald: four people died, police said", 9),
    "stance": (
        "tribune: At least five people died",
        "tribune: {stance: contradicts, quote: At least five people died}",
        10,
    ),
    "verdict": ("rating: right", "rating: wrong", 4),
    "explanation": ("explanation: counted", "explanation: counted twice", 4),
}
VERDICT = "    verdict: {rating: right, explanation: counted}\n"


def with_verdict(root: Path) -> Path:
    site = make_site(root)
    edit(site, LEDGER, "    kind: number\n", f"    kind: number\n{VERDICT}")
    (site / "site.yaml").write_text(
        (site / "site.yaml").read_text(encoding="utf-8") + RATINGS, encoding="utf-8"
    )
    accept(site)
    edit(site, LEDGER, "title: Four dead, or five", "\ntitle: Four dead, or five")  # moves lines
    assert problems(site) == []
    return site


@pytest.mark.parametrize("what", CHANGES)
def test_a_published_change_needs_a_correction_which_is_offered(what: str, tmp_path: Path) -> None:
    site = with_verdict(tmp_path)
    old, new, line = CHANGES[what]
    edit(site, LEDGER, old, new)
    problem = the_problem(site, "correction-missing")
    assert (problem["path"], problem["line"]) == (LEDGER, line)
    assert "`dead`" in problem["message"]
    append(site, problem["hint"] + "\n")
    assert rules_broken(site) == ["lock-behind"]
    accept(site)
    assert problems(site) == []


def test_a_claim_that_vanishes_needs_a_correction_which_is_offered(tmp_path: Path) -> None:
    site = accepted(tmp_path)
    text = (site / LEDGER).read_text(encoding="utf-8")
    (site / LEDGER).write_text(text[: text.index("  captain:")], encoding="utf-8")
    problem = the_problem(site, "correction-missing")
    assert "`captain` is gone" in problem["message"]
    assert "report:" not in problem["hint"]
    assert "The captain was not on board" in problem["hint"]
    append(site, problem["hint"] + "\n")
    assert rules_broken(site) == ["lock-behind"]
    accept(site)
    assert problems(site) == []
    assert "claims/captain" not in (site / LOCK).read_text(encoding="utf-8")


def test_a_claim_that_is_renamed_has_vanished(tmp_path: Path) -> None:
    site = accepted(tmp_path)
    edit(site, LEDGER, "  captain:", "  master:")
    assert "`captain` is gone" in the_problem(site, "correction-missing")["message"]


def test_several_changes_of_one_claim_are_covered_by_the_one_entry_offered(tmp_path: Path) -> None:
    site = with_verdict(tmp_path)
    for old, new, _ in CHANGES.values():
        if old != "explanation: counted":
            edit(site, LEDGER, old, new)
    append(site, the_problem(site, "correction-missing")["hint"] + "\n")
    assert rules_broken(site) == ["lock-behind"]


def test_a_second_entry_is_offered_without_the_key_that_is_there(tmp_path: Path) -> None:
    site = accepted(tmp_path)
    for old, new in (("How many people died", "The dead"), ("was not on board", "was ashore")):
        edit(
            site,
            LEDGER,
            f"statement: {old}" if old[0] == "H" else f"statement: The captain {old}",
            f"statement: {new}",
        )
        append(site, the_problem(site, "correction-missing")["hint"] + "\n")
    assert rules_broken(site) == ["lock-behind"]


@pytest.mark.parametrize(
    ("change", "entry", "covers"),
    [
        ("quote", "{date: 2026-11-22, claim: dead}", True),
        ("quote", "{date: 2026-11-22, claim: dead, report: herald}", True),
        ("quote", "{date: 2026-11-22, claim: dead, report: tribune}", False),
        ("quote", "{date: 2026-11-22, claim: captain}", False),
        ("quote", "{date: 2026-11-22, report: herald}", False),
        ("quote", "{date: 2026-11-22, text: we were wrong}", False),
        ("stance", "{date: 2026-11-22, claim: dead, report: herald}", False),
        ("stance", "{date: 2026-11-22, claim: dead, report: tribune}", True),
        ("statement", "{date: 2026-11-22, claim: dead}", True),
        ("statement", "{date: 2026-11-22, claim: dead, report: herald}", False),
        ("verdict", "{date: 2026-11-22, claim: dead, report: herald}", False),
        ("verdict", "{date: 2026-11-22, claim: dead}", True),
    ],
)  # fmt: skip
def test_a_correction_covers_its_claim_and_its_report_alone(
    change: str, entry: str, *, covers: bool, tmp_path: Path
) -> None:
    site = with_verdict(tmp_path)
    old, new, _ = CHANGES[change]
    edit(site, LEDGER, old, new)
    append(site, f"corrections:\n  - {entry}\n")
    assert ("correction-missing" in rules_broken(site)) is not covers


def test_a_correction_is_spent_once(tmp_path: Path) -> None:
    site = accepted(tmp_path)
    entry = "  - {date: 2026-11-22, claim: dead, text: reworded}\n"
    edit(site, LEDGER, "How many people died", "The dead")
    append(site, f"corrections:\n{entry}")
    accept(site)
    edit(site, LEDGER, "statement: The dead", "statement: The number of the dead")
    assert rules_broken(site) == ["correction-missing"]
    append(site, entry)  # the very same words, for another change
    assert rules_broken(site) == ["lock-behind"]
    accept(site)
    assert problems(site) == []
    edit(site, LEDGER, "statement: The number of the dead", "statement: How many died")
    assert rules_broken(site) == ["correction-missing"]


def test_a_spent_correction_stays_spent_when_the_ledger_drops_it(tmp_path: Path) -> None:
    site = accepted(tmp_path)
    entry = "corrections:\n  - {date: 2026-11-22, claim: dead, text: reworded}\n"
    edit(site, LEDGER, "How many people died", "The dead")
    append(site, entry)
    accept(site)
    edit(site, LEDGER, entry, "")
    accept(site)
    edit(site, LEDGER, "statement: The dead", "statement: The number of the dead")
    append(site, entry)
    assert rules_broken(site) == ["correction-missing"]


def test_a_claim_that_is_added_is_noted(tmp_path: Path) -> None:
    site = accepted(tmp_path)
    append(
        site,
        "  port:\n    statement: It sank off Port Vila\n    says: {all: sank off Port Vila}\n",
    )
    [problem] = problems(site)
    assert (problem["rule"], problem["severity"]) == ("lock-behind", "note")
    accept(site)
    assert problems(site) == []


def test_a_report_that_is_added_is_noted_and_one_that_goes_is_not_passed_over(
    tmp_path: Path,
) -> None:
    site = accepted(tmp_path)
    third = report("A ferry sank, the Herald writes again.\n", extra="title: Again\n")
    (site / STORY / "later.md").write_text(third, encoding="utf-8")
    edit(site, LEDGER, "      tribune: At", "      later: {stance: omits}\n      tribune: At")
    edit(site, LEDGER, "      tribune:\n", "      later: {absent: captain}\n      tribune:\n")
    assert rules_broken(site) == ["lock-behind"]
    accept(site)
    (site / STORY / "later.md").unlink()
    edit(site, LEDGER, "      later: {stance: omits}\n", "")
    edit(site, LEDGER, "      later: {absent: captain}\n", "")
    assert rules_broken(site) == ["correction-missing"] * 2


def test_a_translation_that_is_added_changes_nothing(tmp_path: Path) -> None:
    site = accepted(tmp_path)
    edit(site, "site.yaml", "languages: [en]", "languages: [en, id]")
    edit(
        site, LEDGER, "statement: How many people died",
        "statement: {en: How many people died, id: Berapa orang tewas}",
    )  # fmt: skip
    assert "correction-missing" not in rules_broken(site)
    accept(site)
    edit(site, LEDGER, "Berapa orang tewas", "Berapa yang tewas")
    problem = the_problem(site, "correction-missing")
    assert "statement (id)" in problem["message"]


FREE = {
    "white space": ("How many people died", "  How   many people died  "),
    "a block scalar": ("How many people died", ">-\n      How many\n      people died"),
    "quotation marks": ("How many people died", '"How many people died"'),
    "the story's title": ("Four dead, or five", "Five dead, or four"),
    "a note": ("    kind: number\n", "    kind: number\n    note: Both say “at least”.\n"),
    "a gloss": (
        "herald: At least four people died",
        "herald: {quote: At least four people died, gloss: Paling sedikit empat}",
    ),
    "importance": ("    kind: number\n", "    kind: number\n    major: true\n"),
    "white space in a quote": (
        "herald: At least four people died",
        "herald: >-\n        At   least four\n        people died",
    ),
    "a comment": ("    kind: number\n", "    kind: number  # as the police count\n"),
}


@pytest.mark.parametrize("what", FREE)
def test_what_is_free_needs_no_correction(what: str, tmp_path: Path) -> None:
    site = accepted(tmp_path)
    edit(site, LEDGER, *FREE[what])
    assert problems(site) == []


def test_the_order_of_claims_is_free(tmp_path: Path) -> None:
    site = accepted(tmp_path)
    text = (site / LEDGER).read_text(encoding="utf-8")
    head, dead, captain = re.split(r"^(?=  (?:dead|captain):)", text, flags=re.MULTILINE)
    (site / LEDGER).write_text(head + captain + dead, encoding="utf-8")
    assert problems(site) == []


# ---------------------------------------------------------------- reports


def test_a_report_that_changes_names_its_line_and_the_claims_that_it_touches(
    tmp_path: Path,
) -> None:
    site = accepted(tmp_path)
    edit(site, HERALD, "died, police said", "died, the police said")
    problem = the_problem(site, "report-changed")
    assert (problem["path"], problem["line"]) == (HERALD, 6)
    assert "it bears on dead, captain" in problem["message"]
    accept(site)
    assert problems(site) == []


def test_a_report_that_no_claim_speaks_of_touches_none(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    edit(site, LEDGER, "        absent: captain", "        stance: unknown\n        reason: cut")
    text = (site / LEDGER).read_text(encoding="utf-8")
    (site / LEDGER).write_text(
        text[: text.index("  dead:")] + text[text.index("  captain:") :], encoding="utf-8"
    )
    accept(site)
    edit(site, f"{STORY}/tribune.md", "five people", "six people")
    assert "no claim" in the_problem(site, "report-changed")["message"]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("not on board.\n", "not on board.\nMore.\n", 8),
        ("not on board.\n", "not on board.", 7),
        ("The captain was not on board.\n", "\nThe captain was not on board.\n", 7),
        ("on Monday", "on  Monday", 5),
        ("on Monday", "on\u00a0Monday", 5),
    ],
)
def test_every_character_of_a_report_counts(old: str, new: str, line: int, tmp_path: Path) -> None:
    site = accepted(tmp_path)
    edit(site, HERALD, old, new)
    assert the_problem(site, "report-changed")["line"] == line


@pytest.mark.parametrize(
    ("was", "now", "line"),
    [
        ("title: Ferry sinks", "title: Ferry sank", 5),
        ("standfirst: Four dead", "standfirst: Five dead", 5),
        ("", "title: Ferry sank", 5),
        ("title: Ferry sinks", "", 1),
    ],
)
def test_a_headline_is_text_of_the_report(was: str, now: str, line: int, tmp_path: Path) -> None:
    site = make_site(tmp_path)
    edit(site, HERALD, "language: en\n", f"language: en\nauthors: [A. Writer]\n{was}\n")
    accept(site)
    edit(site, HERALD, f"[A. Writer]\n{was}", f"[A. Writer]\n{now}")
    assert the_problem(site, "report-changed")["line"] == line
    accept(site)
    assert problems(site) == []


def test_the_rest_of_a_report_s_front_matter_is_free(tmp_path: Path) -> None:
    site = accepted(tmp_path)
    edit(site, HERALD, "language: en\n", "language: en\nauthors: [A. Writer]\n")
    assert problems(site) == []


def test_an_article_received_anew_is_a_change_too(tmp_path: Path) -> None:
    body = "A ferry sank off Port Vila on Monday, the Herald reports.\nAt least four people died, police said.\nThe captain was not on board.\n"
    files = {"seeds/h.txt": body, HERALD: report(body, extra="received: seeds/h.txt\n")}
    site = accepted(tmp_path, files)
    edit(site, HERALD, "on Monday", "on Tuesday")
    assert rules_broken(site) == ["received-differs"]
    edit(site, "seeds/h.txt", "on Monday", "on Tuesday")
    assert rules_broken(site) == ["report-changed"]


def test_a_long_report_is_compared_as_a_whole(tmp_path: Path) -> None:
    body = (
        "At least four people died, the Herald says.\nThe captain was not on board.\n"
        + "x\n" * 3000
    )
    site = accepted(tmp_path, {HERALD: report(body)})
    (site / HERALD).write_text(report(body + "y\n"), encoding="utf-8")
    assert the_problem(site, "report-changed")["line"] == 7


# ---------------------------------------------------------------- withdrawn


def test_a_withdrawn_story_may_change_but_returns_only_with_its_corrections(tmp_path: Path) -> None:
    site = accepted(tmp_path)
    append(site, "status: withdrawn\nreason: under review\n")
    edit(site, LEDGER, "How many people died", "The number of the dead")
    before = (site / LOCK).read_bytes()
    assert problems(site) == []
    accept(site)
    assert (site / LOCK).read_bytes() == before, "what was published last is remembered"
    edit(site, LEDGER, "status: withdrawn", "status: published")
    assert "correction-missing" in rules_broken(site)


def test_a_story_that_became_a_draft_is_compared_when_it_returns(tmp_path: Path) -> None:
    site = accepted(tmp_path)
    append(site, "status: draft\n")
    edit(site, LEDGER, "How many people died", "The number of the dead")
    assert problems(site) == []
    accept(site)
    edit(site, LEDGER, "status: draft\n", "")
    assert rules_broken(site) == ["correction-missing"]


def test_a_build_refuses_what_check_refuses_and_strict_asks_for_a_lock(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    assert run("build", "--root", site).status == 0
    assert run("check", "--strict", "--root", site).status == 1
    accept(site)
    assert run("check", "--strict", "--root", site).status == 0
    edit(site, LEDGER, "How many people died", "The dead")
    assert run("build", "--root", site).status == 1


def test_the_shipped_story_is_accepted() -> None:
    result = run("check", "--accept", "--root", REPOSITORY)
    assert (result.status, "wrote" in result.err) == (0, False), "run check --accept"
