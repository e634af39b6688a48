import numpy as np
import pytest
import torch
from hypothesis import given, settings

from explorer.transposed_conv import ConvTransposeSpec, as_matrix, convolve, deconvolve, scatter
from explorer.transposed_conv.convolution import MAX_MATRIX_ENTRIES
from tests.transposed_conv.strategies import layers


def picture(*shape):
    return np.random.default_rng(0).normal(size=shape)


@settings(max_examples=150, deadline=None)
@given(layers())
def test_the_convolution_is_the_adjoint_of_scatter(layer):
    """⟨C y, x⟩ = ⟨y, Cᵀ x⟩, also where output_padding reaches the stride."""
    spec, x, weight = layer
    transposed = scatter(x, weight, spec)
    y = picture(*transposed.shape)
    convolved = convolve(y, weight, spec, x.shape[1:])
    assert convolved.shape == x.shape
    assert np.vdot(convolved, x) == pytest.approx(np.vdot(y, transposed), abs=1e-9)


@settings(max_examples=150, deadline=None)
@given(layers())
def test_the_convolution_is_torchs_and_the_matrix_turned(layer):
    spec, x, weight = layer
    y = picture(spec.out_channels, *spec.output_size(x.shape[1:]))
    convolved = convolve(y, weight, spec, x.shape[1:])
    theirs = torch.nn.functional.conv2d(
        torch.from_numpy(y)[None],
        torch.from_numpy(weight),
        stride=spec.stride,
        padding=spec.padding,
        dilation=spec.dilation,
        groups=spec.groups,
    )[0].numpy()[:, : x.shape[1], : x.shape[2]]
    flat = as_matrix(weight, spec, x.shape[1:]).T @ y.ravel()
    np.testing.assert_allclose(convolved, theirs, rtol=0, atol=1e-10)
    np.testing.assert_allclose(convolved, flat.reshape(x.shape), rtol=0, atol=1e-10)


@settings(max_examples=60, deadline=None)
@given(layers())
def test_least_squares_explains_what_was_observed(layer):
    """C y = C ŷ always; ŷ is never longer than y, and is y where C loses nothing."""
    spec, x, weight = layer
    y = picture(spec.out_channels, *spec.output_size(x.shape[1:]))
    observed = convolve(y, weight, spec, x.shape[1:])
    found = deconvolve(observed, weight, spec)
    again = convolve(found, weight, spec, x.shape[1:])
    np.testing.assert_allclose(again, observed, rtol=0, atol=1e-8)
    assert np.linalg.norm(found) <= np.linalg.norm(y) + 1e-8
    values = np.linalg.svd(as_matrix(weight, spec, x.shape[1:]), compute_uv=False)
    if len(values) == y.size and values[-1] > 1e-4 * values[0]:
        np.testing.assert_allclose(found, y, rtol=0, atol=1e-6)


def test_a_transposed_convolution_does_not_undo_a_convolution_but_least_squares_does():
    spec = ConvTransposeSpec(kernel_size=3, padding=2)
    y, weight = picture(1, 12, 9), np.full(spec.weight_shape, 1 / 9)
    blurred = convolve(y, weight, spec, (14, 11))
    np.testing.assert_allclose(deconvolve(blurred, weight, spec), y, rtol=0, atol=1e-9)
    assert np.abs(scatter(blurred, weight, spec) - y).max() > 0.5


def test_a_stride_loses_what_least_squares_cannot_bring_back():
    spec = ConvTransposeSpec(kernel_size=4, stride=2, padding=1)
    y, weight = picture(1, 8, 8), picture(*spec.weight_shape)
    found = deconvolve(convolve(y, weight, spec, 4), weight, spec)
    assert np.abs(found - y).max() > 0.1


def test_the_output_size_can_be_chosen_as_output_padding_would():
    spec = ConvTransposeSpec(kernel_size=3, stride=2, padding=1, output_padding=(0, 1))
    weight = picture(*spec.weight_shape)
    assert deconvolve(picture(1, 4, 4), weight, spec).shape == (1, 7, 8)
    assert deconvolve(picture(1, 4, 4), weight, spec, (8, 7)).shape == (1, 8, 7)
    with pytest.raises(ValueError, match="makes a side of 9: this layer reaches 7 to 8"):
        deconvolve(picture(1, 4, 4), weight, spec, (7, 9))


def test_least_squares_has_a_bound_and_says_so():
    spec = ConvTransposeSpec(kernel_size=3, padding=1)
    weight, side = np.ones(spec.weight_shape), int(MAX_MATRIX_ENTRIES**0.25) + 1
    with pytest.raises(ValueError, match="matrix of .* entries, more than 1,500,000: use a smal"):
        deconvolve(np.zeros((1, side, side)), weight, spec)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_least_squares_refuses_what_is_not_finite(bad):
    spec = ConvTransposeSpec(kernel_size=3, padding=1)
    weight = np.ones(spec.weight_shape)
    with pytest.raises(ValueError, match="needs finite numbers"):
        deconvolve(np.full((1, 4, 4), bad), weight, spec)


def test_a_wrong_shape_is_named():
    spec = ConvTransposeSpec(kernel_size=3, padding=1)
    with pytest.raises(ValueError, match=r"y must have shape \(1, 4, 4\), not \(1, 5, 4\)"):
        convolve(np.zeros((1, 5, 4)), np.zeros(spec.weight_shape), spec, 4)
    with pytest.raises(ValueError, match=r"weight must have shape \(1, 1, 3, 3\)"):
        convolve(np.zeros((1, 4, 4)), np.zeros((3, 3)), spec, 4)
