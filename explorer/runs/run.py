"""What the server knows of one run."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from explorer.gan import TrainingConfig
from explorer.runs.backend import RunView, Status
from explorer.runs.history import COLUMNS, History
from explorer.runs.messages import Built, Failed, FromWorker, Progress, Saved
from explorer.runs.process import WorkerProcess


@dataclass(kw_only=True, eq=False)
class Run:
    """A run's latest news, and the process that trains it, if one does.

    Attributes:
        run_id: Its unguessable id.
        config: What it trains.
        folder: Where its checkpoint is.
        watched_until: When its watchers count as gone, in seconds of `time.monotonic`.
        status: Where it is in its life.
        message: What the status alone does not say.
        worker: The process that trains it; while there is one, the run holds a place.
        leave_by: When the worker must be gone, if it was told to leave.
        comes_back: Whether to queue the run again as soon as the worker has left.
        saved: Step of its checkpoint; 0 when there is none.
    """

    run_id: str
    config: TrainingConfig
    folder: Path
    watched_until: float = 0
    status: Status = "waiting"
    message: str = ""
    worker: WorkerProcess | None = None
    leave_by: float | None = None
    comes_back: bool = False
    saved: int = 0
    _step: int = 0
    _images_per_second: float | None = None
    _seconds_left: float | None = None
    _built: Built | None = None
    _samples: NDArray[np.uint8] | None = None
    _samples_step: int = 0
    _history: History = field(init=False)

    def __post_init__(self) -> None:
        """Make room for the curves."""
        self._history = History(self.config.steps)

    @property
    def checkpoint(self) -> Path:
        """The file to continue from, there or not."""
        return self.folder / "checkpoint.pt"

    @property
    def disk_bytes(self) -> int:
        """What its files take on disk."""
        return sum(file.stat().st_size for file in self.folder.glob("*"))

    def set(self, status: Status, message: str = "") -> None:
        """Enter a status, with what there is to say about it."""
        self.status = status
        self.message = message
        self._images_per_second = self._seconds_left = None

    def hear(self, message: FromWorker) -> None:
        """Take in a message of the worker."""
        match message:
            case Built():
                self._built = message
            case Progress():
                self._hear_progress(message)
            case Saved(step):
                self.saved = step
            case Failed(sentence):
                self.set("failed", sentence)

    def _hear_progress(self, progress: Progress) -> None:
        if self.status != progress.status:
            leaving = self.leave_by is not None and progress.status != "finished"
            self.set(progress.status, self.message if leaving else "")
        self._step = progress.step
        self._images_per_second = progress.images_per_second
        self._seconds_left = progress.seconds_left
        self._history.replace(progress.since, progress.rows)
        if progress.samples is not None:
            self._samples = progress.samples
            self._samples_step = progress.step

    def lose_worker(self) -> None:
        """Settle what becomes of a run whose worker process has ended."""
        left = self.leave_by is not None
        self.worker = self.leave_by = None
        if left or self.status == "paused":
            self.set("paused", self.message)
            return
        way_back = f"continue from step {self.saved}" if self.saved else "start it again"
        self.set(
            "failed",
            f"The training process ended unexpectedly at step {self._step}. Resume to {way_back}.",
        )

    def view(self, since: int, threads: int) -> RunView:
        """Return the run as a page shows it.

        Args:
            since: How many history points the page has already.
            threads: CPU threads that a run may use.
        """
        built = self._built
        since = max(0, min(since, self._history.points))
        rows = self._history.since(since)
        return RunView(
            run_id=self.run_id,
            status=self.status,
            message=self.message,
            step=self._step,
            steps=self.config.steps,
            images_per_second=self._images_per_second,
            seconds_left=self._seconds_left,
            precision=built and built.precision,
            device=built and built.device,
            threads=threads,
            since=since,
            points=self._history.points,
            history=dict(zip(COLUMNS, rows.T, strict=True)),
            samples=self._samples,
            samples_step=self._samples_step,
            real=built and built.real,
            config=self.config,
        )
