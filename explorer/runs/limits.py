"""How much of the machine the runs may take."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from explorer.settings import Settings

CPU_QUOTA = Path("/sys/fs/cgroup/cpu.max")
"""Where Linux tells a container its share: microseconds of CPU time, and of what period."""


def available_cores() -> int:
    """Count the CPU cores that this process may keep busy, at least 1.

    A container often sees all cores of its host and is given a share of them, so the share counts.
    """
    usable = getattr(os, "sched_getaffinity", None)
    cores = len(usable(0)) if usable else os.cpu_count() or 1
    try:
        quota, period = CPU_QUOTA.read_text().split()
        cores = min(cores, int(quota) // int(period))
    except (OSError, ValueError):  # no such control group, or no quota ("max")
        pass
    return max(1, cores)


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Bounds on runs, so that runs and server together never ask for more than there is.

    Attributes:
        max_runs: Runs that hold a process at the same time; others wait.
        threads_per_run: CPU threads of each run; 0 shares the cores out.
            It does not vary with the number of runs, because a different number of threads adds
            in a different order, and then the same config would not give the same curves.
        idle_seconds: A run that nobody follows for so long is paused.
        release_seconds: The same once its page has said goodbye: long enough for a reload.
        run_seconds: A run trains for at most so long in all.
        checkpoint_seconds: Least time between two checkpoints of a run.
        ladder_bytes: Disk space that the rungs of one run may take.
        max_waiting: Runs that may wait in the queue.
        runs_per_visitor: Runs that one visitor may have training or waiting.
        max_kept: Runs kept for a visitor to come back to when they no longer hold a process.
        max_kept_bytes: Disk space that their files may take together.
        keep_seconds: How long they are kept unwatched.

    Raises:
        ValueError: If a setting or `max_runs` makes no sense.
    """

    max_runs: int = field(default_factory=lambda: Settings.read().max_runs)
    threads_per_run: int = field(default_factory=lambda: Settings.read().run_threads)
    idle_seconds: float = field(default_factory=lambda: Settings.read().idle_seconds)
    release_seconds: float = 5
    run_seconds: float = field(default_factory=lambda: Settings.read().run_seconds)
    checkpoint_seconds: float = 10
    ladder_bytes: int = 400 * 10**6
    max_waiting: int = field(default_factory=lambda: Settings.read().max_waiting)
    runs_per_visitor: int = field(default_factory=lambda: Settings.read().runs_per_visitor)
    max_kept: int = 32
    max_kept_bytes: int = 2 * 10**9
    keep_seconds: float = 3600

    def __post_init__(self) -> None:
        """Share the cores out where no number of threads was given."""
        if self.max_runs < 1:
            raise ValueError(f"max_runs must be at least 1, not {self.max_runs}.")
        if not self.threads_per_run:
            threads = max(1, available_cores() // self.max_runs)
            object.__setattr__(self, "threads_per_run", threads)
