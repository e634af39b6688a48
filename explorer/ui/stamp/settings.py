"""What a visitor can choose on the Stamp tab, and the numbers that follow from the choice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.latent import LayerCut
from explorer.transposed_conv import INPUTS, KERNELS, ConvTransposeSpec
from explorer.transposed_conv.spec import PairSetting

FROM_LAYER = "layer"
"""Name of the pattern whose numbers come from a generator's layer."""

TYPED = "yours"
"""Name of the pattern whose numbers the visitor typed, pasted or drew."""

MAX_INPUT_SIZE, MAX_KERNEL_SIZE, MAX_CHANNELS = 16, 9, 3
LARGEST_VALUE = 1e6
"""Largest |value| of a typed cell: sums of such numbers stay exact enough to be compared."""

SIZES = ("input_size", "kernel_size", "stride", "padding", "output_padding", "dilation")
"""Settings that have a height and a width."""

CHANNELS = ("in_channels", "out_channels", "groups")

RANGES = {
    "input_size": (1, MAX_INPUT_SIZE),
    "kernel_size": (1, MAX_KERNEL_SIZE),
    "stride": (1, 5),
    "padding": (0, 8),
    "output_padding": (0, 4),
    "dilation": (1, 4),
    **dict.fromkeys(CHANNELS, (1, MAX_CHANNELS)),
}
"""Setting → smallest and largest value: what the sliders offer, and what a link may ask for."""

LONGEST_TEXT = 20_000
"""Characters of typed numbers that are read: three 16×16 inputs or nine 9×9 kernels are fewer."""


@dataclass(frozen=True, kw_only=True)
class StampSettings:
    """Everything a visitor can choose on the Stamp tab; field names are widget and link keys.

    Attributes:
        input_size: Input sides i, in cells.
        kernel_size: Kernel sides k, in cells.
        stride: Strides s.
        padding: Paddings p.
        output_padding: output_padding a.
        dilation: Dilations d.
        in_channels: Channels of the input.
        out_channels: Channels of the output.
        groups: Groups of channels.
        input_pattern: A name in `INPUTS`, "yours" or "layer".
        kernel_pattern: A name in `KERNELS`, "yours" or "layer".
        seed: Seed of the random patterns.
        input_values: For "yours": the numbers in reading order, channel by channel, with commas.
        kernel_values: The same for the kernel.

    Raises:
        ValueError: If the setting is illegal; the sentence says what to change.
    """

    input_size: PairSetting = PairSetting(least=1, default=4)
    kernel_size: PairSetting = PairSetting(least=1, default=4)
    stride: PairSetting = PairSetting(least=1, default=2)
    padding: PairSetting = PairSetting(least=0, default=1)
    output_padding: PairSetting = PairSetting(least=0, default=0)
    dilation: PairSetting = PairSetting(least=1, default=1)
    in_channels: int = 1
    out_channels: int = 1
    groups: int = 1
    input_pattern: str = "random"
    kernel_pattern: str = "random"
    seed: int = 7
    input_values: str = ""
    kernel_values: str = ""

    def __post_init__(self) -> None:
        """Refuse illegal settings before anything is computed."""
        for name in SIZES:
            most = RANGES[name][1]
            if max(getattr(self, name)) > most:
                raise ValueError(f"{name} must be at most {most}, not {max(getattr(self, name))}.")
        for name, (least, most) in {
            **{name: RANGES[name] for name in CHANNELS},
            "seed": (0, 2**31 - 1),
        }.items():
            value = getattr(self, name)
            if not isinstance(value, int) or not least <= value <= most:
                raise ValueError(f"{name} must be a whole number from {least} to {most}.")
        for name, known in (("input_pattern", INPUTS), ("kernel_pattern", KERNELS)):
            if getattr(self, name) not in (*known, TYPED, FROM_LAYER):
                raise ValueError(f"{name} must be one of {', '.join(known)}.")
        for name in ("input_values", "kernel_values"):
            text = getattr(self, name)
            if not isinstance(text, str) or len(text) > LONGEST_TEXT:
                raise ValueError(f"{name} must be a text of at most {LONGEST_TEXT:,} characters.")
        self.spec.output_size(self.input_size)

    @property
    def spec(self) -> ConvTransposeSpec:
        """The layer these settings describe."""
        return ConvTransposeSpec(
            in_channels=self.in_channels,
            out_channels=self.out_channels,
            groups=self.groups,
            kernel_size=self.kernel_size,
            stride=self.stride,
            padding=self.padding,
            output_padding=self.output_padding,
            dilation=self.dilation,
        )

    def x(self, cut: LayerCut | None = None) -> NDArray[np.float64]:
        """The input, shape (C_in, H, W).

        Args:
            cut: Where a "layer" pattern takes its numbers from.

        Raises:
            ValueError: If typed values do not fit, or a layer is missing or of another size.
        """
        shape = (self.in_channels, *self.input_size)
        return _values("input", self.input_pattern, shape, self, cut)

    def weight(self, cut: LayerCut | None = None) -> NDArray[np.float64]:
        """The kernel, shape (C_in, C_out/groups, kH, kW); arguments and errors as for `x`."""
        return _values("kernel", self.kernel_pattern, self.spec.weight_shape, self, cut)


