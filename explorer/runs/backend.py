"""What the pages may ask of whatever trains for them, and the picture they get back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from explorer.gan import TrainingConfig

Status = Literal["waiting", "starting", "running", "paused", "finished", "failed", "stopped"]
"""Where a run is in its life. The last three are its ends; only "failed" can be resumed."""


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
        history: "step", "loss_d", "loss_g", "real_score", "fake_score" → values, each of shape
            (points − since,); every point is the mean over a block of steps that ends at "step".
        samples: What G makes of the fixed z, uint8, shape (N, H, W, C); None until there are any.
        samples_step: The step after which these samples were made.
        real: A few real images beside them, uint8, shape (N, H, W, C); None until they are loaded.
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


class Runs(Protocol):
    """Where training happens: processes on this machine, or a cluster.

    Every method may be called from any thread and answers at once. A run is named by the
    unguessable id that `start` returned; any other id raises `UnknownRunError`.
    """

    def warm(self) -> None:
        """Get ready, so that the next start is quick. May do nothing."""
        ...

    def start(self, config: TrainingConfig) -> str:
        """Begin a run, or queue it where all places are taken, and return its id.

        Raises:
            BusyError: If the queue is full.
        """
        ...

    def pause(self, run_id: str) -> None:
        """Freeze the run after the step it is in; nothing happens to one that does not train."""
        ...

    def resume(self, run_id: str) -> None:
        """Continue a paused run, or a failed one from its last good checkpoint.

        Nothing happens to a run that trains, has finished or was stopped.
        """
        ...

    def stop(self, run_id: str) -> None:
        """End the run for good; its curves and samples stay to be seen, its checkpoint goes."""
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

    def release(self, run_id: str) -> None:
        """Tell that a page which watched has gone; the run pauses soon unless another follows.

        An unknown id is no error here: the page and its run are gone alike.
        """
        ...

    def close(self) -> None:
        """End every run and give back all processes and files."""
        ...
