"""Named inputs and kernels for the stage: each choice a function from a size to an array.

Random patterns are rounded to one decimal on purpose: products then have two, so every number
on the stage is exact and a visitor can check each sum by hand.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from explorer.transposed_conv.spec import Pair

Pattern = Callable[[Pair, int], NDArray[np.float64]]
"""(height, width), seed → values, shape (height, width); only random patterns use the seed."""


def ones(size: Pair, seed: int = 0) -> NDArray[np.float64]:
    """All ones: the output becomes the overlap count."""
    return np.ones(size)


def ramp(size: Pair, seed: int = 0) -> NDArray[np.float64]:
    """Rise from 0.1 in reading order by 0.1 a cell, so that every cell can be told apart."""
    return np.arange(1, size[0] * size[1] + 1).reshape(size) / 10


def impulse(size: Pair, seed: int = 0) -> NDArray[np.float64]:
    """A single 1 in the middle: the output is one stamp."""
    values = np.zeros(size)
    values[size[0] // 2, size[1] // 2] = 1
    return values


def random(size: Pair, seed: int = 0) -> NDArray[np.float64]:
    """Uniform in [−1, 1], rounded to one decimal."""
    return np.random.default_rng(seed).integers(-10, 11, size) / 10


def gaussian(size: Pair, seed: int = 0) -> NDArray[np.float64]:
    """A bell that sums to one, with a standard deviation of a quarter of the side."""
    rows, cols = (np.exp(-0.5 * ((np.arange(n) - (n - 1) / 2) / (n / 4)) ** 2) for n in size)
    bell = np.outer(rows, cols)
    return bell / bell.sum()


def bilinear(size: Pair, seed: int = 0) -> NDArray[np.float64]:
    """The kernel that makes a transposed convolution interpolate linearly.

    Source:
        Long, Shelhamer & Darrell, "Fully Convolutional Networks", 2015.
    """
    return np.outer(*(_tent(n) for n in size))


def _tent(n: int) -> NDArray[np.float64]:
    stride = (n + 1) // 2
    centre = (n - 1) / 2
    return 1 - np.abs(np.arange(n) - centre) / stride


def sobel(size: Pair, seed: int = 0) -> NDArray[np.float64]:
    """Smooth down the rows, differentiate along them: the horizontal gradient.

    The 3×3 case is Sobel's; larger sides use the next rows of Pascal's triangle.
    """
    blur = _binomial(max(size[1] - 1, 1))
    slope = np.insert(blur, 0, 0) - np.append(blur, 0) if size[1] > 1 else np.zeros(1)
    return np.outer(_binomial(size[0]), slope)


def _binomial(n: int) -> NDArray[np.float64]:
    row = np.ones(1)
    for _ in range(n - 1):
        row = np.append(row, 0) + np.insert(row, 0, 0)
    return row


INPUTS: dict[str, Pattern] = {"random": random, "ramp": ramp, "ones": ones, "impulse": impulse}
"""Input patterns by name."""

KERNELS: dict[str, Pattern] = {
    "random": random,
    "ones": ones,
    "ramp": ramp,
    "bilinear": bilinear,
    "gaussian": gaussian,
    "sobel": sobel,
}
"""Kernel patterns by name."""
