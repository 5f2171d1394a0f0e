"""Messages that mend: what a hint says is done to the file, and `check` has nothing more to say."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import LEDGER, make_site, report, run

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
