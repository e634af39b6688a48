"""Pictures that visitors upload, read with a bound on size, memory and formats."""

from __future__ import annotations

import base64
import binascii
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image, ImageOps
from torch import Tensor

from explorer.gan.data.datasets import to_network

FORMATS = ("PNG", "JPEG", "GIF", "BMP")
"""Formats whose header can be read without allocating what it announces."""

MAX_BYTES = 10 * 2**20
MAX_PIXELS = 16_000_000
"""What a decoder may have to hold at once; a larger picture is refused by its header."""


class UnreadablePictureError(ValueError):
    """An uploaded file cannot be shown; the message is for the visitor."""


def read_picture(path: str | Path, side: int) -> NDArray[np.float64]:
    """Read an uploaded picture as a small grey square.

    The header is read first, and nothing is decoded that it says is too large. The largest
    centred square is kept.

    Args:
        path: The uploaded file.
        side: Height and width of the result, in pixels.

    Returns:
        Grey values in [0, 1], shape (side, side).

    Raises:
        UnreadablePictureError: If the file is too large, not a picture, or broken.
    """
    path = Path(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadablePictureError(
                f"The file is larger than {MAX_BYTES // 2**20} MB: use a smaller one."
            )
        with Image.open(path, formats=FORMATS) as picture:
            width, height = picture.size
            if width * height > MAX_PIXELS:
                raise UnreadablePictureError(_too_many(f"{width:,}×{height:,} pixels"))
            grey = ImageOps.exif_transpose(picture).convert("L")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise UnreadablePictureError(_too_many("far more pixels than that")) from None
    except UnreadablePictureError:
        raise
    except Exception as error:  # decoders raise whatever the broken byte led them to
        raise UnreadablePictureError(
            "The file is not a picture that can be read here: use PNG, JPEG, GIF or BMP."
        ) from error
    square = ImageOps.fit(grey, (side, side), Image.Resampling.BOX)
    return np.asarray(square, dtype=np.float64) / 255


def _too_many(found: str) -> str:
    millions = MAX_PIXELS // 10**6
    return (
        f"A picture may have {millions} million pixels and this one has {found}: shrink it first."
    )


def sent_picture(data: object, shape: tuple[int, int, int]) -> Tensor:
    """Read a picture that a page sent.

    Args:
        data: Base64 of its bytes, height × width × channels.
        shape: (C, H, W) that it must have.

    Returns:
        In [−1, 1], of that shape.

    Raises:
        ValueError: If it is none.
    """
    channels, height, width = shape
    wanted = f"The picture must have {width}×{height} pixels of {channels} bytes each."
    longest = 4 * -(-channels * height * width // 3)  # base64
    if not isinstance(data, str) or len(data) > longest:
        raise ValueError(wanted)
    try:
        values = np.frombuffer(base64.b64decode(data, validate=True), dtype=np.uint8)
    except (binascii.Error, ValueError):
        raise ValueError(wanted) from None
    if values.size != channels * height * width:
        raise ValueError(wanted)
    pixels = torch.from_numpy(values.reshape(1, height, width, channels).copy()).permute(0, 3, 1, 2)
    return to_network(pixels, (height, width))[0]
