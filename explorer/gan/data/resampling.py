"""Pictures of a quarter of the size, and back again without learning anything.

Super-resolution is measured against what needs no network: repeating pixels, and bicubic
interpolation, which is what picture viewers do.
"""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor

FACTOR = 4
"""How many times smaller, on each axis, the low-resolution pictures are."""


def shrunk(images: Tensor) -> Tensor:
    """Make pictures four times smaller: each pixel is the mean of a block of 4×4.

    Args:
        images: Shape (N, C, H, W), sides divisible by 4.

    Returns:
        Shape (N, C, H/4, W/4).
    """
    return F.avg_pool2d(images, FACTOR)


def repeated(low: Tensor) -> Tensor:
    """Repeat every pixel in a block of 4×4, so that one sees what there is to go by.

    Args:
        low: Shape (N, C, h, w).

    Returns:
        Shape (N, C, 4h, 4w); `shrunk` gives `low` back.
    """
    return F.interpolate(low, scale_factor=FACTOR, mode="nearest")


def bicubic(low: Tensor) -> Tensor:
    """Interpolate with cubic polynomials of the 4×4 pixels around each place.

    Args:
        low: Shape (N, C, h, w).

    Returns:
        Shape (N, C, 4h, 4w). Beside edges it may overshoot the range of `low`.

    Source:
        Keys, "Cubic convolution interpolation for digital image processing", 1981.
    """
    # With "antialias" torch takes Keys' own kernel, a = −½, as picture programs do; else −¾.
    return F.interpolate(low, scale_factor=FACTOR, mode="bicubic", antialias=True)
