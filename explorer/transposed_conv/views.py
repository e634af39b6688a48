"""One operation, computed three ways that share no code: scatter, gather and matrix.

All three take `x (C_in, H, W)` and `weight (C_in, C_out/groups, kH, kW)` and agree with each
other to rounding. That agreement is the lesson of the stage and the oracle of its tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike, NDArray

from explorer.transposed_conv.shapes import Array, checked, checked_weight
from explorer.transposed_conv.spec import ConvTransposeSpec, Pair, as_pair


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """What one input position adds to the canvas.

    Attributes:
        position: Row and column (i, j) of the input.
        origin: Output row and column of the stamp's first cell; negative where padding crops it.
        values: Σ over input channels of x[c, i, j] · weight[c], shape (C_out, kH, kW).
    """

    position: Pair
    origin: Pair
    values: Array


def stamps(x: ArrayLike, weight: ArrayLike, spec: ConvTransposeSpec) -> Iterator[Stamp]:
    """Yield every stamp in reading order: what scatter adds up, one input position at a time.

    Cell (u, v) of a stamp lands on output pixel origin + (u·d, v·d); pixels outside the output
    are the ones padding crops.

    Args:
        x: Input, shape (C_in, H, W).
        weight: Kernel, shape (C_in, C_out/groups, kH, kW).
        spec: The layer.

    Raises:
        ValueError: If a shape does not fit the layer.
    """
    x, weight = checked(x, weight, spec)
    g = spec.groups
    kernels = weight.reshape(g, spec.in_channels // g, *weight.shape[1:])  # (g, ci, co, kH, kW)
    (sh, sw), (ph, pw) = spec.stride, spec.padding
    for i, j in np.ndindex(*x.shape[1:]):
        scale = x[:, i, j].reshape(g, -1)  # (g, ci)
        values = np.einsum("gc,gcouv->gouv", scale, kernels)  # (g, co, kH, kW)
        yield Stamp(
            position=(i, j),
            origin=(i * sh - ph, j * sw - pw),
            values=values.reshape(spec.out_channels, *spec.kernel_size),
        )


def scatter(
    x: ArrayLike, weight: ArrayLike, spec: ConvTransposeSpec, bias: ArrayLike | None = None
) -> Array:
    """Transposed convolution as scattering: each input value stamps the kernel on the output.

    Args:
        x: Input, shape (C_in, H, W).
        weight: Kernel, shape (C_in, C_out/groups, kH, kW).
        spec: The layer.
        bias: One number per output channel, shape (C_out,).

    Returns:
        Output y, shape (C_out, H', W').

    Raises:
        ValueError: If a shape does not fit the layer, or the padding leaves no output.

    Source:
        Zeiler et al., "Deconvolutional Networks", 2010, for the name it is often given; the
        operation is the adjoint of a convolution and inverts nothing.
    """
    x, weight = checked(x, weight, spec)
    canvas = full_canvas(x, weight, spec)
    return _add_bias(crop(canvas, x.shape[1:], spec), bias, spec)


def full_canvas(x: ArrayLike, weight: ArrayLike, spec: ConvTransposeSpec) -> Array:
    """Add up all stamps on the canvas that padding has not cropped yet.

    Its border is what the stage draws as ghost cells. Where output_padding reaches past the last
    stamp the canvas is longer than `spec.full_size`, and those pixels stay zero.

    Args:
        x: Input, shape (C_in, H, W).
        weight: Kernel, shape (C_in, C_out/groups, kH, kW).
        spec: The layer.

    Returns:
        Canvas, shape (C_out, F_h, F_w); output pixel (r, c) is canvas pixel (r + p_h, c + p_w).
    """
    x, weight = checked(x, weight, spec)
    (dh, dw), (kh, kw), (ph, pw) = spec.dilation, spec.kernel_size, spec.padding
    size = canvas_size(spec, x.shape[1:])
    canvas = np.zeros((spec.out_channels, *size), dtype=np.result_type(x, weight))
    for stamp in stamps(x, weight, spec):
        top, left = stamp.origin[0] + ph, stamp.origin[1] + pw
        canvas[:, top : top + dh * (kh - 1) + 1 : dh, left : left + dw * (kw - 1) + 1 : dw] += (
            stamp.values
        )
    return canvas


def canvas_size(spec: ConvTransposeSpec, input_size: Pair | tuple[int, ...]) -> Pair:
    """Size of the canvas that holds every stamp and the whole output, padding included."""
    full, output = spec.full_size(input_size), spec.output_size(input_size)
    height, width = (max(f, p + o) for f, p, o in zip(full, spec.padding, output, strict=True))
    return height, width


def crop(canvas: Array, input_size: Pair | tuple[int, ...], spec: ConvTransposeSpec) -> Array:
    """Cut the output out of the full canvas: what padding means in a transposed convolution."""
    (ph, pw), (oh, ow) = spec.padding, spec.output_size(input_size)
    return canvas[:, ph : ph + oh, pw : pw + ow]


def gather(
    x: ArrayLike, weight: ArrayLike, spec: ConvTransposeSpec, bias: ArrayLike | None = None
) -> Array:
    """Transposed convolution as gathering: an ordinary stride-1 convolution over a spread input.

    Put s − 1 zeros between neighbouring inputs, pad by p' = d·(k − 1) − p (cropping where p' is
    negative), turn the kernel by 180° and slide it one pixel at a time. Hence the name
    fractionally-strided convolution.

    Args:
        x: Input, shape (C_in, H, W).
        weight: Kernel, shape (C_in, C_out/groups, kH, kW).
        spec: The layer.
        bias: One number per output channel, shape (C_out,).

    Returns:
        Output y, shape (C_out, H', W').

    Raises:
        ValueError: If a shape does not fit the layer, or the padding leaves no output.

    Source:
        Dumoulin & Visin, 2016, section 4.
    """
    x, weight = checked(x, weight, spec)
    (kh, kw), (dh, dw) = spec.kernel_size, spec.dilation
    spread = zero_insertion(x, spec)  # (C_in, H' + d(k-1), W' + d(k-1))
    windows = sliding_window_view(spread, (dh * (kh - 1) + 1, dw * (kw - 1) + 1), axis=(1, 2))
    windows = windows[..., ::dh, ::dw]  # (C_in, H', W', kH, kW)
    turned = weight[:, :, ::-1, ::-1]
    g = spec.groups
    y = np.einsum(
        "gchwuv,gcouv->gohw",
        windows.reshape(g, spec.in_channels // g, *windows.shape[1:]),
        turned.reshape(g, spec.in_channels // g, *turned.shape[1:]),
    )  # (g, co, H', W')
    return _add_bias(y.reshape(spec.out_channels, *y.shape[2:]), bias, spec)


def zero_insertion(x: ArrayLike, spec: ConvTransposeSpec) -> Array:
    """Spread the input: s − 1 zeros between neighbours, then pad by p' = d·(k − 1) − p.

    A negative p' crops. output_padding adds its rows at the bottom and its columns at the right.

    Args:
        x: Input, shape (C_in, H, W).
        spec: The layer.

    Returns:
        The input that a stride-1 convolution slides over, shape
        (C_in, H' + d·(kH − 1), W' + d·(kW − 1)).
    """
    x = np.asarray(x)
    (sh, sw), (kh, kw), (dh, dw) = spec.stride, spec.kernel_size, spec.dilation
    oh, ow = spec.output_size(x.shape[1:])
    before = [d * (k - 1) - p for d, k, p in zip((dh, dw), (kh, kw), spec.padding, strict=True)]
    spread = np.zeros((x.shape[0], oh + dh * (kh - 1), ow + dw * (kw - 1)), dtype=x.dtype)
    rows, cols = (
        np.arange(n) * s + start for n, s, start in zip(x.shape[1:], (sh, sw), before, strict=True)
    )
    keep_r = (rows >= 0) & (rows < spread.shape[1])
    keep_c = (cols >= 0) & (cols < spread.shape[2])
    spread[:, rows[keep_r][:, None], cols[keep_c]] = x[:, keep_r][:, :, keep_c]
    return spread


def as_matrix(
    weight: ArrayLike, spec: ConvTransposeSpec, input_size: int | tuple[int, int]
) -> Array:
    """Transposed convolution as one matrix, for which y.ravel() = matrix @ x.ravel().

    It is the transpose Cᵀ of the matrix C of the convolution with the same weight, which is why
    the operation is called transposed.

    Args:
        weight: Kernel, shape (C_in, C_out/groups, kH, kW).
        spec: The layer.
        input_size: Input height and width, in cells.

    Returns:
        Cᵀ, shape (C_out·H'·W', C_in·H·W).

    Raises:
        ValueError: If the weight does not fit the layer, or the padding leaves no output.

    Source:
        Dumoulin & Visin, 2016, section 4.1.
    """
    h, w = as_pair("input_size", input_size)
    weight = checked_weight(weight, spec)
    oh, ow = spec.output_size((h, w))
    g, ci, co = spec.groups, spec.in_channels, spec.out_channels
    c, o, u, v, i, j = np.ogrid[:ci, : co // g, : weight.shape[2], : weight.shape[3], :h, :w]
    row = i * spec.stride[0] + u * spec.dilation[0] - spec.padding[0]
    col = j * spec.stride[1] + v * spec.dilation[1] - spec.padding[1]
    channel = c // (ci // g) * (co // g) + o
    inside = (row >= 0) & (row < oh) & (col >= 0) & (col < ow)
    y_index = (channel * oh + row) * ow + col
    x_index = (c * h + i) * w + j
    shape = np.broadcast_shapes(y_index.shape, x_index.shape, inside.shape)
    inside = np.broadcast_to(inside, shape)
    matrix = np.zeros((co * oh * ow, ci * h * w), dtype=weight.dtype)
    # No two kernel cells join the same input to the same output, so assigning is enough.
    matrix[np.broadcast_to(y_index, shape)[inside], np.broadcast_to(x_index, shape)[inside]] = (
        np.broadcast_to(weight[..., None, None], shape)[inside]
    )
    return matrix


def overlap_count(spec: ConvTransposeSpec, input_size: int | tuple[int, int]) -> NDArray[np.int64]:
    """Count how many stamps cover each output pixel.

    Uneven counts are what paints checkerboard artifacts.

    Args:
        spec: The layer; channels and groups do not matter.
        input_size: Input height and width, in cells.

    Returns:
        Stamps per output pixel, shape (H', W').

    Raises:
        ValueError: If the padding leaves no output.

    Source:
        Odena, Dumoulin & Olah, "Deconvolution and Checkerboard Artifacts", Distill, 2016.
    """
    size = as_pair("input_size", input_size)
    rows, cols = (_overlap_1d(spec, size, axis) for axis in (0, 1))
    return np.outer(rows, cols)  # a stamp covers a pixel when it covers its row and its column


def _overlap_1d(spec: ConvTransposeSpec, input_size: Pair, axis: int) -> NDArray[np.int64]:
    starts = np.arange(input_size[axis]) * spec.stride[axis] - spec.padding[axis]
    cells = np.arange(spec.kernel_size[axis]) * spec.dilation[axis]
    landed = (starts[:, None] + cells).ravel()
    size = spec.output_size(input_size)[axis]
    return np.bincount(landed[(landed >= 0) & (landed < size)], minlength=size)


def _add_bias(y: Array, bias: ArrayLike | None, spec: ConvTransposeSpec) -> Array:
    if bias is None:
        return y
    bias = np.asarray(bias)
    if bias.shape != (spec.out_channels,):
        raise ValueError(f"bias must have shape ({spec.out_channels},), not {bias.shape}.")
    return y + bias[:, None, None]
