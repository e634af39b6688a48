"""Where a training session runs: worker processes on this machine, behind one interface."""

from explorer.runs.backend import (
    PLAYERS,
    BusyError,
    Goal,
    NoBackendError,
    NothingSavedError,
    RungView,
    Runs,
    RunView,
    Status,
    TooManyRunsError,
    Treatment,
    UnknownRunError,
)
from explorer.runs.choice import open_runs
from explorer.runs.generators import RunGenerators, generator_name
from explorer.runs.limits import Limits
from explorer.runs.local import LocalRuns
from explorer.runs.scheduler import ScheduledRuns

__all__ = [
    "PLAYERS",
    "BusyError",
    "Goal",
    "Limits",
    "LocalRuns",
    "NoBackendError",
    "NothingSavedError",
    "RunView",
    "RunGenerators",
    "RungView",
    "Runs",
    "ScheduledRuns",
    "Status",
    "TooManyRunsError",
    "Treatment",
    "UnknownRunError",
    "generator_name",
    "open_runs",
]
