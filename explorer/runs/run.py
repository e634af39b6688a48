"""What the server knows of one run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.gan import Players, TrainingConfig
from explorer.gan.doctor import Diagnosis
from explorer.runs.backend import Goal, NothingSavedError, RungView, RunView, Status
from explorer.runs.folder import PREVIEW, RunFolder
from explorer.runs.history import COLUMNS, History
from explorer.runs.ladder import disk_bytes
from explorer.runs.messages import (
    Built,
    Changed,
    Climbed,
    Diagnosed,
    Failed,
    FromWorker,
    Kept,
    Progress,
    Saved,
    Scored,
    Sight,
    ToWorker,
)
from explorer.runs.sight import read_preview
from explorer.runs.workers import Worker


@dataclass(kw_only=True, eq=False)
class Run:
    """A run's latest news, and the worker that trains it, if one does.

    Attributes:
        run_id: Its unguessable id.
        config: The settings as they are now.
        folder: Where its files are.
        parent: The rung of another run that it was forked from.
        watched_until: When its watchers count as gone, in seconds of `time.monotonic`.
        status: Where it is in its life.
        message: What the status alone does not say.
        worker: What trains it; while there is one, the run holds a place.
        leave_by: When the worker must be gone, if it was told to leave.
        comes_back: Whether to queue the run again as soon as the worker has left.
        uploaded: Whether it is still to begin from an uploaded checkpoint.
        errand: What its next worker is to be told as soon as it stands.
        saved: Step of its checkpoint; 0 when there is none.
        lost_at: Step of its checkpoint when it last lost a worker unexpectedly; -1 before.
        kept: Step of the rung that was last asked for and is there; None until it is.
        place: Place in the queue, if it is there.
        players: Which networks its steps update.
        goal: Where it is to pause.
        push: Whether its samples come with −∂L_G/∂image.
        treated: What was wrong with its parent, or with the run before it, if its settings are to
            cure that.
        rungs: Steps of the checkpoints that can be looked at, ascending.
        visitor: Who started it; "" if that is not known.
        noted: What `store` last wrote of it.
    """

    run_id: str
    config: TrainingConfig
    folder: RunFolder
    parent: tuple[str, int] | None = None
    watched_until: float = 0
    status: Status = "waiting"
    message: str = ""
    worker: Worker | None = None
    leave_by: float | None = None
    comes_back: bool = False
    uploaded: bool = False
    errand: ToWorker | None = None
    saved: int = 0
    lost_at: int = -1
    kept: int | None = None
    place: int | None = None
    players: Players = "both"
    goal: Goal | None = None
    push: bool = False
    treated: Diagnosis | None = None
    rungs: tuple[int, ...] = ()
    visitor: str = ""
    noted: str = ""
    _marks: tuple[tuple[int, dict[str, Any]], ...] = ()
    _scored: Scored = field(default_factory=lambda: Scored({}, ""))
    _diagnosed: Diagnosed = field(default_factory=lambda: Diagnosed((), None))
    _progress: Progress | None = None
    _built: Built | None = None
    _sight: Sight = field(default_factory=Sight)
    _sight_step: int = 0
    _size: int | None = None
    _history: History = field(init=False)

    def __post_init__(self) -> None:
        """Make room for the curves."""
        self._history = History(self.config.steps)

    @property
    def disk_bytes(self) -> int:
        """What its files take on disk; counted anew only after its worker has spoken."""
        if self._size is None:
            self._size = disk_bytes(self.folder.path)
        return self._size

    @property
    def step(self) -> int:
        """Steps done, as far as is known."""
        return self._progress.step if self._progress else self.saved

    def set(self, status: Status, message: str = "") -> None:
        """Enter a status, with what there is to say about it."""
        self.status = status
        self.message = message
        self.place = None

    def hear(self, message: FromWorker) -> None:
        """Take in a message of the worker."""
        self._size = None
        match message:
            case Built():
                self._built = message
            case Progress():
                self._hear_progress(message)
            case Saved(step):
                self.saved = step
            case Climbed(rungs):
                self.rungs = rungs
            case Kept(step):
                self.kept = step
            case Changed():
                # Of the settings only the precision may be settled where "auto" was asked for.
                self.config = replace(message.config, precision=self.config.precision)
                self.players = message.players
                self._marks = message.marks
            case Scored() | Diagnosed():
                self._measured(message)
            case Failed(sentence) if self.status != "stopped":
                self.set("failed", sentence)

    def _measured(self, message: Scored | Diagnosed) -> None:
        if isinstance(message, Scored):
            self._scored = message
        else:
            self._diagnosed = message

    def _hear_progress(self, progress: Progress) -> None:
        if self.status != "stopped":
            leaving = self.leave_by is not None and progress.status != "finished"
            if leaving:
                self.set(progress.status, self.message)
            elif self.status != progress.status or self.step != progress.step or progress.message:
                self.set(progress.status, progress.message)
        self._progress = progress
        self.goal = progress.goal
        self._history.replace(progress.since, progress.rows)
        if progress.sight is not None:
            self._sight = progress.sight
            self._sight_step = progress.step

    def lose_worker(self) -> bool:
        """Settle what becomes of a run whose worker has ended.

        Returns:
            Whether to go on in another worker by itself: the worker died without the run's fault,
            and the run is further than when that last happened, so that it does come to its end.
        """
        left = self.leave_by is not None
        expendable = self.worker is not None and self.worker.expendable
        self.worker = self.leave_by = self._size = None
        if self.status in ("stopped", "finished"):
            self.folder.checkpoint.unlink(missing_ok=True)  # the last rung has the same
            return False
        if left or self.status == "paused":
            self.set("paused", self.message)
            return False
        way_back = f"continue from step {self.saved:,}" if self.saved else "start it again"
        self.set(
            "failed",
            f"The training process ended unexpectedly at step {self.step:,}. Resume to {way_back}.",
        )
        goes_on = expendable and self.saved > self.lost_at
        self.lost_at = self.saved
        return goes_on

    def change(self, settings: Mapping[str, Any]) -> None:
        """Adopt other settings; a worker that trains is to be told so.

        Raises:
            ValueError: If a setting cannot change during a run, or the value is illegal.
        """
        self.config = self.config.changed(**settings)

    def rung(self, step: int) -> RungView:
        """Look back at a rung.

        Raises:
            NothingSavedError: If there is none of that step.
        """
        self.find_rung(step)
        try:
            sight = read_preview(self.folder.rung(step) / PREVIEW)
        except OSError as error:  # it went just now
            raise _no_rung(step) from error
        return RungView(
            step=step,
            samples=sight.samples,
            points_view=sight.points_view,
            push=sight.push,
            companions=sight.companions,
            score=self._score_at(step),
        )

    def find_rung(self, step: int | None) -> int:
        """Return the step of a rung, the newest for None.

        Raises:
            NothingSavedError: If there is none.
        """
        if step is None and self.rungs:
            return self.rungs[-1]
        if step is None:
            raise NothingSavedError("This run has saved nothing yet: let it train for a moment.")
        if step not in self.rungs:
            raise _no_rung(step)
        return step

    def _score_at(self, step: int) -> float | None:
        steps, distances = (self._scored.scores.get(n, np.empty(0)) for n in ("step", "distance"))
        (known,) = np.nonzero((steps <= step) & np.isfinite(distances))
        return float(distances[known[-1]]) if len(known) else None

    def curves(self) -> NDArray[np.float64]:
        """Return all history points, shape (n, columns); see `history.COLUMNS`."""
        return self._history.since(0)

    @property
    def diagnoses(self) -> tuple[Diagnosis, ...]:
        """What the doctor sees now."""
        return self._diagnosed.diagnoses

    @property
    def precision(self) -> str:
        """The number format it trains in; "float32" until that is known."""
        return self._built.precision if self._built else "float32"

    @property
    def scores(self) -> dict[str, NDArray[np.float64]]:
        """All scores; see `RunView.scores`."""
        return self._scored.scores

    def view(self, since: int, threads: int) -> RunView:
        """Return the run as a page shows it.

        Args:
            since: How many history points the page has already.
            threads: CPU threads that a run may use.
        """
        built, progress = self._built, self._progress
        since = max(0, min(since, self._history.points))
        rows = self._history.since(since)
        runs = progress if self.status == "running" else None  # what only a moving run has
        return RunView(
            run_id=self.run_id,
            status=self.status,
            message=self.message,
            step=self.step,
            steps=self.config.steps,
            images_per_second=runs and runs.images_per_second,
            seconds_left=runs and runs.seconds_left,
            precision=built and built.precision,
            device=built and built.device,
            threads=threads,
            since=since,
            points=self._history.points,
            history=dict(zip(COLUMNS, rows.T, strict=True)),
            samples=self._sight.samples,
            samples_step=self._sight_step,
            real=built and built.real,
            config=self.config,
            players=self.players,
            goal=self.goal,
            seconds=progress.seconds if progress else 0.0,
            place=self.place,
            scores=self._scored.scores,
            score_space=self._scored.space,
            marks=self._marks,
            rungs=self.rungs,
            diagnoses=self._diagnosed.diagnoses,
            treatment=self._diagnosed.treatment,
            points_view=self._sight.points_view,
            push=self._sight.push,
            companions=self._sight.companions,
            stage=progress and progress.stage,
            stage_key=progress.stage_key if progress else "",
            parent=self.parent,
        )


def _no_rung(step: int) -> NothingSavedError:
    return NothingSavedError(f"This run keeps no checkpoint of step {step:,}: choose another.")
