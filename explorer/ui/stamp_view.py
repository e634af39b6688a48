"""What the Stamp stage shows for one setting: pure functions from settings to numbers."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from explorer.latent import LayerCut
from explorer.transposed_conv import (
    INPUTS,
    KERNELS,
    ConvTransposeSpec,
    crop,
    full_canvas,
    overlap_count,
)

FROM_LAYER = "layer"
"""Name of the pattern whose numbers come from a generator's layer."""

MAX_INPUT_SIZE, MAX_KERNEL_SIZE = 16, 9


@dataclass(frozen=True, kw_only=True)
class StampSettings:
    """Everything a visitor can choose on the Stamp tab; field names are widget and link keys.

    Attributes:
        input_size: Input side i, in cells.
        kernel_size: Kernel side k, in cells.
        stride: Stride s.
        padding: Padding p.
        output_padding: output_padding a.
        dilation: Dilation d.
        input_pattern: A name in `INPUTS`, or "layer".
        kernel_pattern: A name in `KERNELS`, or "layer".
        seed: Seed of the random patterns.

    Raises:
        ValueError: If the setting is illegal; the sentence says what to change.
    """

    input_size: int = 4
    kernel_size: int = 4
    stride: int = 2
    padding: int = 1
    output_padding: int = 0
    dilation: int = 1
    input_pattern: str = "random"
    kernel_pattern: str = "random"
    seed: int = 7

    def __post_init__(self) -> None:
        """Refuse illegal settings before anything is computed."""
        for name, least, most in (
            ("input_size", 1, MAX_INPUT_SIZE),
            ("kernel_size", 1, MAX_KERNEL_SIZE),
            ("seed", 0, 2**31 - 1),
        ):
            value = getattr(self, name)
            if not isinstance(value, int) or not least <= value <= most:
                raise ValueError(f"{name} must be a whole number from {least} to {most}.")
        for name, known in (("input_pattern", INPUTS), ("kernel_pattern", KERNELS)):
            if getattr(self, name) not in (*known, FROM_LAYER):
                raise ValueError(f"{name} must be one of {', '.join(known)}.")
        self.spec.output_size(self.input_size)

    @property
    def spec(self) -> ConvTransposeSpec:
        """The layer these settings describe, with one channel in and out."""
        return ConvTransposeSpec(
            kernel_size=self.kernel_size,
            stride=self.stride,
            padding=self.padding,
            output_padding=self.output_padding,
            dilation=self.dilation,
        )


def stamp_view(settings: StampSettings, cut: LayerCut | None = None) -> dict[str, Any]:
    """Compute what the stage draws.

    Args:
        settings: The visitor's choice.
        cut: One input channel and one kernel of a generator's layer, for patterns named "layer".

    Returns:
        A JSON-ready dict: the spec, the sizes, `x` (i, i), `w` (k, k), `canvas` with every stamp
        added and nothing cropped (F, F), `overlap` (o, o), `delta` = max |Δ| against torch, and
        `settings` for the link.

    Raises:
        ValueError: If a "layer" pattern has no layer, or its size is not the one set.
    """
    x = _values("input", settings, cut)
    w = _values("kernel", settings, cut)
    spec = settings.spec
    canvas = full_canvas(x[None], w[None, None], spec)
    return {
        "settings": asdict(settings),
        "spec": {
            name: getattr(spec, name)
            for name in ("kernel_size", "stride", "padding", "output_padding", "dilation")
        },
        "input_size": x.shape,
        "output_size": spec.output_size(x.shape),
        "canvas_size": canvas.shape[1:],
        "x": x.tolist(),
        "w": w.tolist(),
        "canvas": canvas[0].tolist(),
        "overlap": overlap_count(spec, x.shape).tolist(),
        "delta": delta_to_torch(crop(canvas, x.shape, spec), x[None], w[None, None], spec),
        "source": cut.describe() if cut and FROM_LAYER in _patterns(settings) else None,
    }


def _patterns(settings: StampSettings) -> tuple[str, str]:
    return settings.input_pattern, settings.kernel_pattern


def _values(what: str, settings: StampSettings, cut: LayerCut | None) -> NDArray[np.float64]:
    """The input or the kernel of a setting, shape (height, width)."""
    pattern = getattr(settings, f"{what}_pattern")
    side: int = getattr(settings, f"{what}_size")
    if pattern != FROM_LAYER:
        known = INPUTS if what == "input" else KERNELS
        # The two random patterns must differ, or a square setting would show one grid twice.
        seed = settings.seed if what == "input" else settings.seed + 1
        return known[pattern]((side, side), seed)
    if cut is None:
        raise ValueError("No layer is open: choose one in Explore, or another pattern here.")
    values = cut.x if what == "input" else cut.weight
    if values.shape != (side, side):
        raise ValueError(
            f"The layer's {what} is {values.shape[0]}×{values.shape[1]}: "
            f"keep {what}_size {values.shape[0]}, or choose another {what} pattern."
        )
    return values.astype(np.float64)


def delta_to_torch(
    y: NDArray[np.floating],
    x: NDArray[np.floating],
    weight: NDArray[np.floating],
    spec: ConvTransposeSpec,
) -> float:
    """Return max |Δ| between an output and torch's, both in float64.

    Args:
        y: Our output, shape (C_out, H', W').
        x: Input, shape (C_in, H, W).
        weight: Kernel, shape (C_in, C_out/groups, kH, kW).
        spec: The layer.
    """
    theirs = torch.nn.functional.conv_transpose2d(
        torch.from_numpy(x)[None],
        torch.from_numpy(weight),
        stride=spec.stride,
        padding=spec.padding,
        output_padding=spec.output_padding,
        groups=spec.groups,
        dilation=spec.dilation,
    )[0]
    return float(np.abs(y - theirs.numpy()).max())
