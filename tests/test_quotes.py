"""Quotes are not cut where that changes what they say, and a silence is not asserted of what is there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from selisih.analysis.advice import closest_passage
from selisih.analysis.edges import cut_number, cut_word
from selisih.analysis.loose import find_loosely
from selisih.analysis.notation import same_amounts
from selisih.analysis.quotes import Found, Haystack, Missing
from selisih.authoring.drafts import _Drafter
from tests.helpers import LEDGER, STORY, analysed, make_site, report, rules_broken, run, spelt


def said(quote: str, absent: str = "") -> str:
    """Return a ledger in which the Herald is quoted, and the Tribune is silent."""
    silence = f"absent: {json.dumps(absent)}" if absent else "stance: omits"
    return (
        "title: T\nclaims:\n  one:\n    statement: S\n    says:\n      herald:\n"
        f"        quote: {json.dumps(quote)}\n      tribune:\n        {silence}\n"
    )


def told(folder: Path, herald: str, quote: str) -> list[dict[str, str]]:
    """Return what `check` says of a quote, but for the missing lock."""
    files = {f"{STORY}/herald.md": report(f"The Herald: {herald}\n"), LEDGER: said(quote)}
    printed = run("check", "--format", "json", "--root", make_site(folder, files)).out
    return [each for each in json.loads(printed)["problems"] if each["rule"] != "lock-missing"]


CUT = [
    ("Ada 1{U+00AD}200 orang", "200 orang", "1200"),
    ("Ada 4{U+200B}500 rumah", "Ada 4", "4500"),
    ("suhu -5 derajat", "5 derajat", "-5"),
    ("suhu {U+2212}12 derajat", "12 derajat", "{U+2212}12"),
    ("galat ±3 persen", "3 persen", "±3"),
    ("ada 10-12 orang", "12 orang", "10-12"),
    ("ada 30{U+2013}35 orang", "ada 30", "30{U+2013}35"),
    ("menang 3-1 kemarin", "menang 3", "3-1"),
    ("usia 40-an tahun", "usia 40", "40-an"),
    ("hari ke-7 itu", "7 itu", "ke-7"),
    ("Ada 3,5 juta orang", "Ada 3,5", "3,5 juta"),
    ("about 7 million people", "million people", "7 million"),
    ("Rp12{U+00A0}triliun", "Rp12", "12 triliun"),
    ("naik 25% lagi", "naik 25", "25%"),
    ("selama 2½ jam", "selama 2", "2½"),
    ("selama 6 ¼ jam", "selama 6", "6 ¼"),
    ("sampai 10⁶ sel", "sampai 10", "10⁶"),
    ("Ada 5 ratus orang", "Ada 5", "5 ratus"),
    ("Ada dua puluh tiga orang", "Ada dua puluh", "dua puluh tiga"),
    ("Ada dua puluh tiga orang", "tiga orang", "dua puluh tiga"),
    ("Sekitar empat belas orang", "Sekitar empat", "empat belas"),
    ("some forty-six men", "some forty", "forty-six"),
    ("Two hundred thousand men", "Two hundred", "Two hundred thousand"),
]


@pytest.mark.parametrize(("text", "quote", "whole"), CUT)
def test_what_belongs_to_a_number_is_not_cut_off(
    text: str, quote: str, whole: str, tmp_path: Path
) -> None:
    (problem,) = told(tmp_path, spelt(text), spelt(quote))
    assert problem["rule"] == "quote-cuts-number"
    assert problem["hint"] == spelt(f"quote all of “{whole}”")


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("kata dia - 5 orang", "5 orang"),
        ("kata dia—5 orang", "5 orang"),
        ("pesawat F-16 itu", "16 itu"),
        ("roket 170 mm itu", "roket 170"),
        ("tewas 5 ribuan", "tewas 5"),
        ("tewas 5. Ribu kali", "tewas 5"),
        ("tewas 5 (lima) orang", "tewas 5"),
        ("10 hingga 12 orang", "12 orang"),
        ("telepon (021)-555", "555"),
        ("usia 40-anak itu", "usia 40"),
        ("pada 2024\n\nJuta orang", "pada 2024"),
        ("menang 3-1 kemarin", "menang 3-1"),
        ("dua puluh, tiga luka", "tiga luka"),
        ("pukul dua belas dua orang tewas", "dua orang tewas"),
        ("ada dua puluhan orang", "ada dua"),
        ("no one two saw", "two saw"),
        ("ada 3,5 juta orang", "ada 3,5 juta"),
    ],
)
def test_a_quote_beside_a_whole_number_is_let_alone(text: str, quote: str) -> None:
    match = Haystack(text).find(quote)
    assert isinstance(match, Found)
    assert [cut_number(text, position) for position in match.span] == [None, None]


def test_an_invisible_character_hides_no_cut_word(tmp_path: Path) -> None:
    (problem,) = told(tmp_path, "Wor\u200bld kata", "ld kata")
    assert problem["rule"] == "quote-cuts-word"
    assert problem["hint"] == "quote all of “World”"
    assert cut_word("sa\u00ad\u200btu", 2) == cut_word("sa\u00ad\u200btu", 4) == (0, 6)
    assert cut_word("ผู้\u200bคน", 3) is None


def test_the_whole_is_named_where_a_quote_ends_inside_it(tmp_path: Path) -> None:
    (problem,) = told(tmp_path, "Kerugian Rp3,5 triliun.", "Kerugian Rp3")
    assert problem["message"] == "the quote ends inside the number “3,5 triliun”"
    (problem,) = told(tmp_path / "b", "Kerugian Rp3,5 triliun.", "Kerugian Rp")
    assert problem["message"] == "the quote ends inside the word “Rp3,5 triliun”"


@pytest.mark.parametrize(
    ("absent", "text"),
    [
        ("170 mm", "roket 170mm ke Kursk"),
        ("170mm", "roket 170-mm ke Kursk"),
        ("18 km", "sejauh 18km"),
        ("170", "roket 170mm"),
        ("Rp3,5 triliun", "rugi Rp 3,5 triliun"),
        ("US$ 2 juta", "rugi US$2 juta"),
        ("€7", "harga € 7"),
        ("25%", "naik 25 %"),
        ("38,5 °C", "suhu 38,5°C"),
        ("38,5°C", "suhu 38,5 ° C"),
        ("film", "sebuah ﬁlm"),
        ("office", "the oﬃce"),
        ("Joko Widodo", "kata Joko&nbsp;Widodo"),
        ("R&D", "the R&amp;D unit"),
    ],
)
def test_a_silence_is_refused_where_only_the_spelling_differs(
    absent: str, text: str, tmp_path: Path
) -> None:
    files = {f"{STORY}/tribune.md": report(f"The Tribune: {text}.\n", outlet="tribune")}
    files[LEDGER] = said("four people died", absent)
    assert rules_broken(make_site(tmp_path, files)) == ["absent-present"]


@pytest.mark.parametrize(
    ("absent", "text"),
    [("5 km", "25km"), ("5 km", "1,5km"), ("2", "CO2"), ("16", "F16"), ("B 2", "B2B"), ("3", "Rp3,5")],
)  # fmt: skip
def test_a_figure_is_found_whole_also_without_a_space(absent: str, text: str) -> None:
    assert find_loosely(text, absent) == []


def test_a_place_found_without_a_space_is_the_right_one() -> None:
    text = "a 5 b 6 c &amp; 18 \u00ad km d 7"
    ((start, end),) = find_loosely(text, "18km")
    assert text[start:end] == "18 \u00ad km"


SAME = [
    ("id", "25 persen", "naik 25% lagi", "25%"),
    ("id", "1.200", "ada 1,2 ribu orang", "1,2 ribu orang"),
    ("id", "Rp3,5 triliun", "rugi 3.500 miliar rupiah lagi", "3.500 miliar rupiah"),
    ("id", "roket 170 mm", "sebuah roket 170 milimeter", "170 milimeter"),
    ("en", "$2 million", "a loss of $2,000,000 was", "$2,000,000"),
    ("en", "30 per cent of", "up 30% of", "30%"),
]


@pytest.mark.parametrize(("language", "absent", "text", "there"), SAME)
def test_a_silence_is_doubted_where_the_amount_is_written_otherwise(
    language: str, absent: str, text: str, there: str, tmp_path: Path
) -> None:
    body = f"The Tribune: {text}.\n"
    files = {f"{STORY}/tribune.md": report(body, outlet="tribune", language=language)}
    files[LEDGER] = said("four people died", absent)
    site = make_site(tmp_path, files)
    assert rules_broken(site) == ["silence-doubtful"]
    assert f"“{absent}” is said to be absent from tribune, and “{there}” stands at" in run(
        "check", "--root", site
    ).out.replace("\n", " ")
    near = files[LEDGER] + f"        near: {json.dumps(text)}\n"
    assert rules_broken(make_site(tmp_path / "near", {**files, LEDGER: near})) == []


@pytest.mark.parametrize(
    ("language", "absent", "text"),
    [
        ("id", "1.200 rumah", "ada 1,2 ribu orang"),
        ("id", "pada 25 persen", "daripada 25%"),
        ("id", "roket 170 mm", "peluncur 170 milimeter"),
        ("id", "12 km", "12.000 meter"),
        ("id", "1.200", "nomor 12"),
        ("en", "1.2 percent", "12%"),
    ],
)
def test_another_amount_breaks_no_silence(language: str, absent: str, text: str) -> None:
    assert same_amounts(text, absent, language) == []


def test_a_ligature_is_quoted_as_its_letters_and_never_by_half() -> None:
    haystack = Haystack("Hasil e\ufb03sien dan \ufb01lm.")
    match = haystack.find("effisien dan film")
    assert match == Found((6, 20))
    assert haystack.find("ilm") == haystack.find("Hasil ef") == Missing()


CLOSEST = [
    (
        "Ketua RT 05 Kelurahan Sukasari mengatakan 65 keluarga. Ketua RT 02 Kelurahan Sukajaya mengatakan 26 jiwa.",
        "Ketua RT 02 Kelurahan Sukajaya mengatakan 26 keluarga",
        "Ketua RT 02 Kelurahan Sukajaya mengatakan 26 jiwa",
        (("keluarga", "jiwa"),),
    ),
    (
        "The mayor of Easton said 40 people were hurt. The mayor of Weston said 18 persons were hurt.",
        "The mayor of Weston said 18 people were hurt",
        "The mayor of Weston said 18 persons were hurt",
        (("people", "persons"),),
    ),
    ("Kapal itu tidak laik laut.", "Kapal itu laik laut", "Kapal itu tidak laik laut", (("", "tidak"),)),
    ("Kata dia, Sedikitnya lima orang.", "sedikitnya lima orang", "Sedikitnya lima orang", (("sedikitnya", "Sedikitnya"),)),
    ("Ia pergi — lalu kembali.", "Ia pergi -- lalu kembali", "Ia pergi — lalu kembali", (("--", "—"),)),
    ("Ujar Kata dia lagi.", "Kata- dia lagi", "Kata dia lagi", (("Kata-", "Kata"),)),
    ("Lalu ''Ya'' katanya.", '"Ya" katanya', "''Ya'' katanya", (('"Ya"', "''Ya''"),)),
    ("Hasil eﬃsien dan ﬁlm.", "efisien dan film", "eﬃsien dan ﬁlm", (("efisien", "eﬃsien"),)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quote", "passage", "differences"), CLOSEST)
def test_the_closest_passage_is_whole_and_says_how_it_differs(
    text: str, quote: str, passage: str, differences: tuple[tuple[str, str], ...]
) -> None:
    closest = closest_passage(f"Satu kalimat lain. {text} Dan lagi.", quote)
    assert closest is not None
    shown = f"Satu kalimat lain. {text} Dan lagi."[closest.start : closest.end]
    assert (shown, closest.differences) == (passage, differences)


def test_an_override_that_the_report_has_too_is_kept(tmp_path: Path) -> None:
    (mine, reports) = told(tmp_path, "ada \u202eempat\u202c orang", "ada \u202eempat\u202c orang")
    assert {mine["rule"], reports["rule"]} == {"character-invisible"}
    hints = {mine.get("hint", ""), reports.get("hint", "")}
    assert "write the words again without it, unless the report has it too" in hints


def test_a_drafted_quote_is_widened_to_the_whole_number(tmp_path: Path) -> None:
    body = "Polisi: 10-12 orang luka, suhu -5 derajat, 40-an rumah."
    files = {f"{STORY}/herald.md": report(f"{body}\n"), LEDGER: said("10-12 orang")}
    story, problems = analysed(make_site(tmp_path, files))
    assert story, problems.sorted()
    drafter = _Drafter(story.story)
    herald = story.story.report("herald")
    text = herald.body.text
    widened = []
    for words_ in ("12 orang", "5 derajat", "40"):
        at = text.index(words_)
        start, end = drafter._whole(herald, (at, at + len(words_)))
        widened.append(text[start:end])
    assert widened == ["10-12 orang", "-5 derajat", "40-an"]
