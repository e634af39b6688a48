"""The curves of a run, kept short however long it trains."""

from __future__ import annotations

from math import ceil
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from explorer.gan import Snapshot

MOST_POINTS = 1000
"""More than a chart has pixels for."""

CURVES = (
    "loss_d",
    "loss_g",
    "real_score",
    "fake_score",
    "d_accuracy_real",
    "d_accuracy_fake",
    "grad_norm_d",
    "grad_norm_g",
    "reconstruction",
    "kl",
    "active_dims",
    "content",
    "resolution",
    "fade",
)
"""The fields of a snapshot that are drawn over time; new ones come last, after those that older
checkpoints have."""

COLUMNS = ("step", *CURVES)
"""What a history point holds."""


class History:
    """Curves of which each point is the mean over a block of steps.

    Blocks are equally long, ceil(steps / 1000) steps, so that the number of points has a bound.
    """

    def __init__(self, steps: int) -> None:
        """Make room for all points of a run.

        Args:
            steps: Length of the whole run; at least 1.
        """
        self.block = ceil(steps / MOST_POINTS)
        self.points = 0
        self._rows = np.empty((ceil(steps / self.block), len(COLUMNS)))
        self._sums = np.zeros(len(CURVES))
        self._summed = 0
        self._step = 0

    def add(self, snapshot: Snapshot) -> None:
        """Take in one step; a point appears when its block is full."""
        # What a system does not measure is None, which NumPy makes a NaN.
        self._sums += np.array([getattr(snapshot, name) for name in CURVES], np.float64)
        self._summed += 1
        self._step = snapshot.step
        if self._summed == self.block:
            self.finish()

    def finish(self) -> None:
        """Make a point of the last block even if it is not full: the run is over."""
        if self._summed:
            self._rows[self.points] = (self._step, *self._sums / self._summed)
            self.points += 1
            self._sums[:] = 0
            self._summed = 0

    def since(self, first: int) -> NDArray[np.float64]:
        """Return a copy of the points from index `first` on, shape (n, columns); see `COLUMNS`."""
        return self._rows[first : self.points].copy()

    def columns(self, last: Snapshot | None = None) -> dict[str, NDArray[np.float64]]:
        """Return all points by column.

        Args:
            last: A step to put at the end that no point holds, because it broke training.
        """
        rows = self.since(0)
        if last is not None:
            end = np.array([[getattr(last, name) for name in COLUMNS]], np.float64)
            rows = np.vstack([rows, end])
        return dict(zip(COLUMNS, rows.T, strict=True))

    def replace(self, first: int, rows: NDArray[np.float64]) -> None:
        """Drop the points from index `first` on and put `rows` there, shape (n, columns)."""
        self.points = first + len(rows)
        self._rows[first : self.points] = rows

    def state_dict(self) -> dict[str, Any]:
        """Return everything as tensors and plain numbers, the unfinished block included."""
        return {
            "rows": torch.from_numpy(self.since(0)),
            "sums": torch.from_numpy(self._sums.copy()),
            "summed": self._summed,
            "step": self._step,
        }

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Become what `state_dict` described, for a run of the same length.

        Raises:
            ValueError: If it is the state of another kind of history.
        """
        rows, sums = (np.asarray(state[name], np.float64) for name in ("rows", "sums"))
        missing = len(CURVES) - len(sums)  # a checkpoint older than a curve has none of it
        if rows.shape[1:] != (len(COLUMNS) - missing,) or len(rows) > len(self._rows):
            raise ValueError("The curves in this checkpoint do not fit its run.")
        rows = np.pad(rows, ((0, 0), (0, missing)), constant_values=np.nan)
        self.replace(0, rows)
        self._sums[:] = np.pad(sums, (0, missing), constant_values=np.nan)
        self._summed = int(state["summed"])
        self._step = int(state["step"])
