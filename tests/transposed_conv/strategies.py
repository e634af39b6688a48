"""Hypothesis strategies: layers that exist, with inputs and weights that fit them."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

from explorer.transposed_conv import ConvTransposeSpec


def pairs(least: int, most: int) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(least, most), st.integers(least, most))


@st.composite
def specs(draw: Any) -> ConvTransposeSpec:
    groups = draw(st.integers(1, 3))
    stride, dilation = draw(pairs(1, 4)), draw(pairs(1, 3))
    output_padding = tuple(
        draw(st.integers(0, max(s, d) - 1)) for s, d in zip(stride, dilation, strict=True)
    )
    return ConvTransposeSpec(
        in_channels=groups * draw(st.integers(1, 2)),
        out_channels=groups * draw(st.integers(1, 2)),
        kernel_size=draw(pairs(1, 5)),
        stride=stride,
        padding=draw(pairs(0, 6)),
        output_padding=output_padding,
        dilation=dilation,
        groups=groups,
    )


@st.composite
def layers(draw: Any) -> tuple[ConvTransposeSpec, np.ndarray, np.ndarray]:
    """A spec with an input (C_in, H, W) and a weight in float64, whose output is not empty."""
    spec, size = draw(specs()), draw(pairs(1, 6))
    try:
        spec.output_size(size)
    except ValueError:
        assume(False)
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    return spec, rng.normal(size=(spec.in_channels, *size)), rng.normal(size=spec.weight_shape)


@st.composite
def stacks(draw: Any) -> tuple[list[ConvTransposeSpec], tuple[int, int]]:
    """One to three one-channel layers and an input size, such that no map is empty."""
    size = shape = draw(pairs(1, 4))
    stack = []
    for _ in range(draw(st.integers(1, 3))):
        spec = draw(specs())
        plain = ConvTransposeSpec(
            kernel_size=spec.kernel_size,
            stride=spec.stride,
            padding=tuple(p // 2 for p in spec.padding),
            output_padding=spec.output_padding,
            dilation=spec.dilation,
        )
        try:
            shape = plain.output_size(shape)
        except ValueError:
            assume(False)
        stack.append(plain)
    assume(max(shape) <= 60)
    return stack, size
