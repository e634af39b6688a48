"""What trains on a machine of a Ray cluster: an actor with a folder of its own."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from dataclasses import dataclass, replace
from pathlib import Path
from queue import SimpleQueue

import ray

from explorer.runs.messages import Begin, Climbed, FromWorker, Saved, ToWorker
from explorer.runs.mirror import Changes, Mirror
from explorer.runs.worker import work

PREFIX = "gan-explorer-actor-"


@dataclass(frozen=True)
class News:
    """A message for the server, with the files that it speaks of."""

    message: FromWorker
    changes: Changes | None


class TrainingActor:
    """Trains one run, as a worker process would, on whatever machine Ray has put it.

    Messages go in by `obey` and come out by `hear`, each in a thread of Ray's that keeps their
    order; training has its own. The run's files travel with the messages, because the machine may
    be gone the next moment.
    """

    def __init__(self, threads: int) -> None:
        """Ready torch at once, then wait for the run.

        Args:
            threads: CPU threads to use.
        """
        sweep()
        self._folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
        self._mirror = Mirror(self._folder)
        self._inbox: SimpleQueue[ToWorker] = SimpleQueue()
        self._outbox: SimpleQueue[News | None] = SimpleQueue()
        threading.Thread(target=self._work, args=(threads,), daemon=True).start()

    @ray.method(concurrency_group="orders")
    def obey(self, message: ToWorker, outfit: Changes | None = None) -> None:
        """Take a message of the server, with the files that the run begins from."""
        if outfit is not None:
            outfit.apply(self._folder)
            self._mirror = Mirror(self._folder)
        self._inbox.put(
            replace(message, folder=self._folder) if isinstance(message, Begin) else message
        )

    @ray.method(concurrency_group="news")
    def hear(self) -> list[News | None]:
        """Wait for news and return all there is; None is the last."""
        news = [self._outbox.get()]
        while not self._outbox.empty():
            news.append(self._outbox.get())
        return news

    def machine(self) -> str:
        """The machine's id, for logs and tests."""
        return ray.get_runtime_context().get_node_id()

    def _work(self, threads: int) -> None:
        try:
            work(threads, self._inbox, self._send)
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._outbox.put(None)

    def _send(self, message: FromWorker) -> None:
        filed = isinstance(message, Saved | Climbed)
        self._outbox.put(News(message, self._mirror.changes() if filed else None))


def sweep() -> None:
    """Remove what actors left here that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        process = folder.name.removeprefix(PREFIX).partition("-")[0]
        if not Path("/proc", process).exists():
            shutil.rmtree(folder, ignore_errors=True)
