"""What two sentences say differently is found, and what they only write differently is not."""

import json
from pathlib import Path

import pytest

from selisih.analysis.facts import facts
from selisih.analysis.facts.kinship import contradict, same_fact
from selisih.analysis.finding.contrasts import CONTRADICTION, MODIFIER, NAME, NUMBER, Contrast
from selisih.analysis.finding.prepared import prepare_text
from selisih.analysis.finding.suggestions import differences
from tests.helpers import LEDGER, make_site, report, run


def found(one: str, two: str, language: str, other: str = "") -> list[Contrast]:
    left, right = prepare_text("a", one, language), prepare_text("b", two, other or language)
    return [entry[0] for entry in differences(left, right) if entry]


ALIKE = [
    # Short forms of verbs, which hold their negation.
    ("en", "The mayor didn't attend the hearing.", "The mayor did not attend the hearing."),
    ("en", "The teams won’t travel to Odesa today.", "The teams will not travel to Odesa today."),
    ("en", "Officials can not confirm the toll.", "Officials cannot confirm the toll."),
    ("en", "Officials can't reach the island.", "Officials cannot reach the island."),
    ("en", "They'll meet in Kursk on Monday.", "They will meet in Kursk on Monday."),
    ("en", "Police say no one else was hurt.", "Police say no-one else was hurt."),
    (
        "en",
        "It takes effect on Dec. 30, not in June.",
        "It takes effect on 30 December, and not in June.",
    ),
    # A number, and itself again in brackets.
    ("id", "Polisi menahan 12 (dua belas) orang.", "Polisi menahan 12 orang."),
    ("id", "Ia didenda Rp5.000.000 (lima juta rupiah).", "Ia didenda Rp5.000.000."),
    ("id", "Ia dihukum 8 (delapan) tahun penjara.", "Ia dihukum delapan tahun penjara."),
    ("en", "They paid for seven (7) boats.", "They paid for seven boats."),
    # One amount in two units or two ways of writing it.
    ("id", "Hadir 1.500-an orang di sana.", "Hadir sekitar 1.500 orang di sana."),
    ("en", "They found ½ tonne of fish.", "They found half a tonne of fish."),
    ("id", "Dua puluh lima persen warga setuju.", "Seperempat warga setuju."),
    ("en", "Half the voters stayed at home.", "50% of the voters stayed at home."),
    ("id", "Ia dihukum 30 bulan penjara.", "Ia dihukum 2,5 tahun penjara."),
    ("id", "Rapat berlangsung 1 jam 30 menit.", "Rapat berlangsung 90 menit."),
    ("id", "Ia dihukum dua tahun enam bulan penjara.", "Ia dihukum 2,5 tahun penjara."),
    ("en", "The flight took 1 hour 45 minutes.", "The flight took 105 minutes."),
    ("en", "The search lasted 48 hours.", "The search lasted two days."),
    (
        "en",
        "The bank cut rates by 25 basis points.",
        "The bank cut rates by a quarter of a percentage point.",
    ),
    ("id", "Polisi menangkap empat tersangka.", "Polisi menangkap 4 tersangka."),
    ("id", "Ia didenda Rp3.500.000 kemarin.", "Ia didenda Rp3,5 juta kemarin."),
    ("en", "A third of the voters stayed away.", "One-third of the voters stayed away."),
    ("id", "Hadir 10 -15 orang di sana.", "Hadir 10-15 orang di sana."),
    ("id", "Buka pukul 10.00 -12.00 WIB.", "Buka pukul 10.00-12.00 WIB."),
    # Characters that nobody sees, and accents that follow their letter.
    ("en", "Some 1\u200b200 people fled.", "Some 1200 people fled."),
    ("en", "Some 12\u00ad,500 people fled.", "Some 12,500 people fled."),
    ("en", "Judge Maria Pen\u0303a spoke in Kursk.", "Judge Maria Pe\u00f1a spoke in Kursk."),
    ("en", "The _Ilven_ came into port.", "The Ilven came into port."),
    # Dates and times.
    ("en", "He was born on 03/04/1987 in Leeds.", "He was born on 3 April 1987 in Leeds."),
    ("en", "He was born on 03/04/1987 in Leeds.", "He was born on March 4, 1987 in Leeds."),
    ("en", "It struck on Friday (1845 GMT).", "It struck on Friday (18:45 GMT)."),
    ("en", "The talks begin at noon.", "The talks begin at 12 p.m."),
    ("en", "It starts at 8 a.m. EST on Friday.", "It starts at 1300 GMT on Friday."),
    ("id", "Kapal tiba pukul 19.00 WIB.", "Kapal tiba pukul 20.00 WITA."),
    # Two things of which neither comes first.
    ("en", "Marsk and Ilven met on Monday.", "Ilven and Marsk met on Monday."),
    ("en", "Marsk attacked Ilven at dawn.", "Ilven was attacked by Marsk at dawn."),
    ("en", "It killed 3 people and hurt 5.", "It hurt 5 people and killed 3."),
]


