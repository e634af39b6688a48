"""Where a run keeps its files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

CHECKPOINT = "checkpoint.safetensors"
"""Name of a checkpoint, in a run's folder and in each rung."""

PREVIEW = "preview.npz"
"""Name of what the generator made, in each rung."""


@dataclass(frozen=True)
class RunFolder:
    """The files of one run, there or not.

    Attributes:
        path: The folder, named by the run's id.
    """

    path: Path

    @property
    def checkpoint(self) -> Path:
        """To continue from after a crash or a pause."""
        return self.path / CHECKPOINT

    @property
    def fork(self) -> Path:
        """The other run's checkpoint from which this one begins."""
        return self.path / "fork.safetensors"

    @property
    def data(self) -> Path:
        """The visitor's own pictures or points."""
        return self.path / "data.npy"

    @property
    def rungs(self) -> Path:
        """The ladder: one folder a rung."""
        return self.path / "rungs"

    def rung(self, step: int) -> Path:
        """One rung."""
        return self.rungs / str(step)
