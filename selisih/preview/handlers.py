"""Answering requests: the built site, dressed for the preview, to this machine's own browsers alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado.httputil import HTTPServerRequest
from tornado.web import Application, HTTPError, RequestHandler, StaticFileHandler

from selisih.preview import overlay
from selisih.preview.address import Address
from selisih.preview.files import Elsewhere, Malformed, Served, find, type_of
from selisih.preview.session import Session

_NOT_FOUND: Final = "404.html"
_UNDEFINED: Final = 1003
"""The status of a socket closed because of a message that makes no sense."""


class _Answer(RequestHandler):
    """What all answers have in common: nothing is cached, and an error is one plain line."""

    application: PreviewApplication

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")

    def compute_etag(self) -> str | None:
        return None

    def write_error(self, status_code: int, **_: Any) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code} {self._reason}\n")

    def log_exception(
        self,
        typ: type[BaseException] | None,
        value: BaseException | None,
        *_: Any,
    ) -> None:
        if typ is not None and not isinstance(value, HTTPError):
            self.application.say(f"{self.request.path!r} was not answered: {typ.__name__}: {value}")


class _Refusal(_Answer):
    """Answers a request that was meant for another host, or came from another site."""

    def prepare(self) -> None:
        raise HTTPError(403)


class _Site(_Answer):
    """Answers with a file of the built site."""

    def head(self) -> None:
        self.get()

    def get(self) -> None:
        out = self.application.session.out
        answer = find(out, self.request.path)
        match answer:
            case Served(path):
                self._send(path)
            case Elsewhere():
                query = f"?{self.request.query}" if self.request.query else ""
                self.redirect(f"{self.request.path}/{query}")
            case Malformed():
                raise HTTPError(400)
            case _:
                self._send_nothing(out)

    def _send_nothing(self, out: Path) -> None:
        """Answer with the site's own page for it, or with the problems of a site that is not there."""
        if not isinstance(find(out, "/"), Served):
            self._send_page(overlay.problem_page(), status=503)
        elif isinstance(answer := find(out, f"/{_NOT_FOUND}"), Served):
            self._send(answer.path, status=404)
        else:
            raise HTTPError(404)

    def _send(self, path: Path, status: int = 200) -> None:
        try:
            data = b"".join(StaticFileHandler.get_content(str(path)))
        except OSError:  # deleted by a build since it was found, or not ours to read
            raise HTTPError(404) from None
        kind = type_of(path)
        if kind.startswith("text/html"):
            if path.name == _NOT_FOUND:
                data = overlay.local_links(data, self.application.session.base_url)
            self._send_page(data, status=status)
        else:
            self._finish(data, kind, status)

    def _send_page(self, page: bytes, *, status: int) -> None:
        dressed = overlay.dressed(page, self.request.host, self.application.banner)
        self._finish(dressed, "text/html; charset=utf-8", status)

    def _finish(self, data: bytes, kind: str, status: int) -> None:
        self.set_status(status)
        self.set_header("Content-Type", kind)
        self.finish(data)


class _Style(_Answer):
    """Answers with the banner's style sheet."""

    def get(self) -> None:
        self.set_header("Content-Type", "text/css; charset=utf-8")
        self.finish(overlay.STYLE)


class _Script(_Answer, LiveReloadJSHandler):  # type: ignore[misc]  # livereload has no types
    """Answers with livereload's own script."""


class _Socket(_Answer, LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """The socket by which browsers learn of a new site; livereload would open it to every page."""

    def prepare(self) -> None:
        origin = self.request.headers.get("Origin")
        if origin is not None and not self.check_origin(origin):
            raise HTTPError(403)

    def check_origin(self, origin: str) -> bool:
        return self.application.address.allows_origin(origin)

    def on_message(self, message: str | bytes) -> None:
        try:
            super().on_message(message)
        except (ValueError, TypeError, AttributeError, KeyError):
            self.close(_UNDEFINED)


class PreviewApplication(Application):
    """The preview's answers. No request passes that names another host."""

    def __init__(self, session: Session, address: Address, say: Callable[[str], None]) -> None:
        """Answer for the output of `session` at `address`; `say` hears of what broke in here."""
        super().__init__(
            [
                ("/livereload", _Socket),
                (overlay.SCRIPT_PATH, _Script),
                (overlay.STYLE_PATH, _Style),
            ],
            default_handler_class=_Site,
            log_function=lambda handler: None,  # noqa: ARG005 - no line for each request
        )
        self.session = session
        self.address = address
        self.say = say

    @property
    def banner(self) -> str:
        """What is wrong with the site now, as an element of a page."""
        failure, problems = self.session.outcome.shown
        site = isinstance(find(self.session.out, "/"), Served)
        return overlay.banner(failure, problems, site=site)

    def find_handler(self, request: HTTPServerRequest, **kwargs: Any) -> Any:
        """Return what answers a request, after refusing what was meant for another host."""
        if not self.address.allows_host(request.host):
            return self.get_handler_delegate(request, _Refusal)
        return super().find_handler(request, **kwargs)
