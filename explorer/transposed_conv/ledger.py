"""The ledger: every input × weight term that one output value is the sum of."""

from __future__ import annotations

import operator
from dataclasses import dataclass

from numpy.typing import ArrayLike

from explorer.transposed_conv.shapes import checked
from explorer.transposed_conv.spec import ConvTransposeSpec
from explorer.transposed_conv.views import canvas_size


@dataclass(frozen=True, kw_only=True)
class Contribution:
    """One term of one output value.

    Attributes:
        input: Channel, row and column of the input value.
        weight: Indices (c_in, c_out within its group, u, v) of the kernel value.
        x: The input value.
        w: The kernel value.
        stamp: Which stamp laid the term down: the input's place in reading order, from 0.
        cropped: Whether padding crops the cell it landed on.
    """

    input: tuple[int, int, int]
    weight: tuple[int, int, int, int]
    x: float
    w: float
    stamp: int
    cropped: bool

    @property
    def product(self) -> float:
        """The term itself, x · w."""
        return self.x * self.w


def contributions(
    x: ArrayLike, weight: ArrayLike, spec: ConvTransposeSpec, position: tuple[int, int, int]
) -> list[Contribution]:
    """List the terms of one cell of the canvas, in the order in which scatter adds them.

    Inside the output their products add up to `scatter`'s value; in the ghost border, to
    `full_canvas`'s, and there every term is marked as cropped. A cell that no stamp covers (a
    hole between stamps, or a row of output_padding past the last one) has no term.

    Args:
        x: Input, shape (C_in, H, W).
        weight: Kernel, shape (C_in, C_out/groups, kH, kW).
        spec: The layer.
        position: Channel, row and column on the output. Rows run from −p to the canvas's end,
            so those below 0 or past the output's last are the ghost border; columns alike.

    Raises:
        ValueError: If a shape does not fit the layer, the padding leaves no output, or the
            position lies off the canvas.
    """
    x, weight = checked(x, weight, spec)
    size = x.shape[1], x.shape[2]
    channel, row, column = _on_canvas(position, spec, size)
    height, width = spec.output_size(size)
    cropped = not (0 <= row < height and 0 <= column < width)
    group, filter_index = divmod(channel, spec.out_channels // spec.groups)
    per_group = spec.in_channels // spec.groups
    return [
        Contribution(
            input=(c, i, j),
            weight=(c, filter_index, u, v),
            x=float(x[c, i, j]),
            w=float(weight[c, filter_index, u, v]),
            stamp=i * size[1] + j,
            cropped=cropped,
        )
        for i, u in meetings(spec, 0, row, size[0])
        for j, v in meetings(spec, 1, column, size[1])
        for c in range(group * per_group, (group + 1) * per_group)
    ]


def meetings(
    spec: ConvTransposeSpec, axis: int, place: int, input_size: int
) -> list[tuple[int, int]]:
    """Find the (input, kernel) index pairs that meet on one row, or on one column.

    They are the solutions of i·s − p + u·d = place, by ascending i. A pair of rows and a pair of
    columns make a term, because stamps are rectangles.

    Args:
        spec: The layer.
        axis: 0 for rows, 1 for columns.
        place: Row or column on the output; the ghost border counts from −p.
        input_size: Input cells along the axis.
    """
    s, d, p = spec.stride[axis], spec.dilation[axis], spec.padding[axis]
    starts = ((place + p - u * d, u) for u in reversed(range(spec.kernel_size[axis])))
    return [
        (start // s, u) for start, u in starts if start % s == 0 and 0 <= start // s < input_size
    ]


def _on_canvas(
    position: tuple[int, int, int], spec: ConvTransposeSpec, input_size: tuple[int, int]
) -> tuple[int, int, int]:
    """Return the position as ints, or say where the canvas ends."""
    try:
        channel, row, column = (operator.index(place) for place in position)
    except (TypeError, ValueError):
        raise ValueError(
            f"position must be three whole numbers (channel, row, column), not {position!r}."
        ) from None
    (ph, pw), (height, width) = spec.padding, canvas_size(spec, input_size)
    for name, place, first, last in (
        ("channel", channel, 0, spec.out_channels - 1),
        ("row", row, -ph, height - ph - 1),
        ("column", column, -pw, width - pw - 1),
    ):
        if not first <= place <= last:
            raise ValueError(
                f"{name} {place} lies off the canvas: choose one from {first} to {last}."
            )
    return channel, row, column
