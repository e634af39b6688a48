"""What the pages may ask of whatever trains for them, and the picture they get back."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol, get_args

import numpy as np
from numpy.typing import NDArray

from explorer.gan import Players, PointsView, Stage, TrainingConfig
from explorer.gan.doctor import Diagnosis, Outcome

Status = Literal["waiting", "starting", "running", "paused", "finished", "failed", "stopped"]
"""Where a run is in its life. The last three are its ends; only "failed" can be resumed."""

PLAYERS: tuple[Players, ...] = get_args(Players)
"""Which networks the steps of a run can update."""

MOST_STEPS_AT_ONCE = 1000
"""Single steps that one press may ask for."""


class NoBackendError(RuntimeError):
    """Runs cannot live where the settings say; the message is for whoever starts the server."""


class UnknownRunError(LookupError):
    """No run has this id: it was never given out, or the run was dropped since."""

    def __init__(self) -> None:
        """Say what to do about it."""
        super().__init__("This run is gone: start a new one.")


class BusyError(RuntimeError):
    """So many runs wait already that another would not get its turn in reasonable time."""

    def __init__(self) -> None:
        """Say what to do about it."""
        super().__init__("Too many runs are waiting already: try again in a few minutes.")


class TooManyRunsError(BusyError):
    """This visitor has as many runs under way as one visitor may have."""

    def __init__(self, most: int) -> None:
        """Say what to do about it.

        Args:
            most: How many that is.
        """
        RuntimeError.__init__(
            self, f"You have {most:,} runs under way already: stop one before you start another."
        )


class NothingSavedError(ValueError):
    """The run has nothing on disk for what was asked; the message is for the visitor."""


@dataclass(frozen=True, kw_only=True)
class Goal:
    """Where a run is to pause by itself: at whichever of these comes first.

    Attributes:
        step: Once so many steps are done.
        seconds: After so many seconds of training from now on.
        score: As soon as the quality score, a distance, is no more than this.

    Raises:
        ValueError: If a number is impossible, or there is none at all.
    """

    step: int | None = None
    seconds: float | None = None
    score: float | None = None

    def __post_init__(self) -> None:
        """Refuse what can never be reached."""
        if self.step is None and self.seconds is None and self.score is None:
            raise ValueError("A goal needs a step, a time or a score.")
        if self.step is not None and (not isinstance(self.step, int) or self.step < 1):
            raise ValueError("The step to run until must be a whole number of at least 1.")
        for name, value in (("seconds to run", self.seconds), ("score to reach", self.score)):
            if value is not None and not (math.isfinite(value) and value > 0):
                raise ValueError(f"The {name} must be a number above 0.")


@dataclass(frozen=True, kw_only=True)
class Treatment:
    """A change that was made because of a diagnosis.

    Attributes:
        diagnosis: What was wrong, and the change.
        step: Since which step the change holds.
        outcome: What became of it; None while it is too early to tell.
    """

    diagnosis: Diagnosis
    step: int
    outcome: Outcome | None = None


@dataclass(frozen=True, kw_only=True)
class RunView:
    """A run as a page shows it: arrays and numbers, consistent with each other.

    Attributes:
        run_id: Whose picture this is.
        status: Where the run is in its life.
        message: One sentence for the visitor where the status alone does not say enough (why it
            failed, its place in the queue, why it was paused); otherwise empty.
        step: Steps done; one step is one update of D, then one of G.
        steps: Steps asked for.
        images_per_second: Real images trained on, over the last few seconds; None when unknown.
        seconds_left: Estimate at that speed; None when unknown.
        precision: The precision chosen for the arithmetic; None until the session is built.
        device: Where it trains, as torch names it; None until the session is built.
        threads: CPU threads the run may use.
        since: Index of the first history point given here. It can be less than was asked for,
            because a resumed run goes back to its checkpoint: keep `since` points, then append.
        points: History points the run has in all.
        history: "step", "loss_d", "loss_g", "real_score", "fake_score", "d_accuracy_real",
            "d_accuracy_fake", "grad_norm_d", "grad_norm_g" → values, each of shape
            (points − since,); every point is the mean over a block of steps that ends at "step".
        samples: What G makes of the fixed z, uint8, shape (N, H, W, C); None until there are any,
            and for points.
        samples_step: The step after which these samples were made.
        real: A few real images beside them, uint8, shape (N, H, W, C); None until they are loaded,
            and for points.
        config: The settings as they are now, with the changes made during the run.
        players: Which networks the steps of this run update.
        goal: Where it will pause by itself; None if nowhere.
        seconds: Time trained so far, without pauses.
        place: Its place in the queue, 1 for the next; None unless it waits.
        scores: "step", "distance" and the other numbers of a `Score` → values, each of shape (n,),
            NaN where a number does not apply; all of them, oldest first; empty before the first.
        score_space: What the scores are measured in and on how many samples, from the last
            `Score`; "" before the first.
        marks: (step, changed settings) of every change made during the run, oldest first.
        rungs: Steps of the checkpoints that can be looked at and forked from, ascending.
        diagnoses: What the doctor sees now, the worst first.
        treatment: What became of the last change that the doctor had asked for; None before.
        points_view: For points: real, fake, heat map, manifold and push; None otherwise.
        push: −∂L_G/∂image of the same samples, −127 … 127 of its largest magnitude, int8,
            shape (N, H, W, C); None unless `show_push` asked for it.
        companions: Name → further pictures beside the samples, uint8, shape (n, H, W, C); see
            `gan.systems.System.companions`.
        stage: In slow motion: the stage of the step that was just walked through; None otherwise.
        stage_key: A name that no other stage of the run has; "" without a stage.
        parent: (run id, step) of the run this one was forked from; None if it was not.
    """

    run_id: str
    status: Status
    message: str
    step: int
    steps: int
    images_per_second: float | None
    seconds_left: float | None
    precision: str | None
    device: str | None
    threads: int
    since: int
    points: int
    history: dict[str, NDArray[np.float64]]
    samples: NDArray[np.uint8] | None
    samples_step: int
    real: NDArray[np.uint8] | None
    config: TrainingConfig = field(default_factory=TrainingConfig)
    players: Players = "both"
    goal: Goal | None = None
    seconds: float = 0.0
    place: int | None = None
    scores: dict[str, NDArray[np.float64]] = field(default_factory=dict)
    score_space: str = ""
    marks: tuple[tuple[int, dict[str, Any]], ...] = ()
    rungs: tuple[int, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    treatment: Treatment | None = None
    points_view: PointsView | None = None
    push: NDArray[np.int8] | None = None
    companions: Mapping[str, NDArray[np.uint8]] = field(default_factory=dict)
    stage: Stage | None = None
    stage_key: str = ""
    parent: tuple[str, int] | None = None


@dataclass(frozen=True, kw_only=True)
class RungView:
    """What a run could do when one of its kept checkpoints was written.

    Attributes:
        step: The step of the checkpoint.
        samples: As in `RunView`, at that step; None for points.
        points_view: As in `RunView`, at that step; None for pictures.
        push: As in `RunView`, at that step; None where it was not computed.
        companions: As in `RunView`, at that step.
        score: The newest distance measured by then; None if there was none.
    """

    step: int
    samples: NDArray[np.uint8] | None
    points_view: PointsView | None
    push: NDArray[np.int8] | None
    companions: Mapping[str, NDArray[np.uint8]] = field(default_factory=dict)
    score: float | None


class Runs(Protocol):
    """Where training happens: processes on this machine, or a cluster.

    Every method may be called from any thread. All answer at once, but for `generator_folder` and
    `export`, which may wait a few seconds for the training process to write. A run is named by
    the unguessable id that `start` returned; any other id raises `UnknownRunError`.
    """

    def warm(self) -> None:
        """Get ready, so that the next start is quick. May do nothing."""
        ...

    def start(
        self,
        config: TrainingConfig,
        data: NDArray[Any] | None = None,
        *,
        fork: tuple[str, int] | None = None,
        until: Goal | None = None,
        after: str = "",
    ) -> str:
        """Begin a run, or queue it where all places are taken, and return its id.

        Args:
            config: What to train.
            data: What to learn where config.dataset is "own" or "drawn": pictures, uint8, shape
                (N, H, W, C), or points, float32, shape (N, 2). A fork of such a run inherits it.
            fork: (run id, step): go on from this rung of another run instead of from the start.
            until: Where to pause by itself.
            after: The run that its visitor watched before, or "". If this one differs from it by
                just what the doctor had asked for, it will say whether that has worked.

        Raises:
            BusyError: If the queue is full.
            ValueError: If the data is missing or unfit.
            NothingSavedError: If there is no such rung.
        """
        ...

    def pause(self, run_id: str) -> None:
        """Freeze the run after the step it is in; nothing happens to one that does not train."""
        ...

    def resume(self, run_id: str, until: Goal | None = None) -> None:
        """Continue a paused run, or a failed one from its last good checkpoint.

        A run that trains only takes the new goal. Nothing happens to one that has finished or was
        stopped.

        Args:
            run_id: The run.
            until: Where to pause by itself; None to run to the end.
        """
        ...

    def stop(self, run_id: str) -> None:
        """End the run for good; its curves, samples and rungs stay to be seen and forked from."""
        ...

    def change(self, run_id: str, settings: Mapping[str, Any]) -> None:
        """Change settings of a run from its next step on, and mark that on its curves.

        Args:
            run_id: The run.
            settings: Setting → new value, each one in `LIVE_SETTINGS`.

        Raises:
            ValueError: If a setting cannot change during a run, or the value is illegal.
        """
        ...

    def play(self, run_id: str, players: Players) -> None:
        """Let the steps of a run update both networks, or only one, from the next step on."""
        ...

    def step(self, run_id: str, players: Players = "both", count: int = 1) -> None:
        """Take single steps and pause after them; a run that trains pauses first.

        Args:
            run_id: The run.
            players: Which networks these steps update.
            count: How many steps, at most `MOST_STEPS_AT_ONCE`.

        Raises:
            ValueError: If players or count are illegal.
        """
        ...

    def walk(self, run_id: str) -> None:
        """Slow motion: go on by one stage of a step; a run that trains pauses first.

        What the stage computed then comes as `RunView.stage`. Resuming, or a single step, first
        walks through the rest of the step.
        """
        ...

    def show_push(self, run_id: str, *, shown: bool) -> None:
        """Say whether the samples should come with `RunView.push`, which costs some speed."""
        ...

    def follow(self, run_id: str, since: int = 0) -> RunView:
        """Look at the run, which also tells that somebody watches it.

        Args:
            run_id: The run.
            since: How many history points the page has already.

        Returns:
            The run as it is now, with the history points from `since` on.
        """
        ...

    def rung(self, run_id: str, step: int) -> RungView:
        """Look back at a kept checkpoint.

        Raises:
            NothingSavedError: If there is none of that step (any more).
        """
        ...

    def generator_folder(self, run_id: str, step: int | None = None) -> Path:
        """Find the generator of a run on disk, as `gan.weights` writes it, also while it trains.

        Args:
            run_id: The run.
            step: Of which rung; None for the run as it is now, which adds a rung.

        Returns:
            A folder `.../STEP` with `generator.safetensors` and `config.json`.

        Raises:
            NothingSavedError: If there is none.
        """
        ...

    def export(self, run_id: str) -> bytes:
        """Pack what a visitor takes home: a zip.

        It holds generator.safetensors and config.json, curves.csv, scores.csv, a checkpoint that
        `restore` takes, and train.py, which trains the same configuration without this program.

        Raises:
            NothingSavedError: If the run has made no step yet.
        """
        ...

    def restore(self, upload: Path, data: NDArray[Any] | None = None) -> str:
        """Begin a run that goes on from an exported checkpoint; it waits paused.

        Args:
            upload: The zip that `export` made, or the checkpoint out of it.
            data: As in `start`; None for what the zip itself holds.

        Returns:
            The new run's id.

        Raises:
            ValueError: If the file is no such checkpoint, or is too large.
            BusyError: If the queue is full.
        """
        ...

    def release(self, run_id: str) -> None:
        """Tell that a page which watched has gone; the run pauses soon unless another follows.

        An unknown id is no error here: the page and its run are gone alike.
        """
        ...

    def close(self) -> None:
        """End every run and give back all processes and files."""
        ...
