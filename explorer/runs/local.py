"""Runs in worker processes on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from explorer.runs.process import WorkerProcess
from explorer.runs.scheduler import ScheduledRuns


class LocalRuns(ScheduledRuns):
    """Trains in processes of this machine."""

    def __init__(self, state_dir: Path | None = None, **options: Any) -> None:  # noqa: ANN401
        """Make the place for the runs; see `ScheduledRuns`."""
        super().__init__(WorkerProcess, state_dir, **options)
