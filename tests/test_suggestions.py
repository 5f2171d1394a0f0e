"""The second pair of eyes: what the shipped ledger holds is found, and nothing is left where it holds all."""

import json
import re
import shutil
from pathlib import Path

import pytest

from selisih.analysis.finding.contrasts import MAJOR
from selisih.analysis.finding.prepared import prepare_text
from selisih.analysis.finding.suggestions import differences
from tests.helpers import LEDGER, REPOSITORY, make_site, report, run

SHIPPED = "tentara-korut-kursk"


def emptied(root: Path) -> Path:
    """Write the shipped site to `root` with a ledger that has no claims."""
    for name in ("content", "seeds"):
        shutil.copytree(REPOSITORY / name, root / name, copy_function=shutil.copyfile)
    shutil.copyfile(REPOSITORY / "site.yaml", root / "site.yaml")
    folder = root / "content" / "stories" / SHIPPED
    (folder / "ledger.lock").unlink()
    ledger = (folder / "ledger.yaml").read_text(encoding="utf-8")
    head = ledger[: ledger.index("\nclaims:")].replace("lead: peluncur-170mm\n", "")
    (folder / "ledger.yaml").write_text(f"{head}\nclaims: {{}}\n", encoding="utf-8")
    return root


def suggested(root: Path, story: str) -> list[dict[str, object]]:
    result = run("suggest", "--root", root, story, "--format", "json")
    assert result.status == 0, result.err
    document = json.loads(result.out)
    assert document["story"] == story
    return list(document["suggestions"])


def spans(suggestion: dict[str, object]) -> dict[str, list[tuple[int, int]]]:
    reports = suggestion["reports"]
    assert isinstance(reports, dict)
    return {name: [(s["start"], s["end"]) for s in found] for name, found in reports.items()}


def test_the_weapon_that_started_it_is_among_the_first_three(tmp_path: Path) -> None:
    first = suggested(emptied(tmp_path), SHIPPED)[:3]
    assert any("170 mm" in json.dumps(suggestion) for suggestion in first)


def test_offsets_are_code_points_of_the_body(tmp_path: Path) -> None:
    root = emptied(tmp_path)
    for suggestion in suggested(root, SHIPPED):
        reports = suggestion["reports"]
        assert isinstance(reports, dict)
        for name, found in reports.items():
            source = (root / "content/stories" / SHIPPED / f"{name}.md").read_text(encoding="utf-8")
            body = source.partition("\n---\n")[2]
            for each in found:
                assert body[each["start"] : each["end"]] == each["text"]
                assert body.count("\n", 0, each["start"]) + 1 == each["line"]


def test_what_the_curated_ledger_holds_is_found(tmp_path: Path) -> None:
    built = run("build", "--root", REPOSITORY, "--out", tmp_path / "site", "--quiet")
    assert built.status == 0, built.err
    claims = json.loads((tmp_path / "site" / SHIPPED / "story.json").read_text())["claims"]
    ledger = (REPOSITORY / "content/stories" / SHIPPED / "ledger.yaml").read_text(encoding="utf-8")
    root = tmp_path / "emptied"
    root.mkdir()
    found = [spans(suggestion) for suggestion in suggested(emptied(root), SHIPPED)]
    missed = set()
    for name, claim in claims.items():
        if not re.search(rf"^  {name}:\n(?:    .*\n)*?    kind:", ledger, re.MULTILINE):
            continue  # a claim on which the reports agree
        anchors = [
            (who, anchor["start"], anchor["end"])
            for who, said in claim["says"].items()
            for anchor in said["anchors"]
            if anchor["in"] == "body"
        ]
        if not any(
            start < anchor_end and anchor_start < end
            for each in found
            for who, anchor_start, anchor_end in anchors
            for start, end in each.get(who, ())
        ):
            missed.add(name)
    assert missed == set()


def test_with_the_full_ledger_nothing_major_is_left() -> None:
    scores = [each["score"] for each in suggested(REPOSITORY, SHIPPED)]
    assert all(isinstance(score, float) and score < MAJOR for score in scores)


def test_a_draft_can_be_pasted(tmp_path: Path) -> None:
    root = emptied(tmp_path)
    drafts = run("suggest", "--root", root, SHIPPED, "--format", "yaml").out
    path = root / "content/stories" / SHIPPED / "ledger.yaml"
    ledger = path.read_text(encoding="utf-8").replace("claims: {}\n", f"claims:\n{drafts}")
    path.write_text(ledger, encoding="utf-8")
    document = json.loads(run("check", "--root", root, "--format", "json").out)
    errors = [problem for problem in document["problems"] if problem["severity"] == "error"]
    assert errors == []
    assert suggested(root, SHIPPED) == []


