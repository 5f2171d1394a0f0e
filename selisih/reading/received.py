"""Where a report's body departs from the file that was received, and what can be done about it."""

from __future__ import annotations

from codecs import BOM_UTF8
from typing import Final

from selisih.model.problem import Problems
from selisih.model.source import Place, Source
from selisih.reading.yaml_nodes import Scalar

_ENCODINGS: Final = {
    "utf-16": "UTF-16",
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "cp874": "Windows-874",
    "gb18030": "GB 18030",
    "shift_jis": "Shift JIS",
    "latin-1": "ISO 8859-1",
}
"""Encodings in which articles come, by Python's name; of two that fit, the first is named."""
_WAY_OUT: Final = "no body can equal it: write `original:` in place of `received:`, which publishes its hash and compares nothing; or name a copy that is saved as UTF-8"


def add_difference(
    named: Scalar, source: Source, offset: int, received: bytes, problems: Problems
) -> None:
    """Add that the body of a report, which begins at `offset`, is not what was received."""
    body = source.text[offset:]
    path = named.value
    if received.startswith(BOM_UTF8) and not body.startswith("\ufeff"):
        message = f"{path} begins with a byte order mark, and the body does not"
        problems.add("received-differs", named.place(), message, _WAY_OUT)
        return
    try:
        theirs = received.decode()
    except UnicodeDecodeError as error:
        line = received.count(b"\n", 0, error.start) + 1
        message = f"{path} is not UTF-8: line {line} has the byte 0x{received[error.start]:02X}{_encoding(received, body)}"
        problems.add("received-differs", named.place(), message, _WAY_OUT)
        return
    place, message = _difference(source, offset, body, theirs)
    problems.add(
        "received-differs",
        place,
        f"{message}, which is not what {path} holds",
        "a report is kept as it was received: restore the body, or receive it anew",
    )


def _encoding(received: bytes, body: str) -> str:
    """Return in which encoding a file is, where the body tells, or its first bytes do."""
    fits = [name for name in _ENCODINGS if _reads(received, name) == body.rstrip("\r\n")]
    if not fits and received[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return ", and its first bytes are those of UTF-16"
    if fits:
        return f"; read as {_ENCODINGS[fits[0]]}, it is the body"
    return "; Windows-1252 is most often what it is" if _reads(received, "cp1252") else ""


def _reads(received: bytes, encoding: str) -> str | None:
    """Return bytes as a text without its last line ends, or `None` where an encoding does not have them."""
    try:
        return received.decode(encoding).rstrip("\r\n")
    except UnicodeError:
        return None


def _difference(source: Source, offset: int, ours: str, theirs: str) -> tuple[Place, str]:
    """Return where a body first departs from the received text, and how."""
    at = next(
        (i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b),
        min(len(ours), len(theirs)),
    )
    place = source.place(offset + at)
    if at >= len(ours):
        return place, "the body ends here"
    if at >= len(theirs):
        return place, "the body goes on here"
    return (
        place,
        f"the body reads “{_window(ours, at)}” and the received text “{_window(theirs, at)}”",
    )


def _window(text: str, at: int) -> str:
    """Return a few characters from the difference on, on one line; a first one that nobody sees is spelt out."""
    shown = text[at].isprintable() and text[at] != " "
    first = text[at] if shown else f"<U+{ord(text[at]):04X}>"
    after = text[at + 1 : at + 24]
    lead = " " if shown and after[:1].isspace() else ""
    return first + lead + " ".join(after.split())
