"""What a build is to remember of each story, held out of memory's way while it goes through them."""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any, Final

from selisih.output.spool import OutputError

_AT_HAND: Final = 4_000_000
"""Bytes of records up to which they are held in memory."""
_LENGTH: Final = 32
"""Bits that tell how long a record is; the bits above tell where it begins."""

StoryRow = tuple[Any, ...]


class Rows(Mapping[str, StoryRow]):
    """The records of a build's stories, by folder, as `state` keeps them.

    Records of an earlier build are where they were; new ones lie in a file without a name once they are many.
    """

    def __init__(self, home: Path, earlier: Mapping[str, StoryRow]) -> None:
        """Begin with no record; `home` is a folder that can be written, `earlier` what may be taken over."""
        self._home = home
        self._earlier = earlier
        self._places: dict[str, int | None] = {}
        self._file: IO[bytes] | None = None
        self._end = 0

    def take_over(self, *folders: str) -> None:
        """Let the records of an earlier build stand."""
        self._places |= dict.fromkeys(folders)

    def keep(self, folder: str, row: StoryRow) -> None:
        """Keep a new record. Raises `OutputError` where it cannot be written."""
        data = marshal.dumps(row, 2)
        try:
            self._opened().write(data)
        except OSError as error:
            raise OutputError(f"{self._home} cannot be written: {error.strerror}") from error
        self._places[folder] = self._end << _LENGTH | len(data)
        self._end += len(data)

    def _opened(self) -> IO[bytes]:
        if self._file is None:
            from tempfile import SpooledTemporaryFile  # noqa: PLC0415 - most builds have no new record

            self._file = SpooledTemporaryFile(_AT_HAND, dir=str(self._home))  # noqa: SIM115 - open to the end
        elif self._file.tell() != self._end:  # something was read
            self._file.seek(self._end)
        return self._file

    def __getitem__(self, folder: str) -> StoryRow:
        """Return the record of the story in a folder."""
        place = self._places[folder]
        if place is None:
            return self._earlier[folder]
        file = self._opened()
        file.seek(place >> _LENGTH)
        row: StoryRow = marshal.loads(file.read(place & (1 << _LENGTH) - 1))  # noqa: S302 - written above
        return row

    def __iter__(self) -> Iterator[str]:
        """Yield the folders, in the order in which they came."""
        return iter(self._places)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._places)

    def __del__(self) -> None:
        """Close the file, which is gone then."""
        if self._file:
            self._file.close()
