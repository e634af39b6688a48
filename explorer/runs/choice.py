"""Where this server's runs live, as its settings say."""

from __future__ import annotations

from collections.abc import Callable

from explorer.runs.backend import NoBackendError
from explorer.runs.local import LocalRuns
from explorer.runs.scheduler import ScheduledRuns
from explorer.settings import Settings


def open_runs(settings: Settings, visitor: Callable[[], str]) -> ScheduledRuns:
    """Make the place for the runs of a server.

    Args:
        settings: Where and how many; `Limits` has the bounds from the same variables.
        visitor: Names whoever's request is being answered; "" if nobody's is.

    Raises:
        NoBackendError: If there is no such cluster, or the library for it is missing.
    """
    if settings.runs == "local":
        return LocalRuns(settings.state_dir, visitor=visitor)
    try:
        from explorer.runs.cluster import ClusterRuns  # Ray is optional, and takes long to import
    except ImportError as error:
        raise NoBackendError(
            "EXPLORER_RUNS is ray, and Ray is not installed: pip install '.[cluster]'."
        ) from error
    return ClusterRuns(settings.ray_address, settings.state_dir, visitor=visitor)
