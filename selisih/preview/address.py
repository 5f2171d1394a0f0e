"""Where the preview listens, and whom it answers: never a page that only pretends to be local."""

from __future__ import annotations

import errno
import socket
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

_HTTP: Final = 80
_BACKLOG: Final = 128
_EVERYWHERE: Final = ("", "0.0.0.0", "::")  # noqa: S104 - compared with, never chosen
"""Hosts that mean every address of this machine."""


class PreviewError(Exception):
    """The preview cannot be started as asked."""


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a preview."""

    host: str
    """As it was asked for."""
    port: int
    """As it was found, where 0 asked for any."""

    @property
    def url(self) -> str:
        """The address to open in a browser on this machine."""
        host = "127.0.0.1" if self.host in ("", "0.0.0.0") else self.host  # noqa: S104
        host = "::1" if host == "::" else host
        return f"http://{_bracketed(host)}:{self.port}/"

    def allows_host(self, header: str) -> bool:
        """Return whether a request with this `Host` was meant for the preview.

        A page elsewhere can have its own name resolved to this machine (DNS rebinding) and would
        read the site's drafts; the name in `Host` gives it away. An address in figures cannot be
        rebound, so that a preview on every address answers to them, such as to a phone near by.
        """
        header = header.lower()
        name, colon, port = header.rpartition(":")
        if not colon or header.endswith("]"):
            name, port = header, str(_HTTP)
        if port != str(self.port):
            return False
        own = ("localhost", "127.0.0.1", "[::1]", _bracketed(self.host.lower()))
        return name in own or (self.host in _EVERYWHERE and _is_literal(name))

    def allows_origin(self, origin: str) -> bool:
        """Return whether a page of this origin may open the preview's socket."""
        scheme, separator, host = origin.partition("://")
        return bool(separator) and scheme == "http" and self.allows_host(host)


def listen(host: str, port: int) -> tuple[list[socket.socket], Address]:
    """Return listening sockets and their address. Raises `PreviewError`.

    A name such as `localhost` may stand for two addresses: both get the same port, and one that
    this machine does not have is left out.
    """
    sockets: list[socket.socket] = []
    try:
        for family, target in _targets(host, port):
            chosen = sockets[0].getsockname()[1] if sockets else port
            try:
                listening = socket.create_server((target, chosen), family=family, backlog=_BACKLOG)
            except OSError as error:
                if sockets and error.errno == errno.EADDRNOTAVAIL:
                    continue
                raise
            listening.setblocking(False)
            sockets.append(listening)
    except (OSError, UnicodeError) as error:
        for listening in sockets:
            listening.close()
        raise PreviewError(_why(error, host, port)) from error
    return sockets, Address(host, int(sockets[0].getsockname()[1]))


def _targets(host: str, port: int) -> list[tuple[socket.AddressFamily, str]]:
    """Return the addresses that a host stands for, those of the older protocol first."""
    found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    targets = {(family, str(address[0])): None for family, _, _, _, address in found}
    return sorted(targets, key=lambda target: target[0] != socket.AF_INET)


def host_and_port(header: str) -> tuple[str, int]:
    """Return the name, in brackets where it needs them, and the port of an allowed `Host`."""
    parts = urlsplit(f"//{header}")
    return _bracketed(parts.hostname or ""), parts.port or _HTTP


def _why(error: Exception, host: str, port: int) -> str:
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return f"port {port} on {host} is in use; give another with --port, or 0 for any free one"
    if number == errno.EACCES:
        return f"port {port} needs more rights than this user has; give one from 1024 with --port"
    reason = getattr(error, "strerror", None) or error
    return f"nothing can be served on {host}, port {port}: {reason}; give another with --host"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _is_literal(name: str) -> bool:
    try:
        ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True