def _values(
    what: str,
    pattern: str,
    shape: tuple[int, ...],
    settings: StampSettings,
    cut: LayerCut | None,
) -> NDArray[np.float64]:
    if pattern == FROM_LAYER:
        return _of_layer(what, shape, cut)
    if pattern == TYPED:
        return parse_values(what, getattr(settings, f"{what}_values"), shape)
    make: Callable[..., NDArray[np.float64]] = (INPUTS if what == "input" else KERNELS)[pattern]
    # Input and kernel must differ, and so must channels, or one grid would be shown many times.
    seeds = np.random.SeedSequence([settings.seed, what == "kernel"]).generate_state(
        int(np.prod(shape[:-2]))
    )
    grids = [make((shape[-2], shape[-1]), int(seed)) for seed in seeds]
    return np.stack(grids).reshape(shape)


def _of_layer(what: str, shape: tuple[int, ...], cut: LayerCut | None) -> NDArray[np.float64]:
    if cut is None:
        raise ValueError("No layer is open: choose one in Explore, or another pattern here.")
    grid = cut.x if what == "input" else cut.weight
    if grid.shape != shape[-2:] or set(shape[:-2]) != {1}:
        height, width = grid.shape
        raise ValueError(
            f"The layer's {what} is one channel of {height}×{width}: keep that size, "
            f"or choose another {what} pattern."
        )
    return grid.astype(np.float64).reshape(shape)


def parse_values(what: str, text: str, shape: tuple[int, ...]) -> NDArray[np.float64]:
    """Read numbers separated by commas, in reading order.

    Args:
        what: "input" or "kernel", for the error sentence.
        text: The numbers.
        shape: The shape they must fill.

    Raises:
        ValueError: If there are too many or too few, or one is no finite number of fair size.
    """
    cells = text.split(",") if text else []
    wanted = int(np.prod(shape))
    if len(cells) != wanted:
        raise ValueError(f"The {what} needs {wanted} numbers, and {len(cells)} were given.")
    return np.array([parse_cell(cell) for cell in cells]).reshape(shape)


def parse_cell(text: str) -> float:
    """Read what was typed into one cell.

    Raises:
        ValueError: If it is no finite number of at most a million.
    """
    try:
        value = float(text.strip().replace("−", "-").replace("\N{NO-BREAK SPACE}", ""))
    except ValueError:
        raise ValueError(f"“{text.strip()[:20]}” is not a number.") from None
    if not abs(value) <= LARGEST_VALUE:
        raise ValueError(
            f"A cell must be a number between −{LARGEST_VALUE:,.0f} and {LARGEST_VALUE:,.0f}."
        )
    return value


def write_values(values: NDArray[np.floating]) -> str:
    """Write an array as `parse_values` reads it."""
    return ",".join(f"{value:.6g}" for value in values.ravel())
