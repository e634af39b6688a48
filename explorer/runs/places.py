"""Who trains when: workers, the places that they are, and the queue for them."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from explorer.gan import TrainingConfig
from explorer.gan.session import SPEED_SETTINGS
from explorer.runs.limits import Limits
from explorer.runs.messages import Begin, Built, Command, FromWorker, Steps, ToWorker
from explorer.runs.run import Run
from explorer.runs.workers import Hire, Worker

LEAVE_SECONDS = 30
"""A worker that was told to leave, and is still there after so long, is killed."""

MOST_PRECISIONS = 1000
"""Answers to "which precision is faster" that are remembered."""

GAVE_WAY = "Paused, and its place given to a run that was waiting. Resume to continue."


def speed_key(config: TrainingConfig) -> tuple[object, ...]:
    """Return what decides which precision is faster."""
    return tuple(getattr(config, name) for name in (*SPEED_SETTINGS, "dataset", "batch_size"))


class Places:
    """The places in which runs are trained, each a worker, and the queue of those that wait.

    A worker trains one run and ends with it, so that nothing of a run outlives it. Because
    importing torch takes seconds, one spare worker is kept ready. A run holds a place while it
    has a worker; runs without a place wait in a queue.

    The lock is held by whoever calls, but for `warm` and `close`.

    Attributes:
        runs: Run id → run; the scheduler adds and removes them.
        workers: All workers, the spare one included.
        lock: Guards everything here, and the runs.
        news: Notified when something was heard of some run.
        closed: Set when nothing is to begin any more.
    """

    def __init__(self, hire: Hire, limits: Limits, folder: Callable[[], Path | None]) -> None:
        """Hire nobody yet.

        Args:
            hire: Makes a worker.
            limits: How many runs may train and wait.
            folder: Names the folder of all runs if it is to go when the server dies.
        """
        self.runs: dict[str, Run] = {}
        self.workers: set[Worker] = set()
        self.lock = threading.RLock()
        self.news = threading.Condition(self.lock)
        self.closed = threading.Event()
        self._hire, self._limits, self._folder = hire, limits, folder
        self._queue: list[Run] = []
        self._spare: Worker | None = None
        self._precisions: dict[tuple[object, ...], str] = {}  # what "auto" came to

    @property
    def are_full(self) -> bool:
        """Whether no further run may even wait."""
        return len(self._queue) >= self._limits.max_waiting

    def under_way(self, visitor: str) -> int:
        """Count a visitor's runs that have a place or wait for one."""
        return sum(
            run.visitor == visitor and run.status != "stopped"
            for run in self.runs.values()
            if self.holds(run)
        )

    def holds(self, run: Run) -> bool:
        """Whether a run has a place or waits for one."""
        return run.worker is not None or run in self._queue

    def warm(self) -> None:
        """Make sure that a spare worker is ready or getting ready.

        Raises:
            OSError: If none can be had.
        """
        with self.lock:
            if not self._spare and not self.closed.is_set():
                threads = self._limits.threads_per_run
                self._spare = self._hire(self._folder(), threads, self._heard, self._ended)
                self.workers.add(self._spare)

    def enqueue(self, run: Run) -> None:
        """Let a run wait for a place, or have one at once if there is one."""
        self._queue.append(run)
        run.set("waiting")
        self.dispatch()

    def withdraw(self, run: Run) -> bool:
        """Take a run out of the queue; false if it is not in it."""
        if run not in self._queue:
            return False
        self._queue.remove(run)
        return True

    def clear_queue(self) -> None:
        """Let nobody wait any more."""
        self._queue.clear()

    def go_on(self, run: Run, command: ToWorker) -> None:
        """Give a run that can go on a command to do so, with a worker if it has none."""
        if run.leave_by is not None:
            run.errand, run.comes_back = command, run.status != "stopped"
        elif run.worker:
            run.worker.send(command)
        elif run.status in ("paused", "failed"):
            run.errand = command
            self.enqueue(run)

    def dispatch(self) -> None:
        """Give free places to those who wait, and tell the others where they stand."""
        holders = [run for run in self.runs.values() if run.worker]
        while self._queue and len(holders) < self._limits.max_runs:
            holders.append(self._queue[0])
            self._begin(self._queue.pop(0))
        for place, run in enumerate(self._queue, start=1):
            run.place = place
            run.message = f"Place {place} in the queue: training starts when another run ends."
        paused = [run for run in holders if run.status == "paused"]
        if self._queue and paused:
            self.send_off(paused[0], GAVE_WAY)

    def send_off(self, run: Run, message: str) -> None:
        """Have the run saved and its worker ended; it can be resumed."""
        if self.withdraw(run):
            run.set("paused", message)
        elif run.worker and run.leave_by is None:
            run.message = message
            run.leave_by = time.monotonic() + LEAVE_SECONDS
            run.worker.send(Command.LEAVE)

    def end_worker(self, run: Run) -> None:
        """End the run's worker at once."""
        if run.worker:
            run.worker.kill()
        run.worker = run.leave_by = None
        run.comes_back = False

    def close(self) -> None:
        """End every worker, and wait until all have gone."""
        with self.lock:
            self.closed.set()
            self.clear_queue()
            workers = list(self.workers)
        for worker in workers:
            worker.kill()
        for worker in workers:
            worker.join()

    def _begin(self, run: Run) -> None:
        try:
            self.warm()
        except OSError as error:
            run.set("failed", f"No process could be started: {error}. Resume to try again.")
            return
        run.worker, self._spare = self._spare, None
        assert run.worker  # `warm` refuses only after `close`, which leaves no queue
        run.set("starting")
        run.worker.send(
            Begin(
                config=self._with_known_precision(run.config),
                folder=run.folder.path,
                checkpoint_seconds=self._limits.checkpoint_seconds,
                run_seconds=self._limits.run_seconds,
                ladder_bytes=self._limits.ladder_bytes,
                players=run.players,
                goal=run.goal,
                paused=run.uploaded or isinstance(run.errand, Steps | Command),
                uploaded=run.uploaded,
                push=run.push,
                treated=run.treated,
            )
        )
        run.uploaded = False
        if run.errand:
            run.worker.send(run.errand)
            run.errand = None
        with contextlib.suppress(OSError):  # the next run will try again
            self.warm()

    def _with_known_precision(self, config: TrainingConfig) -> TrainingConfig:
        """Settle "auto" as the first such run did: a busy moment must not make curves differ."""
        known = self._precisions.get(speed_key(config))
        return replace(config, precision=known) if known and config.precision == "auto" else config

    def _heard(self, worker: Worker, message: FromWorker) -> None:
        """Take in what a worker says, on a thread of the worker's own."""
        with self.lock:
            if run := self._trained_by(worker):
                run.hear(message)
                if isinstance(message, Built) and run.config.precision == "auto":
                    self._precisions = dict(list(self._precisions.items())[-MOST_PRECISIONS:])
                    self._precisions.setdefault(speed_key(run.config), message.precision)
                self.news.notify_all()
                if run.status in ("finished", "failed"):
                    self.end_worker(run)
                    self.dispatch()

    def _ended(self, worker: Worker) -> None:
        """See to the run of a worker that has gone, on the same thread."""
        with self.lock:
            self.workers.remove(worker)
            if self._spare is worker:
                self._spare = None
            if run := self._trained_by(worker):
                goes_on = run.lose_worker()
                self.news.notify_all()
                if (run.comes_back or goes_on) and not self.closed.is_set():
                    run.comes_back = False
                    self.enqueue(run)
                if goes_on and run.status == "starting":
                    run.message = (
                        f"Its machine was lost: it goes on from step {run.saved:,} on another."
                    )
                self.dispatch()

    def _trained_by(self, worker: Worker) -> Run | None:
        return next((run for run in self.runs.values() if run.worker is worker), None)
