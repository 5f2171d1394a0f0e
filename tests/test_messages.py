"""Messages that mend: what a hint says is done to the file, and `check` has nothing more to say."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import FERRY, LEDGER, make_site, report, run

Told = dict[str, Any]


def told(root: Path) -> list[Told]:
    """Return the problems that `check` has with a site; that nobody accepted it yet is no matter here."""
    document = json.loads(run("check", "--format", "json", "--root", root).out)
    return [problem for problem in document["problems"] if problem["rule"] != "lock-missing"]


def hint_line(problem: Told, number: int = -1) -> str:
    """Return a line of a problem's hint, as it would be pasted."""
    return str(problem["hint"]).split("\n")[number].strip()


ARTICLE = """A ferry sank off Port Vila on Monday, the Herald reports: “no lights”.
Kapal itu laik laut, kata pemilik.
The captain's own words, {then}: Kapal itu laik laut, kata polisi.
"""
SAYS = """title: The ferry
claims:
  laik:
    statement: Was it seaworthy
    says:
      tribune: At least five people died
"""


@pytest.mark.parametrize(
    ("written", "pattern"),
    [
        ("herald: Kapal itu laik laut", r"herald: .*"),
        ('herald: "Kapal itu laik laut"', r"herald: .*"),
        ("herald: >-\n        Kapal itu\n        laik laut", r"herald: >-\n.*\n.*"),
        ("herald:\n        Kapal itu laik laut", r"Kapal.*"),
        ("herald:\n        quote: Kapal itu laik laut", r"quote: .*"),
        ("herald:\n        quote: >-\n          Kapal itu laik laut", r"quote: .*\n.*"),
        (
            "herald:\n        quote:\n          - A ferry sank\n          - Kapal itu laik laut",
            r"- Kapal.*",
        ),
        ("herald:\n        quote: [A ferry sank, Kapal itu laik laut]", r"Kapal[^]]*"),
        ("herald: {quote: Kapal itu laik laut}", r"Kapal[^}]*"),
        ("herald: {quote: {exact: Kapal itu laik laut}}", r"\{exact[^}]*\}"),
        (
            "herald:\n        quote:\n          exact: Kapal itu laik laut\n          # here",
            r"# here",
        ),
        (
            "herald:\n        quote:\n          - exact: Kapal itu laik laut\n            # here",
            r"# here",
        ),
        ("herald:\n        absent: wreckage\n        near: Kapal itu laik laut", r"near: .*"),
        (
            "herald:\n        near:\n          - Kapal itu laik laut\n          - A ferry sank",
            r"- Kapal.*",
        ),
        (
            "herald:\n        near: [{exact: Kapal itu laik laut, suffix: ', kata'}]",
            r"\{exact[^}]*\}",
        ),
    ],
)
@pytest.mark.parametrize("which", [0, 1])
def test_a_quote_that_stands_twice_is_mended_by_pasting(
    written: str, pattern: str, which: int, tmp_path: Path
) -> None:
    story = "content/stories/ferry"
    ledger = f"{SAYS}      {written}\n"
    site = make_site(tmp_path, {LEDGER: ledger, f"{story}/herald.md": report(ARTICLE)})
    [problem] = [found for found in told(site) if found["rule"] == "quote-ambiguous"]
    advice = hint_line(problem, 2 + 2 * which)
    mended, count = re.subn(pattern, lambda _: advice, ledger, count=1)
    assert count
    (site / LEDGER).write_text(mended, encoding="utf-8")
    assert [p for p in told(site) if p["severity"] == "error"] == [], mended


def test_a_prefix_that_tells_nothing_apart_is_replaced(tmp_path: Path) -> None:
    written = "herald:\n        quote:\n          exact: four\n          prefix: the"
    text = "In the four x. On the four x. The Herald: at the four x."
    site = make_site(
        tmp_path,
        {
            LEDGER: f"{SAYS}      {written}\n",
            "content/stories/ferry/herald.md": report(text),
        },
    )
    [problem] = told(site)
    advice = hint_line(problem, 2)
    mended = re.sub(r"prefix: the\n", lambda _: advice + "\n", f"{SAYS}      {written}\n")
    (site / LEDGER).write_text(mended, encoding="utf-8")
    assert "in place of" in advice
    assert "quote-ambiguous" not in {p["rule"] for p in told(site)}


def changed(tmp_path: Path, old: str, new: str, path: str = LEDGER) -> Path:
    """Return the ferry site with words of a file changed."""
    text = (FERRY / path).read_text(encoding="utf-8")
    assert old in text
    return make_site(tmp_path, {path: text.replace(old, new, 1)})


