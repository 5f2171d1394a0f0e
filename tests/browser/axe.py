"""Runs axe-core in an open page and reads its answer."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from playwright.sync_api import Page

OPTIONS: Final = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "rules": {"target-size": {"enabled": True}},  # off unless asked for
}
"""WCAG 2.2 AA and axe's best practices."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Violation:
    """One place where a page breaks one of axe's rules."""

    rule: str
    """axe's name of the rule, such as `color-contrast`."""

    place: str
    """The CSS selector of the element."""

    html: str
    """How the element begins."""

    reason: str
    """What axe says is wrong, and how to put it right."""


def axe_violations(page: Page) -> list[Violation]:
    """All violations in the page as it is now; an empty list is what a test wants to see.

    axe is a script: where scripts are off it would wait for ever, so that is refused.
    """
    if page.evaluate("matchMedia('(scripting: none)').matches"):
        raise ValueError("axe needs JavaScript: open the page in a context that has it on")
    page.evaluate(_axe_script())
    found: dict[str, Any] = page.evaluate("options => axe.run(document, options)", OPTIONS)
    return [
        Violation(
            rule=violation["id"],
            place=" ".join(map(str, node["target"])),
            html=node["html"][:200],
            reason=" ".join(node["failureSummary"].split()),
        )
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


@cache
def _axe_script() -> str:
    # The package carries axe-core. Its own wrapper only formats reports, and reads the file in the system's encoding.
    script = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    # The library's source ends as an expression with a value that need not cross to Python.
    return script + "\n;undefined"
