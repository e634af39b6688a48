"""The transposed convolution itself, computed several ways in NumPy alone."""

from explorer.transposed_conv.convolution import convolve, deconvolve
from explorer.transposed_conv.ledger import Contribution, contributions
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
    "Contribution",
    "ConvTransposeSpec",
    "Stamp",
    "as_matrix",
    "canvas_size",
    "contributions",
    "convolve",
    "crop",
    "deconvolve",
    "full_canvas",
    "gather",
    "overlap_count",
    "scatter",
    "stamps",
    "zero_insertion",
]
