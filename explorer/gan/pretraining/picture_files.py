"""Pictures in a folder or a zip archive, as many as there are.

They are decoded once, to bytes at the network's size, and kept; so reading them never holds a
training up.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from explorer.gan.data.pictures import LEAST_PICTURES, read_square
from explorer.gan.pretraining.errors import PretrainingError

SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".bmp")

Pictures = tuple[NDArray[np.uint8], NDArray[np.int64]]
"""Pixels, shape (N, side, side, 3), and for each picture the number of its folder, shape (N,)."""


def read_picture_files(path: Path, side: int, cache: Path | None) -> Pictures:
    """Read all pictures, in the order of their names; what is broken is left out.

    Args:
        path: A folder or a zip archive. Pictures in folders of their own are labelled by those.
        side: Height and width that pictures are decoded to: the centred square of each.
        cache: Folder in which they are kept for the next time.

    Raises:
        PretrainingError: If there are too few.
    """
    files = _Folder(path) if path.is_dir() else _Archive(path)
    if cache is None:
        return _decoded(files, side)
    kept, key = cache / "pixels.npz", files.key(side)
    if kept.exists():
        with np.load(kept, allow_pickle=False) as file:
            if "key" in file and str(file["key"]) == key:
                return file["images"], file["labels"]
    pixels, labels = _decoded(files, side)
    cache.mkdir(parents=True, exist_ok=True)
    unfinished = cache / f"pixels.{uuid4().hex}.npz"  # several processes may be at it
    np.savez(unfinished, images=pixels, labels=labels, key=np.array(key))
    os.replace(unfinished, kept)
    return pixels, labels


def _decoded(files: _Folder | _Archive, side: int) -> Pictures:
    squares: list[NDArray[np.uint8]] = []
    folders: list[str] = []
    broken = 0
    for name, read in files.members():
        try:
            squares.append(read_square(read(), side))
        except Exception:  # decoders raise whatever the broken byte led them to
            broken += 1
        else:
            folders.append(PurePosixPath(name).parent.name)
    if len(squares) < LEAST_PICTURES:
        raise PretrainingError(
            f"At least {LEAST_PICTURES} pictures are needed to learn from: {files.path.name} has "
            f"{len(squares)}, and {broken} that could not be read (PNG, JPEG, GIF and BMP can)."
        )
    classes = {folder: label for label, folder in enumerate(sorted(set(folders)))}
    return np.stack(squares), np.array([classes[folder] for folder in folders], np.int64)


class _Folder:
    """Pictures in a folder and its subfolders."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._files = sorted(
            (file.relative_to(path).as_posix(), file)
            for file in path.rglob("*")
            if file.suffix.lower() in SUFFIXES and file.is_file()
        )

    def key(self, side: int) -> str:
        """What tells that none of the files has changed."""
        stats = [(name, file.stat().st_size, file.stat().st_mtime_ns) for name, file in self._files]
        return hashlib.sha256(json.dumps([side, stats]).encode()).hexdigest()

    def members(self) -> Iterator[tuple[str, Callable[[], bytes]]]:
        """Yield each picture's name and what reads it."""
        for name, file in self._files:
            yield name, file.read_bytes


class _Archive:
    """Pictures in a zip archive."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def key(self, side: int) -> str:
        """What tells that the archive has not changed."""
        stat = self.path.stat()
        return json.dumps([side, self.path.name, stat.st_size, stat.st_mtime_ns])

    def members(self) -> Iterator[tuple[str, Callable[[], bytes]]]:
        """Yield each picture's name and what reads it."""
        with zipfile.ZipFile(self.path) as archive:
            for name in sorted(archive.namelist()):
                if name.lower().endswith(SUFFIXES) and not name.startswith("__MACOSX/"):
                    yield name, lambda name=name: archive.read(name)
