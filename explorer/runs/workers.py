"""What the server expects of a worker, wherever it lives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from explorer.runs.messages import FromWorker, ToWorker


class Worker(Protocol):
    """Something that trains one run: it readies torch at once, waits for `Begin`, and then obeys.

    It reads and writes a run's files in the folder that `Begin` names. A worker on another machine
    sees to it that this folder, on the server, has what the messages speak of when they are heard.

    Attributes:
        expendable: Whether its death is nothing unusual, so that its run goes on in another worker
            by itself: machines of a cluster come and go.
    """

    expendable: bool

    def send(self, message: ToWorker) -> None:
        """Hand over a message; one to a worker that has just died is lost, like its run."""
        ...

    def kill(self) -> None:
        """End the worker at once, whatever it is doing."""
        ...

    def join(self) -> None:
        """Wait until the worker has gone and its last message was heard."""
        ...


Heard = Callable[[Worker, FromWorker], None]
"""Called for every message of a worker, in order, on a thread of the worker's own."""

Ended = Callable[[Worker], None]
"""Called once when a worker has gone, on the same thread."""

Hire = Callable[[Path | None, int, Heard, Ended], Worker]
"""Makes a worker: the folder of all runs if it is to go when the server dies, CPU threads, and who
is to hear.

Raises `OSError` if none can be had.
"""
