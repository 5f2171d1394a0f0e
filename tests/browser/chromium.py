"""How the tests start Chromium: one list of arguments for the search and for the fixtures."""

from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Playwright

ARGUMENTS: Final = (
    "--no-sandbox",  # containers and root have no user namespaces; only pages built here are opened
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    # nothing is asked of any network behind a test's back:
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Arguments every launch gets."""

START_SECONDS: Final = 60
"""How long a start may take; a cold disk needs several seconds."""


def launch(playwright: Playwright, executable: Path) -> Browser:
    """A headless Chromium started from `executable`."""
    return playwright.chromium.launch(
        executable_path=executable, args=list(ARGUMENTS), timeout=START_SECONDS * 1000
    )
