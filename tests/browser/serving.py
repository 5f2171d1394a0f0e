"""Serves a built folder as a static host does: under a base path, and nothing outside it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar, Final
from urllib.parse import urlsplit

TYPES: Final = {
    "": "application/octet-stream",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
"""Media types by file ending. Named here, because the system's own table differs between machines."""


@contextmanager
def serving(folder: Path, base: str = "/") -> Iterator[str]:
    """Serves `folder` under `base` on a free port of 127.0.0.1 and yields its address, which ends with a slash.

    What lies under the base and does not exist gets the folder's 404.html, as on GitHub Pages; what lies
    outside gets a bare 404, so that a link which forgets the base path fails.
    """
    if not (base.startswith("/") and base.endswith("/")):
        raise ValueError(f"a base path begins and ends with a slash: {base!r}")
    handler = partial(_BasePathHandler, base=base, directory=str(folder))
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{base}"
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    """A server that does not wait for a browser's idle connections when it closes."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up in the middle of an answer is no news."""


class _BasePathHandler(SimpleHTTPRequestHandler):
    """Answers under one base path."""

    protocol_version = "HTTP/1.1"
    extensions_map: ClassVar[dict[str, str]] = TYPES  # type: ignore[misc]  # a class attribute in the library too

    def __init__(self, *arguments: object, base: str, directory: str) -> None:
        self._base = base
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        """The file for a path under the base."""
        return super().translate_path("/" + path.removeprefix(self._base))

    def do_GET(self) -> None:
        """Answers one request."""
        if self._is_within():
            super().do_GET()

    def do_HEAD(self) -> None:
        """Answers one request without a body."""
        if self._is_within():
            super().do_HEAD()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own 404 page for what is missing under the base."""
        page = Path(self.directory) / "404.html"
        is_ours = code == HTTPStatus.NOT_FOUND and self.path.startswith(self._base)
        if not (is_ours and page.is_file()):
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", TYPES[".html"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def list_directory(self, path: object) -> None:  # noqa: ARG002  # the library's signature
        """A folder without an index is missing, as on a static host."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  # the library's name
        """Keeps quiet."""

    def _is_within(self) -> bool:
        within = urlsplit(self.path).path.startswith(self._base)
        if not within:
            self.send_error(HTTPStatus.NOT_FOUND)
        return within
