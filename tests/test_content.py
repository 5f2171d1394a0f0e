"""The site that ships: its sources are what was received, and its ledger says nothing that they do not."""

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest

from selisih.analysis.story import analyse
from selisih.analysis.words import words
from selisih.model.differences import AnalysedStory
from selisih.model.problem import Problems
from selisih.reading.files import Files
from selisih.reading.site import read_outlets, read_settings
from selisih.reading.story import find_stories, read_story
from tests.helpers import REPOSITORY, run

SLUG = "tentara-korut-kursk"
FOLDER = f"content/stories/{SLUG}"
SEEDS = {
    "detik": (
        "seeds/000_d5ce99196d5841a7.txt",
        "0f19d008d666c323d73bdd3fa57f51dfe7bdd5015ba699d93b661e09971522f3",
    ),
    "suarathailand": (
        "seeds/002_3adb1238962f9379.txt",
        "9436c0686739461f10adde820135f82047ea0963aee4c1635a73a1e7a51f4aa7",
    ),
}


@pytest.fixture(scope="module")
def story() -> AnalysedStory:
    problems = Problems()
    settings = read_settings(Files(REPOSITORY, problems, 5_000_000), None)
    assert settings
    files = Files(REPOSITORY, problems, settings.limits.file)
    outlets = read_outlets(files, settings.limits.depth)
    folder = next(found for found in find_stories(files, frozenset()) if found.slug == SLUG)
    read = read_story(folder, files, outlets, settings)
    assert read, problems.sorted()
    found = analyse(read, problems)
    assert found, problems.sorted()
    return found


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the site's content, to be broken."""
    for name in ("content", "seeds"):
        shutil.copytree(REPOSITORY / name, tmp_path / name, copy_function=shutil.copyfile)
    shutil.copyfile(REPOSITORY / "site.yaml", tmp_path / "site.yaml")
    return tmp_path


def test_the_site_is_without_problems() -> None:
    result = run("check", "--strict", "--root", REPOSITORY)
    assert (result.status, result.out) == (0, "no problems\n")


@pytest.mark.parametrize("report", SEEDS)
def test_a_seed_is_what_was_received(report: str) -> None:
    path, digest = SEEDS[report]
    data = (REPOSITORY / path).read_bytes()
    assert hashlib.sha256(data).hexdigest() == digest
    body = (REPOSITORY / FOLDER / f"{report}.md").read_bytes().split(b"\n---\n", 1)[1]
    assert body == data, "the report holds it byte for byte"


def test_the_lead_is_the_launcher_that_one_report_adds(story: AnalysedStory) -> None:
    first = story.claims[0]
    assert first.claim.id == story.story.ledger.lead == "peluncur-170mm"
    assert first.claim.relation == "only"
    quote = first.says["suarathailand"].anchors[0].text
    assert quote == '"peluncur roket 240 mm dan artileri dengan peluncur otomatis 170 mm"'
    assert [quote[slice(*span)] for span in first.says["suarathailand"].differing[0]] == [
        "dengan peluncur otomatis 170 mm"
    ]
    assert first.says["detik"].appearance.stance == "omits"


def test_few_claims_are_major(story: AnalysedStory) -> None:
    assert 1 <= sum(claim.claim.major for claim in story.claims) <= 10
    assert story.claims[0].claim.major


def test_everything_is_told_in_both_languages(story: AnalysedStory) -> None:
    ledger = story.story.ledger
    texts = [ledger.title, ledger.summary, *(item.reason for item in ledger.set_aside)]
    texts += [text for claim in ledger.claims for text in (claim.statement, claim.note) if text]
    texts += [text for report in story.story.reports for text in (report.provenance, report.rights)]
    for text in texts:
        assert text is not None
        assert set(text.entries) == {"id", "en"}, next(iter(text.entries.values()))


def test_every_quote_has_a_translation(story: AnalysedStory) -> None:
    for claim in story.claims:
        for name, said in claim.says.items():
            shared = claim.claim.relation == "agree"
            assert not said.anchors or said.appearance.gloss or shared, (claim.claim.id, name)


