"""What a visitor takes home of a run: one zip."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from explorer.gan import POINT_SETS, TrainingConfig
from explorer.gan.data.datasets import BUNDLES
from explorer.gan.data.feed import Chance, load_data
from explorer.gan.files.weights import DESCRIPTION, WEIGHTS, read_description
from explorer.gan.scripts.by_system import script_of
from explorer.gan.scripts.gan_script import DATA
from explorer.runs.folder import CHECKPOINT
from explorer.runs.history import COLUMNS

README = """What is in here

generator.safetensors, config.json   the averaged generator and what it is
checkpoint.safetensors               everything to go on training: upload it under "Keep it"
curves.csv, scores.csv               what was measured
train.py                             the same networks and recipe in plain PyTorch:
                                     python train.py (needs torch and numpy)
data.npz                             what was learned, for train.py; see LICENCES.md for whose it
                                     is. Where it is missing, bring your own:
                                     "images", uint8, shape (N, H, W) or (N, H, W, C)
"""


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """What goes into the zip.

    Attributes:
        rung: The folder of the rung.
        data: The visitor's own data on disk, if the run learned such.
        config: The run's settings.
        precision: The number format it trained in.
        curves: History points, shape (n, columns).
        scores: As in `RunView.scores`.
    """

    rung: Path
    data: Path | None
    config: TrainingConfig
    precision: str
    curves: NDArray[np.float64]
    scores: dict[str, NDArray[np.float64]]


def pack(parcel: Parcel) -> bytes:
    """Write the zip.

    Raises:
        OSError: If the rung is gone.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in (WEIGHTS, DESCRIPTION, CHECKPOINT):  # weights hardly compress
            archive.write(parcel.rung / name, name, zipfile.ZIP_STORED)
        archive.writestr("curves.csv", _csv(COLUMNS, parcel.curves))
        if parcel.scores:
            rows = np.stack(list(parcel.scores.values()), axis=1)  # (n, names)
            archive.writestr("scores.csv", _csv(list(parcel.scores), rows))
        channels = 1 if parcel.config.is_points else read_description(parcel.rung)["image_shape"][0]
        script = script_of(parcel.config, channels, parcel.precision)
        archive.writestr("train.py", script)
        if (data := _data(parcel)) is not None:
            archive.writestr(DATA, data, zipfile.ZIP_STORED)
            if (BUNDLES / f"{parcel.config.dataset}.npz").exists():
                archive.write(BUNDLES / "README.md", "LICENCES.md")
        archive.writestr("README.txt", README)
    return buffer.getvalue()


def _data(parcel: Parcel) -> bytes | None:
    """The contents of data.npz; None for sets that are too large to take along."""
    config, file = parcel.config, io.BytesIO()
    if parcel.data is not None:
        own = np.load(parcel.data, allow_pickle=False)
        np.savez_compressed(file, **{"points" if config.is_points else "images": own})
    elif config.dataset in POINT_SETS:
        np.savez_compressed(file, points=load_data(config, None, Chance(config.seed)).numpy())
    elif (bundle := BUNDLES / f"{config.dataset}.npz").exists():
        return bundle.read_bytes()
    return file.getvalue() or None


def _csv(names: Sequence[str], rows: Iterable[Iterable[float]]) -> str:
    """Write numbers as other programs read them; what does not apply stays empty."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(["" if np.isnan(n) else f"{n:.10g}" for n in row] for row in rows)
    return file.getvalue()
