"""Fixtures that every test may use. What they do stands in `tests/browser/`."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.axe import Violation, axe_violations
from tests.browser.chromium import launch
from tests.browser.serving import serving
from tests.find_browser import find_chromium


class ServeFolder(Protocol):
    """Serves a folder under a base path until the test run ends, and gives its address."""

    def __call__(self, folder: Path, base: str = "/") -> str:
        """`serve_folder(site, "/repo/")` gives `http://127.0.0.1:PORT/repo/`."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run; a test opens its own context or page. Without one the test fails."""
    chromium = find_chromium(install=False)
    with sync_playwright() as playwright:
        browser = launch(playwright, chromium)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[ServeFolder]:
    """A function that serves a folder; every server ends with the run."""
    with ExitStack() as servers:
        yield lambda folder, base="/": servers.enter_context(serving(folder, base))


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[Violation]]:
    """What finds the violations in an open page; a test asserts that there are none."""
    return axe_violations


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a page below the `address` that the tests of a module are about; a script that fails fails the test."""
    contexts = []

    def opened(path: str, *, width: int = 1280, scripts: bool = True, dark: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"the script failed: {error}"))
        page.goto(address + path)
        if scripts:
            page.wait_for_selector("html[data-ready]")
        return page

    yield opened
    for context in contexts:
        context.close()
