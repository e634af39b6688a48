"""All that crosses the pipe between the server and a worker process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from explorer.gan import Players, PointsView, Stage, TrainingConfig
from explorer.gan.doctor import Diagnosis
from explorer.runs.backend import Goal, Treatment


@dataclass(frozen=True, kw_only=True)
class Begin:
    """The server's first message: the run to train.

    Attributes:
        config: What to train; where it differs from the checkpoint's, the change is marked.
        folder: Where the run keeps its files: see `files`. If there is a checkpoint already, the
            run continues from it; otherwise from the fork, if there is one; otherwise anew.
        checkpoint_seconds: Least time between two checkpoints.
        run_seconds: Most time that the run may train in all.
        ladder_bytes: Most disk space for its rungs.
        players: Which networks to update.
        goal: Where to pause.
        paused: Whether to wait paused, with everything loaded, instead of training at once.
        uploaded: Whether the checkpoint was uploaded, and is the beginning of this run.
        push: Whether the samples come with −∂L_G/∂image.
        treated: What was wrong with the run that this one was forked from, or follows, if its
            settings are what the doctor asked for.
    """

    config: TrainingConfig
    folder: Path
    checkpoint_seconds: float
    run_seconds: float
    ladder_bytes: int
    players: Players = "both"
    goal: Goal | None = None
    paused: bool = False
    uploaded: bool = False
    push: bool = False
    treated: Diagnosis | None = None


class Command(Enum):
    """Messages without details."""

    PAUSE = auto()
    WALK = auto()  # one stage of slow motion
    KEEP = auto()  # make a rung of the step at hand
    LEAVE = auto()  # save everything, then end the process
    STOP = auto()  # make a last rung, then end the process


@dataclass(frozen=True)
class Resume:
    """Train until the goal, or to the end."""

    goal: Goal | None = None


@dataclass(frozen=True)
class Steps:
    """Take so many steps, then pause."""

    players: Players
    count: int


@dataclass(frozen=True)
class Play:
    """Let every later step update these networks."""

    players: Players


@dataclass(frozen=True)
class Change:
    """Train on with these settings."""

    settings: Mapping[str, Any]


@dataclass(frozen=True)
class ShowPush:
    """Send −∂L_G/∂image with the samples, or no longer."""

    shown: bool


@dataclass(frozen=True, kw_only=True)
class Built:
    """The session stands; the first step comes next.

    Attributes:
        precision: The precision chosen for the arithmetic.
        device: Where it trains, as torch names it.
        real: A few real images, uint8, shape (N, H, W, C); None for points.
    """

    precision: str
    device: str
    real: NDArray[np.uint8] | None


Doing = Literal["running", "paused", "finished"]


@dataclass(frozen=True, kw_only=True)
class Sight:
    """What can be seen of the generator after one step; see `RunView` for the fields."""

    samples: NDArray[np.uint8] | None = None
    push: NDArray[np.int8] | None = None
    points_view: PointsView | None = None
    companions: Mapping[str, NDArray[np.uint8]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far training has come since the last such message.

    Attributes:
        status: What the worker is doing after this message.
        step: Steps done.
        images_per_second: Speed over the last few seconds; None when unknown.
        seconds_left: Estimate at that speed; None when unknown.
        since: Index of the first point in `rows`.
        rows: New history points, shape (n, columns); see `history.COLUMNS`.
        sight: What the generator makes, if it was looked at anew.
        seconds: Time trained so far.
        goal: Where it will pause.
        stage: In slow motion, the stage just walked through.
        stage_key: A name that no other stage of the run has; "" without a stage.
        message: Why it paused or finished, where the visitor did not ask for that.
    """

    status: Doing
    step: int
    images_per_second: float | None
    seconds_left: float | None
    since: int
    rows: NDArray[np.float64]
    sight: Sight | None
    seconds: float = 0.0
    goal: Goal | None = None
    stage: Stage | None = None
    stage_key: str = ""
    message: str = ""


@dataclass(frozen=True)
class Saved:
    """A checkpoint of this step is on disk."""

    step: int


@dataclass(frozen=True)
class Climbed:
    """These rungs are on disk now, ascending."""

    rungs: tuple[int, ...]


@dataclass(frozen=True)
class Kept:
    """What `Command.KEEP` asked for is on disk: the rung of this step."""

    step: int


@dataclass(frozen=True, kw_only=True)
class Changed:
    """The settings as they are now, and all that was changed on the way.

    Attributes:
        config: The settings.
        players: Which networks the steps update.
        marks: (step, settings) of every change.
    """

    config: TrainingConfig
    players: Players
    marks: tuple[tuple[int, dict[str, Any]], ...]


@dataclass(frozen=True)
class Scored:
    """All scores so far; see `RunView.scores` and `RunView.score_space`."""

    scores: dict[str, NDArray[np.float64]]
    space: str


@dataclass(frozen=True)
class Diagnosed:
    """What the doctor sees now; see `RunView`."""

    diagnoses: tuple[Diagnosis, ...]
    treatment: Treatment | None


@dataclass(frozen=True)
class Failed:
    """Training cannot go on; the sentence says why and what to do."""

    sentence: str


ToWorker = Begin | Command | Resume | Steps | Play | Change | ShowPush
FromWorker = Built | Progress | Saved | Climbed | Kept | Changed | Scored | Diagnosed | Failed