HERALD = "content/stories/ferry/herald.md"
DEAD = "herald: At least four people died"


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (LEDGER, DEAD, "herald: [At least four people died, police said]"),
        (LEDGER, "kind: number", "kind: number\n    note: [Gambas:Video 20detik]"),
        (LEDGER, "kind: number", "kind: number\n    note: {Gambas 20detik}"),
        (LEDGER, "kind: number", "kind: number\n    note: [a, b]"),
        (HERALD, "language: en", "language: en\nauthors:\n  - [Ani, Budi]"),
        (HERALD, "language: en", "language: en\nauthors:\n  - Ani: Budi"),
        (LEDGER, DEAD, "herald:\n        quote:\n          - At least: four people died"),
    ],
)
def test_a_text_that_was_read_as_a_list_or_a_key_is_shown_as_a_block(
    path: str, old: str, new: str, tmp_path: Path
) -> None:
    site = changed(tmp_path, old, new, path)
    problem = next(p for p in told(site) if "block:\n" in p["hint"])
    block = problem["hint"].split("block:\n", 1)[1].split("\nor, ")[0]
    lines = (site / path).read_text(encoding="utf-8").split("\n")
    lines[problem["line"] - 1] = block
    (site / path).write_text("\n".join(lines), encoding="utf-8")
    left = {p["rule"] for p in told(site)}
    assert left <= {"quote-missing"}, "what is left speaks of the words alone"


def test_several_quotes_in_brackets_are_shown_below_quote(tmp_path: Path) -> None:
    site = changed(tmp_path, DEAD, "herald: [At least four people died, police said]")
    [problem] = told(site)
    text = (site / LEDGER).read_text(encoding="utf-8")
    mended = text.replace(text.split("\n")[problem["line"] - 1].strip(), hint_line(problem))
    (site / LEDGER).write_text(mended, encoding="utf-8")
    assert told(site) == []


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        (LEDGER, "statement: How", "\u00a0statement: How", "U+00A0 (no-break space)"),
        (LEDGER, "statement: How", "statement\u200b: How", "U+200B (zero width space)"),
        (LEDGER, "statement: How", "STATEMENT: How", "did you mean `statement`?"),
        (LEDGER, "statement: How", "statement: #How", "nothing is given here"),
        (LEDGER, "kind: number", "kind: number\n    note: #tagar", "nothing is given here"),
        (LEDGER, "kind: number", 'kind: number\n    note: "C:\\berkas"', "a backslash"),
        (LEDGER, "claims:", "tags: air, laut\nclaims:", "write [air, laut]"),
        (LEDGER, "statement: How many people died", "statement:\n      - How", "without `- `"),
    ],
)
def test_what_hides_in_a_value_or_a_key_is_named(
    path: str, old: str, new: str, said: str, tmp_path: Path
) -> None:
    problems = told(changed(tmp_path, old, new, path))
    assert any(said in f"{problem['message']}\n{problem['hint']}" for problem in problems)


BODY = "“Kami tidak melihat lampu” – kata nakhoda.\nKapal itu 40 m.\n"


@pytest.mark.parametrize(
    ("received", "said"),
    [
        (BODY.encode("cp1252"), "line 1 has the byte 0x93; read as Windows-1252, it is the body"),
        (BODY.encode("utf-16"), "read as UTF-16, it is the body"),
        ("Café\n".encode("latin-1"), "0xE9; Windows-1252 is most often what it is"),
        (b"\xef\xbb\xbf" + BODY.encode(), "begins with a byte order mark"),
    ],
)
def test_a_received_file_in_another_encoding_is_named_with_the_way_out(
    received: bytes, said: str, tmp_path: Path
) -> None:
    written = report(BODY, extra="received: seeds/herald.txt\n")
    ledger = f"{SAYS}      herald: Kapal itu 40 m\n"
    site = make_site(tmp_path, {LEDGER: ledger, HERALD: written, "seeds/herald.txt": received})
    [problem] = told(site)
    assert (problem["rule"], problem["line"]) == ("received-differs", 6)
    assert said in problem["message"]
    assert "original:" in problem["hint"]
    (site / HERALD).write_text(written.replace("received:", "original:"), encoding="utf-8")
    assert told(site) == []


@pytest.mark.parametrize(
    ("received", "said"),
    [
        (BODY.replace("\n", "\r\n"), "body reads “<U+000A>Kapal itu"),
        (BODY.replace("40 m", "40\u00a0m"), "received text “<U+00A0>m."),
        (BODY.replace("lampu", "lam\u00adpu"), "received text “<U+00AD>"),
        (BODY.replace("40", "50"), "body reads “40 m.” and the received text “50 m.”"),
    ],
)
def test_a_difference_that_nobody_sees_is_spelt_out(
    received: str, said: str, tmp_path: Path
) -> None:
    written = report(BODY, extra="received: seeds/herald.txt\n")
    site = make_site(tmp_path, {HERALD: written, "seeds/herald.txt": received})
    [problem] = [found for found in told(site) if found["rule"] == "received-differs"]
    assert said in problem["message"]
