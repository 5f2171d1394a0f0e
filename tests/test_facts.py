"""Facts are read from texts with their places, and normalised so that two languages can be compared."""

from pathlib import Path

import pytest

from selisih.analysis.facts import Fact, facts
from selisih.analysis.facts.kinship import contradict, same_fact
from selisih.analysis.finding.sentences import sentences
from tests.helpers import fixtures

FIXTURES = Path(__file__).parent / "fixtures"
SAID = {"name", "quotation", "attribution", "certainty", "negation"}


def cases(language: str) -> list[tuple[str, str, str]]:
    """Return language, text and expected line of every case; one line of a case is one text."""
    found = []
    for title, (texts, expected) in fixtures(FIXTURES / f"facts.{language}.txt", 2):
        lines = expected.split("\n")
        assert len(lines) == len(texts.split("\n")), title
        found += [
            (language, text, line) for text, line in zip(texts.split("\n"), lines, strict=True)
        ]
    return found


def shown(text: str, fact: Fact) -> str:
    parts = [fact.kind, fact.value, fact.unit, fact.modifier]
    return " ".join(part for part in parts if part) + f" | {text[fact.start : fact.end]}"


@pytest.mark.parametrize(("language", "text", "expected"), cases("id") + cases("en"))
def test_numbers_and_dates(language: str, text: str, expected: str) -> None:
    found = [shown(text, fact) for fact in facts(text, language) if fact.kind not in SAID]
    assert "; ".join(found) == ("" if expected == "nothing" else expected)


@pytest.mark.parametrize(("title", "parts"), fixtures(FIXTURES / "names.txt", 2))
def test_names_quotations_and_speakers(title: str, parts: list[str]) -> None:
    text, expected = parts
    found = [
        f"{fact.kind}{'?' if fact.weak else ''} {fact.modifier}".strip()
        + f" | {text[fact.start : fact.end]}"
        for fact in facts(text, title.partition(":")[0])
    ]
    assert "\n".join(found) == expected


ALIKE = [
    ("1.100", "id", "1,100", "en"),
    ("seribu seratus", "id", "eleven hundred", "en"),
    ("dua puluh lima ribu", "id", "25,000", "en"),
    ("1,5 juta", "id", "one and a half million", "en"),
    ("ribuan", "id", "thousands", "en"),
    ("Rp 1,5 miliar", "id", "Rp1.5 billion", "en"),
    ("2 juta dolar AS", "id", "US$ 2 million", "en"),
    ("5 persen", "id", "5 per cent", "en"),
    ("2 kilometer", "id", "2,000 metres", "en"),
    ("23/12/2024", "id", "December 23, 2024", "en"),
    ("23 Desember", "id", "December 23, 2024", "en"),
    ("Senin", "id", "Monday", "en"),
    ("Juni lalu", "id", "last June", "en"),
    ("minggu lalu", "id", "last week", "en"),
    ("pukul 19.05 WIB", "id", "7:05 pm", "en"),
    ("di Korea Utara", "id", "in North Korea", "en"),
]


@pytest.mark.parametrize(("one", "first", "two", "second"), ALIKE)
def test_two_languages_say_the_same(one: str, first: str, two: str, second: str) -> None:
    assert same_fact(facts(one, first)[-1], facts(two, second)[-1])


APART = [
    ("1.000 tentara", "1.100 tentara"),
    ("240 mm", "240 cm"),
    ("Rp 5 juta", "US$ 5 juta"),
    ("23/12/2024", "24/12/2024"),
    ("Senin", "Selasa"),
    ("minggu lalu", "bulan lalu"),
    ("ribuan orang", "1.000 orang"),
]


@pytest.mark.parametrize(("one", "two"), APART)
def test_what_excludes_each_other(one: str, two: str) -> None:
    left, right = facts(one, "id")[0], facts(two, "id")[0]
    assert not same_fact(left, right)
    assert contradict(left, right)


SENTENCES = [
    "Dr. Budi Santoso S.H. datang pukul 12.30 WIB.|Ia membayar Rp. 5.000 kepada J. K. Rowling.",
    '"Apa?" kata dia.|Budi marah... lalu pulang.',
    "The U.S. Army bought No. 5 for $2.5 million.|“Why?” he asked.|He left.",
    "PT Sandang Tbk. merugi.|Harga turun 3,5 persen!|Benar?|Ya.",
]


@pytest.mark.parametrize("marked", SENTENCES)
def test_sentences_end_where_they_end(marked: str) -> None:
    text = marked.replace("|", " ")
    found = [text[each.start : each.end] for each in sentences(text, [(0, len(text))])]
    assert found == marked.split("|")


def test_every_fact_lies_in_its_text() -> None:
    for path in (*FIXTURES.glob("facts.*.txt"), FIXTURES / "names.txt"):
        text = path.read_text(encoding="utf-8")
        for language in ("id", "en", "fr"):
            for fact in facts(text, language):
                assert 0 <= fact.start < fact.end <= len(text)
