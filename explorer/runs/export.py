"""What a visitor takes home of a run: one zip."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from explorer.gan import TrainingConfig
from explorer.gan.weights import DESCRIPTION, WEIGHTS
from explorer.runs.folder import CHECKPOINT
from explorer.runs.history import COLUMNS


def pack(
    rung: Path,
    *,
    config: TrainingConfig,
    curves: NDArray[np.float64],
    scores: dict[str, NDArray[np.float64]],
) -> bytes:
    """Pack a rung, the curves and the scores.

    Args:
        rung: The folder of the rung.
        config: The run's settings.
        curves: History points, shape (n, columns).
        scores: As in `RunView.scores`.

    Raises:
        OSError: If the rung is gone.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:  # weights hardly compress
        for name in (WEIGHTS, DESCRIPTION, CHECKPOINT):
            archive.write(rung / name, name)
        packed = zipfile.ZIP_DEFLATED
        archive.writestr("curves.csv", _csv(COLUMNS, curves), packed)
        if scores:
            rows = np.stack(list(scores.values()), axis=1)  # (n, names)
            archive.writestr("scores.csv", _csv(list(scores), rows), packed)
    return buffer.getvalue()


def _csv(names: Sequence[str], rows: Iterable[Iterable[float]]) -> str:
    """Write numbers as other programs read them; what does not apply stays empty."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(["" if np.isnan(n) else f"{n:.10g}" for n in row] for row in rows)
    return file.getvalue()
