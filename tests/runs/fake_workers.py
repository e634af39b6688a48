"""Workers that do nothing by themselves, and runs on them."""

import numpy as np

from explorer.gan import TrainingConfig
from explorer.runs.history import COLUMNS
from explorer.runs.messages import Built, Climbed, Failed, Progress, Saved, Sight

CONFIG = TrainingConfig(steps=100)


class FakeWorker:
    """A worker that does nothing by itself."""

    expendable = False

    def __init__(self, folder, threads, heard, ended):
        self.sent = []
        self.killed = False
        self._heard, self._ended = heard, ended

    def send(self, message):
        self.sent.append(message)

    def kill(self):
        self.killed = True

    def join(self):
        pass

    def build(self, precision="float32"):
        real = np.zeros((20, 28, 28, 1), np.uint8)
        self._heard(self, Built(precision=precision, device="cpu", real=real))

    def report(self, status, step, since=None, message=""):
        since = step - 1 if since is None else since
        rows = np.arange(since + 1, step + 1)[:, None] * np.ones(len(COLUMNS))
        self._heard(
            self,
            Progress(
                status=status,
                step=step,
                images_per_second=640.0 if status == "running" else None,
                seconds_left=2.5 if status == "running" else None,
                since=since,
                rows=rows,
                message=message,
                sight=Sight(samples=np.full((40, 28, 28, 1), step, np.uint8)),
            ),
        )

    def climb(self, *rungs):
        self._heard(self, Climbed(rungs))

    def tell(self, message):
        self._heard(self, message)

    def save(self, step):
        self._heard(self, Saved(step))

    def fail(self, sentence):
        self._heard(self, Failed(sentence))

    def end(self):
        self._ended(self)


def worker_of(runs, run_id):
    return runs._runs[run_id].worker


def started(runs, step=1):
    """A run that has come to a step."""
    run_id = runs.start(CONFIG)
    worker = worker_of(runs, run_id)
    worker.build()
    worker.report("running", step, since=0)
    return run_id, worker
