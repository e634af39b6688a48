"""Checks of what Stamp shows: one layer with its input and kernel."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from explorer.lessons.rooms import StampShown
from explorer.transposed_conv import (
    ConvTransposeSpec,
    as_matrix,
    contributions,
    convolve,
    gather,
    overlap_count,
    projective_field,
    receptive_field,
    scatter,
    stamps,
    unevenness,
    zero_insertion,
)

LARGEST_SIDE, MOST_PADDING = 64, 10
"""How far sizes and paddings are tried out."""

Found = TypeVar("Found")


def output_size(shown: StampShown) -> int:
    """Height of the output."""
    return shown.spec.output_size(shown.input_size)[0]


def canvas_size(shown: StampShown) -> int:
    """Height of what all stamps cover, before padding crops it."""
    return shown.spec.full_size(shown.input_size)[0]


def sizes_that_shrink_alike(shown: StampShown) -> int:
    """How many sizes the convolution brings to the layer's input size.

    Counted, not derived: each size is convolved, with the floor that convolutions take.
    """
    (k, _), (s, _), (p, _), (d, _) = (
        shown.spec.kernel_size,
        shown.spec.stride,
        shown.spec.padding,
        shown.spec.dilation,
    )
    reach = d * (k - 1) + 1
    sizes = (size for size in range(1, LARGEST_SIDE + 1) if size + 2 * p >= reach)
    return sum((size + 2 * p - reach) // s + 1 == shown.input_size[0] for size in sizes)


def stamp_count(shown: StampShown) -> int:
    """How many stamps one output channel gets."""
    return sum(1 for _ in stamps(shown.x, shown.weight, shown.spec))


def output_value(shown: StampShown, row: int, column: int) -> float:
    """Value of an output cell of the first channel, rounded as rounding errors need it.

    Raises:
        ValueError: If there is no such cell, or the ways to compute it disagree.
    """
    _inside(shown, row, column)
    one = scatter(shown.x, shown.weight, shown.spec)[0, row, column]
    two = gather(shown.x, shown.weight, shown.spec)[0, row, column]
    if not np.isclose(one, two):
        raise ValueError(f"scatter says {one} and gather says {two}")
    return round(float(one), 9)


def product_count(shown: StampShown, row: int, column: int) -> int:
    """How many products an output cell is the sum of, over all input channels."""
    _inside(shown, row, column)
    return len(contributions(shown.x, shown.weight, shown.spec, (0, row, column)))


def stamps_on(shown: StampShown, row: int, column: int) -> int:
    """How many stamps cover an output cell."""
    _inside(shown, row, column)
    return int(overlap_count(shown.spec, shown.input_size)[row, column])


def most_stamps(shown: StampShown) -> int:
    """Most stamps on one output cell."""
    return int(overlap_count(shown.spec, shown.input_size).max())


def even_kernel(shown: StampShown, among: str) -> int:
    """The only one of some kernel sizes, "3,4,5", with which stamps cover the interior evenly.

    Raises:
        ValueError: If none does or several do.
    """
    sizes = [int(size) for size in among.split(",")]
    specs = [_changed(shown.spec, "kernel_size", size) for size in sizes]
    return _only([size for size, spec in zip(sizes, specs, strict=True) if not unevenness(spec)])


def outputs_of_input(shown: StampShown, row: int, column: int) -> int:
    """How many output cells one input cell has a part in."""
    reach = projective_field(shown.spec, shown.input_size, (row, column))
    return len(reach.rows) * len(reach.columns)


def inputs_of_output(shown: StampShown, row: int, column: int) -> int:
    """How many input cells one output cell is made from."""
    reach = receptive_field(shown.spec, shown.input_size, (row, column))
    return len(reach.rows) * len(reach.columns)


def matrix_rows(shown: StampShown) -> int:
    """Rows of the layer's matrix Cᵀ."""
    return as_matrix(shown.weight, shown.spec, shown.input_size).shape[0]


def matrix_columns(shown: StampShown) -> int:
    """Columns of the layer's matrix Cᵀ."""
    return as_matrix(shown.weight, shown.spec, shown.input_size).shape[1]


