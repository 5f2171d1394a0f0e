"""The one allow-list for addresses that content may name."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote, urlsplit

SCHEMES: Final = frozenset({"http", "https", "mailto"})
"""Schemes that a published page may link to."""

_FORBIDDEN: Final = re.compile(
    r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff<>\"\\^`{|}]"
)


_HOST: Final = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")
"""A host in letters that look like no others, or an IPv6 address: other scripts are written xn--…"""


def refusal(address: str, *, schemes: frozenset[str] = SCHEMES) -> str | None:
    """Return why an address may not be published, or `None` where it may.

    Only absolute addresses pass: `https://host/...`, `http://host/...` and `mailto:name@host`.
    White space, controls, invisible characters, user names and backslashes are refused because
    each of them can make an address read otherwise than it is.
    """
    found = _FORBIDDEN.search(address)
    if found:
        return f"it holds the character U+{ord(found.group()):04X}"
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        return f"it does not parse ({error})"
    scheme = parts.scheme
    if scheme not in schemes:
        names = ", ".join(f"{name}:" for name in sorted(schemes))
        return f"it begins with {scheme or 'no scheme'}, and only {names} are allowed"
    if scheme == "mailto":
        user, at, host = parts.path.partition("@")
        return None if user and at and host else "it names no mailbox"
    if not parts.hostname:
        return "it names no host"
    if parts.username is not None or parts.password is not None:
        return "it holds a user name before the host"
    if not _HOST.fullmatch(parts.hostname):
        return "its host holds more than letters a to z, digits, hyphens and dots; write other letters in the xn--… form"
    if port is not None and not 0 < port < 65536:
        return "its port is out of range"
    return None


def base_refusal(address: str) -> str | None:
    """Return why an address cannot be the one at which a site is published, or `None`.

    Paths are appended to it, so it holds neither a query nor a fragment.
    """
    reason = refusal(address, schemes=SCHEMES - {"mailto"})
    if reason:
        return reason
    if "?" in address or "#" in address:
        return "it holds a query or a fragment"
    path = unquote(urlsplit(address).path)
    if "//" in path or {".", ".."} & set(path.split("/")):
        return "its path holds an empty part, `.` or `..`"
    return None
