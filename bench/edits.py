"""Edits of known kind to a text: what an outlet might change, planted so that we know where it is.

The rules are written apart from the engine's, so that the benchmark does not grade it by its own eyes.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters of the original that are replaced."""

    start: int
    end: int
    new: str


Planter = Callable[[str, str, random.Random], list[Edit]]
"""Returns the edits that could be made, one of which is chosen; `(text, language, chance)`."""

_NUMBER: Final = re.compile(r"(?<![\d/.,:\w-])\d{1,3}(?:[.,]\d+)*(?![\d/:\w-]|[.,]\d)")
_MONTHS: Final = {
    "id": [
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
_DAYS: Final = {
    "id": ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
_RELATIVE: Final = {
    "id": [("pekan depan", "bulan depan"), ("tahun lalu", "bulan lalu"), ("awal tahun depan", "akhir tahun depan"), ("minggu lalu", "bulan lalu"), ("bulan ini", "tahun ini")],
    "en": [("next week", "next month"), ("last year", "last month"), ("next month", "next year"), ("next year", "next month"), ("last week", "last month")],
}  # fmt: skip
_WORDS: Final = {
    "id": ["dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"],
    "en": ["two", "three", "four", "five", "six", "seven", "eight", "nine"],
}
_UNITS: Final = {
    "id": [("meter", "kilometer"), ("kilometer", "meter"), ("km/jam", "mil per jam"), ("hektare", "kilometer persegi"), ("ton", "kilogram"), ("menit", "jam"), ("jam", "hari"), ("hari", "minggu"), ("bulan", "tahun"), ("tahun", "bulan"), ("mm", "cm"), ("miliar", "juta"), ("juta", "miliar"), ("Rp", "US$"), ("US$", "Rp"), ("persen", "poin persentase")],
    "en": [("metres", "feet"), ("kilometres", "miles"), ("km/h", "mph"), ("hectares", "acres"), ("tonnes", "kilograms"), ("minutes", "hours"), ("hours", "days"), ("days", "weeks"), ("months", "weeks"), ("weeks", "months"), ("years", "months"), ("kg", "tonnes"), ("million", "billion"), ("billion", "million"), ("percent", "percentage points"), ("euros", "dollars"), ("miles", "kilometres")],
}  # fmt: skip
_NAMES: Final = {
    "id": ["Surya Adiputra", "Cikarang Timur", "Rahmat Halim", "Kota Perwira", "Dinas Cahaya"],
    "en": ["Victor Lang", "Port Belmar", "Agnes Whitlock", "Dunmore", "Redhall Council"],
}
_SYNONYMS: Final = {
    "id": [("mengatakan", "menuturkan"), ("rusak", "hancur"), ("wilayah", "daerah"), ("sekitar", "kira-kira"), ("menyatakan", "mengungkapkan"), ("sejak", "mulai"), ("membayar", "melunasi"), ("pekerja", "buruh"), ("meminta", "mendesak"), ("rumah", "bangunan"), ("mengirim", "mengutus"), ("harga", "tarif"), ("membeli", "memborong"), ("hasil", "keluaran"), ("korban", "penderita"), ("tewas", "meninggal")],
    "en": [("killing", "claiming the lives of"), ("collapsed", "gave way"), ("started", "began"), ("ended", "finished"), ("homes", "houses"), ("visit", "tour"), ("plan", "scheme"), ("work", "labour"), ("stole", "took"), ("cost", "price"), ("asked", "called"), ("shops", "stores"), ("deal", "agreement"), ("destroyed", "wrecked"), ("delay", "hold-up"), ("said", "stated")],
}  # fmt: skip
_NEGATABLE: Final = {
    "id": (r"\b(?:akan|dapat|mampu|masih|telah|mulai|meminta|mengirim|meraih|membeli|memiliki|menilai|menerima)\b", "tidak "),
    "en": (r"\b(?:will|has|have|had|is|was|were|are|could|can)\b(?! (?:not|no)\b)", " not"),
}  # fmt: skip
_NEGATED: Final = {"id": r"\b(?:tidak|belum|bukan) ", "en": r" not\b"}
_CAUTION: Final = {
    "id": (r"\b(?:tewas|terluka|rusak|terbakar|longsor|roboh|tiba|dimulai|naik|tertunda)\b", "diduga "),
    "en": (r"\b(?:collapsed|destroyed|carried|found|stolen|failed|reached|weighs|closed|dismiss)\b", "reportedly "),
}  # fmt: skip
_CAUTIONED: Final = {
    "id": r"\b(?:diperkirakan|diduga|kemungkinan|dilaporkan|diklaim) ",
    "en": r"\b(?:reportedly|possibly|probably|estimated) ",
}
_SPEAKER: Final = {
    "id": r", (?:kata|ujar) (?:[^\W\d_][^\W\d_.]*(?: [^\W\d_.]+){0,6}?)(?=[.,]|$| kepada| di )",
    "en": r"(?:,\"? said [^.,\n]+(?=[.,])|, according to [^.,\n]+(?=[.,]))",
}


def number(text: str, language: str, chance: random.Random) -> list[Edit]:
    """Change a number, in digits or in a word."""
    found = []
    for match in _NUMBER.finditer(text):
        if _dated(text, match, language):
            continue
        digits = match.group()
        at = chance.randrange(len(digits))
        while not digits[at].isdigit():
            at = chance.randrange(len(digits))
        other = chance.choice([d for d in "123456789" if d != digits[at]])
        found.append(Edit(*match.span(), digits[:at] + other + digits[at + 1 :]))
    gone = r"(?!\s\w+\s(?:ago|lalu|lagi|silam)\b)"
    for match in re.finditer(rf"(?<!past )\b(?:{'|'.join(_WORDS[language])})\b{gone}", text):
        other = chance.choice([word for word in _WORDS[language] if word != match.group()])
        found.append(Edit(*match.span(), other))
    return found


def _dated(text: str, match: re.Match[str], language: str) -> bool:
    """Return whether digits belong to a date, a clock time or are a year."""
    months = "|".join(_MONTHS[language])
    short = "|".join(f"{month[:n]}\\." for month in _MONTHS[language] for n in (3, 4))
    before, after = text[max(0, match.start() - 14) : match.start()], text[match.end() :]
    return bool(
        re.match(rf" (?:{months})|/|:| ?[ap]\.?m\b| W(?:IB|ita)", after)
        or re.search(rf"(?:{months}|{short}|pukul|jam) $", before)
        or text[match.start() - 1] in "(:"
    )


def unit(text: str, language: str, chance: random.Random) -> list[Edit]:
    """Change what a number is measured in."""
    del chance
    found = []
    for old, new in _UNITS[language]:
        if old in ("Rp", "US$"):
            pattern = rf"{re.escape(old)}(?= ?\d)"
        else:
            pattern = rf"(?<=\d ){re.escape(old)}\b"
            words = "|".join(_WORDS[language])
            found += [
                Edit(m.start(1), m.end(1), new)
                for m in re.finditer(
                    rf"\b(?:{words}) ({re.escape(old)})\b(?!\s+(?:lalu|depan))", text
                )
            ]
        found += [Edit(*m.span(), new) for m in re.finditer(pattern, text)]
    return found


def date(text: str, language: str, chance: random.Random) -> list[Edit]:
    """Change a day, a month, a year, a weekday, a clock time or “next week”."""
    found = []
    for names in (_MONTHS[language], _DAYS[language]):
        found += [
            Edit(*match.span(), chance.choice([n for n in names if n != match.group()]))
            for match in re.finditer(rf"\b(?:{'|'.join(names)})\b", text)
        ]
    months = "|".join(_MONTHS[language])
    for match in re.finditer(rf"\b(\d{{1,2}}) (?:{months})|\((\d{{1,2}})/\d", text):
        group = 1 if match[1] else 2
        other = chance.choice([d for d in range(1, 28) if str(d) != match[group]])
        found.append(Edit(match.start(group), match.end(group), str(other)))
    found += [
        Edit(*match.span(), str(int(match.group()) + chance.choice([-3, -1, 1, 2])))
        for match in re.finditer(r"\b(?:19|20)\d\d\b", text)
    ]
    clock = r"\b(\d{1,2})[:.](\d\d)(?= ?(?:am|pm|WIB))|\b(\d{1,2})(?= [ap]m)"
    for match in re.finditer(clock, text):
        group = 1 if match[1] else 3
        hour = chance.choice([h for h in range(1, 12) if h != int(match[group])])
        found.append(Edit(match.start(group), match.end(group), f"{hour:0{len(match[group])}}"))
    for old, new in _RELATIVE[language]:
        found += [Edit(*m.span(), new) for m in re.finditer(rf"\b{old}\b", text)]
    return found


def name(text: str, language: str, chance: random.Random) -> list[Edit]:
    """Put another name in place of one."""
    skip = {*_MONTHS[language], *_DAYS[language]}
    pattern = r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+)*"
    return [
        Edit(*match.span(), chance.choice(_NAMES[language]))
        for match in re.finditer(pattern, text)
        if not skip & set(match.group().split())
    ]


def negation(text: str, language: str, chance: random.Random) -> list[Edit]:
    """Put a negation in, or take one out."""
    del chance
    pattern, word = _NEGATABLE[language]
    found = []
    for match in re.finditer(pattern, text):
        around = text[max(0, match.start() - 8) : match.end() + 8]
        if not re.search(_NEGATED[language], around):
            at = match.start() if language == "id" else match.end()
            found.append(Edit(at, at, word))
    found += [Edit(*m.span(), "") for m in re.finditer(_NEGATED[language], text)]
    return found


def certainty(text: str, language: str, chance: random.Random) -> list[Edit]:
    """Put a word of caution in, or take one out."""
    del chance
    pattern, word = _CAUTION[language]
    found = [Edit(m.start(), m.start(), word) for m in re.finditer(pattern, text)]
    return found + [Edit(*m.span(), "") for m in re.finditer(_CAUTIONED[language], text)]


def attribution(text: str, language: str, chance: random.Random) -> list[Edit]:
    """Take out who said something, or give the words to somebody else."""
    found = []
    for match in re.finditer(_SPEAKER[language], text):
        verb = re.match(r',"? (?:said|according to|kata|ujar)', match.group())
        if verb is None:
            continue
        quoted = '"' if match.group().startswith(',"') else ""
        other = chance.choice(_NAMES[language])
        new = f"{verb.group()} {other}"
        found.append(Edit(*match.span(), chance.choice([new, f",{quoted}" if quoted else ""])))
    return found


def quote(text: str, language: str, chance: random.Random) -> list[Edit]:
    """Take the quotation marks from a quotation."""
    del language, chance
    return [Edit(*m.span(), m.group()[1:-1]) for m in re.finditer(r'"[^"\n]+"', text)]


def synonym(text: str, language: str, chance: random.Random) -> list[Edit]:
    """Put a word of the same meaning."""
    del chance
    found = []
    for old, new in _SYNONYMS[language]:
        found += [Edit(*m.span(), new) for m in re.finditer(rf"\b{old}\b", text)]
    return found


def _spans(text: str) -> list[tuple[int, int]]:
    """Return sentences the simple way: these texts have no abbreviations."""
    return [m.span() for m in re.finditer(r"[^\n.]+(?:\.(?=\S)[^\n.]*)*\.\"?", text)]


def dropped(text: str, language: str, chance: random.Random) -> list[Edit]:
    """Take out a sentence."""
    del language, chance
    return [Edit(start, end, "") for start, end in _spans(text) if end - start > 30]


def moved(text: str, language: str, chance: random.Random) -> list[Edit]:
    """Put two paragraphs in each other's place."""
    del language
    lines = [m.span() for m in re.finditer(r"[^\n]+", text)]
    one, two = sorted(chance.sample(range(len(lines)), 2))
    (a, b), (c, d) = lines[one], lines[two]
    return [Edit(a, d, text[c:d] + text[b:c] + text[a:b])]


def merged(text: str, language: str, chance: random.Random) -> list[Edit]:
    """Make one sentence of two."""
    del chance
    joint = ", dan " if language == "id" else ", and "
    found = []
    for match in re.finditer(r"(?<=[a-z])\. (?=([A-Z][a-z]+) )", text):
        first = match[1]
        new = joint
        lower = first in _STARTERS[language]
        found.append(
            Edit(match.start(), match.end() + 1, new + (first[0].lower() if lower else first[0]))
        )
    return found


_STARTERS: Final = {
    "id": frozenset(["Sebanyak", "Kerugian", "Pencarian", "Hujan", "Curah", "Bantuan", "Api", "Penyebab", "Pemeriksaan", "Perusahaan", "Tiket", "Menurut", "Angka", "Uji", "Vaksin", "Setiap", "Program", "Lubang", "Tim", "Hasil", "Sebagian", "Longsor", "Saat", "Ia", "Dua", "Masa", "Pesaing", "Tingkat", "Produksi", "Pengiriman", "Petugas", "Kereta", "Pembangunan", "Biaya"]),
    "en": frozenset(["The", "A", "It", "He", "She", "Repairs", "Residents", "They", "Two", "Last", "Food", "Losses", "Work", "Talks", "Winds", "No", "Its", "Parliament", "Investigators"]),
}  # fmt: skip


def split(text: str, language: str, chance: random.Random) -> list[Edit]:
    """Make two sentences of one, at a conjunction."""
    del chance
    joint = (
        r",? (?:dan|namun|tetapi) (?=[a-z])" if language == "id" else r",? (?:and|but) (?=[a-z])"
    )
    return [
        Edit(match.start(), match.end() + 1, ". " + text[match.end()].upper())
        for match in re.finditer(joint, text)
        if text[match.start() - 1].isalpha()
    ]


PLANTERS: Final[dict[str, Planter]] = {
    "number": number,
    "unit": unit,
    "date": date,
    "name": name,
    "negation": negation,
    "attribution": attribution,
    "certainty": certainty,
    "quote": quote,
    "dropped": dropped,
    "moved": moved,
    "split": split,
    "merged": merged,
    "synonym": synonym,
}
"""Kind of edit to what plants it."""