def convolution_undoes(shown: StampShown) -> bool:
    """Whether the convolution C brings back the input from what Cᵀ made of it."""
    y = scatter(shown.x, shown.weight, shown.spec)
    back = convolve(y, shown.weight, shown.spec, shown.input_size)
    return bool(np.allclose(back, shown.x))


def padding_for(shown: StampShown, size: int) -> int | str:
    """The padding that makes an output of this height, all else as shown; "none" if none does."""
    found = [p for p in range(MOST_PADDING) if _height(shown, "padding", p) == size]
    return _only(found) if found else "none"


def legal_output_paddings(shown: StampShown) -> int:
    """How many values output_padding may have, all else as shown: as many sizes to choose from."""
    heights = [_height(shown, "output_padding", a) for a in range(MOST_PADDING)]
    return sum(height is not None for height in heights)


def padding_only_crops(shown: StampShown) -> bool:
    """Whether the output is what the same layer makes without padding, less its border."""
    whole = scatter(shown.x, shown.weight, _changed(shown.spec, "padding", 0))
    here = scatter(shown.x, shown.weight, shown.spec)
    (p, q), (height, width) = shown.spec.padding, here.shape[1:]
    return bool(np.allclose(whole[:, p : p + height, q : q + width], here))


def output_padding_adds(shown: StampShown) -> str:
    """Where output_padding adds rows: "bottom", or "top"; the rest stays as it was.

    Raises:
        ValueError: If neither end holds the output without it.
    """
    without = scatter(shown.x, shown.weight, _changed(shown.spec, "output_padding", 0))
    here = scatter(shown.x, shown.weight, shown.spec)
    _, height, width = without.shape
    ends = {"bottom": here[:, :height, :width], "top": here[:, -height:, -width:]}
    return _only([name for name, part in ends.items() if np.allclose(part, without)])


def kernel_in_gather(shown: StampShown) -> str:
    """How a window over the spread input must hold the kernel: "as is", "rotated" or "mirrored".

    Tried out: only one of the three gives the output of scatter.
    """
    spread = zero_insertion(shown.x, shown.spec)[0]
    weight = shown.weight[0, 0]
    held = {"as is": weight, "rotated": weight[::-1, ::-1], "mirrored": weight[:, ::-1]}
    windows = sliding_window_view(spread, weight.shape)
    wanted = scatter(shown.x, shown.weight, shown.spec)[0]
    found = {name: (windows * kernel).sum((2, 3)) for name, kernel in held.items()}
    return _only([name for name, y in found.items() if np.allclose(y, wanted)])


def zeros_between(shown: StampShown) -> int:
    """How many zeros stand between neighbours of the spread input, counted in its first row."""
    ones = np.ones_like(shown.x)
    row = zero_insertion(ones, shown.spec)[0].max(axis=0)
    first, second, *_ = np.flatnonzero(row)
    return int(second - first) - 1


def _changed(spec: ConvTransposeSpec, setting: str, value: int) -> ConvTransposeSpec:
    change: dict[str, Any] = {setting: value}
    return replace(spec, **change)


def _height(shown: StampShown, setting: str, value: int) -> int | None:
    """Height of the output with one setting changed; None if no layer can be so."""
    try:
        return _changed(shown.spec, setting, value).output_size(shown.input_size)[0]
    except ValueError:
        return None


def _only(found: list[Found]) -> Found:
    if len(found) != 1:
        raise ValueError(f"{len(found)} answers are right, not one")
    return found[0]


def _inside(shown: StampShown, row: int, column: int) -> None:
    height, width = shown.spec.output_size(shown.input_size)
    if not (0 <= row < height and 0 <= column < width):
        raise ValueError(f"there is no output cell {row}, {column}")


CHECKS = (
    output_size,
    canvas_size,
    sizes_that_shrink_alike,
    stamp_count,
    output_value,
    product_count,
    stamps_on,
    most_stamps,
    even_kernel,
    outputs_of_input,
    inputs_of_output,
    matrix_rows,
    matrix_columns,
    convolution_undoes,
    padding_for,
    legal_output_paddings,
    padding_only_crops,
    output_padding_adds,
    kernel_in_gather,
    zeros_between,
)