def test_no_verdict_is_given(story: AnalysedStory) -> None:
    assert not any(claim.claim.verdict for claim in story.claims)


@pytest.mark.parametrize("report", SEEDS)
def test_every_word_of_an_article_is_accounted_for(report: str, story: AnalysedStory) -> None:
    """Each word lies under the quote of a claim or of a difference set aside."""
    body = story.story.report(report).body
    covered: set[int] = set()
    for item in (*story.claims, *story.set_aside):
        said = item.says.get(report)
        for anchor in said.anchors if said else ():
            if anchor.where == "body":
                covered.update(range(anchor.text_start, anchor.text_end))
    for start, end, _ in body.hidden:
        covered.update(range(start, end))
    missing = [
        body.text[max(0, word.start - 30) : word.end + 10]
        for word in words(body.text)
        if word.sort != "mark" and not covered.issuperset(range(word.start, word.end))
    ]
    assert missing == []


def changed(digit: str) -> str:
    return str((int(digit) + 3) % 10)


def problems_at(root: Path) -> list[tuple[str, int, int, str]]:
    result = run("check", "--format", "json", "--root", root)
    document = json.loads(result.out)
    assert result.status == (1 if document["errors"] else 0)
    return [
        (problem["path"], problem["line"], problem["column"], problem["rule"])
        for problem in document["problems"]
        if problem["severity"] == "error"
    ]


@pytest.mark.parametrize("report", SEEDS)
def test_a_changed_digit_of_an_article_is_found_where_it_stands(report: str, copy: Path) -> None:
    path = f"{FOLDER}/{report}.md"
    text = (copy / path).read_text(encoding="utf-8")
    body = text.index("\n---\n", 4) + 5
    digits = [found.start() for found in re.finditer(r"\d", text) if found.start() >= body]
    assert len(digits) > 15
    for at in digits:
        (copy / path).write_text(text[:at] + changed(text[at]) + text[at + 1 :], encoding="utf-8")
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        assert (path, line, column, "received-differs") in problems_at(copy)


def test_a_changed_digit_of_any_quote_is_found_where_it_stands(
    copy: Path, story: AnalysedStory
) -> None:
    """The problem's span holds the digit: the quote is not in the report, or its silence is no longer true."""
    path = f"{FOLDER}/ledger.yaml"
    text = (copy / path).read_text(encoding="utf-8")
    places = []
    for item in (*story.story.ledger.claims, *story.story.ledger.set_aside):
        for appearance in item.says.values():
            for quote in (*appearance.quotes, *appearance.near):
                for at, character in enumerate(quote.exact.value):
                    if character.isdigit():
                        places.append((quote.exact.span(at, at + 1)[0], quote.exact.place()))
    assert len(places) > 60
    for at, place in dict(places).items():
        assert text[at].isdigit(), "the way back to the file leads to the digit"
        (copy / path).write_text(text[:at] + changed(text[at]) + text[at + 1 :], encoding="utf-8")
        found = [
            (where, line, column)
            for where, line, column, rule in problems_at(copy)
            if rule.startswith("quote-")
        ]
        assert found == [(path, place.line, place.column)] * len(found)
        assert found
        assert (place.line, place.column) <= (
            text.count("\n", 0, at) + 1,
            at - text.rfind("\n", 0, at),
        )


def test_a_changed_digit_leaves_the_published_site_as_it_was(copy: Path) -> None:
    assert run("build", "--root", copy).status == 0
    before = {path: path.read_bytes() for path in (copy / "_site").rglob("*") if path.is_file()}
    report = copy / FOLDER / "suarathailand.md"
    report.write_text(
        report.read_text(encoding="utf-8").replace("170 mm", "270 mm"), encoding="utf-8"
    )
    assert run("build", "--root", copy).status == 1
    assert {
        path: path.read_bytes() for path in (copy / "_site").rglob("*") if path.is_file()
    } == before
