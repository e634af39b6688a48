"""What a new run is given besides its settings: data, another run's checkpoint, an upload."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.gan import TrainingConfig
from explorer.gan.config import DRAWN, OWN
from explorer.gan.data.points import drawn
from explorer.gan.scripts.gan_script import DATA
from explorer.runs import checkpoint
from explorer.runs.checkpoint import CheckpointError
from explorer.runs.folder import CHECKPOINT, RunFolder
from explorer.runs.versions import known_settings

LARGEST_DATA = 100 * 2**20
"""Bytes of a visitor's own data: more than 5,000 pictures of 64×64 in colour."""

LONGEST_HEADER = 2**16  # bytes before the numbers in a NumPy file

LARGEST_UPLOAD = 256 * 2**20
"""Bytes of an uploaded checkpoint; the classic 64×64 network needs 90 MB."""


def put_data(folder: RunFolder, config: TrainingConfig, data: NDArray[Any] | None) -> None:
    """Write the data that a run of this config needs beside the config, if it needs any.

    Args:
        folder: The run's.
        config: The settings.
        data: What the visitor brought: pictures, uint8, shape (N, H, W, C), or points, (N, 2).

    Raises:
        ValueError: If they are missing, or unfit.
    """
    if config.dataset not in (OWN, DRAWN):
        return
    if data is None:
        raise ValueError(
            "dataset own needs pictures: choose at least 64 of them."
            if config.dataset == OWN
            else "dataset drawn needs points: draw some first."
        )
    if data.nbytes > LARGEST_DATA:
        raise ValueError(f"dataset must take at most {LARGEST_DATA >> 20} MB in all.")
    checked = _points(data) if config.dataset == DRAWN else _pictures(data, config.batch_size)
    np.save(folder.data, checked, allow_pickle=False)


def _points(data: NDArray[Any]) -> NDArray[np.float32]:
    points = np.ascontiguousarray(data, np.float32)
    drawn(points)  # refuses what is no set of points
    return points


def _pictures(data: NDArray[Any], batch_size: int) -> NDArray[np.uint8]:
    if data.dtype != np.uint8 or data.ndim != 4 or data.shape[3] not in (1, 3):
        raise ValueError("dataset own must be pixels, uint8, of shape (N, H, W, C).")
    if len(data) < batch_size:
        raise ValueError(
            f"batch_size must be at most {len(data):,}, the number of images, not {batch_size:,}."
        )
    return np.ascontiguousarray(data)


def share(source: Path, target: Path) -> None:
    """Have a file in a second place: it stays there when the first one goes."""
    try:
        os.link(source, target)
    except OSError:  # a file system without links
        shutil.copyfile(source, target)


def put_upload(folder: RunFolder, upload: Path) -> tuple[TrainingConfig, int]:
    """Check an uploaded checkpoint and give it to a run, to continue from.

    Only its settings are read here. Its arrays are read, and refused if they do not fit, by the
    process that is to train with them.

    Args:
        folder: The new run's.
        upload: What `RunKeeper.export` packed, or the checkpoint out of it.

    Returns:
        The settings, and the steps done.

    Raises:
        ValueError: If the file is no such checkpoint, or is too large.
    """
    try:
        if zipfile.is_zipfile(upload):
            _unpack(upload, folder.checkpoint)
        else:
            _check_size(upload.stat().st_size)
            shutil.copyfile(upload, folder.checkpoint)
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise CheckpointError("This file cannot be read: upload it again.") from error
    described = checkpoint.describe(folder.checkpoint)
    try:
        session = described["session"]
        return known_settings(session["config"])[0], int(session["steps_done"])
    except (KeyError, TypeError, AttributeError) as error:
        raise CheckpointError("This file is not a checkpoint that this program wrote.") from error


def data_in(upload: Path) -> NDArray[Any] | None:
    """Read the visitor's own data out of a zip that `Runs.export` packed; None if it has none.

    Nothing is allocated that a header asks for: an array must be as long as what lies in the file.

    Raises:
        CheckpointError: If it is damaged or too large.
    """
    if not zipfile.is_zipfile(upload):
        return None
    try:
        with zipfile.ZipFile(upload) as file:
            if DATA not in file.namelist():
                return None
            with file.open(DATA) as source:
                packed = io.BytesIO(source.read(LARGEST_DATA))
        with zipfile.ZipFile(packed) as arrays:
            (name,) = {"points.npy", "images.npy"} & set(arrays.namelist())
            with arrays.open(name) as source:
                return _array(io.BytesIO(source.read(LARGEST_DATA + LONGEST_HEADER)))
    except (OSError, ValueError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise CheckpointError(f"The {DATA} in this zip cannot be read: upload it again.") from error


def _array(file: io.BytesIO) -> NDArray[Any]:
    if np.lib.format.read_magic(file) != (1, 0):
        raise ValueError("not what NumPy writes by itself")
    shape, in_columns, kind = np.lib.format.read_array_header_1_0(file)
    if in_columns or kind.hasobject:
        raise ValueError("not what this program writes")
    return np.frombuffer(file.read(), kind).reshape(shape)


def _unpack(archive: Path, target: Path) -> None:
    """Write the checkpoint in a zip to a place of our own choosing, and never more than allowed."""
    with zipfile.ZipFile(archive) as file:
        if CHECKPOINT not in file.namelist():
            raise CheckpointError(
                f"This zip holds no {CHECKPOINT}: upload one that was downloaded here."
            )
        left = LARGEST_UPLOAD
        with file.open(CHECKPOINT) as source, target.open("wb") as copy:
            while block := source.read(min(left + 1, 2**20)):
                left -= len(block)
                _check_size(LARGEST_UPLOAD - left)
                copy.write(block)


def _check_size(size: int) -> None:
    if size > LARGEST_UPLOAD:
        raise CheckpointError(
            f"This checkpoint is larger than the {LARGEST_UPLOAD >> 20} MB allowed."
        )
