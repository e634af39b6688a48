"""Runs in worker processes on this machine."""

from __future__ import annotations

import atexit
import contextlib
import secrets
import shutil
import tempfile
import threading
import time
from functools import cached_property
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from explorer.gan import TrainingConfig
from explorer.runs.backend import BusyError, Goal, Runs, RunView, UnknownRunError
from explorer.runs.limits import Limits
from explorer.runs.messages import Begin, Command, FromWorker
from explorer.runs.process import WorkerProcess
from explorer.runs.run import Run

LEAVE_SECONDS = 30
"""A process that was told to leave and is still there after so long is killed."""

UNWATCHED = "Paused because nobody was watching. Resume to continue."
GAVE_WAY = "Paused, and its place given to a run that was waiting. Resume to continue."


class LocalRuns(Runs):
    """Trains in worker processes on this machine.

    A process trains one run and ends with it, so that nothing of a run outlives it. Because
    importing torch takes seconds, one spare process is kept ready. A run holds a place while it
    has a process; runs without a place wait in a queue.

    One lock guards everything. It is held for moments only: all waiting is done without it.
    """

    def __init__(self, **limits: Any) -> None:  # noqa: ANN401
        """Make the place for the runs; processes come with `warm` or the first run.

        Args:
            **limits: Fields of `Limits`, where the defaults will not do.

        Raises:
            ValueError: If a limit makes no sense.
        """
        self.limits = Limits(**limits)
        self._lock = threading.RLock()
        self._runs: dict[str, Run] = {}
        self._queue: list[Run] = []
        self._workers: set[WorkerProcess] = set()
        self._spare: WorkerProcess | None = None
        self._closed = threading.Event()
        self._keeper = threading.Thread(target=self._keep, daemon=True)
        self._keeper.start()
        atexit.register(self.close)

    def warm(self) -> None:
        """Make sure that a spare process is ready or getting ready."""
        with self._lock:
            if not self._spare and not self._closed.is_set():
                self._spare = WorkerProcess(
                    self._folder, self.limits.threads_per_run, self._heard, self._ended
                )
                self._workers.add(self._spare)

    def start(
        self,
        config: TrainingConfig,
        data: NDArray[Any] | None = None,
        *,
        fork: tuple[str, int] | None = None,
        until: Goal | None = None,
    ) -> str:
        """Begin a run, or queue it where all places are taken, and return its id.

        Raises:
            BusyError: If the queue is full.
        """
        with self._lock:
            if len(self._queue) >= self.limits.max_waiting or self._closed.is_set():
                raise BusyError
            run_id = secrets.token_urlsafe(16)
            run = Run(run_id=run_id, config=config, folder=self._folder / run_id)
            run.folder.mkdir()
            self._runs[run_id] = run
            self._watch(run)
            self._enqueue(run)
            return run_id

    def pause(self, run_id: str) -> None:
        """Freeze the run after the step it is in."""
        with self._lock:
            run = self._find(run_id)
            run.comes_back = False
            if run in self._queue:
                self._queue.remove(run)
                run.set("paused")
                self._dispatch()
            elif run.worker:
                run.worker.send(Command.PAUSE)

    def resume(self, run_id: str, until: Goal | None = None) -> None:
        """Continue a paused run, or a failed one from its last good checkpoint."""
        with self._lock:
            run = self._find(run_id)
            self._watch(run)
            if run.leave_by is not None:
                run.comes_back = True
            elif run.worker:
                run.worker.send(Command.RESUME)
            elif run.status in ("paused", "failed"):
                self._enqueue(run)

    def stop(self, run_id: str) -> None:
        """End the run for good and free its process."""
        with self._lock:
            run = self._find(run_id)
            if run in self._queue:
                self._queue.remove(run)
            if run.status != "finished":
                run.set("stopped")
            self._end_worker(run)
            shutil.rmtree(run.folder, ignore_errors=True)
            self._dispatch()

    def follow(self, run_id: str, since: int = 0) -> RunView:
        """Look at the run, which keeps it going; `since` is the number of points seen before."""
        with self._lock:
            run = self._find(run_id)
            self._watch(run)
            return run.view(since, self.limits.threads_per_run)

    def release(self, run_id: str) -> None:
        """Let the run pause soon, unless another page follows it."""
        with self._lock:
            if run := self._runs.get(run_id):
                soon = time.monotonic() + self.limits.release_seconds
                run.watched_until = min(run.watched_until, soon)

    def close(self) -> None:
        """End every process, forget every run and remove every file."""
        atexit.unregister(self.close)
        with self._lock:
            self._closed.set()
            self._runs.clear()
            self._queue.clear()
            workers = list(self._workers)
        for worker in workers:
            worker.kill()
        for worker in workers:
            worker.join()
        self._keeper.join()
        shutil.rmtree(self._folder, ignore_errors=True)

    @cached_property
    def _folder(self) -> Path:
        """Where runs keep their files; made when first needed, so that none is left unused."""
        return Path(tempfile.mkdtemp(prefix="gan-explorer-"))

    # From here on, the lock is held by whoever calls, but for `_keep`, `_heard` and `_ended`,
    # which other threads enter by.

    def _find(self, run_id: str) -> Run:
        if run := self._runs.get(run_id):
            return run
        raise UnknownRunError

    def _watch(self, run: Run) -> None:
        run.watched_until = time.monotonic() + self.limits.idle_seconds

    def _enqueue(self, run: Run) -> None:
        self._queue.append(run)
        run.set("waiting")
        self._dispatch()

    def _dispatch(self) -> None:
        """Give free places to those who wait, and tell the others where they stand."""
        holders = [run for run in self._runs.values() if run.worker]
        while self._queue and len(holders) < self.limits.max_runs:
            holders.append(self._queue[0])
            self._begin(self._queue.pop(0))
        for place, run in enumerate(self._queue, start=1):
            run.message = f"Place {place} in the queue: training starts when another run ends."
        paused = [run for run in holders if run.status == "paused"]
        if self._queue and paused:
            self._send_off(paused[0], GAVE_WAY)

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
                config=run.config,
                checkpoint=run.checkpoint,
                checkpoint_seconds=self.limits.checkpoint_seconds,
            )
        )
        with contextlib.suppress(OSError):  # the next run will try again
            self.warm()

    def _send_off(self, run: Run, message: str) -> None:
        """Have the run saved and its process ended; it can be resumed."""
        if run in self._queue:
            self._queue.remove(run)
            run.set("paused", message)
        elif run.worker and run.leave_by is None:
            run.message = message
            run.leave_by = time.monotonic() + LEAVE_SECONDS
            run.worker.send(Command.LEAVE)

    def _end_worker(self, run: Run) -> None:
        """End the run's process at once."""
        if run.worker:
            run.worker.kill()
        run.worker = run.leave_by = None
        run.comes_back = False

    def _heard(self, worker: WorkerProcess, message: FromWorker) -> None:
        with self._lock:
            if run := self._trained_by(worker):
                run.hear(message)
                if run.status in ("finished", "failed"):
                    self._end_worker(run)
                    self._dispatch()

    def _ended(self, worker: WorkerProcess) -> None:
        with self._lock:
            self._workers.remove(worker)
            if self._spare is worker:
                self._spare = None
            if run := self._trained_by(worker):
                run.lose_worker()
                if run.comes_back:
                    run.comes_back = False
                    self._enqueue(run)
                self._dispatch()

    def _trained_by(self, worker: WorkerProcess) -> Run | None:
        return next((run for run in self._runs.values() if run.worker is worker), None)

    def _keep(self) -> None:
        """Look after leases and leftovers until `close`."""
        while not self._closed.wait(min(1, self.limits.idle_seconds / 4)):
            with self._lock:
                self._tidy(time.monotonic())

    def _tidy(self, now: float) -> None:
        for run in self._runs.values():
            if run.watched_until < now:
                self._send_off(run, run.message if run.status == "paused" else UNWATCHED)
            if run.worker and run.leave_by and run.leave_by < now:
                run.worker.kill()
        self._dispatch()
        self._drop_leftovers(now - self.limits.keep_seconds)

    def _drop_leftovers(self, oldest: float) -> None:
        """Forget runs without a process, the least recently watched first, beyond the bounds."""
        idle = [run for run in self._runs.values() if not run.worker and run not in self._queue]
        idle.sort(key=lambda run: run.watched_until, reverse=True)
        taken = 0
        for rank, run in enumerate(idle):
            taken += run.disk_bytes
            too_many = rank >= self.limits.max_kept or taken > self.limits.max_kept_bytes
            if too_many or run.watched_until < oldest:
                del self._runs[run.run_id]
                shutil.rmtree(run.folder, ignore_errors=True)
