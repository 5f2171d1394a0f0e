"""Adding up number words, one after the other."""

from __future__ import annotations

from typing import Final

from selisih.analysis.facts.numerals import Rational

LARGEST: Final = 10**30
"""A number beyond which no multiplier is taken."""


class Sum:
    """A number under way: whole groups of thousands, and the group being read."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.total: Rational = 0
        self.group: Rational = 0
        self.room = 1000
        """What is added next must be smaller than this."""
        self.unit = 0
        """The digit just read, which may be multiplied yet."""
        self.scale = 0
        """The last multiplier."""
        self.any = False

    def add(self, value: int) -> bool:
        """Add a digit, a teen or a ten; return whether it fits here."""
        if value >= self.room or (self.any and value == 0):
            return False
        self.group += value
        self.unit = value
        self.room = 10 if value >= 20 and value % 10 == 0 else 0
        self.any = True
        return True

    def digit_times(self, factor: int, room: int) -> bool:
        """Turn the digit just read into tens, hundreds, or (with eleven) a teen."""
        if not 1 <= self.unit <= 9:
            return False
        self.group += self.unit * (factor - 1)
        self.unit, self.room = 0, room
        return True

    def teen(self) -> bool:
        """Make the digit just read a teen; return whether there is one."""
        if not 1 <= self.unit <= 9:
            return False
        self.group += 10
        self.unit = self.room = 0
        return True

    def multiply(self, factor: int) -> bool:
        """Multiply what was read by a hundred, a thousand and so on; return whether it may be."""
        if not self.group and not (self.total and factor > self.scale):
            return False
        if self.total > LARGEST:
            return False
        if factor == 100 and self.group < 100 and self.group.denominator == 1 and not self.scale:
            self.group *= 100
            self.room, self.unit = 100, 0
            return True
        if factor == 100 and self.unit and self.digit_times(100, 100):
            return True
        if self.scale and factor >= self.scale:
            self.total = (self.total + self.group) * factor
        else:
            self.total += self.group * factor
        self.group = 0
        self.scale = factor
        self.room = min(factor, 1000)
        self.unit = 0
        return True

    @property
    def value(self) -> Rational:
        """What has been read so far."""
        return self.total + self.group
