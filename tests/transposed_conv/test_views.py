import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.transposed_conv import (
    ConvTransposeSpec,
    as_matrix,
    crop,
    full_canvas,
    gather,
    overlap_count,
    scatter,
    stamps,
    zero_insertion,
)
from tests.transposed_conv.strategies import layers


def torch_says(x, weight, spec, bias=None):
    return torch.nn.functional.conv_transpose2d(
        torch.from_numpy(x)[None],
        torch.from_numpy(weight),
        None if bias is None else torch.from_numpy(bias),
        stride=spec.stride,
        padding=spec.padding,
        output_padding=spec.output_padding,
        groups=spec.groups,
        dilation=spec.dilation,
    )[0].numpy()


@settings(max_examples=200, deadline=None)
@given(layers())
def test_scatter_gather_and_matrix_agree_with_torch(layer):
    spec, x, weight = layer
    wanted = torch_says(x, weight, spec)
    flat = as_matrix(weight, spec, x.shape[1:]) @ x.ravel()
    for y in (scatter(x, weight, spec), gather(x, weight, spec), flat.reshape(wanted.shape)):
        assert y.shape == wanted.shape
        np.testing.assert_allclose(y, wanted, rtol=0, atol=1e-10)


@settings(max_examples=60, deadline=None)
@given(layers())
def test_a_bias_adds_one_number_to_each_output_channel(layer):
    spec, x, weight = layer
    bias = np.arange(1.0, spec.out_channels + 1)
    wanted = torch_says(x, weight, spec, bias)
    for view in (scatter, gather):
        np.testing.assert_allclose(view(x, weight, spec, bias), wanted, rtol=0, atol=1e-10)


@settings(max_examples=60, deadline=None)
@given(layers())
def test_the_matrix_is_the_transpose_of_the_convolutions(layer):
    """⟨conv(u), x⟩ = ⟨u, convT(x)⟩, with conv computed by torch.

    An output_padding of at least the stride (legal under a larger dilation) gives the convolution
    more windows than x has cells: those have no partner.
    """
    spec, x, weight = layer
    y = scatter(x, weight, spec)
    u = np.random.default_rng(0).normal(size=y.shape)
    convolved = torch.nn.functional.conv2d(
        torch.from_numpy(u)[None],
        torch.from_numpy(weight),
        stride=spec.stride,
        padding=spec.padding,
        dilation=spec.dilation,
        groups=spec.groups,
    )[0].numpy()
    partners = convolved[:, : x.shape[1], : x.shape[2]]
    assert np.vdot(partners, x) == pytest.approx(np.vdot(u, y), abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(layers())
def test_overlap_count_is_transposed_conv_of_ones(layer):
    spec, x, _ = layer
    single = ConvTransposeSpec(
        kernel_size=spec.kernel_size,
        stride=spec.stride,
        padding=spec.padding,
        output_padding=spec.output_padding,
        dilation=spec.dilation,
    )
    ones = torch_says(np.ones((1, *x.shape[1:])), np.ones(single.weight_shape), single)[0]
    np.testing.assert_array_equal(overlap_count(single, x.shape[1:]), ones.round())


@settings(max_examples=60, deadline=None)
@given(layers())
def test_stamps_placed_at_their_origins_add_up_to_the_output(layer):
    spec, x, weight = layer
    y = np.zeros((spec.out_channels, *spec.output_size(x.shape[1:])))
    (dh, dw), count = spec.dilation, 0
    for stamp in stamps(x, weight, spec):
        count += 1
        for u, v in np.ndindex(*spec.kernel_size):
            row, column = stamp.origin[0] + u * dh, stamp.origin[1] + v * dw
            if 0 <= row < y.shape[1] and 0 <= column < y.shape[2]:
                y[:, row, column] += stamp.values[:, u, v]
    assert count == x.shape[1] * x.shape[2]
    np.testing.assert_allclose(y, torch_says(x, weight, spec), rtol=0, atol=1e-10)


def test_a_stamp_is_the_kernel_times_one_input():
    spec = ConvTransposeSpec(kernel_size=2, stride=3, padding=1)
    x, weight = np.array([[[2.0, -1.0]]]), np.array([[[[1.0, 2.0], [3.0, 4.0]]]])
    first, second = stamps(x, weight, spec)
    assert (first.position, first.origin) == ((0, 0), (-1, -1))
    assert (second.position, second.origin) == ((0, 1), (-1, 2))
    np.testing.assert_array_equal(second.values, -weight[0])


@settings(max_examples=60, deadline=None)
@given(layers())
def test_nothing_is_lost_before_padding_crops(layer):
    """Every product lands on the full canvas: its sum is Σx · Σw, channel by channel."""
    spec, x, weight = layer
    canvas = full_canvas(x, weight, spec)
    g, ci = spec.groups, spec.in_channels // spec.groups
    sums = np.einsum(
        "gc,gco->go", x.sum((1, 2)).reshape(g, ci), weight.sum((2, 3)).reshape(g, ci, -1)
    )
    np.testing.assert_allclose(canvas.sum((1, 2)), sums.ravel(), rtol=0, atol=1e-9)
    np.testing.assert_array_equal(crop(canvas, x.shape[1:], spec), scatter(x, weight, spec))


@pytest.mark.parametrize(
    ("spec", "wanted"),
    [
        (ConvTransposeSpec(kernel_size=2, stride=3), [[0, 1, 0, 0, 2, 0]]),
        (ConvTransposeSpec(kernel_size=2, stride=3, padding=(0, 1)), [[1, 0, 0, 2]]),
        (
            ConvTransposeSpec(kernel_size=2, stride=3, output_padding=(0, 2), padding=(0, 1)),
            [[1, 0, 0, 2, 0, 0]],
        ),
        (ConvTransposeSpec(kernel_size=1, stride=2, padding=(0, 1)), [[0]]),
    ],
)
def test_zero_insertion_spreads_pads_and_crops(spec, wanted):
    """The last two: output_padding adds zeros at the end; p > d(k − 1) crops the spread input."""
    spread = zero_insertion(np.array([[[1.0, 2.0]]]), spec)
    middle = spread[0, spec.kernel_size[0] - 1]  # the row the input lies on
    np.testing.assert_array_equal(middle[None], wanted)


@pytest.mark.parametrize("view", [scatter, gather])
def test_wrong_shapes_are_named(view):
    spec = ConvTransposeSpec(in_channels=2, kernel_size=3)
    with pytest.raises(ValueError, match=r"x must have shape \(C_in, H, W\) with C_in = 2"):
        view(np.zeros((1, 4, 4)), np.zeros(spec.weight_shape), spec)
    with pytest.raises(ValueError, match=r"weight must have shape \(2, 1, 3, 3\)"):
        view(np.zeros((2, 4, 4)), np.zeros((3, 3)), spec)
    with pytest.raises(ValueError, match=r"bias must have shape \(1,\)"):
        view(np.zeros((2, 4, 4)), np.zeros(spec.weight_shape), spec, bias=np.zeros(2))


@given(st.sampled_from([np.float32, np.float64]))
def test_the_input_decides_the_precision(dtype):
    spec = ConvTransposeSpec(kernel_size=2)
    x, weight = np.ones((1, 2, 2), dtype), np.ones(spec.weight_shape, dtype)
    assert scatter(x, weight, spec).dtype == gather(x, weight, spec).dtype == dtype
