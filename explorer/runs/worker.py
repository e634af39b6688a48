"""What a worker does: get ready, then train the run that comes in."""

from __future__ import annotations

import os
import pickle
import shutil
import sys
import threading
import traceback
from queue import SimpleQueue

import torch

from explorer.gan import TrainingConfig, TrainingSession
from explorer.gan.training.allocator import keep_freed_memory
from explorer.runs.messages import Begin, Failed, FromWorker, ToWorker
from explorer.runs.training import CannotGoOnError, Send, Training


def main(folder: str, threads: int) -> None:
    """Train the run that comes in on standard input, reporting on standard output.

    Args:
        folder: Where runs keep their files, if it is to be removed when the server dies, or "".
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

    work(threads, inbox, send)
    # Ending the usual way would wait for the listening thread.
    os._exit(0)


def work(threads: int, inbox: SimpleQueue[ToWorker], send: Send) -> None:
    """Ready torch, wait for the run to train, and train it to its end.

    Args:
        threads: CPU threads to use.
        inbox: Where messages arrive, `Begin` first.
        send: Hands a message to the server.
    """
    keep_freed_memory()
    torch.set_num_threads(threads)
    torch.set_num_interop_threads(1)
    # A first step loads parts of torch and times precisions, while nobody waits for it yet.
    config = TrainingConfig()
    blank = torch.zeros(config.batch_size, 1, 28, 28, dtype=torch.uint8)
    TrainingSession(config, data=blank).step()
    begin = inbox.get()
    assert isinstance(begin, Begin)
    try:
        Training(begin, inbox, send).run()
    except CannotGoOnError as error:
        send(Failed(str(error)))
    except Exception as error:
        traceback.print_exc()
        send(Failed(f"Training broke off with an error: {_one_line(error)}"))


def _one_line(error: Exception) -> str:
    """Say an error in one line: torch writes whole paragraphs."""
    return f"{str(error).strip() or type(error).__name__}".splitlines()[0][:200]


def _listen(inbox: SimpleQueue[ToWorker], folder: str) -> None:
    try:
        while True:
            inbox.put(pickle.load(sys.stdin.buffer))
    finally:  # the server has gone, and nobody else would clean up after it
        if folder:
            shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)
