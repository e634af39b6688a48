"""What a worker process does: train one run, report on it, and obey between steps."""

from __future__ import annotations

import os
import pickle
import shutil
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable
from queue import SimpleQueue

import numpy as np
import torch
from numpy.typing import NDArray

from explorer.gan import DATASETS, DatasetUnavailableError, TrainingConfig, TrainingSession
from explorer.gan.allocator import keep_freed_memory
from explorer.gan.datasets import to_network
from explorer.runs import checkpoint
from explorer.runs.history import History
from explorer.runs.messages import (
    Begin,
    Built,
    Command,
    Doing,
    Failed,
    FromWorker,
    Progress,
    Saved,
    ToWorker,
)

UPDATE_SECONDS = 0.2
"""Least time between two reports: more often than a page can show is waste."""

SAMPLING_SHARE = 0.02
CHECKPOINT_SHARE = 0.005
"""Shares of the time that looking at samples and writing checkpoints may cost."""

SPEED_SECONDS = 3
"""The speed shown is the mean over so long."""

REAL_IMAGES = 20

Send = Callable[[FromWorker], None]


class CannotGoOnError(RuntimeError):
    """Training has to end here; the message is for the visitor."""


def main(folder: str, threads: int) -> None:
    """Train the run that comes in on standard input, reporting on standard output.

    Args:
        folder: Where runs keep their files; removed if the server dies.
        threads: CPU threads to use.
    """
    # Whatever some library prints must not get in among the messages.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)

    inbox: SimpleQueue[ToWorker] = SimpleQueue()
    listener = threading.Thread(target=_listen, args=(inbox, folder), daemon=True)
    listener.start()

    def send(message: FromWorker) -> None:
        try:
            pickle.dump(message, out, pickle.HIGHEST_PROTOCOL)
            out.flush()
        except OSError:  # the server has gone, and the listener is about to end this process
            listener.join()

    keep_freed_memory()
    torch.set_num_threads(threads)
    torch.set_num_interop_threads(1)
    # A first step loads parts of torch and times precisions, while nobody waits for it yet.
    TrainingSession(TrainingConfig()).step()
    begin = inbox.get()
    assert isinstance(begin, Begin)
    try:
        Training(begin, inbox, send).run()
    except CannotGoOnError as error:
        send(Failed(str(error)))
    except Exception as error:
        traceback.print_exc()
        send(Failed(f"Training broke off with an error: {error}"))
    # Ending the usual way would wait for the listening thread.
    os._exit(0)


def _listen(inbox: SimpleQueue[ToWorker], folder: str) -> None:
    try:
        while True:
            inbox.put(pickle.load(sys.stdin.buffer))
    finally:  # the server has gone, and nobody else would clean up after it
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)


class Pace:
    """Tells when a chore is due again: not too often, and at no more than a share of the time."""

    def __init__(self, seconds: float, share: float, *, first: float) -> None:
        """Set the pace.

        Args:
            seconds: Least time from one start of the chore to the next.
            share: Most of the time that the chore may cost, in (0, 1].
            first: When the chore is due first, in seconds of `time.monotonic`.
        """
        self._seconds = seconds
        self._share = share
        self._due = first

    def is_due(self, now: float) -> bool:
        """Tell whether the chore should be done now."""
        return now >= self._due

    def did(self, began: float, ended: float) -> None:
        """Note that the chore was done from `began` to `ended`."""
        self._due = began + max(self._seconds, (ended - began) / self._share)