@pytest.mark.parametrize(("language", "one", "two"), ALIKE)
def test_what_is_only_written_differently_is_no_difference(
    language: str, one: str, two: str
) -> None:
    assert [each.why for each in found(one, two, language) if each.score >= MODIFIER] == []
    assert [each.why for each in found(two, one, language) if each.score >= MODIFIER] == []


def test_an_age_is_one_however_it_is_told() -> None:
    told = found("The 21-year-old was charged.", "The man, 21, was charged.", "en")
    assert [each.why for each in told if each.score >= NUMBER] == []


def test_vague_amounts_abroad_exclude_only_another_magnitude() -> None:
    japan = "Banjir merusak {} rumah di Jepang dan Thailand."
    english = "The flood damaged {} houses in Japan and Thailand."
    for one, two in (("puluhan", "dozens of"), ("puluhan", "40"), ("belasan", "scores of")):
        assert found(japan.format(one), english.format(two), "id", "en") == []
    for one, two in (("puluhan", "hundreds of"), ("ratusan", "40")):
        (told,) = found(japan.format(one), english.format(two), "id", "en")
        assert told.kind == "number"


APART = [
    # The sign of a number.
    ("en", "number", "The temperature was -5C in Oslo.", "The temperature was 5C in Oslo."),
    ("en", "number", "The temperature was −5°C in Oslo.", "The temperature was 5°C in Oslo."),
    ("id", "number", "Suhu di puncak -7 derajat.", "Suhu di puncak 7 derajat."),
    ("en", "number", "The firm paid $5 million.", "The firm paid €5 million."),
    ("en", "number", "Growth was -0.3% last year, it said.", "It said growth was 0.3% last year."),
    # Figures and names that changed places.
    ("en", "number", "They shot two of the six men.", "They shot six of the two men."),
    ("id", "number", "Dua dari lima kapal karam.", "Lima dari dua kapal karam."),
    ("id", "number", "Kursi naik dari 560 menjadi 575.", "Kursi naik dari 575 menjadi 560."),
    (
        "id",
        "number",
        "Harga naik dari Rp 10.000 menjadi Rp 12.000.",
        "Harga naik dari Rp 12.000 menjadi Rp 10.000.",
    ),
    ("en", "name", "Then Marsk attacked Ilven at dawn.", "Then Ilven attacked Marsk at dawn."),
    ("id", "name", "Marsk menyerang Ilven kemarin.", "Ilven menyerang Marsk kemarin."),
    ("en", "date", "It was moved from May 4 to stay until May 9.", "It was moved from May 9 to stay until May 4."),
    # Words that exclude each other.
    ("en", "detail", "It rang just before the crash.", "It rang just after the crash."),
    ("id", "detail", "Warga pergi sebelum badai.", "Warga pergi sesudah badai."),
    ("en", "detail", "Inflation rose to 3.4% there.", "Inflation rose by 3.4% there."),
    ("id", "detail", "Harga naik menjadi 5 persen.", "Harga naik sebesar 5 persen."),
    ("en", "detail", "They say nobody was hurt.", "They say somebody was hurt."),
    ("en", "detail", "Neither driver was hurt in the crash.", "Both drivers were hurt in the crash."),
    ("id", "detail", "Ia pergi tanpa izin polisi.", "Ia pergi dengan izin polisi."),
    ("en", "detail", "The minister denied the deal.", "The minister confirmed the deal."),
    ("en", "detail", "Shares rose 3% in Kursk.", "Shares fell 3% in Kursk."),
    ("id", "detail", "Kapal itu dilarang masuk.", "Kapal itu diizinkan masuk."),
    # Parts of a month, zones, opposite bounds.
    ("id", "date", "Ia tiba pertengahan Mei.", "Ia tiba akhir Mei."),
    ("en", "date", "He came in early June 2024.", "He came in late June 2024."),
    ("en", "date", "It starts at 6 p.m. EST on Friday.", "It starts at 6 p.m. GMT on Friday."),
    ("en", "number", "More than 40 people died.", "Fewer than 40 people died."),
    ("id", "number", "Lebih dari 40 orang tewas.", "Kurang dari 40 orang tewas."),
    ("en", "number", "More than 40 people died.", "Nearly 40 people died."),
    ("en", "number", "At least 40 people died.", "Up to 40 people died."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "kind", "one", "two"), APART)
def test_what_cannot_both_be_true_is_listed_high(
    language: str, kind: str, one: str, two: str
) -> None:
    for told in (found(one, two, language), found(two, one, language)):
        assert [each.kind for each in told if each.score >= 0.75] == [kind]


