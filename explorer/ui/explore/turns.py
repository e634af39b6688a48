"""Turns: a few threads compute what all pages ask for, the most urgent first.

Of what waits in one line, such as a slider that somebody drags, only the newest is computed.

Gradio gives every request a thread of its own. Forty of them in torch at once would share two cores
in no order, and each would keep memory of its own for what it computed.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field
from enum import IntEnum
from heapq import heappop, heappush
from itertools import count
from threading import Condition, Thread
from typing import Any, TypeVar

from explorer.runs.limits import available_cores

Result = TypeVar("Result")


class Urgency(IntEnum):
    """What goes first."""

    DRAG = 0  # a picture under somebody's finger
    ASKED = 1  # whatever else somebody waits for
    EXTRA = 2  # what would be nice to have


class BusyError(ValueError):
    """More urgent things are to be computed."""


class SupersededError(Exception):
    """Something newer was asked in the same line, before this was begun."""


@dataclass(order=True)
class _Job:
    """What waits for its turn; the least goes first."""

    urgency: Urgency
    ticket: int
    line: str = field(compare=False)
    future: Future[Any] = field(compare=False)
    function: Callable[[], Any] = field(compare=False)


class Turns:
    """Threads that take turns at what is to be computed.

    One thread more than are to compute at once takes nothing but drags: whatever else is long, a
    drag begins soon.
    """

    def __init__(self, threads: int | None = None) -> None:
        """Begin without threads; they start when something is to be computed.

        Args:
            threads: How many compute at once; by default as many as there are cores.
        """
        self._threads = threads or available_cores()
        self._tickets = count()
        self._waiting: list[_Job] = []  # a heap
        self._lines: dict[str, _Job] = {}  # what waits of each line
        self._changed = Condition()
        self._started = False

    def run(
        self,
        function: Callable[[], Result],
        urgency: Urgency = Urgency.ASKED,
        patience: float | None = None,
        line: str = "",
    ) -> Result:
        """Compute in turn: before all that is less urgent, behind all that asked before.

        What still waits in the same line gives its turn to the newer.

        Args:
            function: What to compute; must not ask for a turn itself.
            urgency: What it goes before.
            patience: Seconds after which it is given up if it has not begun; None: never.
            line: Names what it is the newest of, if of anything.

        Returns:
            What the function returned.

        Raises:
            BusyError: If it did not begin in time.
            SupersededError: If a newer one of its line took its turn.
            Exception: Whatever the function raised.
        """
        future: Future[Result] = Future()
        with self._changed:
            self._start()
            self._queue(_Job(urgency, next(self._tickets), line, future, function))
            self._changed.notify_all()
        try:
            return future.result(patience)
        except CancelledError:
            raise SupersededError from None
        except TimeoutError:
            if future.cancel():
                raise BusyError("The server is busy with more urgent things.") from None
            return future.result()

    def _queue(self, job: _Job) -> None:
        older = self._lines.get(job.line) if job.line else None
        if older and older.future.cancel():
            older.future, older.function = job.future, job.function
            return
        heappush(self._waiting, job)
        if job.line:
            self._lines[job.line] = job

    def _start(self) -> None:
        if not self._started:
            for least in [*[Urgency.EXTRA] * self._threads, Urgency.DRAG]:
                Thread(target=self._work, args=(least,), daemon=True).start()
        self._started = True

    def _work(self, least: Urgency) -> None:
        """Compute forever what is at least so urgent."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting and self._waiting[0].urgency <= least)
                job = heappop(self._waiting)
                self._lines.pop(job.line, None)
            if job.future.set_running_or_notify_cancel():
                _settle(job.future, job.function)


def _settle(future: Future[Any], function: Callable[[], Any]) -> None:
    try:
        future.set_result(function())
    except BaseException as error:  # noqa: BLE001 (who asked gets it, whatever it is)
        future.set_exception(error)


TURNS = Turns()
"""Those of this server."""
