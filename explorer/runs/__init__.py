"""Where a training session runs: worker processes on this machine, behind one interface."""

from explorer.runs.backend import BusyError, Runs, RunView, Status, UnknownRunError
from explorer.runs.limits import Limits
from explorer.runs.local import LocalRuns

__all__ = [
    "BusyError",
    "Limits",
    "LocalRuns",
    "RunView",
    "Runs",
    "Status",
    "UnknownRunError",
]
