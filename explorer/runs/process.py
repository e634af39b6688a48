"""One worker process, seen from the server: started, spoken to, heard and ended."""

from __future__ import annotations

import contextlib
import pickle
import subprocess
import sys
import threading
from pathlib import Path

import explorer
from explorer.runs.messages import FromWorker, ToWorker
from explorer.runs.workers import Ended, Heard, Worker

# Not `multiprocessing`: it imports the server's main module in every child (Gradio, and whatever
# a script does without a main guard). A worker ends when its server kills it or dies, even while
# torch loads: signals to the whole group, such as Ctrl-C, are for the server to answer.
_MAIN = """\
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)
signal.signal(signal.SIGTERM, signal.SIG_IGN)
if hasattr(os, "nice"):  # elsewhere a creation flag says it
    os.nice(5)
sys.path.insert(0, sys.argv[1])
from explorer.runs.worker import main
main(sys.argv[2], int(sys.argv[3]))
"""


class WorkerProcess(Worker):
    """A process that readies torch at once, then waits for the run it is to train."""

    expendable = False  # on one machine, what killed it once may well do so again

    def __init__(
        self,
        folder: Path | None,
        threads: int,
        heard: Heard,
        ended: Ended,
    ) -> None:
        """Start the process and a thread that listens to it.

        Args:
            folder: Where runs keep their files, if the process is to remove it when the server
                dies.
            threads: CPU threads to use.
            heard: Called for every message, on the listening thread.
            ended: Called once when the process has gone, on the listening thread.
        """
        self._heard = heard
        self._ended = ended
        root = str(Path(explorer.__file__).parents[1])
        self._process = subprocess.Popen(
            [sys.executable, "-c", _MAIN, root, str(folder or ""), str(threads)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
        )
        assert self._process.stdin
        assert self._process.stdout
        self._commands = self._process.stdin
        self._messages = self._process.stdout
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    @property
    def pid(self) -> int:
        """The process id, for logs and tests."""
        return self._process.pid

    def send(self, message: ToWorker) -> None:
        """Hand over a message; one to a process that has just died is lost, like its run."""
        with contextlib.suppress(OSError):
            pickle.dump(message, self._commands)
            self._commands.flush()

    def kill(self) -> None:
        """End the process at once, whatever it is doing."""
        self._process.kill()

    def join(self) -> None:
        """Wait until the process has gone and its last message was heard."""
        self._listener.join()

    def _listen(self) -> None:
        while (message := self._receive()) is not None:
            self._heard(self, message)
        self._process.wait()
        for stream in (self._commands, self._messages):
            with contextlib.suppress(OSError):  # what was never delivered need not be
                stream.close()
        self._ended(self)

    def _receive(self) -> FromWorker | None:
        """Wait for a message; None when the process has ended, perhaps within one."""
        try:
            return pickle.load(self._messages)
        except (EOFError, pickle.UnpicklingError):
            return None