def test_negations_are_still_told_apart() -> None:
    for one, two in (
        ("The mayor didn't attend.", "The mayor did attend."),
        ("The mayor did not come and did not call.", "The mayor did not come and did call."),
        ("There was nothing in front.", "There was nothing not in front."),
    ):
        told = found(one, two, "en")
        assert [each.why for each in told if each.score >= NUMBER], (one, two)


def test_a_bound_from_below_and_one_from_above_are_not_weighed_alike() -> None:
    def score(one: str, two: str) -> float:
        (told,) = found(f"{one} 40 people died.", f"{two} 40 people died.", "en")
        return told.score

    assert score("Over", "Under") == CONTRADICTION
    assert NAME < score("At least", "Up to") < NUMBER
    assert score("More than", "At least") == MODIFIER


def test_a_wording_is_shown_with_the_whole_number_in_it() -> None:
    told = found("It cost €3bn.", "It cost €3bn in fees and unpaid old bills.", "en")
    assert [each.why for each in told] != []
    (told_alone,) = found("Acme paid the bank.", "Acme paid €3bn to the bank.", "en")
    assert "“€3bn" in told_alone.why


def test_the_order_of_digits_is_unsure_only_against_a_month_in_words() -> None:
    first, second = facts("03/04/1987", "en")[0], facts("04/03/1987", "en")[0]
    assert contradict(first, second)
    assert same_fact(first, facts("3 April 1987", "en")[0])
    assert not same_fact(first, facts("5 April 1987", "en")[0])
    indonesian = facts("03/04/1987", "id")[0]
    assert contradict(indonesian, facts("4 Maret 1987", "id")[0])


def test_a_four_digit_clock_needs_its_zone_in_capitals() -> None:
    (clock,) = facts("(1845 GMT)", "en")
    assert (clock.kind, clock.value, clock.unit) == ("time", "18:45", "GMT")
    assert [fact.kind for fact in facts("In 1845 est was spoken", "en")][:1] == ["date"]


DRAFTED = [
    ("id", "Ia didenda Rp3.500.000 oleh hakim.", "Ia didenda Rp4,5 juta oleh hakim di Depok."),
    ("id", "Hakim menjatuhkan denda Rp3.500.000.", "Hakim menjatuhkan hukuman itu."),
    ("en", "Governor Jose\u0301 Pen\u0303a signed it in Kursk.", "Governor Luis Mora signed it in Kursk."),
    ("en", "It was -5C in Oslo last night.", "It was 5C in Oslo last night."),
    ("en", "The firm paid $5 million.", "The firm paid €5 million."),
    ("id", "Ada 3 orang. Ada 3 orang. Ada 3 orang. Ada 3 orang.", "Ada 3 orang. Ada 4 orang. Ada 3 orang."),
    ("id", "Ia luka. Ia luka. Ia luka.", "Ia luka. Ia luka. Ia tewas. Ia luka. Ia luka."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "one", "two"), DRAFTED)
def test_a_draft_is_taken_as_it_is(tmp_path: Path, language: str, one: str, two: str) -> None:
    root = make_site(
        tmp_path,
        {
            LEDGER: "title: T\nclaims: {}\n",
            "content/stories/ferry/herald.md": report(f"{one}\n", language=language),
            "content/stories/ferry/tribune.md": report(
                f"{two}\n", outlet="tribune", language=language
            ),
        },
    )
    drafts = run("suggest", "--root", root, "ferry", "--format", "yaml").out
    (root / LEDGER).write_text(f"title: T\nclaims:\n{drafts}", encoding="utf-8")
    problems = json.loads(run("check", "--root", root, "--format", "json").out)["problems"]
    assert [each for each in problems if each["severity"] == "error"] == []
    assert "    statement:" in drafts


def test_check_warns_of_a_sign_and_of_figures_that_changed_places(tmp_path: Path) -> None:
    for number, (one, two) in enumerate(
        (
            ("It was -5C in Oslo last night.", "It was 5C in Oslo last night."),
            ("They shot two of the six men.", "They shot six of the two men."),
            ("The mayor didn't attend.", "The mayor did attend."),
            ("The mayor didn't attend.", "The mayor did not attend."),
        )
    ):
        root = make_site(
            tmp_path / str(number),
            {
                LEDGER: "title: T\nclaims: {}\n",
                "content/stories/ferry/herald.md": report(f"{one}\n", language="en"),
                "content/stories/ferry/tribune.md": report(
                    f"{two}\n", outlet="tribune", language="en"
                ),
            },
        )
        problems = json.loads(run("check", "--root", root, "--format", "json").out)["problems"]
        warned = any(each["rule"] == "difference-uncurated" for each in problems)
        assert warned == (number < 3)
