"""The convolution C whose transpose the layer is, and what it takes to undo it.

A transposed convolution gives a convolution's input back its size, not its values: it applies
Cᵀ, and Cᵀ C is not the identity. What comes nearest to an inverse is least squares.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike

from explorer.transposed_conv.shapes import Array, checked, checked_weight
from explorer.transposed_conv.spec import ConvTransposeSpec, Pair, as_pair
from explorer.transposed_conv.views import as_matrix, canvas_size

MAX_MATRIX_ENTRIES = 1_500_000
"""Largest matrix `deconvolve` solves: a 34×34 picture under a 3×3 kernel, a second or less."""


def convolve(
    y: ArrayLike, weight: ArrayLike, spec: ConvTransposeSpec, input_size: int | Sequence[int]
) -> Array:
    """Convolve y with the layer's weight: the adjoint, ⟨C y, x⟩ = ⟨y, scatter(x)⟩ for every x.

    It is torch's conv2d with the same weight, stride, padding, dilation and groups. Only where
    output_padding reaches the stride (legal under a larger dilation) does conv2d find further
    windows; they have no partner among the layer's inputs, so they are left out here.

    Args:
        y: The layer's output side, shape (C_out, H', W').
        weight: Kernel, shape (C_in, C_out/groups, kH, kW).
        spec: The layer.
        input_size: Height and width (H, W) of the layer's input side.

    Returns:
        C y, shape (C_in, H, W).

    Raises:
        ValueError: If a shape does not fit the layer, or the padding leaves no output.

    Source:
        Dumoulin & Visin, 2016, section 4.1.
    """
    size = as_pair("input_size", input_size)
    y, weight = np.asarray(y), checked_weight(weight, spec)
    wanted = (spec.out_channels, *spec.output_size(size))
    if y.shape != wanted:
        raise ValueError(f"y must have shape {wanted}, not {y.shape}.")
    (ph, pw), (sh, sw), (dh, dw) = spec.padding, spec.stride, spec.dilation
    canvas = np.zeros((spec.out_channels, *canvas_size(spec, size)), dtype=y.dtype)
    canvas[:, ph : ph + wanted[1], pw : pw + wanted[2]] = y
    height, width = spec.full_size(size)  # what the stamps cover: exactly H × W windows
    reach = [d * (k - 1) + 1 for d, k in zip(spec.dilation, spec.kernel_size, strict=True)]
    windows = sliding_window_view(canvas[:, :height, :width], reach, axis=(1, 2))
    windows = windows[:, ::sh, ::sw, ::dh, ::dw]  # (C_out, H, W, kH, kW)
    g = spec.groups
    x = np.einsum(
        "gohwuv,gcouv->gchw",
        windows.reshape(g, -1, *windows.shape[1:]),
        weight.reshape(g, -1, *weight.shape[1:]),
    )  # (g, ci, H, W)
    return x.reshape(spec.in_channels, *size)


def deconvolve(
    observed: ArrayLike,
    weight: ArrayLike,
    spec: ConvTransposeSpec,
    output_size: int | Sequence[int] | None = None,
) -> Array:
    """Undo the convolution by least squares: the y for which ‖C y − observed‖ is smallest.

    Where C has full column rank the picture comes back to rounding: padding d·(k − 1) with
    stride 1 is enough for that, because then the convolution sees every border pixel alone.
    Where C loses dimensions (a stride, a small padding) no method can bring them back; the
    shortest y that explains the observation is returned.

    Args:
        observed: C y, shape (C_in, H, W).
        weight: Kernel, shape (C_in, C_out/groups, kH, kW).
        spec: The layer; without output_size, its output_padding decides between the sizes that a
            strided convolution makes equal.
        output_size: Height and width of y; then the layer's own output_padding does not matter.

    Returns:
        y, shape (C_out, H', W'), float64.

    Raises:
        ValueError: If a shape does not fit the layer, a number is not finite, or the matrix has
            more than `MAX_MATRIX_ENTRIES` entries.
    """
    observed, weight = checked(observed, weight, spec)
    if not (np.isfinite(observed).all() and np.isfinite(weight).all()):
        raise ValueError("Least squares needs finite numbers in the observation and the kernel.")
    size = observed.shape[1], observed.shape[2]
    if output_size is not None:
        spec = _with_output_size(spec, size, as_pair("output_size", output_size))
    shape = (spec.out_channels, *spec.output_size(size))
    entries = observed.size * int(np.prod(shape))
    if entries > MAX_MATRIX_ENTRIES:
        raise ValueError(
            f"Least squares would need a matrix of {entries:,} entries, more than "
            f"{MAX_MATRIX_ENTRIES:,}: use a smaller picture."
        )
    transpose = as_matrix(weight, spec, size).astype(np.float64)
    return np.linalg.lstsq(transpose.T, observed.ravel().astype(np.float64))[0].reshape(shape)


def _with_output_size(
    spec: ConvTransposeSpec, input_size: Pair, output_size: Pair
) -> ConvTransposeSpec:
    """Choose the output_padding that makes the layer's output this size."""
    full = spec.full_size(input_size)
    smallest = [f - 2 * p for f, p in zip(full, spec.padding, strict=True)]
    reach = [max(s, d) for s, d in zip(spec.stride, spec.dilation, strict=True)]
    for o, least, r in zip(output_size, smallest, reach, strict=True):
        if not max(1, least) <= o < least + r:
            raise ValueError(
                f"No output_padding makes a side of {o}: this layer reaches "
                f"{max(1, least)} to {least + r - 1}."
            )
    rest = [o - least for o, least in zip(output_size, smallest, strict=True)]
    return replace(spec, output_padding=rest)
