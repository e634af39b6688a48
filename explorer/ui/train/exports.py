"""What a visitor takes home, as a file that the server hands out once it has been asked for."""

from __future__ import annotations

import secrets
import shutil
import weakref
from collections import deque
from collections.abc import Iterable
from pathlib import Path
from threading import Lock
from typing import Any

from gradio.utils import get_upload_folder

from explorer.runs import Runs

MOST_FILES = 8
"""Files kept at once; the oldest goes first."""


class Exports:
    """Zips of runs, in the folder that Gradio serves, under names that cannot be guessed."""

    def __init__(self, runs: Runs, most: int = MOST_FILES) -> None:
        """Begin without any."""
        self._runs = runs
        self._most = most
        self._folders: deque[Path] = deque()
        weakref.finalize(self, _remove, self._folders)  # also when Python ends
        self._lock = Lock()

    def make(self, run: str) -> dict[str, Any]:
        """Pack a run as it is now.

        Returns:
            `url`, from the root of the server on; `name` for the file; and its size in `bytes`.

        Raises:
            ValueError: If it has not made a step yet.
            UnknownRunError: If there is no such run.
        """
        content = self._runs.export(run)
        view = self._runs.follow(run)
        step = view.rungs[-1] if view.rungs else view.step  # the run may have gone on meanwhile
        name = f"{view.config.dataset}-{view.config.network}-step-{step}.zip"
        folder = Path(get_upload_folder()) / secrets.token_urlsafe(24)
        folder.mkdir(parents=True)
        (folder / name).write_bytes(content)
        with self._lock:
            self._folders.append(folder)
            while len(self._folders) > self._most:
                _remove([self._folders.popleft()])
        url = f"/gradio_api/file={(folder / name).as_posix()}"
        return {"url": url, "name": name, "bytes": len(content)}


def _remove(folders: Iterable[Path]) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
