"""What years come to: one, a span of them, a decade, a quarter of one."""

from __future__ import annotations

import re
from typing import Final

from selisih.analysis.facts.lexicon import Lexicon
from selisih.analysis.facts.moments import PARTS, qualified

DECADES: Final = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}


def read_year(match: re.Match[str], lexicon: Lexicon) -> str | None:
    """Return a year, unless what follows is counted by it: “in 2000 villages”, “pada 2000 warga”.

    Papers group the thousands of what they count, so that four bare digits are a year where nothing
    speaks against it; a round number is one only after a word that years follow.
    """
    year = match["year"]
    part = PARTS.get((match.groupdict().get("part") or "").casefold(), "")
    after = _COUNTED.match(match.string, match.end())
    word = after[1] if after else ""
    led = bool(part) or bool(_YEARS_FOLLOW.search(match.string, max(0, match.start() - 16), match.start()))  # fmt: skip
    if word and word not in lexicon.function_words:
        counted = word in _COUNTED_INDONESIAN or word in _COUNTED_ENGLISH
        if counted or (not led and year.endswith("00")) or lexicon.unit_names.longest.get(word):
            return None
        if lexicon.joint and led and year.endswith("00") and word.endswith("s"):
            return None
    elif not led and year.endswith("00"):
        return None
    before = match.string[: match.start()].rstrip(" ")
    if before[-1:] in _MONEY or (before[-2:].casefold() in ("rp", "p.", "no") and not part):
        return None
    if before.rpartition(" ")[2].casefold() in _COUNTED_BEFORE:
        return None
    return year + qualified("", part)


_MONEY: Final = tuple("$€£¥₹₩#+")
_YEARS_FOLLOW: Final = re.compile(
    r"\b(?:tahun|pada|sejak|hingga|sampai|di|dari|akhir|awal|antara|dan|pertengahan|per|periode|musim|sepanjang|selama"
    r"|in|since|by|until|till|from|during|of|before|after|for|year|late|early|mid|through|to|and|between|the)"
    r"[\s-]+(?:the\s+)?(?:year\s+|tahun\s+)?$|\($",
    re.IGNORECASE,
)
_COUNTED_BEFORE: Final = frozenset(
    [
        "sekitar",
        "hampir",
        "sedikitnya",
        "setidaknya",
        "sebanyak",
        "lebih",
        "kurang",
        "about",
        "some",
        "nearly",
        "almost",
        "roughly",
        "approximately",
        "over",
        "under",
        "least",
        "exactly",
        "only",
        "another",
        "total",
        "sejumlah",
        "menewaskan",
        "melukai",
        "mencapai",
    ]
)
_COUNTED_ENGLISH: Final = frozenset(
    [
        "people",
        "soldiers",
        "troops",
        "men",
        "women",
        "children",
        "homes",
        "houses",
        "villages",
        "families",
        "workers",
        "employees",
        "jobs",
        "students",
        "deaths",
        "cases",
        "dead",
        "killed",
        "injured",
        "wounded",
        "euros",
        "dollars",
        "pounds",
        "votes",
        "seats",
        "tickets",
        "copies",
        "square",
        "cubic",
        "other",
        "more",
        "new",
        "million",
        "billion",
        "thousand",
        "hundred",
        "percent",
        "per",
    ]
)


def read_years(match: re.Match[str], lexicon: Lexicon) -> str | None:
    """Return a span of years or a season: “2019-2021”, “2024/25”."""
    first, last = int(match["year"]), int(match["last"])
    if last < 100:
        last += first // 100 * 100
    after = _COUNTED.match(match.string, match.end())
    if not first < last or (after and (after[1] in _COUNTED_INDONESIAN or after[1] in _COUNTED_ENGLISH or lexicon.unit_names.longest.get(after[1]))):  # fmt: skip
        return None
    return f"{first}..{last}"


def read_decade(match: re.Match[str], _: Lexicon) -> str | None:
    """Return the ten years of “1990s”, “tahun 90-an”, “the late nineties”."""
    parts = match.groupdict()
    part = qualified("", PARTS.get((parts.get("part") or "").casefold(), ""))
    if parts.get("year"):
        return f"{parts['year']}s{part}" if parts["year"].endswith("0") else None
    decade = parts["decade"].casefold()
    if re.search(r"\b(?:her|his|their|my|your|our|its|low|high)\s+(?:early\s+|mid|late\s+)?$", match.string[: match.start()]):  # fmt: skip
        return None
    tens = int(decade) if decade.isdigit() else DECADES[decade]
    return f"{19 if tens >= 30 else 20}{tens}s{part}"


def read_quarter(match: re.Match[str], _: Lexicon) -> str | None:
    """Return a quarter or a half of a year: “Q1 2025”, “kuartal III/2024”, “the second half of 2023”."""
    parts = match.groupdict()
    nth = parts.get("quarter") or _NTH[parts["nth"].casefold()]
    words = match.group().casefold()
    sort = "H" if "half" in words or "semester" in words else "Q"
    return f"{parts.get('year') or '-'}-{sort}{nth}"


_NTH: Final = {
    word: str(number)
    for number, words in enumerate(
        ("first pertama i 1", "second kedua ii 2", "third ketiga iii 3", "fourth keempat iv 4"), 1
    )
    for word in words.split()
}


_COUNTED: Final = re.compile(r"\s+([a-z]{3,})")
_COUNTED_INDONESIAN: Final = frozenset(
    [
        "orang",
        "jiwa",
        "tentara",
        "korban",
        "warga",
        "unit",
        "rumah",
        "meter",
        "kilometer",
        "hektare",
        "hektar",
        "ton",
        "liter",
        "personel",
        "pasukan",
        "keluarga",
        "desa",
        "kasus",
        "pengungsi",
        "penumpang",
        "peserta",
        "persen",
        "juta",
        "ribu",
    ]
)
