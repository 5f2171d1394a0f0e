"""The same work for many stories, in several processes where there is enough of it."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

ENOUGH: Final = 24
"""Stories from which on further processes save more than they cost."""
_PORTION: Final = 8
"""Items that a process takes at a time, or more where they are very many."""
_MOST: Final = 16_000
"""Portions that fit into the queue, at four bytes each."""

T = TypeVar("T")
R = TypeVar("R")


def spread(
    work: Callable[[T], R], items: Sequence[T], jobs: int, enough: int = ENOUGH
) -> Iterator[R]:
    """Yield what comes of each item, in their order, from up to `jobs` processes where there are `enough` items.

    Processes are forked late, when everything that they share has been read, the items too: they take numbers. What
    comes back must be plain data. What a process that is killed has left is done here; one whose parent is killed ends.
    """
    jobs = min(jobs, len(items) // (enough // 2))
    if jobs < 2 or not hasattr(os, "fork"):
        yield from map(work, items)
        return
    size = max(_PORTION, -(-len(items) // _MOST))
    portions = [items[begin : begin + size] for begin in range(0, len(items), size)]
    # What is there now stays: a collection in a forked process would copy all of it by touching it.
    gc.freeze()
    crew = _Crew(lambda portion: [work(item) for item in portion], portions)
    try:
        crew.start(jobs)
        done: dict[int, list[R]] = {}
        for number, portion in enumerate(portions):
            while number not in done and crew.working:
                done |= crew.wait()
            # A process that was killed has left it.
            yield from done.pop(number) if number in done else map(work, portion)
    finally:
        crew.end()
        gc.unfreeze()


class _Crew:
    """Processes that take the numbers of tasks from one queue."""

    def __init__(self, work: Callable[[Any], Any], tasks: Sequence[Any]) -> None:
        self.working: list[Connection[Any, Any]] = []
        """What those that are at work send through."""
        self._work = work
        self._tasks = tasks
        self._processes: list[Any] = []

    def start(self, jobs: int) -> None:
        """Fork so many processes."""
        import multiprocessing

        context = multiprocessing.get_context("fork")
        queue, filling = os.pipe()
        os.write(filling, b"".join(n.to_bytes(4, "little") for n in range(len(self._tasks))))
        os.close(filling)
        try:
            for _ in range(jobs):
                receiving, sending = context.Pipe(duplex=False)
                self.working.append(receiving)
                process = context.Process(target=self._serve, args=(queue, sending), daemon=True)
                process.start()
                self._processes.append(process)
                sending.close()
        finally:
            os.close(queue)

    def _serve(self, queue: int, sending: Connection[Any, Any]) -> None:
        """Do task after task, in a process of its own."""
        import signal

        signal.signal(
            signal.SIGINT, signal.SIG_IGN
        )  # the parent says what is to be said, and ends this process
        # Held by nobody but the parent, these say that it is gone.
        for receiving in self.working:
            receiving.close()
        with suppress(BrokenPipeError):
            while number := os.read(queue, 4):
                try:
                    done = self._work(self._tasks[int.from_bytes(number, "little")])
                except Exception as error:  # noqa: BLE001 - raised again by the parent
                    sending.send((0, error))
                    return
                sending.send((int.from_bytes(number, "little"), done))

    def wait(self) -> dict[int, Any]:
        """Return what came of some tasks, by their numbers; nothing where a process has come to its end."""
        from multiprocessing.connection import wait

        done = {}
        for receiving in cast("list[Connection[Any, Any]]", wait(self.working)):
            try:
                number, result = receiving.recv()
            except (EOFError, OSError):
                self.working.remove(receiving)
                continue
            if isinstance(result, Exception):
                raise result
            done[number] = result
        return done

    def end(self) -> None:
        """End what is still at work."""
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.join()
        for receiving in self.working:
            receiving.close()
