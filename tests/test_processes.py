"""The same work in several processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import Any, NoReturn

import pytest

from selisih.flow.processes import ENOUGH, spread
from tests.helpers import REPOSITORY


class Item:
    """Something that cannot be sent from one process to another."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __reduce__(self) -> NoReturn:
        raise AssertionError("it would be sent along with everything that it knows")


def square(item: Item) -> tuple[int, int]:
    return item.number**2, os.getpid()


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_what_comes_of_the_items_comes_in_their_order(jobs: int) -> None:
    items = [Item(number) for number in range(3 * ENOUGH)]
    found = list(spread(square, items, jobs))
    assert [result for result, _ in found] == [number**2 for number in range(3 * ENOUGH)]
    assert ({process for _, process in found} == {os.getpid()}) == (jobs == 1)


def test_items_are_not_sent_but_found_where_they_were_when_the_process_was_forked() -> None:
    """Each story knows the names of all: sent with each, they would cost the square of their number."""
    items: list[Any] = [Item(number) for number in range(2 * ENOUGH)]
    assert len(list(spread(square, items, 2))) == len(items)


def test_what_a_killed_process_has_left_is_done_all_the_same() -> None:
    here = os.getpid()

    def work(number: int) -> int:
        if number in (20, 41) and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return number**2

    assert list(spread(work, range(100), 2)) == [number**2 for number in range(100)]


FORKING = """
import os, sys, time
from selisih.flow.processes import spread

def work(number):
    os.write(1, f"{os.getpid()}\\n".encode())  # in one piece
    time.sleep(0.02)
    return number

for _ in spread(work, range(10_000), 2):
    pass
"""


def test_processes_end_when_the_one_that_forked_them_is_killed() -> None:
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-c", FORKING]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as parent:
        assert parent.stdout
        workers = {parent.stdout.readline() for _ in range(20)}
        parent.kill()
        rest = parent.stdout.read()  # until nobody is left who could write
    assert len(workers) == 2
    assert len(rest.splitlines()) < 1000


def test_work_that_fails_fails_here() -> None:
    with pytest.raises(ZeroDivisionError):
        list(spread(lambda item: item.number // 0, [Item(1)] * (2 * ENOUGH), 2))
