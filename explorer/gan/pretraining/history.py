"""How a generator learned: the same z's at some points of its training, in one picture file."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

from explorer.gan.files.weights import WeightsError, read_description
from explorer.gan.pretraining.sampling import tiled

HISTORY = "history.webp"
POINTS = 12
SAMPLES = 16
SEED = 2
"""Decides the z's of a history."""

QUALITY = 90
"""Of WebP's 100: the eye sees no difference, and a history takes a fifth of the room."""


def milestones(steps: Sequence[int], last: int, count: int = POINTS) -> list[int]:
    """Choose steps that a history shows, each about as many times the one before it.

    Early on a generator changes fast, and slowly later.

    Args:
        steps: The steps to choose from.
        last: One of them, the last to be shown.
        count: How many at most.
    """
    known = np.array([step for step in steps if step <= last])
    wanted = np.linspace(np.log1p(known.min()), np.log1p(last), count)  # (count,)
    nearest = np.abs(np.log1p(known)[None, :] - wanted[:, None]).argmin(1)
    return [int(step) for step in known[np.unique(nearest)]]


def draw_strip(images: Sequence[Tensor]) -> bytes:
    """Draw one row of pictures for each point, as a WebP file.

    Args:
        images: For each point, images in [−1, 1], shape (16, C, H, W).
    """
    file = io.BytesIO()
    tiled(torch.cat(list(images)), SAMPLES).save(file, "WEBP", quality=QUALITY, method=6)
    return file.getvalue()


def read_history(folder: Path) -> tuple[list[Mapping[str, Any]], NDArray[np.uint8]] | None:
    """Read a generator's history.

    Args:
        folder: What `export` wrote.

    Returns:
        For each point its step, images seen and score, and its pictures: uint8, shape
        (points, 16, H, W, 3). None if the generator has no history.

    Raises:
        WeightsError: If the files do not belong together.
    """
    description = read_description(folder)
    history = description.get("history")
    if history is None:
        return None
    try:
        points, (_, height, width) = history["points"], description["image_shape"]
        with Image.open(folder / HISTORY, formats=["WEBP"]) as strip:
            if strip.size != (SAMPLES * width, len(points) * height):
                raise ValueError("The strip has another size.")
            pixels = np.asarray(strip.convert("RGB"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WeightsError(
            f"{HISTORY} in {folder.name} is not the history that its description lists."
        ) from error
    tiles = pixels.reshape(len(points), height, SAMPLES, width, 3)
    return points, tiles.transpose(0, 2, 1, 3, 4)
