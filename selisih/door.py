"""The way in: a build in which nothing changed is over before anything is imported that would be needed for more."""

from __future__ import annotations

import gc
import io
import os
import sys
import time

from selisih.flow.unchanged import Ask, Looked, look

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

_FAILED = 2
_INTERRUPTED = 130
"""Exit statuses."""
_FLAGS = ("clean", "drafts", "explain", "profile", "quiet", "strict", "swap")
_VALUES = ("base-url", "jobs", "now", "out", "revision", "root")


def main() -> None:
    """Run the command, and end the process with its exit status."""
    try:
        command()
    except SystemExit as end:
        _leave(end.code)
        raise
    except KeyboardInterrupt:
        _end(_INTERRUPTED, "Aborted!")
    except OSError as error:  # what is read and written says so where it is; this is what is printed, to a full disk
        _end(_FAILED, f"Error: {error.strerror or error}")


def _end(status: int, message: str) -> NoReturn:
    try:
        sys.stderr.write(message + "\n")
        sys.stderr.flush()
    finally:
        os._exit(status)


def command() -> None:
    """Run the command. Raises `SystemExit`."""
    # A run makes many small records and ends: looking for circles among them is wasted time.
    gc.set_threshold(100_000)
    _open_streams()
    wish = plain_build(sys.argv[1:])
    if wish is not None:
        sys.exit(_build(wish))
    from selisih.cli import cli

    cli(prog_name="selisih")


def _open_streams() -> None:
    """Make it possible to write anything to what the command writes to; what was closed takes it, and nobody reads it."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, io.StringIO())
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _leave(status: object) -> None:
    """End the process without taking its memory apart first, a tenth of a short build; return where that would not do.

    Whoever looks on, such as a profiler, still has something to write.
    """
    if not isinstance(status, int) or sys.getprofile() or sys.gettrace():
        return
    try:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    except (OSError, ValueError):  # nobody listens any more: Python says so in its own way
        return
    os._exit(status)


def plain_build(arguments: list[str]) -> dict[str, Any] | None:
    """Return what a command line asks of `build`; `None` for any other command, and where something is wrong.

    What is wrong is for the real reader of command lines to say.
    """
    if arguments[:1] == ["build"]:
        arguments = arguments[1:]
    wish: dict[str, Any] = dict.fromkeys(_FLAGS, False)
    wish |= {name.replace("-", "_"): None for name in _VALUES}
    waiting = iter(arguments)
    for argument in waiting:
        name, equals, value = argument[2:].partition("=")
        if argument[:2] != "--":
            return None
        if name in _FLAGS and not equals:
            wish[name] = True
        elif name in _VALUES:
            given = value if equals else next(waiting, None)
            if given is None or (name == "jobs" and not _is_count(given)):
                return None
            wish[name.replace("-", "_")] = given
        else:
            return None
    if wish["jobs"] is not None:
        wish["jobs"] = int(wish["jobs"])
    return wish


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= 256


def _build(wish: dict[str, Any]) -> int:
    begun = time.perf_counter()
    looked = None
    if wish["now"] is None and not wish["clean"]:
        looked = _look(wish)
        told = _unchanged(looked, wish)
        if told is not None:
            if told:
                seconds = time.perf_counter() - begun
                sys.stderr.write(
                    f"{told}, {seconds:.2f} s\nOpen {looked.ask.out}{os.sep}index.html\n"
                )
            return 0
    from selisih.commands.building import run_build

    return run_build(wish, looked, begun)


def _look(wish: dict[str, Any]) -> Looked:
    root = os.path.abspath(wish["root"] or ".")
    out = os.path.abspath(wish["out"]) if wish["out"] else root + os.sep + "_site"
    return look(
        Ask(
            root=root,
            out=out,
            base_url=wish["base_url"],
            drafts=wish["drafts"],
            revision=wish["revision"] or "",
            now=time.time(),
        ),
        meanwhile=_prepare,
    )


def _prepare() -> None:
    """Import what a build needs that has something to do."""
    import selisih.commands.building  # noqa: F401


def _unchanged(looked: Looked, wish: dict[str, Any]) -> str | None:
    """Return the closing line of a build in which nothing changed, and of whose problems none is to be shown.

    `None` where there is more to do, or to say.
    """
    if not looked.same or looked.state is None or wish["explain"] or wish["profile"]:
        return None
    warnings, notes = looked.state.site["severities"]
    if warnings or (wish["strict"] and notes):
        return None
    if wish["quiet"]:
        return ""
    stories, files = looked.state.site["counts"]
    told = f"{notes} note{'' if notes == 1 else 's'}\n" if notes else ""
    noun = "story" if stories == 1 else "stories"
    return f"{told}{stories} {noun}: 0 files written, {files} unchanged, 0 deleted"
