"""What a build is to remember of each story, held out of memory's way while it goes through them."""

from __future__ import annotations

import marshal
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any, Final

from selisih.output.spool import OutputError

_AT_HAND: Final = 2_000_000
"""Bytes of records that are held in memory before they go to the disk."""
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
        self._on_disk = 0
        """How many bytes lie in the file; what comes after them is at hand."""
        self._at_hand = bytearray()

    def take_over(self, *folders: str) -> None:
        """Let the records of an earlier build stand."""
        self._places |= dict.fromkeys(folders)

    def keep(self, folder: str, row: StoryRow) -> None:
        """Keep a new record. Raises `OutputError` where it cannot be written."""
        data = marshal.dumps(row, 2)
        self._places[folder] = self._on_disk + len(self._at_hand) << _LENGTH | len(data)
        self._at_hand += data
        if len(self._at_hand) > _AT_HAND:
            try:
                self._to_disk()
            except OSError as error:
                raise OutputError(f"{self._home} cannot be written: {error.strerror}") from error

    def _to_disk(self) -> None:
        if self._file is None:
            from tempfile import TemporaryFile  # noqa: PLC0415 - few sites are so large

            self._file = TemporaryFile(buffering=0, dir=self._home)  # noqa: SIM115 - open to the end
        left = memoryview(self._at_hand)
        self._file.seek(self._on_disk)
        while left:
            left = left[self._file.write(left) :]
        left.release()
        self._on_disk += len(self._at_hand)
        self._at_hand = bytearray()

    def __getitem__(self, folder: str) -> StoryRow:
        """Return the record of the story in a folder."""
        place = self._places[folder]
        if place is None:
            return self._earlier[folder]
        row: StoryRow = marshal.loads(self._read(place >> _LENGTH, place & (1 << _LENGTH) - 1))  # noqa: S302 - written above
        return row

    def _read(self, begin: int, length: int) -> bytes | bytearray:
        if self._file is None or begin >= self._on_disk:
            begin -= self._on_disk
            return self._at_hand[begin : begin + length]
        if hasattr(os, "pread"):  # processes that were forked have one place in the file in common
            return os.pread(self._file.fileno(), length, begin)
        self._file.seek(begin)
        return self._file.read(length)

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
