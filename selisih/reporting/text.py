"""Problems for people: the place, the line, a caret under the span, the reason, and a hint."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

from selisih.model.problem import Problem, Problems

_COLOURS: Final = {"error": "\x1b[31m", "warning": "\x1b[33m", "note": "\x1b[36m"}
_BOLD: Final = "\x1b[1m"
_PLAIN: Final = "\x1b[0m"
_WIDEST: Final = 140
"""Columns of a source line that are shown around a problem."""
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories of characters that show nothing, move others about, or end a line."""


def as_text(problems: Sequence[Problem], *, colour: bool) -> str:
    """Return problems as text, one after the other, ending in a line feed."""
    return "".join(_problem(problem, colour=colour) + "\n" for problem in problems)


def closing_line(problems: Problems) -> str:
    """Return how many problems there are, in words."""
    if not problems:
        return "no problems"
    parts = [
        f"{count} {name}{'s' if count != 1 else ''}"
        for name, count in (
            ("error", problems.errors),
            ("warning", problems.warnings),
            ("note", problems.count("note")),
        )
        if count
    ]
    return ", ".join(parts)


def _problem(problem: Problem, *, colour: bool) -> str:
    place = problem.place
    paint, bold, plain = (_COLOURS[problem.severity], _BOLD, _PLAIN) if colour else ("", "", "")
    lines = [
        f"{paint}{problem.severity}{plain} {bold}{problem.rule}{plain}  {_on_one_line(place.path)}:{place.line}:{place.column}"
    ]
    if place.excerpt:
        lines += _excerpt(problem, paint, plain)
    lines += [f"  {visible(line)}" for line in problem.message.split("\n")]
    lines += [
        f"  {'hint: ' if index == 0 else '      '}{visible(line)}"
        for index, line in enumerate(problem.hint.split("\n") if problem.hint else ())
    ]
    return "\n".join(lines) + "\n"


def _excerpt(problem: Problem, paint: str, plain: str) -> list[str]:
    place = problem.place
    start = place.column - 1
    end = place.end_column - 1 if place.end_line == place.line else len(place.excerpt)
    shift = max(0, start - _WIDEST // 2)
    text = place.excerpt[shift : shift + _WIDEST]
    start, end = start - shift, min(max(end - shift, start - shift + 1), len(text))
    number = f"{place.line:>5}"
    lead = "".join(
        "\t" if character == "\t" else " " * _width(character) for character in text[:start]
    )
    caret = "^" * max(1, sum(_width(character) for character in text[start:end]))
    return [f"{number} | {visible(text)}", f"{' ' * len(number)} | {lead}{paint}{caret}{plain}"]


def _width(character: str) -> int:
    """Return how many columns a terminal gives a character as `visible` shows it."""
    if unicodedata.category(character) in _UNSEEN:
        return len(visible(character))
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _on_one_line(text: str) -> str:
    """Return a text that cannot pass for a line of its own."""
    return visible(text).replace("\n", "<U+000A>")


def visible(text: str) -> str:
    """Return a text in which controls and direction overrides cannot rearrange the terminal."""
    return "".join(
        character
        if character in "\t\n" or unicodedata.category(character) not in _UNSEEN
        else f"<U+{ord(character):04X}>"
        for character in text
    )
