"""Stamp's computations as named API endpoints, for `gradio_client` and anything that speaks HTTP.

Every endpoint answers with plain JSON. What is wrong with a request is said in one sentence. The
queue runs one request of an endpoint at a time, and every request is bounded before it computes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from math import prod
from typing import Any

import numpy as np
from gradio.events import api
from numpy.typing import NDArray

from explorer.transposed_conv import (
    ConvTransposeSpec,
    Reach,
    canvas_size,
    contributions,
    overlap_count,
    projective_field,
    receptive_field,
    scatter,
    solve,
    solve_apart,
    unevenness,
)
from explorer.transposed_conv.shapes import checked
from explorer.transposed_conv.spec import as_pair
from explorer.ui.components.stamp.code import LIBRARIES
from explorer.ui.endpoints import in_one_sentence
from explorer.ui.stamp.lab import compare_upsamplers, undo_convolution
from explorer.ui.stamp.settings import LARGEST_VALUE
from explorer.ui.stamp.view import four_ways, torch_output

MAX_NUMBERS = 16_384
"""The most numbers in an input, a kernel or an output: one 128×128 channel, 16 of 32×32."""

MAX_PRODUCTS = 4_000_000
"""The most multiplications of one request; a 64→32-channel k4 layer on 8×8 takes half of that."""

Side = int | list[int]
"""One whole number, or [height, width]."""

Channels = list[list[list[float]]]
"""Shape (C, H, W)."""

Kernels = list[list[list[list[float]]]]
"""Shape (C_in, C_out/groups, kH, kW)."""


def compute_layer(  # noqa: PLR0913 (a layer has these settings)
    x: Channels,
    weight: Kernels,
    stride: Side = 1,
    padding: Side = 0,
    output_padding: Side = 0,
    dilation: Side = 1,
    groups: int = 1,
) -> dict[str, Any]:
    """Compute a transposed convolution in four ways, and say how far each is from torch.

    All in float64. x has shape (C_in, H, W), weight has shape (C_in, C_out/groups, kH, kW) as in
    PyTorch. Returns a dict: scatter, gather, matrix and gradient, each of shape (C_out, H', W')
    (matrix is null where it would have more than 2,000,000 entries), and max_difference, the
    largest difference of any of them to torch.
    """
    x_array, w_array, spec = _layer(x, weight, (stride, padding, output_padding, dilation), groups)
    ways = four_ways(x_array, w_array, spec, scatter(x_array, w_array, spec))
    found = {name: way for name, way in ways.items() if way is not None}
    theirs = torch_output(x_array, w_array, spec)
    return {
        **{name: None if way is None else way.tolist() for name, way in ways.items()},
        "max_difference": max(float(np.abs(way - theirs).max()) for way in found.values()),
    }


def list_contributions(  # noqa: PLR0913
    x: Channels,
    weight: Kernels,
    position: list[int],
    stride: Side = 1,
    padding: Side = 0,
    output_padding: Side = 0,
    dilation: Side = 1,
    groups: int = 1,
) -> dict[str, Any]:
    """List every input × weight term of one output value.

    x and weight as for /transposed_conv; position is [channel, row, column] on the output, where
    rows and columns below 0 or past the last are the border that padding crops. Returns a dict:
    terms, each with input [channel, row, column], weight [c_in, c_out within its group, u, v],
    x, w, product, stamp (the input's place in reading order) and cropped; and their sum.
    """
    x_array, w_array, spec = _layer(x, weight, (stride, padding, output_padding, dilation), groups)
    channel, row, column = _position(position, "channel", "row", "column")
    terms = contributions(x_array, w_array, spec, (channel, row, column))
    return {
        "terms": [asdict(term) | {"product": term.product} for term in terms],
        "sum": float(sum(term.product for term in terms)),
    }


def count_overlap(  # noqa: PLR0913
    input_size: Side,
    kernel_size: Side,
    stride: Side = 1,
    padding: Side = 0,
    output_padding: Side = 0,
    dilation: Side = 1,
) -> dict[str, Any]:
    """Count how many stamps cover each output pixel.

    Returns a dict: counts of shape (H', W'), and unevenness, (most − least) / (most + least) of
    the interior, 0 where no checkerboard can come from overlap.
    """
    spec = _spec(kernel_size, (stride, padding, output_padding, dilation))
    return {
        "counts": overlap_count(spec, _bounded_input(spec, input_size)).tolist(),
        "unevenness": unevenness(spec),
    }


def solve_sizes(input_size: Side, output_size: Side, apart: bool = False) -> list[dict[str, Any]]:
    """Find every layer that maps one size to another, the most even overlap first.

    Sizes are whole numbers or [height, width], at most 4096. Kernels up to 9, strides up to 5,
    paddings up to 8, output_paddings up to 4 and dilations up to 4 are considered. Returns a list
    of dicts: kernel_size, stride, padding, output_padding, dilation and unevenness. Height and
    width have the same setting, so that each is one number; with apart=True each is
    [height, width], and the first 240 are returned.
    """
    names = ("kernel_size", "stride", "padding", "output_padding", "dilation")
    sizes = _side("input_size", input_size), _side("output_size", output_size)
    return [
        {name: list(pair) if apart else pair[0] for name in names for pair in [getattr(spec, name)]}
        | {"unevenness": unevenness(spec)}
        for spec in (solve_apart(*sizes)[1] if apart else solve(*sizes))
    ]


def find_receptive_field(  # noqa: PLR0913
    input_size: Side,
    kernel_size: Side,
    position: list[int],
    stride: Side = 1,
    padding: Side = 0,
    output_padding: Side = 0,
    dilation: Side = 1,
) -> dict[str, list[int]]:
    """Find the input cells that an output cell is made from.

    position is [row, column] on the output. Returns a dict: rows and columns; the cells are at
    their crossings.
    """
    spec = _spec(kernel_size, (stride, padding, output_padding, dilation))
    return _cells(
        receptive_field(
            spec, _bounded_input(spec, input_size), _position(position, "row", "column")
        )
    )


def find_projective_field(  # noqa: PLR0913
    input_size: Side,
    kernel_size: Side,
    position: list[int],
    stride: Side = 1,
    padding: Side = 0,
    output_padding: Side = 0,
    dilation: Side = 1,
) -> dict[str, list[int]]:
    """Find the output cells that an input cell has a part in.

    position is [row, column] on the input. Returns a dict: rows and columns; the cells are at
    their crossings.
    """
    spec = _spec(kernel_size, (stride, padding, output_padding, dilation))
    return _cells(
        projective_field(
            spec, _bounded_input(spec, input_size), _position(position, "row", "column")
        )
    )


def write_script(  # noqa: PLR0913
    library: str,
    x: Channels,
    weight: Kernels,
    stride: Side = 1,
    padding: Side = 0,
    output_padding: Side = 0,
    dilation: Side = 1,
    groups: int = 1,
) -> str:
    """Write a script that computes the layer: library is pytorch, keras or onnx.

    x and weight as for /transposed_conv. Returns Python source that prints the output.
    """
    if library not in tuple(LIBRARIES):
        raise ValueError(f"library must be one of {', '.join(LIBRARIES)}.")
    return LIBRARIES[library](
        *_layer(x, weight, (stride, padding, output_padding, dilation), groups)
    )


ENDPOINTS: dict[str, Callable[..., Any]] = {
    "transposed_conv": compute_layer,
    "contributions": list_contributions,
    "overlap": count_overlap,
    "solve": solve_sizes,
    "receptive_field": find_receptive_field,
    "projective_field": find_projective_field,
    "code": write_script,
    "compare_upsamplers": compare_upsamplers,
    "undo_convolution": undo_convolution,
}
"""Endpoint → function."""


def register_api() -> None:
    """Add the endpoints to the Blocks that are being built."""
    for name, function in ENDPOINTS.items():
        api(in_one_sentence(function), api_name=name)


def _layer(
    x: Any,  # noqa: ANN401 (whatever a client sent)
    weight: Any,  # noqa: ANN401
    sides: tuple[Side, Side, Side, Side],
    groups: int,
) -> tuple[NDArray[np.float64], NDArray[np.float64], ConvTransposeSpec]:
    x, weight = _numbers("x", x, 3), _numbers("weight", weight, 4)
    if type(groups) is not int or not 1 <= groups <= MAX_NUMBERS:
        raise ValueError(f"groups must be a whole number from 1 to {MAX_NUMBERS:,}.")
    channels = weight.shape[0], weight.shape[1] * groups
    spec = _spec(list(weight.shape[2:]), sides, (*channels, groups))
    checked(x, weight, spec)
    size = x.shape[1], x.shape[2]
    spec.output_size(size)
    _bound("output", channels[1] * prod(canvas_size(spec, size)))
    products = prod(size) * weight.size
    if products > MAX_PRODUCTS:
        raise ValueError(
            f"This layer takes {products:,} multiplications, and a request may take "
            f"{MAX_PRODUCTS:,}: send fewer channels or a smaller input."
        )
    return x, weight, spec


def _spec(
    kernel_size: Side,
    sides: tuple[Side, Side, Side, Side],
    channels: tuple[int, int, int] = (1, 1, 1),
) -> ConvTransposeSpec:
    names = ("stride", "padding", "output_padding", "dilation")
    settings: dict[str, Any] = {
        name: _side(name, side) for name, side in zip(names, sides, strict=True)
    }
    return ConvTransposeSpec(
        in_channels=channels[0],
        out_channels=channels[1],
        groups=channels[2],
        kernel_size=_side("kernel_size", kernel_size),
        **settings,
    )


def _side(name: str, value: Any) -> Side:  # noqa: ANN401
    """Refuse what is not one whole number or two, without repeating a long value."""
    sides = value if isinstance(value, list) else [value, value]
    if len(sides) != 2 or any(type(side) is not int for side in sides):
        raise ValueError(f"{name} must be a whole number or [height, width].")
    if max(sides) > LARGEST_VALUE:
        raise ValueError(f"{name} must be at most {LARGEST_VALUE:,.0f}.")
    return value


def _position(position: Any, *axes: str) -> list[int]:  # noqa: ANN401
    places = position if isinstance(position, list) else []
    if [type(place) for place in places] != [int] * len(axes):
        raise ValueError(f"position must be whole numbers [{', '.join(axes)}].")
    return places


def _bounded_input(spec: ConvTransposeSpec, input_size: Side) -> tuple[int, int]:
    """The input's size as a pair, after checking that nothing that follows from it is too large."""
    size = as_pair("input_size", _side("input_size", input_size))
    spec.output_size(size)
    for name, sides in (("input", size), ("output", canvas_size(spec, size))):
        _bound(name, prod(sides))
    return size


def _bound(name: str, numbers: int) -> None:
    if numbers > MAX_NUMBERS:
        raise ValueError(
            f"The {name} would have {numbers:,} numbers, and it may have {MAX_NUMBERS:,}: "
            "choose smaller sizes."
        )


def _numbers(name: str, values: Any, axes: int) -> NDArray[np.float64]:  # noqa: ANN401
    """Read nested lists of numbers."""
    shape = "(C, H, W)" if axes == 3 else "(C_in, C_out/groups, kH, kW)"
    try:
        array = np.asarray(values)
    except ValueError:
        raise ValueError(f"{name} is ragged: its rows must be equally long.") from None
    if array.ndim != axes or not array.size:
        raise ValueError(f"{name} must be nested lists of shape {shape}.")
    _bound(name, array.size)
    if array.dtype.kind not in "iuf":
        raise ValueError(f"{name} must hold numbers and nothing else.")
    array = array.astype(np.float64)
    if not (np.abs(array) <= LARGEST_VALUE).all():  # NaN compares false too
        raise ValueError(f"{name} must hold finite numbers, none beyond ±{LARGEST_VALUE:,.0f}.")
    return array


def _cells(reach: Reach) -> dict[str, list[int]]:
    return {"rows": list(reach.rows), "columns": list(reach.columns)}
