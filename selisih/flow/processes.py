"""The same work for many stories, in several processes where there is enough of it."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, TypeVar

ENOUGH: Final = 24
"""Stories from which on further processes save more than they cost."""
_CHUNK: Final = 8
"""Items that a process takes at a time."""

T = TypeVar("T")
R = TypeVar("R")


def spread(
    work: Callable[[T], R], items: Sequence[T], jobs: int, enough: int = ENOUGH
) -> Iterator[R]:
    """Yield what comes of each item, in their order, from up to `jobs` processes where there are `enough` items.

    Processes are forked late, when everything that they share has been read, the items too: they are sent numbers. What
    comes back must be plain data.
    """
    jobs = min(jobs, len(items) // (enough // 2))
    if jobs < 2 or not hasattr(os, "fork"):
        yield from map(work, items)
        return
    import multiprocessing

    _SHARED.append(lambda number: work(items[number]))
    # What is there now stays: a collection in a forked process would copy all of it by touching it.
    gc.freeze()
    try:
        with multiprocessing.get_context("fork").Pool(jobs) as pool:
            yield from pool.imap(_shared, range(len(items)), chunksize=_CHUNK)
    finally:
        _SHARED.clear()
        gc.unfreeze()


_SHARED: Final[list[Callable[[int], Any]]] = []
"""Handed to forked processes by being there when they are forked: it need not be copied."""


def _shared(number: int) -> Any:
    return _SHARED[0](number)
