"""All that crosses the pipe between the server and a worker process."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from explorer.gan import TrainingConfig


@dataclass(frozen=True, kw_only=True)
class Begin:
    """The server's first message: the run to train.

    Attributes:
        config: What to train.
        checkpoint: Where checkpoints go; if there is one already, the run continues from it.
        checkpoint_seconds: Least time between two checkpoints.
    """

    config: TrainingConfig
    checkpoint: Path
    checkpoint_seconds: float


class Command(Enum):
    """The server's later messages, obeyed between two steps."""

    PAUSE = auto()
    RESUME = auto()
    LEAVE = auto()  # save a checkpoint, then end the process


@dataclass(frozen=True, kw_only=True)
class Built:
    """The session stands; the first step comes next.

    Attributes:
        precision: The precision chosen for the arithmetic.
        device: Where it trains, as torch names it.
        real: A few real images, uint8, shape (N, H, W, C).
    """

    precision: str
    device: str
    real: NDArray[np.uint8]


Doing = Literal["running", "paused", "finished"]


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far training has come since the last such message.

    Attributes:
        status: What the worker is doing after this message.
        step: Steps done.
        images_per_second: Speed over the last few seconds; None when unknown.
        seconds_left: Estimate at that speed; None when unknown.
        since: Index of the first point in `rows`.
        rows: New history points, shape (n, 5); see `history.COLUMNS`.
        samples: Samples from the fixed z, uint8, shape (N, H, W, C), if they were made anew.
    """

    status: Doing
    step: int
    images_per_second: float | None
    seconds_left: float | None
    since: int
    rows: NDArray[np.float64]
    samples: NDArray[np.uint8] | None


@dataclass(frozen=True)
class Saved:
    """A checkpoint of this step is on disk."""

    step: int


@dataclass(frozen=True)
class Failed:
    """Training cannot go on; the sentence says why and what to do."""

    sentence: str


ToWorker = Begin | Command
FromWorker = Built | Progress | Saved | Failed