def test_an_unknown_story_is_wrong_usage(tmp_path: Path) -> None:
    result = run("suggest", "--root", make_site(tmp_path), "nosuch")
    assert result.status == 2
    assert "there is no story `nosuch`" in result.err


def test_reports_in_two_languages_are_compared_by_their_numbers(tmp_path: Path) -> None:
    root = make_site(
        tmp_path,
        {
            LEDGER: "title: T\nclaims: {}\n",
            "content/stories/ferry/herald.md": report(
                "Kursk: 1,100 soldiers of North Korea died.\n"
            ),
            "content/stories/ferry/tribune.md": report(
                "Kursk: 1.200 tentara Korea Utara tewas.\n", outlet="tribune", language="id"
            ),
        },
    )
    (first, *_) = suggested(root, "ferry")
    assert first["kind"] == "number"
    assert spans(first).keys() == {"herald", "tribune"}


SAME = [
    ("The ship sank. Two died.", "Two died.\nThe ship sank."),
    ("The ship sank on Monday, and two people died there.", "The ship sank on Monday. Two people died there."),
    ("Lebih dari 1.000 tentara tewas di Kursk.", "1.000 lebih tentara tewas di Kursk."),
    ("Sedikitnya 100 tentara tewas.", "Setidaknya 100 tentara tewas."),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two"), SAME)
def test_nothing_is_said_of_texts_that_say_the_same(one: str, two: str) -> None:
    language = "en" if "ship" in one else "id"
    found = differences(prepare_text("a", one, language), prepare_text("b", two, language))
    assert [entry[0].why for entry in found if entry and entry[0].score >= 0.4] == []


PLANTED = [
    ("number", "Polisi menahan 12 orang di Kursk.", "Polisi menahan 21 orang di Kursk."),
    ("number", "The gun has a bore of 240 mm.", "The gun has a bore of 240 cm."),
    ("date", "Ia tiba pada Senin pagi di Kursk.", "Ia tiba pada Rabu pagi di Kursk."),
    (
        "date",
        "Kasus naik hingga pekan ke-17 tahun ini.",
        "Kasus naik hingga pekan ke-17 bulan ini.",
    ),
    ("date", "Ia tiba pada Rabu pekan depan.", "Ia tiba pada Sabtu pekan depan."),
    ("date", "The bank cut its 2025 forecast.", "The bank cut its 2024 forecast."),
    ("name", "Kapal itu tiba di Kursk kemarin.", "Kapal itu tiba di Odesa kemarin."),
    ("detail", "Kapal itu tiba di Kursk.", "Kapal itu tidak tiba di Kursk."),
    ("attribution", "Kapal itu karam di sana, kata Marsk.", "Kapal itu karam di sana, kata Ilven."),
    ("certainty", "Kapal itu karam di Kursk.", "Kapal itu diduga karam di Kursk."),
    ("extent", 'Kapal itu "karam dan hilang" di Kursk.', "Kapal itu karam dan hilang di Kursk."),
    ("wording", "Kapal itu karam di laut lepas.", "Kapal itu tenggelam di laut lepas."),
]


@pytest.mark.parametrize(("kind", "one", "two"), PLANTED)
def test_a_difference_is_found_and_named(kind: str, one: str, two: str) -> None:
    language = "en" if one.startswith("The ") else "id"
    found = list(differences(prepare_text("a", one, language), prepare_text("b", two, language)))
    assert [entry[0].kind for entry in found if entry] == [kind]


ABROAD = [
    # The same passage is recognised by its figures and names, wherever it stands.
    ("Kapal Ilven karam di Odesa pada 12 Mei 2024 dengan 87 orang.", 0),
    # One that shares nothing is missing.
    ("Marsk membayar Rp 5 miliar kepada Hareng pada 3 Juni 2023.", 1),
    # Too little to go by.
    ("Warga marah.", 0),
]


@pytest.mark.parametrize(("sentence", "missing"), ABROAD)
def test_a_passage_is_missing_abroad_only_on_strong_evidence(sentence: str, missing: int) -> None:
    english = "The Ilven sank off Odesa on May 12, 2024 with 87 people.\nNobody was hurt."
    found = differences(
        prepare_text("a", english, "en"),
        prepare_text("b", f"Tidak ada yang terluka.\n{sentence}", "id"),
    )
    told = [each for (each, *_) in found if each.kind == "context" and each.right]
    assert len(told) == missing


UNRELATED = [
    ("The last of them came ashore at 9.15 pm.", "The first of them came ashore at 7.45 pm, wrapped in foil."),
    ("The bridge was closed in 2019.", "The bridge was closed on 23 December."),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two"), UNRELATED)
def test_dates_of_different_things_are_no_contradiction(one: str, two: str) -> None:
    found = list(differences(prepare_text("a", one, "en"), prepare_text("b", two, "en")))
    assert [c.why for (c, *_) in found if c.kind == "date" and c.left and c.right] == []
