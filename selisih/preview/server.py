"""The live preview: build, serve, watch; build again at every save, and tell the browsers."""

from __future__ import annotations

import asyncio
import logging
import threading
import webbrowser
from collections.abc import Callable, Collection
from socket import socket
from typing import Final

from livereload.handlers import LiveReloadHandler
from tornado.httpserver import HTTPServer

from selisih.model.problem import Problem, Problems
from selisih.pipeline import Options
from selisih.preview.address import Address, PreviewError, listen
from selisih.preview.handlers import PreviewApplication
from selisih.preview.session import Outcome, Session
from selisih.preview.watcher import SiteWatcher

__all__ = ["PreviewError", "serve_site"]

_MOST_BYTES: Final = 100_000
"""A request's size: nothing is ever uploaded."""


def serve_site(
    options: Callable[[], Options],
    report: Callable[[Problems], None],
    say: Callable[[str], None],
    *,
    host: str,
    port: int,
    open_browser: bool,
) -> None:
    """Serve a site and rebuild it at every save, until Ctrl-C.

    `options` is asked before every build, `report` gets the problems of a build that has any, `say`
    a line on everything else. The output on disk is what `build` writes, byte for byte: the base
    URL stays the site's own, and the script, the banner and the opened policy stand in the answers
    alone. One preview a process, because livereload keeps its state on a class.
    Raises `PreviewError` where `host` and `port` cannot be served on.
    """
    for name in ("tornado", "livereload"):
        logging.getLogger(name).addHandler(logging.NullHandler())
        logging.getLogger(name).propagate = False
    session = Session(options)
    sockets, address = listen(host, port)
    try:
        asyncio.run(_Preview(session, address, report, say).run(sockets, open_browser=open_browser))
    except KeyboardInterrupt:
        say("Stopped.")
    finally:
        for listening in sockets:
            listening.close()


class _Preview:
    """One preview, from its first build to its end."""

    def __init__(
        self,
        session: Session,
        address: Address,
        report: Callable[[Problems], None],
        say: Callable[[str], None],
    ) -> None:
        self._session = session
        self._address = address
        self._report = report
        self._say = say
        self._reported: tuple[list[Problem], int] = ([], 0)

    async def run(self, sockets: list[socket], *, open_browser: bool) -> None:
        """Build, then serve and watch until cancelled."""
        session = self._session

        async def rebuild() -> bool:
            return await self._rebuild(watcher.changed)

        async def settle() -> None:
            await asyncio.to_thread(session.settle)

        watcher = SiteWatcher(
            map(str, session.sources), rebuild, skip=(str(session.out),), settle=settle
        )
        await watcher.prime()
        await self._rebuild()
        await settle()
        server = HTTPServer(
            PreviewApplication(session, self._address, self._say), max_body_size=_MOST_BYTES
        )
        server.add_sockets(sockets)
        self._say(f"Serving {self._address.url} – Ctrl-C ends it")
        if open_browser:
            threading.Thread(target=webbrowser.open, args=(self._address.url,), daemon=True).start()
        try:
            await _watching(watcher)
        finally:
            server.stop()
            for socket_handler in LiveReloadHandler.waiters.copy():
                socket_handler.close()
            await server.close_all_connections()

    async def _rebuild(self, changed: Collection[str] = ()) -> bool:
        """Build, tell how it went, and return whether browsers would show something else now.

        `changed` are the files that changed since the last build, where that is known.
        """
        shown = self._session.outcome.shown
        outcome = await asyncio.to_thread(self._session.build, changed, settle=False)
        self._tell(outcome)
        return bool(outcome.written or outcome.deleted) or outcome.shown != shown

    def _tell(self, outcome: Outcome) -> None:
        """Report problems, but warnings that stay the same only once, and say how it went."""
        problems = outcome.problems
        loud = problems.errors or problems.warnings
        found = (problems.sorted() if loud else [], problems.count("note"))
        if problems and not (outcome.published and found == self._reported):
            self._report(problems)
        self._reported = found
        self._say(_sentence(outcome))


async def _watching(watcher: SiteWatcher) -> None:
    """Let livereload start the watcher, and wait for its end. livereload's state is on the class."""
    LiveReloadHandler.DEFAULT_RELOAD_TIME = 0  # or a reload within 3 s of the last is dropped
    LiveReloadHandler.watcher = watcher
    LiveReloadHandler.live_css = (
        False  # style sheets are named by what they hold: a page must change
    )
    LiveReloadHandler.waiters.clear()
    LiveReloadHandler._last_reload_time = None
    LiveReloadHandler.start_tasks()
    if watcher.running:
        await watcher.running


def _sentence(outcome: Outcome) -> str:
    took = f"{outcome.seconds:.2f} s"
    if outcome.published:
        files = "file" if outcome.written == 1 else "files"
        deleted = f", {outcome.deleted} deleted" if outcome.deleted else ""
        return f"Built in {took}: {outcome.written} {files} written{deleted}"
    if outcome.failure:
        return f"The build broke off after {took}; the last good site stays: {outcome.failure}"
    return f"Checked in {took}: nothing was written, the last good site stays"
