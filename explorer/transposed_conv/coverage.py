"""How evenly stamps cover the output, and how much of a picture repeats with the stride."""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd

import numpy as np
from numpy.typing import ArrayLike

from explorer.transposed_conv.spec import ConvTransposeSpec, as_pair


def unevenness(spec: ConvTransposeSpec) -> float:
    """Score how unevenly stamps cover the interior: (max − min) / (max + min) of their counts.

    0 is perfectly even, 1 leaves some pixels without any stamp. Away from the border the counts
    repeat with the stride, so one period of s_h × s_w pixels says it all; the input's size and
    the padding do not matter.

    Args:
        spec: The layer; channels and groups do not matter.

    Returns:
        The score in [0, 1]. From the scores e_h and e_w of the axes it is
        (e_h + e_w) / (1 + e_h·e_w), so it is 0 exactly when both are.

    Source:
        Odena, Dumoulin & Olah, "Deconvolution and Checkerboard Artifacts", Distill, 2016, for
        the cause; the score is Michelson's contrast, 1927.
    """
    (most_h, least_h), (most_w, least_w) = (_extreme_counts(spec, axis) for axis in (0, 1))
    return _contrast(most_h * most_w, least_h * least_w)  # a pixel's count is row's × column's


def axis_unevenness(spec: ConvTransposeSpec) -> tuple[float, float]:
    """Score the rows and the columns apart, each as `unevenness` scores the whole."""
    return _contrast(*_extreme_counts(spec, 0)), _contrast(*_extreme_counts(spec, 1))


def _contrast(most: int, least: int) -> float:
    return (most - least) / (most + least)


def _extreme_counts(spec: ConvTransposeSpec, axis: int) -> tuple[int, int]:
    """Most and fewest stamps on a row (or column) of the interior.

    Kernel cell u lands on residue u·d mod s. These residues are the multiples of gcd(s, d), each
    visited in turn, so k cells spread over m = s / gcd(s, d) of them as evenly as can be: ⌈k/m⌉
    or ⌊k/m⌋ each. The other residues, if any, get nothing.
    """
    k, s, d = spec.kernel_size[axis], spec.stride[axis], spec.dilation[axis]
    visited = s // gcd(s, d)
    return -(-k // visited), k // visited if visited == s else 0


def fourier_peak(image: ArrayLike, stride: int | Sequence[int]) -> float:
    """Measure which share of a picture's variation repeats with the stride: its checkerboard.

    The energy |FFT|² at the stride's frequencies (multiples of 1/s_h and 1/s_w cycles a pixel,
    all but zero), divided by the energy at all frequencies but zero. By Parseval's theorem that
    is the variance of the s_h × s_w means of pixels with equal residues, over the variance of
    all pixels. 1 is a pattern that only repeats with the stride; white noise gives about
    (s_h·s_w − 1) / (H·W). A picture without variation has none that repeats: 0.

    Args:
        image: A picture or a map, shape (..., H, W); energies of leading axes, each with its own
            mean removed, are added. Rows and columns past the last whole period are left out.
        stride: The layer's stride, an int or (height, width).

    Returns:
        The share, in [0, 1].

    Raises:
        ValueError: If the picture is not at least two strides high and wide, or not finite.

    Source:
        Odena, Dumoulin & Olah, 2016, for the artifact; the ratio is the "explained" share of
        variance of a one-way analysis of variance.
    """
    values = np.asarray(image, dtype=np.float64)
    strides = as_pair("stride", stride)
    if min(strides) < 1:
        raise ValueError(f"stride must be at least 1, not {min(strides)}.")
    if values.ndim < 2 or any(n < 2 * s for n, s in zip(values.shape[-2:], strides, strict=True)):
        raise ValueError(
            f"A picture of shape {values.shape} is too small: the peak at stride "
            f"{strides[0]}×{strides[1]} needs at least {2 * strides[0]}×{2 * strides[1]} pixels."
        )
    if not np.isfinite(values).all():
        raise ValueError("The picture must hold finite numbers.")
    height, width = (n // s * s for n, s in zip(values.shape[-2:], strides, strict=True))
    values = values[..., :height, :width]
    values = values / (np.abs(values).max() or 1)  # squares of large numbers would overflow
    values = values - values[..., :1, :1]  # so that a flat picture is exactly zero
    energy = np.abs(np.fft.fft2(values)) ** 2
    energy[..., 0, 0] = 0
    total = energy.sum()
    peak = energy[..., :: height // strides[0], :: width // strides[1]].sum()
    return min(1.0, float(peak / total)) if total > 0 else 0.0