class Speed:
    """Steps a second, as a mean over the last few seconds of training."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._marks: deque[tuple[float, int]] = deque()

    def restart(self, now: float, step: int) -> None:
        """Forget everything before `now`: training stood still."""
        self._marks.clear()
        self._marks.append((now, step))

    def mark(self, now: float, step: int) -> float | None:
        """Note how far training is, and return the speed; None until half a second is known."""
        self._marks.append((now, step))
        while len(self._marks) > 2 and self._marks[1][0] < now - SPEED_SECONDS:
            self._marks.popleft()
        then, first = self._marks[0]
        return (step - first) / (now - then) if now - then >= 0.5 else None


class Training:
    """One run: the session, its curves, and when to report and to save."""

    def __init__(self, begin: Begin, inbox: SimpleQueue[ToWorker], send: Send) -> None:
        """Build the session, from the checkpoint if there is one.

        Args:
            begin: What to train.
            inbox: Where commands arrive.
            send: Hands a message to the server.

        Raises:
            CannotGoOnError: If the session cannot be built.
        """
        self.config = begin.config
        self.inbox = inbox
        self.send = send
        self.step = 0
        self.history = History(self.config.steps)
        self._told = 0  # history points that the server has
        self._path = begin.checkpoint
        self._saved = 0
        try:
            images = DATASETS[self.config.dataset]().images
            self.session = TrainingSession(self.config, images=images)
        except (DatasetUnavailableError, ValueError) as error:
            raise CannotGoOnError(str(error)) from error
        if self._path.exists():
            self._load()
        send(
            Built(
                precision=self.session.precision,
                device=str(self.session.device),
                real=_pixels(to_network(images[:REAL_IMAGES], self.session.image_shape[1:])),
            )
        )
        now = time.monotonic()
        self._updating = Pace(UPDATE_SECONDS, 1, first=now)
        self._sampling = Pace(UPDATE_SECONDS, SAMPLING_SHARE, first=now)
        wait = begin.checkpoint_seconds
        self._saving = Pace(wait, CHECKPOINT_SHARE, first=now + wait)
        self._speed = Speed()

    def run(self) -> None:
        """Train to the last step, or until told to leave.

        Raises:
            CannotGoOnError: If the numbers stop being finite or the disk is full.
        """
        try:
            self._train()
        except CannotGoOnError:
            self._report("running", sample=False)  # the curves up to here say the most
            raise

    def _train(self) -> None:
        self._speed.restart(time.monotonic(), self.step)
        self._report("running", sample=True)
        while self.step < self.config.steps:
            if not self.inbox.empty() and not self._obey():
                return
            snapshot = self.session.step()
            self.step = snapshot.step
            if not snapshot.is_finite:
                raise self._diverged()
            self.history.add(snapshot)
            now = time.monotonic()
            if self._updating.is_due(now):
                self._report("running", sample=self._sampling.is_due(now))
            if self._saving.is_due(now):
                self._save()
        self.history.finish()
        self._save()
        self._report("finished", sample=True)

    def _obey(self) -> bool:
        """Carry out the commands in the inbox, through a pause to its end; false to leave."""
        paused = False
        while paused or not self.inbox.empty():
            match self.inbox.get():
                case Command.PAUSE | Command.LEAVE as command:
                    self._save()
                    self._report("paused", sample=True)
                    if command is Command.LEAVE:
                        return False
                    paused = True
                case Command.RESUME:
                    paused = False
        self._speed.restart(time.monotonic(), self.step)
        self._report("running", sample=False)
        return True

    def _report(self, status: Doing, *, sample: bool) -> None:
        began = time.monotonic()
        speed = self._speed.mark(began, self.step) if status == "running" else None
        samples = self._sample() if sample else None
        self.send(
            Progress(
                status=status,
                step=self.step,
                images_per_second=speed and speed * self.config.batch_size,
                seconds_left=(self.config.steps - self.step) / speed if speed else None,
                since=self._told,
                rows=self.history.since(self._told),
                samples=samples,
            )
        )
        self._told = self.history.points
        self._updating.did(began, began)

    def _sample(self) -> NDArray[np.uint8]:
        began = time.monotonic()
        images = self.session.sample(self.session.fixed_z)
        if not checkpoint.is_finite(images):
            raise self._diverged()
        pixels = _pixels(images)
        self._sampling.did(began, time.monotonic())
        return pixels

    def _save(self) -> None:
        if self._saved == self.step:
            return
        began = time.monotonic()
        state = self.session.state_dict()
        if not checkpoint.is_finite(state):
            raise self._diverged()
        whole = {"step": self.step, "session": state, "history": self.history.state_dict()}
        try:
            checkpoint.save(self._path, whole)
        except (OSError, RuntimeError) as error:  # torch's writer raises either
            raise CannotGoOnError(
                f"The run could not be saved at step {self.step}: {error}. "
                f"Make room on the disk, then resume to continue from step {self._saved}."
            ) from error
        self._saved = self.step
        self.send(Saved(self.step))
        self._saving.did(began, time.monotonic())

    def _load(self) -> None:
        state = checkpoint.load(self._path)
        self.session.load_state_dict(state["session"])
        self.history.load_state_dict(state["history"])
        self.step = self._saved = state["step"]

    def _diverged(self) -> CannotGoOnError:
        return CannotGoOnError(
            f"Training diverged at step {self.step}: its numbers are no longer finite. "
            "Start again with smaller learning rates."
        )


def _pixels(images: torch.Tensor) -> NDArray[np.uint8]:
    """Turn images in [−1, 1], shape (N, C, H, W), into uint8 pixels, shape (N, H, W, C)."""
    scaled = images.detach().float().add(1).mul(127.5).round().clamp(0, 255)
    return scaled.to(torch.uint8).permute(0, 2, 3, 1).contiguous().cpu().numpy()
