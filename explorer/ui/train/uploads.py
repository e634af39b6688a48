"""Pictures that a visitor uploads to train on: kept on disk until the server ends, in a bound."""

from __future__ import annotations

import secrets
import shutil
import tempfile
import weakref
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from explorer.gan.data.pictures import OwnPictures, PicturesError, read_pictures
from explorer.ui.language import told

MOST_SETS = 16
"""Sets kept at once; the oldest goes first. A run that has started has its own copy."""


class UploadedSets:
    """The uploaded sets, by a name that only the page that uploaded them has."""

    def __init__(self, most: int = MOST_SETS) -> None:
        """Begin without any."""
        self._most = most
        self._folder: Path | None = None
        self._files: dict[str, Path] = {}
        self._lock = Lock()

    def keep(self, pixels: NDArray[np.uint8]) -> str:
        """Keep a set of pictures and return its name.

        Args:
            pixels: Shape (N, H, W, C).
        """
        name = secrets.token_urlsafe(16)
        with self._lock:
            self._folder = self._folder or self._new_folder()
            path = self._folder / f"{name}.npy"
            np.save(path, pixels, allow_pickle=False)
            self._files[name] = path
            while len(self._files) > self._most:
                self._files.pop(next(iter(self._files))).unlink(missing_ok=True)
        return name

    def get(self, name: str) -> NDArray[np.uint8]:
        """Return a set that was kept.

        Raises:
            ValueError: If there is none of this name, or not any more.
        """
        with self._lock:
            path = self._files.get(name)
            if path is None:
                raise ValueError("dataset own needs your pictures: upload at least 64 of them.")
            return np.load(path, allow_pickle=False)

    def _new_folder(self) -> Path:
        folder = Path(tempfile.mkdtemp(prefix="gan-explorer-own-"))
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)  # also when Python ends
        return folder


def forget_files(paths: Sequence[str | Path]) -> None:
    """Delete what Gradio stored of an upload, once it has been read."""
    for path in paths:
        Path(path).unlink(missing_ok=True)


def read_upload(sets: UploadedSets, files: list[str] | None, pictures: str) -> tuple[str, str]:
    """Read what a visitor uploaded; what cannot be read changes nothing but the sentence.

    Args:
        sets: Keeps the pictures.
        files: What Gradio stored.
        pictures: Name of the set that the page has, or "".

    Returns:
        Name of the page's set, and what to say below the button.
    """
    paths = [Path(file) for file in files or []]
    try:
        found = read_pictures(paths)
    except PicturesError as error:
        return pictures, told(error)
    finally:
        forget_files(paths)
    return sets.keep(found.pixels), told(taken(found))


def taken(found: OwnPictures) -> str:
    """Say how many pictures were taken, and how many were not and why."""
    parts = [f"{len(found.pixels):,} pictures taken"]
    if found.unreadable:
        parts.append(f"{found.unreadable:,} skipped that could not be read")
    if found.left_out:
        parts.append(f"{found.left_out:,} left out that were too many")
    return ", ".join(parts) + "."
