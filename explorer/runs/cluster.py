"""Runs as actors on a Ray cluster that is there already."""

from __future__ import annotations

import logging
import os
import socket
import threading
from pathlib import Path
from typing import Any

from explorer.runs.backend import NoBackendError
from explorer.runs.folder import RunFolder
from explorer.runs.messages import Begin, Failed, ToWorker
from explorer.runs.mirror import outfit
from explorer.runs.scheduler import ScheduledRuns
from explorer.runs.workers import Ended, Heard, Worker

os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing leaves this machine
import ray  # noqa: E402
from ray.exceptions import RayError  # noqa: E402

from explorer.runs.actor import News, TrainingActor  # noqa: E402

CONNECT_SECONDS = 5
"""How long the cluster's head may take to answer."""


class WorkerActor(Worker):
    """One actor, seen from the server: hired, spoken to, heard and ended."""

    expendable = True

    def __init__(self, folder: Path | None, threads: int, heard: Heard, ended: Ended) -> None:
        """Ask the cluster for an actor, and start a thread that listens to it.

        Args:
            folder: Not used: an actor has its own.
            threads: CPU threads to use, which the cluster sets aside.
            heard: Called for every message, on the listening thread.
            ended: Called once when the actor has gone, on the listening thread.

        Raises:
            OSError: If the cluster does not answer.
        """
        self._heard = heard
        self._ended = ended
        self._run: RunFolder | None = None  # until `Begin` says which
        remote: Any = ray.remote
        as_actor = remote(concurrency_groups={"orders": 1, "news": 1}, num_cpus=threads)
        try:
            self._actor = as_actor(TrainingActor).remote(threads)
        except RayError as error:
            raise OSError("the cluster does not answer") from error
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def send(self, message: ToWorker) -> None:
        """Hand over a message, with the run's files if it is the first."""
        files = None
        if isinstance(message, Begin):
            self._run = RunFolder(message.folder)
            files = outfit(self._run)
        self._actor.obey.remote(message, files)

    def kill(self) -> None:
        """End the actor at once, whatever it is doing."""
        ray.kill(self._actor)

    def join(self) -> None:
        """Wait until the actor has gone and its last message was heard."""
        self._listener.join()

    def _listen(self) -> None:
        try:
            while self._take_in(ray.get(self._actor.hear.remote())):
                pass
        except RayError:  # the actor has gone, perhaps with its machine
            pass
        self.kill()  # one that has nothing more to say keeps its place in the cluster otherwise
        self._ended(self)

    def _take_in(self, all_news: list[News | None]) -> bool:
        """Hear what an actor says; false after its last word."""
        for news in all_news:
            if news is None:
                return False
            try:
                if news.changes is not None and self._run is not None:
                    news.changes.apply(self._run.path)
            except OSError as error:
                self._heard(self, Failed(f"The server could not save the run: {error.strerror}."))
                return False
            self._heard(self, news.message)
        return True


class ClusterRuns(ScheduledRuns):
    """Trains in actors of a Ray cluster; the files of all runs are kept on the server.

    A run whose machine is lost goes on from its last checkpoint on another one.
    """

    def __init__(
        self,
        address: str = "auto",
        state_dir: Path | None = None,
        **options: Any,  # noqa: ANN401
    ) -> None:
        """Join the cluster.

        Args:
            address: See `join`.
            state_dir: See `ScheduledRuns`.
            **options: See `ScheduledRuns`.

        Raises:
            NoBackendError: If no cluster answers.
            ValueError: If a limit makes no sense.
        """
        self._joined = not ray.is_initialized()
        if self._joined:
            join(address)
        super().__init__(WorkerActor, state_dir, **options)

    def close(self) -> None:
        """End every actor, forget every run and leave the cluster."""
        super().close()
        if self._joined:
            ray.shutdown()


def join(address: str) -> None:
    """Make this process part of a cluster.

    Args:
        address: Of the cluster's head, such as "10.0.0.1:6379", or "auto" for the cluster that
            RAY_ADDRESS names or this machine is part of.

    Raises:
        NoBackendError: If no cluster answers.
    """
    host, _, port = address.removeprefix("ray://").rpartition(":")
    try:
        if host:  # Ray itself would wait for minutes
            socket.create_connection((host, int(port)), CONNECT_SECONDS).close()
        ray.init(address=address, log_to_driver=False, logging_level=logging.WARNING)
    except (OSError, RayError, RuntimeError, ValueError) as error:
        raise NoBackendError(
            f"No Ray cluster answers at {address}: start one with ray start --head, or leave "
            "EXPLORER_RUNS at local."
        ) from error
