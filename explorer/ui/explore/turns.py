"""Turns: a few threads compute what all pages ask for, the most urgent first.

Gradio gives every request a thread of its own. Forty of them in torch at once would share two cores
in no order, and each would keep memory of its own for what it computed.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
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
        self._waiting: list[tuple[Urgency, int, Future[Any], Callable[[], Any]]] = []  # a heap
        self._changed = Condition()
        self._started = False

    def run(
        self,
        function: Callable[[], Result],
        urgency: Urgency = Urgency.ASKED,
        patience: float | None = None,
    ) -> Result:
        """Compute in turn: before all that is less urgent, behind all that asked before.

        Args:
            function: What to compute; must not ask for a turn itself.
            urgency: What it goes before.
            patience: Seconds after which it is given up if it has not begun; None: never.

        Returns:
            What the function returned.

        Raises:
            BusyError: If it did not begin in time.
            Exception: Whatever the function raised.
        """
        future: Future[Result] = Future()
        with self._changed:
            self._start()
            heappush(self._waiting, (urgency, next(self._tickets), future, function))
            self._changed.notify_all()
        try:
            return future.result(patience)
        except TimeoutError:
            if future.cancel():
                raise BusyError("The server is busy with more urgent things.") from None
            return future.result()

    def _start(self) -> None:
        if not self._started:
            for least in [*[Urgency.EXTRA] * self._threads, Urgency.DRAG]:
                Thread(target=self._work, args=(least,), daemon=True).start()
        self._started = True

    def _work(self, least: Urgency) -> None:
        """Compute forever what is at least so urgent."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting and self._waiting[0][0] <= least)
                *_, future, function = heappop(self._waiting)
            if future.set_running_or_notify_cancel():
                _settle(future, function)


def _settle(future: Future[Any], function: Callable[[], Any]) -> None:
    try:
        future.set_result(function())
    except BaseException as error:  # noqa: BLE001 (who asked gets it, whatever it is)
        future.set_exception(error)


TURNS = Turns()
"""Those of this server."""
