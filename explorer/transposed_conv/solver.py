"""The sizes in reverse: which layers take an input of one size to an output of another?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import nsmallest
from itertools import product
from typing import Any

from explorer.transposed_conv.coverage import axis_unevenness, unevenness
from explorer.transposed_conv.spec import ConvTransposeSpec, Pair, as_pair
from explorer.transposed_conv.views import overlap_count

MAX_SIDE = 4096
"""The largest side `solve` takes, so that ranking a few hundred answers stays instant."""


def solve(  # noqa: PLR0913 (one bound a setting)
    input_size: int | Sequence[int],
    output_size: int | Sequence[int],
    *,
    kernel_sizes: Iterable[int] = range(1, 10),
    strides: Iterable[int] = range(1, 6),
    paddings: Iterable[int] = range(9),
    output_paddings: Iterable[int] = range(5),
    dilations: Iterable[int] = range(1, 5),
) -> list[ConvTransposeSpec]:
    """Find every square setting within the bounds that maps the input size to the output size.

    The padding follows from the others: p = ((i − 1)·s + d·(k − 1) + a + 1 − o) / 2, where that
    is whole. So nothing is searched, and nothing can be missed.

    Args:
        input_size: Input side i, or height and width.
        output_size: Output side o, or height and width; the same setting then fits both.
        kernel_sizes: Kernel sides k to consider.
        strides: Strides s to consider.
        paddings: Paddings p to accept.
        output_paddings: output_paddings a to consider; those that the stride and the dilation
            forbid are skipped.
        dilations: Dilations d to consider.

    Returns:
        One-channel layers, most even interior overlap first. Among equals, those that leave no
        output pixel without a stamp, then the smallest kernel, and then the least dilation,
        output_padding, padding and stride.

    Raises:
        ValueError: If a size is not from 1 to `MAX_SIDE`, or a bound holds a value that no layer
            can have.
    """
    sizes = as_pair("input_size", input_size), as_pair("output_size", output_size)
    for name, sides in zip(("input_size", "output_size"), sizes, strict=True):
        if not 1 <= min(sides) <= max(sides) <= MAX_SIDE:
            raise ValueError(f"{name} must be from 1 to {MAX_SIDE}, not {sides}.")
    accepted = set(paddings)
    found = [
        ConvTransposeSpec(kernel_size=k, stride=s, padding=p, output_padding=a, dilation=d)
        for k, s, a, d in product(kernel_sizes, strides, output_paddings, dilations)
        if a == 0 or a < max(s, d)
        for p in _paddings(
            (i - 1) * s + d * (k - 1) + a + 1 - o for i, o in zip(*sizes, strict=True)
        )
        if p in accepted
    ]
    return sorted(found, key=lambda spec: _rank(spec, sizes[0]))


def solve_apart(
    input_size: int | Sequence[int],
    output_size: int | Sequence[int],
    *,
    most: int = 240,
    **bounds: Iterable[int],
) -> tuple[int, list[ConvTransposeSpec]]:
    """Find the settings that map the sizes when height and width may differ: each axis by itself.

    Any answer for the heights goes with any for the widths, so there are thousands.

    Args:
        input_size: Input side i, or height and width.
        output_size: Output side o, or height and width.
        most: How many settings to return.
        bounds: As for `solve`.

    Returns:
        How many there are, and the first of them in the order of `solve`, kernels by their area.

    Raises:
        ValueError: As `solve` does.
    """
    sizes = as_pair("input_size", input_size), as_pair("output_size", output_size)
    heights, widths = (solve(i, o, **bounds) for i, o in zip(*sizes, strict=True))
    ranked = [
        [_axis_rank(spec, i) for spec in found]
        for found, i in zip((heights, widths), sizes[0], strict=True)
    ]

    def rank(pair: Pair) -> tuple[float, ...]:
        (e, gap, k, *others), (f, hole, j, *more) = ranked[0][pair[0]], ranked[1][pair[1]]
        return (e + f) / (1 + e * f), gap or hole, k * j, abs(k - j), *others, *more

    best = nsmallest(most, product(range(len(heights)), range(len(widths))), key=rank)
    return len(heights) * len(widths), [_joined(heights[h], widths[w]) for h, w in best]


def _axis_rank(spec: ConvTransposeSpec, side: int) -> tuple[float, ...]:
    _, *others = _rank(spec, (side, side))
    return axis_unevenness(spec)[0], *others


def _joined(rows: ConvTransposeSpec, columns: ConvTransposeSpec) -> ConvTransposeSpec:
    """The layer that works along the height as one does and along the width as the other."""
    names = ("kernel_size", "stride", "padding", "output_padding", "dilation")
    pairs: dict[str, Any] = {
        name: (getattr(rows, name)[0], getattr(columns, name)[1]) for name in names
    }
    return ConvTransposeSpec(**pairs)


def _paddings(surpluses: Iterable[int]) -> list[int]:
    """The padding that crops each axis's surplus, half from either side; none if none does."""
    first, *others = set(surpluses)
    return [first // 2] if not others and first % 2 == 0 else []


def _rank(spec: ConvTransposeSpec, input_size: Pair) -> tuple[float, ...]:
    axis = (spec.kernel_size, spec.dilation, spec.output_padding, spec.padding, spec.stride)
    return unevenness(spec), _leaves_gaps(spec, input_size), *(pair[0] for pair in axis)


def _leaves_gaps(spec: ConvTransposeSpec, input_size: Pair) -> bool:
    """Whether some output pixel gets no stamp, in the interior or at the border."""
    (k, _), (s, _), (p, _) = spec.kernel_size, spec.stride, spec.padding
    (a, _), (d, _) = spec.output_padding, spec.dilation
    column = ConvTransposeSpec(  # one axis of the square layer, so that counts stay a line
        kernel_size=(k, 1), stride=(s, 1), padding=(p, 0), output_padding=(a, 0), dilation=(d, 1)
    )
    return any(overlap_count(column, (side, 1)).min() == 0 for side in set(input_size))
