"""A corpus of any size, the same for the same seed: two reports of 2.8 KB and twelve claims a story.

python -m bench.corpus FOLDER STORIES
"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Final

WORDS: Final = [
    "kapal",
    "pelabuhan",
    "warga",
    "petugas",
    "laporan",
    "angka",
    "banjir",
    "jembatan",
    "rumah",
    "sekolah",
    "hujan",
    "sungai",
    "polisi",
    "tim",
    "relawan",
    "malam",
    "pagi",
    "siang",
    "jalan",
    "desa",
    "kota",
    "pasar",
    "air",
    "listrik",
    "bantuan",
    "korban",
    "saksi",
    "pejabat",
    "keterangan",
    "data",
    "peta",
    "cuaca",
    "perahu",
    "nelayan",
    "dokter",
    "rumah",
    "sakit",
    "kantor",
    "menteri",
    "gubernur",
    "bupati",
    "camat",
    "kepala",
    "juru",
    "bicara",
    "wartawan",
    "foto",
    "video",
]
CLAIMS: Final = 12
PARAGRAPHS: Final = 14


def write_corpus(folder: Path, stories: int, seed: int = 7) -> None:
    """Write a site with so many stories below a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "site.yaml").write_text(
        "title: Korpus\nbase_url: https://example.org/\nlanguages: [id]\ntimezone: Asia/Jakarta\n",
        encoding="utf-8",
    )
    content = folder / "content"
    (content / "stories").mkdir(parents=True, exist_ok=True)
    outlets = "".join(f"media-{n}:\n  name: Media {n}\n  language: id\n" for n in range(20))
    (content / "outlets.yaml").write_text(outlets, encoding="utf-8")
    for number in range(stories):
        _write_story(
            content / "stories" / f"{number // 500:03}" / f"peristiwa-{number:05}", number, seed
        )


def _write_story(folder: Path, number: int, seed: int) -> None:
    """Write one story: the second report repeats the first with a difference in most claims."""
    chance = random.Random(seed * 1_000_003 + number)
    folder.mkdir(parents=True, exist_ok=True)
    first = [_paragraph(chance, index) for index in range(PARAGRAPHS)]
    second = [_varied(chance, text, index) for index, text in enumerate(first)]
    for name, outlet, paragraphs in (
        ("satu", number % 20, first),
        ("dua", (number + 7) % 20, second),
    ):
        front = f"---\noutlet: media-{outlet}\nprovenance: Korpus uji.\nlanguage: id\n---\n"
        (folder / f"{name}.md").write_text(front + "\n\n".join(paragraphs) + "\n", encoding="utf-8")
    (folder / "ledger.yaml").write_text(_ledger(chance, number, first, second), encoding="utf-8")


def _paragraph(chance: random.Random, index: int) -> str:
    words = " ".join(chance.choice(WORDS) for _ in range(24))
    return (
        f"Pada butir {index + 1} tercatat {chance.randrange(100, 999)} unit. {words.capitalize()}."
    )


def _varied(chance: random.Random, text: str, index: int) -> str:
    if index % 3 == 2:
        return text
    number = text.split()[4]
    return text.replace(
        f"tercatat {number} unit", f"tercatat sekitar {int(number) + chance.randrange(1, 9)} unit"
    )


def _ledger(chance: random.Random, number: int, first: list[str], second: list[str]) -> str:
    lines = [
        f"title: Peristiwa nomor {number}",
        f"summary: Dua berita tentang peristiwa nomor {number}.",
        f"event_date: 2024-{number % 12 + 1:02}-{number % 28 + 1:02}",
        f"published: 2025-{number % 12 + 1:02}-{number % 28 + 1:02}",
        "lead: butir-1",
        "claims:",
    ]
    for index in range(CLAIMS):
        quotes = [text.partition(".")[0] for text in (first[index], second[index])]
        lines += [
            f"  butir-{index + 1}:",
            f"    statement: Butir {index + 1} menyebut jumlah unit.",
        ]
        if quotes[0] != quotes[1]:
            lines.append("    kind: number")
        if chance.random() < 0.4:
            lines.append("    major: true")
        lines += ["    says:", f"      satu: {quotes[0]}", f"      dua: {quotes[1]}"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    write_corpus(Path(sys.argv[1]), int(sys.argv[2]))
