"""The check that every computation starts with: do the arrays fit the layer?"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from explorer.transposed_conv.spec import ConvTransposeSpec

Array = NDArray[np.floating]


def checked(x: ArrayLike, weight: ArrayLike, spec: ConvTransposeSpec) -> tuple[Array, Array]:
    """Return both as arrays.

    Args:
        x: Input, shape (C_in, H, W).
        weight: Kernel, shape (C_in, C_out/groups, kH, kW).
        spec: The layer they must fit.

    Raises:
        ValueError: If a shape does not fit; the sentence says which shape would.
    """
    x = np.asarray(x)
    if x.ndim != 3 or x.shape[0] != spec.in_channels:
        raise ValueError(
            f"x must have shape (C_in, H, W) with C_in = {spec.in_channels}, not {x.shape}."
        )
    return x, checked_weight(weight, spec)


def checked_weight(weight: ArrayLike, spec: ConvTransposeSpec) -> Array:
    """Return the kernel as an array of shape (C_in, C_out/groups, kH, kW).

    Raises:
        ValueError: If its shape does not fit the layer.
    """
    weight = np.asarray(weight)
    if weight.shape != spec.weight_shape:
        raise ValueError(f"weight must have shape {spec.weight_shape}, not {weight.shape}.")
    return weight
