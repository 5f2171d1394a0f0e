"""Numbers spelt out, from nought to the trillions: what is written in words comes back in digits."""

import pytest

from selisih.analysis.facts import facts

DIGITS = {
    "id": ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"],
    "en": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
}
TEENS = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
POWERS = {
    "id": [(10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "ribu")],
    "en": [(10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand")],
}
LAST = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth"}  # fmt: skip


def spelt(value: int, language: str) -> str:
    """Return a number in words, as it is taught in school."""
    if value == 0:
        return DIGITS[language][0]
    parts = []
    for power, name in POWERS[language]:
        count, value = divmod(value, power)
        if count == 1 and language == "id" and power == 1000:
            parts.append("seribu")
        elif count:
            parts.append(f"{spelt(count, language)} {name}")
    below = _below_thousand(value, language)
    joint = "and " if parts and 0 < value < 100 and language == "en" else ""
    return " ".join([*parts, *([joint + below] if below else [])])


def _below_thousand(value: int, language: str) -> str:
    hundreds, rest = divmod(value, 100)
    words = []
    if hundreds:
        one = "seratus" if language == "id" else "one hundred"
        many = f"{DIGITS[language][hundreds]} {'ratus' if language == 'id' else 'hundred'}"
        words.append(one if hundreds == 1 else many)
        if rest and language == "en":
            words.append("and")
    tens, unit = divmod(rest, 10)
    digits = DIGITS[language]
    if language == "id":
        if rest in (10, 11):
            words.append("sepuluh" if rest == 10 else "sebelas")
        elif tens == 1:
            words.append(f"{digits[unit]} belas")
        else:
            words += [f"{digits[tens]} puluh"] if tens else []
            words += [digits[unit]] if unit else []
    elif tens == 1:
        words.append(TEENS[unit])
    elif tens:
        words.append(TENS[tens - 2] + (f"-{digits[unit]}" if unit else ""))
    elif unit:
        words.append(digits[unit])
    return " ".join(words)


def nth(words: str, language: str) -> str:
    """Return the ordinal of a number in words."""
    if language == "id":
        return f"ke{words}"
    head, joint, last = words.rpartition("-" if "-" in words.rpartition(" ")[2] else " ")
    ending = last[:-1] + "ieth" if last.endswith("y") else f"{last}th"
    return f"{head}{joint}{LAST.get(last, ending)}"


def values() -> list[int]:
    many = [7**power % 10**digits for digits in range(4, 16) for power in range(20, 50)]
    return [*range(131), *range(190, 1130, 7), 2000, 10_000, 1_000_000, *many]


@pytest.mark.parametrize("language", ["id", "en"])
def test_number_words_are_read(language: str) -> None:
    for value in values():
        text = spelt(value, language)
        (fact,) = facts(text, language)
        assert (fact.kind, fact.value, fact.start, fact.end) == (
            "number",
            str(value),
            0,
            len(text),
        ), text


@pytest.mark.parametrize("language", ["id", "en"])
def test_ordinals_in_words_are_read(language: str) -> None:
    for value in values():
        if value < 2:
            continue
        text = nth(spelt(value, language), language)
        (fact,) = [fact for fact in facts(text, language) if fact.kind != "name"]
        assert (fact.kind, fact.value, fact.end) == ("ordinal", str(value), len(text)), text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 234,56 euros", ["1234.56"]),
        ("25 000 personnes", ["25000"]),
        ("25.000 Menschen", ["25000"]),
        ("1.234,56 Euro", ["1234.56"]),
        ("12 % des gens", ["12"]),
        ("am 3.3.2024 um 19:30 Uhr", ["2024-03-03", "19:30"]),
        ("2024年12月23日 造成12人死亡", ["2024", "12", "23", "12"]),
        ("ผู้เสียชีวิต 25 คน", ["25"]),
        ("10-15 km", ["10..15"]),
        ("٢٣ شخصا", ["23"]),
    ],
)
def test_other_languages_are_read_in_digits(text: str, expected: list[str]) -> None:
    said = ("name", "quotation")
    assert [fact.value for fact in facts(text, "xx") if fact.kind not in said] == expected
