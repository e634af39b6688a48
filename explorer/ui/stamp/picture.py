"""A visitor's picture as the input of the Stamp stage."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from explorer.ui.stamp.settings import TYPED, StampSettings, write_values
from explorer.ui.uploads import read_picture


def picture_settings(settings: StampSettings, path: str | Path) -> StampSettings:
    """Put a picture in the place of the input: grey, at the input's size, in every channel.

    Each cell is the mean of its part of the picture, in [0, 1] with two decimals.

    Args:
        settings: What is shown.
        path: The uploaded file.

    Raises:
        UnreadablePictureError: If the file is too large, not a picture, or broken.
    """
    height, width = settings.input_size
    fine = read_picture(path, height * width)  # a side that both height and width divide
    cells = fine.reshape(height, width, width, height).mean(axis=(1, 3))
    values = np.broadcast_to(cells.round(2), (settings.in_channels, height, width))
    return replace(settings, input_pattern=TYPED, input_values=write_values(values))
