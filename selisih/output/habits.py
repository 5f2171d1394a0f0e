"""How a language writes what most pages hold: dates, whole numbers, names of languages. Kept, so that Babel need not be asked."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Habits(NamedTuple):
    """What was found out about a language. Where it writes otherwise than is told here, nothing is told."""

    name: str
    """The language's name in itself."""
    direction: str
    """`ltr` or `rtl`."""
    months: list[str]
    """For each month a date in it, with `{day}` and `{year}` in place of the figures; nothing where that is not all."""
    separator: str | None
    """What stands between thousands; `None` where numbers are written otherwise."""
    languages: dict[str, str]
    """Names of languages by their tags."""

    def day(self, day: date) -> str | None:
        """Return a date as the language writes it, if that is known."""
        if not self.months:
            return None
        return self.months[day.month - 1].format(day=day.day, year=day.year)

    def number(self, number: int) -> str | None:
        """Return a whole number as the language writes it, if that is known."""
        return None if self.separator is None else f"{number:,}".replace(",", self.separator)
