r"""Regular expressions of values that an editor checks too.

They stand in JSON Schemas, so they keep to what ECMAScript (with its `u` flag) and Python read
alike. Where the build tests a value in another way, tests/test_schema.py holds the two together.
"""

from __future__ import annotations

from typing import Final

ID: Final = r"(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?![a-z0-9-]))[a-z0-9]+(?:-[a-z0-9]+)*"
"""Words joined by hyphens; without the names that Windows keeps for devices: ids become files and folders."""
LANGUAGE: Final = r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"
COUNT: Final = r"[1-9][0-9]{0,8}"
NUMBER: Final = r"-?[0-9]{1,12}(?:\.[0-9]{1,6})?"
SIZE: Final = r"([0-9]{1,9}) ?((?:[KMGkmg]?[Bb])?)"
TEXT: Final = r"\S"

_LEAP_YEAR: Final = (
    r"(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)"
)
_DAY: Final = (
    r"(?!0000|0001|9999)(?:[0-9]{4}-(?:"
    r"(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    r"|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    r"|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    rf"|{_LEAP_YEAR}-02-29)"
)
_CLOCK: Final = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"
MOMENT: Final = (
    rf"\s*{_DAY}(?:[Tt ]{_CLOCK}:[0-5][0-9](?:\.[0-9]{{1,6}})?(?:[Zz]|[-+]{_CLOCK}))?\s*"
)
"""A day that is in the calendar, or a full RFC 3339 time."""

_REFUSED: Final = (
    r"""<>"\\^`{|}\u0000-\u0020\u007f-\u00a0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff"""
)
"""The characters that `selisih.model.addresses` refuses, for use inside `[ ]`."""
_PORT: Final = (
    r"0*(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"
)
_WEB: Final = (
    r"[Hh][Tt][Tt][Pp][Ss]?://"
    rf"(?:[A-Za-z0-9_\-]+(?:\.[A-Za-z0-9_\-]+)*\.?|\[[0-9A-Fa-f:.]+\])(?::(?:{_PORT})?)?"
    rf"(?:[/?#][^{_REFUSED}]*)?"
)
_MAIL: Final = (
    rf"[Mm][Aa][Ii][Ll][Tt][Oo]:(?!//)[^{_REFUSED}?#@]+@[^{_REFUSED}?#]+(?:[?#][^{_REFUSED}]*)?"
)
WEB_ADDRESS: Final = rf"\s*{_WEB}\s*"
ADDRESS: Final = rf"\s*(?:{_WEB}|{_MAIL})\s*"

PATH: Final = r"(?![^/]*:)(?!\.{1,2}(?:/|$))[^/\\]+(?:/(?!\.{1,2}(?:/|$))[^/\\]+)*"
"""A path below the site's root: no drive, no empty part, no `.` and no `..`."""


def whole(pattern: str) -> str:
    """Return a pattern that a whole value must match."""
    return f"^(?:{pattern})$"
