"""The transposed convolution itself, computed several ways in NumPy alone."""

from explorer.transposed_conv.code_export import as_keras, as_onnx, as_pytorch
from explorer.transposed_conv.convolution import convolve, deconvolve
from explorer.transposed_conv.coverage import axis_unevenness, fourier_peak, unevenness
from explorer.transposed_conv.fields import Reach, axis_sources, projective_field, receptive_field
from explorer.transposed_conv.ledger import Contribution, contributions
from explorer.transposed_conv.patterns import INPUTS, KERNELS
from explorer.transposed_conv.solver import solve, solve_apart
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
    "axis_sources",
    "INPUTS",
    "KERNELS",
    "Contribution",
    "ConvTransposeSpec",
    "Reach",
    "Stamp",
    "as_keras",
    "as_matrix",
    "as_onnx",
    "as_pytorch",
    "axis_unevenness",
    "canvas_size",
    "contributions",
    "convolve",
    "crop",
    "deconvolve",
    "fourier_peak",
    "full_canvas",
    "gather",
    "overlap_count",
    "projective_field",
    "receptive_field",
    "scatter",
    "solve",
    "solve_apart",
    "stamps",
    "unevenness",
    "zero_insertion",
]
