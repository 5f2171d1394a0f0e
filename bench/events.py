"""Invented events as plain data, the same for the same seed: what every contestant's content is written from."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

CLAIMS: Final = 12
PARAGRAPHS: Final = 14
OUTLETS: Final = 20
REPORTS: Final = ("satu", "dua")

_WORDS: Final = tuple(
    re.findall(
        r"\w+",
        "kapal pelabuhan warga petugas laporan angka banjir jembatan rumah sekolah hujan sungai polisi "
        "tim relawan malam pagi siang jalan desa kota pasar air listrik bantuan korban saksi pejabat "
        "keterangan data peta cuaca perahu nelayan dokter rumah sakit kantor menteri gubernur bupati "
        "camat kepala juru bicara wartawan foto video",
    )
)
_SPEAKERS: Final = ("Rahmat Halim", "Sri Wahyuni", "Agus Santosa", "Dewi Lestari", "Yusuf Karim")
_AGREE, _LEFT_OUT, _PARTLY = (2, 8, 11), 4, 7
"""Claims, from 0, in which the reports agree, of which the second says nothing, or only a part."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One point of an event: the words of each report, or `None` where it is silent."""

    id: str
    statement: str
    kinds: tuple[str, ...]
    major: bool
    quotes: tuple[str, str | None]
    stance: str
    """What the second report does: `states`, `partly` or `omits`."""
    mark: str
    """Words of the second quote that carry the difference; empty for: computed."""
    absent: str
    """Words that the second report does not hold; empty where it speaks."""
    note: str


@dataclass(frozen=True, slots=True)
class Event:
    """One event with its two reports."""

    number: int
    slug: str
    title: str
    summary: str
    date: str
    published: str
    outlets: tuple[int, int]
    reports: tuple[tuple[str, ...], tuple[str, ...]]
    """The paragraphs of each report."""
    claims: tuple[Claim, ...]

    @property
    def group(self) -> str:
        """The folder that it lies in, with at most 500 others."""
        return f"{self.number // 500:03}"


def events(stories: int, seed: int = 7) -> Iterator[Event]:
    """Yield so many events; the first are the same whatever their number."""
    for number in range(stories):
        yield make_event(number, seed)


def make_event(number: int, seed: int = 7) -> Event:
    """Return one event: the second report repeats the first, with a difference in most points."""
    chance = random.Random(seed * 1_000_003 + number)
    first = tuple(_paragraph(chance, index) for index in range(PARAGRAPHS))
    second = tuple(_varied(chance, text, index) for index, text in enumerate(first))
    return Event(
        number=number,
        slug=f"peristiwa-{number:05}",
        title=f"Peristiwa nomor {number}",
        summary=f"Dua berita tentang peristiwa nomor {number}.",
        date=f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}",
        published=f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}",
        outlets=(number % OUTLETS, (number + 7) % OUTLETS),
        reports=(first, second),
        claims=tuple(_claim(chance, index, first, second) for index in range(CLAIMS)),
    )


def _paragraph(chance: random.Random, index: int) -> str:
    """Return some 200 characters: a sentence with a fact, and one of talk."""
    amount = chance.randrange(100, 999)
    words = " ".join(chance.choice(_WORDS) for _ in range(21))
    speaker = chance.choice(_SPEAKERS)
    return f'Pada butir {index + 1} tercatat {amount} unit. "{words.capitalize()}," kata {speaker}.'


def _varied(chance: random.Random, text: str, index: int) -> str:
    """Return the second report's paragraph."""
    fact, _, rest = text.partition(". ")
    if index in _AGREE:
        return text
    if index == _LEFT_OUT:
        return f"Keterangan lain menyusul kemudian. {rest}"
    if index == _PARTLY:
        return f"{fact.replace(' unit', '')}. {rest}"
    amount = int(fact.split()[4]) + chance.randrange(1, 9)
    return f"Pada butir {index + 1} tercatat sekitar {amount} unit. {rest}"


def _claim(
    chance: random.Random, index: int, first: tuple[str, ...], second: tuple[str, ...]
) -> Claim:
    silent, partly = index == _LEFT_OUT, index == _PARTLY
    there = second[index].partition(".")[0]
    kinds: tuple[str, ...] = ("detail", "number") if silent or partly else ("number",)
    return Claim(
        id=f"butir-{index + 1}",
        statement=f"Butir {index + 1} menyebut jumlah unit.",
        kinds=() if index in _AGREE else kinds,
        major=chance.random() < 0.4,
        quotes=(first[index].partition(".")[0], None if silent else there),
        stance="omits" if silent else "partly" if partly else "states",
        mark=there.partition("tercatat ")[2] if index == 0 else "",
        absent=f"Pada butir {index + 1}" if silent else "",
        note="Kedua berita memakai *satu* sumber." if index in (0, _PARTLY) else "",
    )
