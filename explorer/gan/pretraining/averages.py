"""Means of what the steps measured, one line for each stretch of them."""

from __future__ import annotations

from typing import Any

from explorer.gan.training.snapshot import Snapshot

MEASURED = (
    "loss_d",
    "loss_g",
    "real_score",
    "fake_score",
    "grad_norm_d",
    "grad_norm_g",
    "reconstruction",
    "kl",
    "active_dims",
)
"""Fields of a snapshot; those that a system does not measure are left out."""


class Averages:
    """Adds up snapshots."""

    def __init__(self) -> None:
        """Begin with none."""
        self._last: Snapshot | None = None
        self._begin()

    def add(self, snapshot: Snapshot) -> None:
        """Take one step into account."""
        self._last = snapshot
        self._count += 1
        for name in MEASURED:
            if (value := getattr(snapshot, name)) is not None:
                self._sums[name] = self._sums.get(name, 0.0) + value

    def line(self) -> dict[str, Any]:
        """Return the means since the last line, with the step they end at, and begin anew."""
        assert self._last
        means = {name: round(value / self._count, 6) for name, value in self._sums.items()}
        line = {"step": self._last.step, "images_seen": self._last.images_seen, **means}
        self._begin()
        return line

    def _begin(self) -> None:
        self._count = 0
        self._sums: dict[str, float] = {}
