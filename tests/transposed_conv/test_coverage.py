import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.transposed_conv import (
    ConvTransposeSpec,
    axis_unevenness,
    fourier_peak,
    overlap_count,
    scatter,
    unevenness,
)
from tests.transposed_conv.strategies import pairs, specs

RNG = np.random.default_rng(0)


def interior_count(spec):
    """Overlap counts of one stride period far from any border, found by counting."""
    bare = ConvTransposeSpec(
        kernel_size=spec.kernel_size, stride=spec.stride, dilation=spec.dilation
    )
    count = overlap_count(bare, 24)
    reach = [d * (k - 1) for d, k in zip(spec.dilation, spec.kernel_size, strict=True)]
    return count[reach[0] :, reach[1] :][: spec.stride[0], : spec.stride[1]]


@settings(max_examples=300, deadline=None)
@given(specs())
def test_unevenness_is_the_contrast_of_counts_in_the_interior(spec):
    count = interior_count(spec)
    assert unevenness(spec) == (count.max() - count.min()) / (count.max() + count.min())


@settings(deadline=None)
@given(specs())
def test_unevenness_is_zero_only_for_equal_counts(spec):
    count = interior_count(spec)
    assert (unevenness(spec) == 0) == (count.max() == count.min())
    assert (unevenness(spec) == 1) == (count.min() == 0)


@settings(deadline=None)
@given(specs())
def test_the_axes_scores_combine_into_the_whole(spec):
    rows, columns = axis_unevenness(spec)
    assert unevenness(spec) == pytest.approx((rows + columns) / (1 + rows * columns))
    assert (unevenness(spec) == 0) == (rows == columns == 0)


@settings(deadline=None)
@given(st.integers(1, 6), st.integers(1, 4))
def test_a_kernel_divisible_by_the_stride_covers_evenly(stride, times):
    assert unevenness(ConvTransposeSpec(kernel_size=stride * times, stride=stride)) == 0


@pytest.mark.parametrize(
    ("settings", "score"),
    [
        ({"kernel_size": 3, "stride": 2}, 0.6),  # counts 4, 2, 2, 1
        ({"kernel_size": 4, "stride": 2}, 0),
        ({"kernel_size": 4, "stride": 2, "dilation": 2}, 1),  # stamps on even pixels alone
        ({"kernel_size": (1, 3), "stride": (1, 2)}, 1 / 3),
        ({"kernel_size": 7}, 0),
    ],
)
def test_unevenness_of_known_layers(settings, score):
    assert unevenness(ConvTransposeSpec(**settings)) == pytest.approx(score)


@settings(deadline=None)
@given(pairs(1, 4), pairs(2, 5), pairs(0, 3), st.integers(0, 2**31))
def test_the_peak_is_the_variance_of_residue_means_over_all_variance(stride, times, rest, seed):
    (sh, sw), (th, tw) = stride, times
    whole = np.random.default_rng(seed).normal(size=(th * sh, tw * sw))
    means = whole.reshape(th, sh, tw, sw).mean((0, 2))
    ragged = np.pad(whole, ((0, min(rest[0], sh - 1)), (0, min(rest[1], sw - 1))))
    wanted = means.var() / whole.var()
    assert fourier_peak(ragged, stride) == pytest.approx(wanted, abs=1e-9)


@settings(deadline=None)
@given(pairs(1, 4), st.floats(-1e300, 1e300), st.sampled_from([1e-200, 1.0, 1e200]))
def test_a_pattern_of_the_stride_peaks_fully_and_a_flat_picture_not_at_all(stride, level, scale):
    tile = RNG.normal(size=stride) * scale
    flat = max(stride) == 1
    assert fourier_peak(np.tile(tile, (4, 4)), stride) == (0 if flat else pytest.approx(1))
    levels = np.array([1, 1 / 3, 0.1]) * level
    assert fourier_peak(np.broadcast_to(levels[:, None, None], (3, 14, 202)), stride) == 0


def test_white_noise_has_only_its_share_of_a_peak():
    noise = RNG.normal(size=(64, 64))
    assert fourier_peak(noise, 2) < 5 * 3 / 64**2


def test_uneven_overlap_of_a_flat_input_shows_as_a_peak():
    """The reason for both scores: on constant input the one predicts the other."""
    peaks = []
    for kernel_size in (3, 4):
        spec = ConvTransposeSpec(kernel_size=kernel_size, stride=2, padding=kernel_size)
        y = scatter(np.ones((1, 16, 16)), np.ones(spec.weight_shape), spec)
        peaks.append(fourier_peak(y, 2))
    assert peaks == [pytest.approx(1), 0]


def test_energies_of_channels_add_up_each_without_its_mean():
    checker = np.indices((8, 8)).sum(0) % 2
    slow = np.repeat(np.repeat(RNG.normal(size=(4, 4)), 2, 0), 2, 1)
    slow -= slow.mean()
    stack = np.stack([checker + 5.0, slow])
    wanted = checker.var() / (checker.var() + slow.var())
    assert fourier_peak(stack, 2) == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("image", "stride", "sentence"),
    [
        (np.zeros((4, 3)), 2, "needs at least 4×4 pixels"),
        (np.zeros(9), 2, "needs at least 4×4 pixels"),
        (np.full((4, 4), np.nan), 2, "finite"),
        (np.zeros((4, 4)), 0, "stride must be at least 1, not 0."),
    ],
)
def test_pictures_without_a_peak_to_measure_are_refused(image, stride, sentence):
    with pytest.raises(ValueError, match=sentence):
        fourier_peak(image, stride)
