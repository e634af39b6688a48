"""Why “deconvolution” is a misnomer, measured on one real picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from explorer.transposed_conv import KERNELS, ConvTransposeSpec, convolve, deconvolve, gather
from explorer.ui.stamp.lab_view import PICTURES, Array, encode

PICTURE = "pullover"

LAYERS: dict[str, ConvTransposeSpec] = {
    "blur": ConvTransposeSpec(kernel_size=5, padding=2),
    "strided": ConvTransposeSpec(kernel_size=4, stride=2, padding=1),
}
"""The layers tried, both with Gaussian weights: one keeps every number, one keeps a quarter."""


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """A picture, its convolution, and two ways back.

    Attributes:
        spec: The transposed convolution; the convolution is the one it transposes.
        convolved: Shape (h, w).
        transposed: The transposed convolution of `convolved`, same weights, shape (H, W).
        solved: The least-squares solution, shape (H, W).
        transposed_error: Root mean square difference to the picture, in units of its root mean
            square, after both were brought to the brightness that fits best.
        solved_error: The same for `solved`.
    """

    spec: ConvTransposeSpec
    convolved: Array
    transposed: Array
    solved: Array
    transposed_error: float
    solved_error: float


def attempt(picture: Array, spec: ConvTransposeSpec) -> Attempt:
    """Convolve a picture and try to get it back.

    Args:
        picture: Shape (H, W).
        spec: A layer of one channel whose output has the picture's size.
    """
    weight = KERNELS["gaussian"](spec.kernel_size, 0)[None, None]
    size = tuple(
        (n + 2 * p - k) // s + 1
        for n, p, k, s in zip(
            picture.shape, spec.padding, spec.kernel_size, spec.stride, strict=True
        )
    )
    convolved = convolve(picture[None], weight, spec, size)
    transposed, transposed_error = _fitted(gather(convolved, weight, spec)[0], picture)
    solved, solved_error = _fitted(deconvolve(convolved, weight, spec)[0], picture)
    return Attempt(
        spec=spec,
        convolved=convolved[0],
        transposed=transposed,
        solved=solved,
        transposed_error=transposed_error,
        solved_error=solved_error,
    )


def _fitted(found: Array, picture: Array) -> tuple[Array, float]:
    """Scale to the picture as well as one factor can, and measure what remains."""
    scaled = found * (found * picture).sum() / (found**2).sum()
    return scaled, float(np.sqrt(((scaled - picture) ** 2).sum() / (picture**2).sum()))


@cache
def inverse_view() -> dict[str, Any]:
    """Compute what the card draws; about half a second the first time, nothing afterwards.

    Returns:
        JSON-ready: the `picture`, and for each of `LAYERS` three pictures and two errors.
    """
    picture = PICTURES[PICTURE]()
    return {
        "picture": encode(picture, 0, 1),
        "attempts": [_shown(name, attempt(picture, spec)) for name, spec in LAYERS.items()],
    }


def _shown(name: str, found: Attempt) -> dict[str, Any]:
    return {
        "name": name,
        "convolved": encode(found.convolved, 0, float(found.convolved.max())),
        "transposed": encode(found.transposed, 0, 1),
        "solved": encode(found.solved, 0, 1),
        "transposed_error": found.transposed_error,
        "solved_error": found.solved_error,
    }
