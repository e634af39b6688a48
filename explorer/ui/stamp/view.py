"""What the Stamp stage shows for one setting: pure functions from settings to numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from explorer.latent import LayerCut
from explorer.transposed_conv import (
    ConvTransposeSpec,
    as_matrix,
    crop,
    full_canvas,
    gather,
    overlap_count,
)
from explorer.ui.stamp.settings import CHANNELS, FROM_LAYER, SIZES, StampSettings

LARGEST_MATRIX = 2_000_000
"""Entries up to which the matrix view is computed for comparison; beyond, 16 MB and more."""


def stamp_view(settings: StampSettings, cut: LayerCut | None = None) -> dict[str, Any]:
    """Compute what the stage draws.

    Args:
        settings: The visitor's choice.
        cut: One input channel and one kernel of a generator's layer, for patterns named "layer".

    Returns:
        A JSON-ready dict: `spec`, the sizes, `x` (C_in, i, i), `w`
        (C_in, C_out/groups, k, k), `canvas` with every stamp added and nothing cropped
        (C_out, F, F), `overlap` (o, o), `deltas` = each view's max |Δ| against torch (None where
        it was not computed), `adjoint` = both sides of the adjoint law, `source`, what
        `LayerCut.describe` returns, and `read`, what a convolution that was cut reads, (o, o).

    Raises:
        ValueError: If a pattern's numbers do not fit the setting.
    """
    x, weight, spec = settings.x(cut), settings.weight(cut), settings.spec
    canvas = full_canvas(x, weight, spec)
    y = crop(canvas, x.shape[1:], spec)
    return {
        "spec": {name: getattr(spec, name) for name in (*SIZES[1:], *CHANNELS)},
        "input_size": x.shape[1:],
        "output_size": y.shape[1:],
        "canvas_size": canvas.shape[1:],
        "x": x.tolist(),
        "w": weight.tolist(),
        "canvas": canvas.tolist(),
        "overlap": overlap_count(spec, x.shape[1:]).tolist(),
        "deltas": deltas_to_torch(x, weight, spec, y),
        "adjoint": adjoint_law(x, y, weight, spec),
        "source": cut.describe() if cut and uses_layer(settings) else None,
        "read": _read(settings, cut, y.shape[1:]),
    }


def _read(
    settings: StampSettings, cut: LayerCut | None, size: tuple[int, ...]
) -> list[list[float]] | None:
    """What the convolution on the stage reads, as long as its kernel and sizes are the layer's."""
    if cut is None or cut.read is None or settings.kernel_pattern != FROM_LAYER:
        return None
    return cut.read.tolist() if cut.read.shape == size else None


def uses_layer(settings: StampSettings) -> bool:
    """Whether any of the numbers come from a generator's layer."""
    return FROM_LAYER in (settings.input_pattern, settings.kernel_pattern)


def deltas_to_torch(
    x: NDArray[np.floating],
    weight: NDArray[np.floating],
    spec: ConvTransposeSpec,
    y: NDArray[np.floating],
) -> dict[str, float | None]:
    """Compare every way of computing the layer with torch, all in float64.

    Args:
        x: Input, shape (C_in, H, W).
        weight: Kernel, shape (C_in, C_out/groups, kH, kW).
        spec: The layer.
        y: What scatter gave, shape (C_out, H', W').

    Returns:
        max |Δ| against `torch.nn.functional.conv_transpose2d` of "scatter", "gather", "matrix"
        (None where the matrix would have more than `LARGEST_MATRIX` entries) and "gradient".
    """
    theirs = torch_output(x, weight, spec)
    return {
        name: None if way is None else float(np.abs(way - theirs).max())
        for name, way in four_ways(x, weight, spec, y).items()
    }


def four_ways(
    x: NDArray[np.floating],
    weight: NDArray[np.floating],
    spec: ConvTransposeSpec,
    y: NDArray[np.floating],
) -> dict[str, NDArray[np.floating] | None]:
    """Compute the layer in every way that the stage shows; arguments as for `deltas_to_torch`.

    Returns:
        View → output, shape (C_out, H', W'); None for "matrix" where it would be too large.
    """
    flat = None
    if y.size * x.size <= LARGEST_MATRIX:
        flat = (as_matrix(weight, spec, x.shape[1:]) @ x.ravel()).reshape(y.shape)
    return {
        "scatter": y,
        "gather": gather(x, weight, spec),
        "matrix": flat,
        "gradient": input_gradient(x, weight, spec),
    }


def torch_output(
    x: NDArray[np.floating], weight: NDArray[np.floating], spec: ConvTransposeSpec
) -> NDArray[np.floating]:
    """The layer as torch computes it, shape (C_out, H', W')."""
    return torch.nn.functional.conv_transpose2d(
        torch.from_numpy(x)[None],
        torch.from_numpy(weight),
        stride=spec.stride,
        padding=spec.padding,
        output_padding=spec.output_padding,
        groups=spec.groups,
        dilation=spec.dilation,
    )[0].numpy()


def input_gradient(
    x: NDArray[np.floating], weight: NDArray[np.floating], spec: ConvTransposeSpec
) -> NDArray[np.floating]:
    """Gradient of a convolution with respect to its input, when x arrives from above.

    torch's automatic differentiation computes it; that it equals the transposed convolution of x
    is why a generator's forward pass looks like a classifier's backward pass.

    Args:
        x: Gradient from above, shape (C_in, H, W).
        weight: The convolution's kernel, shape (C_in, C_out/groups, kH, kW).
        spec: The layer whose transpose the convolution is.

    Returns:
        Gradient, shape (C_out, H', W').
    """
    size = spec.output_size(x.shape[1:])
    v = torch.zeros(1, spec.out_channels, *size, dtype=torch.float64, requires_grad=True)
    convolved = torch.nn.functional.conv2d(
        v,
        torch.from_numpy(weight),
        stride=spec.stride,
        padding=spec.padding,
        dilation=spec.dilation,
        groups=spec.groups,
    )
    # An output_padding of at least the stride gives windows that no input cell belongs to.
    used = convolved[:, :, : x.shape[1], : x.shape[2]]
    (gradient,) = torch.autograd.grad(used, v, torch.from_numpy(x)[None])
    return gradient[0].numpy()


def adjoint_law(
    x: NDArray[np.floating],
    y: NDArray[np.floating],
    weight: NDArray[np.floating],
    spec: ConvTransposeSpec,
) -> dict[str, float]:
    """Both sides of ⟨C u, x⟩ = ⟨u, Cᵀ x⟩ for a random picture u, C computed by torch.

    Args:
        x: Input, shape (C_in, H, W).
        y: Cᵀ x, shape (C_out, H', W').
        weight: Kernel, shape (C_in, C_out/groups, kH, kW).
        spec: The layer.
    """
    u = np.random.default_rng(0).uniform(-1, 1, y.shape)
    convolved = torch.nn.functional.conv2d(
        torch.from_numpy(u)[None],
        torch.from_numpy(weight),
        stride=spec.stride,
        padding=spec.padding,
        dilation=spec.dilation,
        groups=spec.groups,
    )[0, :, : x.shape[1], : x.shape[2]].numpy()
    return {"left": float(np.vdot(convolved, x)), "right": float(np.vdot(u, y))}
