"""Finds a Chromium that starts, and prints its path.

    python -m tests.find_browser              look only
    python -m tests.find_browser --install    look, then install one

The first that starts wins: `$SELISIH_CHROMIUM`, Playwright's own, then the usual names on PATH. With `--install`,
Playwright's download follows, and where packages can be installed without a question (root, or sudo without a
password) the system's. What is found must open a page: Ubuntu's `chromium-browser` may be a stub that only
prints advice, and a downloaded browser may lack the system's libraries.
"""

import argparse
import contextlib
import os
import platform
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NoReturn

from playwright.sync_api import Error, sync_playwright

from tests.browser.chromium import launch

VARIABLE: Final = "SELISIH_CHROMIUM"
"""The environment variable that names a Chromium and ends the search."""

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""What Chromium is called on PATH, in the order of the search."""

INSTALL_SECONDS: Final = 240
"""The time limit of one attempt to install; the whole suite has ten minutes."""


class NoBrowserError(Exception):
    """No Chromium starts here; the message tells what was tried and what to install."""


def find_chromium(*, install: bool) -> Path:
    """The first Chromium that starts; with `install`, one is installed where none does."""
    tried: list[str] = []
    named = os.environ.get(VARIABLE)
    if named:
        return _first_that_starts([Path(named)], tried) or _give_up(tried)
    found = _first_that_starts(_installed(), tried)
    for attempt in _attempts() if install and not found else ():
        found = attempt(tried)
        if found:
            break
    return found or _give_up(tried)


def _installed() -> Iterator[Path]:
    """Where a Chromium may already stand."""
    yield _playwrights_own()
    for name in NAMES:
        path = shutil.which(name)
        if path:
            yield Path(path)


def _playwrights_own() -> Path:
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def _first_that_starts(candidates: Iterable[Path], tried: list[str]) -> Path | None:
    for path in candidates:
        reason = _why_it_does_not_start(path)
        if reason is None:
            return path
        tried.append(f"{path}: {reason}")
    return None


def _why_it_does_not_start(path: Path) -> str | None:
    """Opens a page as the tests do; None when that works, else the reason in a few words."""
    if not path.is_file():
        return "is not there"
    try:
        with sync_playwright() as playwright:
            browser = launch(playwright, path)
            page = browser.new_page()
            page.set_content("<p>selisih</p>")
            shown = page.inner_text("p")
            browser.close()
    except Error as error:
        return f"does not start ({_reason(error.message)})"
    return None if shown == "selisih" else "starts, but shows no page"


def _reason(message: str) -> str:
    """The line of Playwright's message that says most: the browser's own words where it got to speak."""
    lines = [line.strip(" -│║╔╗╚╝═") for line in message.splitlines()]
    told = [line for line in lines if "[err]" in line or "error while loading" in line]
    return (told or lines)[0].split("[err]")[-1].strip()[:200]


# ---------------------------------------------------------------- installing


def _attempts() -> Sequence[Callable[[list[str]], Path | None]]:
    """The ways to install a Chromium that fit this machine, the least intrusive first."""
    if _as_root() is None or shutil.which("apt-get") is None:
        return (_download,)
    if _is_ubuntu():  # whose package is a stub for a snap
        return (_download, _install_libraries)
    return (_download, _install_libraries, _install_package)


def _download(tried: list[str]) -> Path | None:
    """Playwright's own build, into the user's cache."""
    if not _run([sys.executable, "-m", "playwright", "install", "chromium"], tried):
        return None
    return _first_that_starts([_playwrights_own()], tried)


def _install_libraries(tried: list[str]) -> Path | None:
    """What Playwright's own build needs of the system, where it could be downloaded."""
    own = _playwrights_own()
    install = [sys.executable, "-m", "playwright", "install-deps", "chromium"]
    if not own.is_file() or not _run([*(_as_root() or ()), *install], tried):
        return None
    return _first_that_starts([own], tried)


def _install_package(tried: list[str]) -> Path | None:
    """Debian's package."""
    apt = [*(_as_root() or ()), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    packages = ("chromium", "fonts-noto-core")
    if not _run([*apt, "update", "-qq"], tried):
        return None
    if not _run([*apt, "install", "-qq", "-y", "--no-install-recommends", *packages], tried):
        return None
    path = shutil.which("chromium")
    return _first_that_starts([Path(path)], tried) if path else None


def _as_root() -> Sequence[str] | None:
    """What to put before a command that needs root; None where that would ask for a password."""
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return ()
    sudo = shutil.which("sudo")
    if sudo is None:
        return None
    asked = subprocess.run([sudo, "-n", "true"], capture_output=True, check=False)
    return (sudo, "-n") if asked.returncode == 0 else None


def _is_ubuntu() -> bool:
    try:
        system = platform.freedesktop_os_release()
    except OSError:
        return False
    return "ubuntu" in (system.get("ID", ""), *system.get("ID_LIKE", "").split())


def _run(command: Sequence[str], tried: list[str]) -> bool:
    """Runs one step of an installation within the time limit; its output is shown only where it fails."""
    shown = " ".join(Path(part).name if part == sys.executable else part for part in command)
    print(f"Looking for a browser: {shown}", file=sys.stderr, flush=True)
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,  # so that a download's helpers end with it
    ) as process:
        try:
            output, _ = process.communicate(timeout=INSTALL_SECONDS)
        except subprocess.TimeoutExpired:
            _end(process)
            tried.append(f"{shown}: not done after {INSTALL_SECONDS} seconds")
            return False
    if process.returncode != 0:
        lines = [line.strip() for line in output.splitlines() if line.strip()]
        told = [line for line in lines if "error" in line.lower() or line.startswith("E:")]
        reason = (told or lines or [f"exit status {process.returncode}"])[-1]
        tried.append(f"{shown}: {reason[:200]}")
    return process.returncode == 0


def _end(process: subprocess.Popen[str]) -> None:
    with contextlib.suppress(PermissionError):  # under sudo the children are root's
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _give_up(tried: Sequence[str]) -> NoReturn:
    raise NoBrowserError(
        "The tests need a Chromium that starts, and none was found.\n"
        + "".join(f"  tried {attempt}\n" for attempt in tried)
        + "Install one with `apt install chromium` (Debian) or `python -m playwright install --with-deps chromium`,\n"
        f"or name one: {VARIABLE}=/path/to/chromium make test"
    )


def main() -> int:
    """Prints the path of a Chromium that starts; 1 where there is none."""
    parser = argparse.ArgumentParser(description="Find a Chromium that starts and print its path.")
    parser.add_argument("--install", action="store_true", help="install one where none starts")
    try:
        print(find_chromium(install=parser.parse_args().install))
    except NoBrowserError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
