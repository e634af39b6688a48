"""The transposed convolution itself, computed several ways in NumPy alone."""

from explorer.transposed_conv.patterns import INPUTS, KERNELS
from explorer.transposed_conv.spec import ConvTransposeSpec
from explorer.transposed_conv.views import (
    Stamp,
    as_matrix,
    canvas_size,
    crop,
    full_canvas,
    gather,
    overlap_count,
    scatter,
    stamps,
    zero_insertion,
)

__all__ = [
    "INPUTS",
    "KERNELS",
    "ConvTransposeSpec",
    "Stamp",
    "as_matrix",
    "canvas_size",
    "crop",
    "full_canvas",
    "gather",
    "overlap_count",
    "scatter",
    "stamps",
    "zero_insertion",
]
