"""What moves on a page when its script arrives late, as it does on a slow connection."""

from __future__ import annotations

from playwright.sync_api import Browser, Route

PLACES = """() => [...document.querySelectorAll('main *, footer')]
    .filter(e => e.checkVisibility() && !e.closest('svg, .tool, th, .doors'))
    .map(e => [e.tagName + '.' + e.className + '#' + e.id, Math.round(e.getBoundingClientRect().top)])"""

LAID_OUT = """() => document.readyState !== 'loading'
    && [...document.querySelectorAll('link[rel="stylesheet"]')].every(link => link.sheet)"""
"""Everything stands, and in its style: a busy machine may have the page long before its stylesheet."""
_PATIENCE = 1000
"""Looks, ten milliseconds apart, until which that must be so."""


def moved(browser: Browser, address: str, *, width: int = 360) -> list[str]:
    """Return what stands elsewhere once the script has run, of everything that was there before."""
    context = browser.new_context(viewport={"width": width, "height": 700})
    page = context.new_page()
    held: list[Route] = []
    page.route("**/*.js", lambda route: held.append(route))  # noqa: PLW0108 - a builtin takes no wrapping
    page.goto(address, wait_until="commit")
    page.wait_for_selector("footer", state="attached")
    for _ in range(_PATIENCE):
        if held and page.evaluate(LAID_OUT):
            break
        page.wait_for_timeout(10)
    before = page.evaluate(PLACES)
    assert page.locator("html[data-ready]").count() == 0
    held[0].continue_()
    page.wait_for_selector("html[data-ready]")
    after = page.evaluate(PLACES)
    context.close()
    assert len(before) == len(after) > 20
    return [
        f"{name}: {top} → {later}"
        for (name, top), (_, later) in zip(before, after, strict=True)
        if top != later
    ]
