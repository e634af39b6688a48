import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.transposed_conv import ConvTransposeSpec, fourier_peak, overlap_count, unevenness
from explorer.transposed_conv.upsampling import (
    UPSAMPLERS,
    WEIGHTS,
    WeightDraws,
    bilinear,
    contribution_count,
    count_contrast,
    interior,
    nearest,
)
from explorer.transposed_conv.upsampling import upsample as upsample_with

TRANSPOSED = {
    "transposed_conv_k3": ConvTransposeSpec(kernel_size=3, stride=2, padding=1, output_padding=1),
    "transposed_conv_k4": ConvTransposeSpec(kernel_size=4, stride=2, padding=1),
}
CURES = ("nearest_conv", "bilinear_conv", "pixel_shuffle_icnr")


def upsample(x, method, layers=1, **draws):
    return upsample_with(x, method, layers, WeightDraws(**draws))


def picture(height=9, width=12, seed=5):
    return np.random.default_rng(seed).random((height, width))


def kernels_of(method, x, shape):
    """The method's output under one kernel, and that kernel as a tensor."""
    kernel = np.random.default_rng(8).standard_normal(shape)
    return torch.from_numpy(UPSAMPLERS[method](x[None], lambda *_: kernel)[0]), torch.from_numpy(
        kernel
    )


def conv3(x, kernel):
    """torch's convolution; drawn kernels are turned by 180°, as a stride-1 stamp is."""
    return F.conv2d(x, kernel.flip(2, 3), padding=1)


def test_transposed_convolutions_are_torchs():
    x = picture()
    tensor = torch.from_numpy(x)[None, None]
    k3, weight = kernels_of("transposed_conv_k3", x, (1, 1, 3, 3))
    torch.testing.assert_close(
        k3, F.conv_transpose2d(tensor, weight, stride=2, padding=1, output_padding=1)[0, 0]
    )
    k4, weight = kernels_of("transposed_conv_k4", x, (1, 1, 4, 4))
    torch.testing.assert_close(k4, F.conv_transpose2d(tensor, weight, stride=2, padding=1)[0, 0])


@pytest.mark.parametrize("mode", ["nearest", "bilinear"])
def test_resizing_then_convolving_is_torchs(mode):
    x = picture()
    y, weight = kernels_of(f"{mode}_conv", x, (1, 1, 3, 3))
    options = {} if mode == "nearest" else {"align_corners": False}
    large = F.interpolate(torch.from_numpy(x)[None, None], scale_factor=2, mode=mode, **options)
    torch.testing.assert_close(y, conv3(large, weight)[0, 0])


def test_pixel_shuffle_is_torchs():
    x = picture()
    y, weight = kernels_of("pixel_shuffle", x, (1, 4, 3, 3))
    four = conv3(torch.from_numpy(x)[None, None], weight.reshape(4, 1, 3, 3))
    torch.testing.assert_close(y, F.pixel_shuffle(four, 2)[0, 0])


def test_icnr_starts_as_nearest_neighbour_after_the_convolution():
    x = picture()
    y, weight = kernels_of("pixel_shuffle_icnr", x, (1, 1, 3, 3))
    small = conv3(torch.from_numpy(x)[None, None], weight)[0, 0].numpy()
    np.testing.assert_allclose(y.numpy(), nearest(small), atol=1e-12)


@pytest.mark.parametrize("method", UPSAMPLERS)
@pytest.mark.parametrize("layers", [1, 2, 3])
def test_every_layer_doubles_both_sides(method, layers):
    assert upsample(picture(3, 5), method, layers=layers).shape == (1, 3 * 2**layers, 5 * 2**layers)


@pytest.mark.parametrize(("method", "spec"), TRANSPOSED.items())
def test_counts_of_a_transposed_convolution_are_its_overlap(method, spec):
    counts = contribution_count(method, (7, 9))
    assert np.array_equal(counts, overlap_count(spec, (7, 9)))
    assert count_contrast(interior(counts, 1)) == unevenness(spec)


@pytest.mark.parametrize("method", UPSAMPLERS)
def test_counts_are_the_stack_of_equal_weights_on_ones(method):
    """Independent of the scale: weights of 1/terms turn counts into counts / termsⁿ."""
    counts = contribution_count(method, 10, 2)
    output = upsample(np.ones((10, 10)), method, layers=2, kind="equal")[0]
    np.testing.assert_allclose(output / output.mean(), counts / counts.mean())


@pytest.mark.parametrize("layers", [1, 2, 3, 4])
def test_only_the_kernel_that_the_stride_does_not_divide_counts_unevenly(layers):
    contrast = {
        method: count_contrast(interior(contribution_count(method, 10, layers), layers))
        for method in UPSAMPLERS
    }
    assert contrast.pop("transposed_conv_k3") >= 0.6
    assert set(contrast.values()) == {0}


def test_deeper_stacks_of_it_count_more_unevenly():
    contrasts = [
        count_contrast(interior(contribution_count("transposed_conv_k3", 10, n), n))
        for n in (1, 2, 3, 4)
    ]
    assert contrasts == sorted(set(contrasts))


@pytest.mark.parametrize("method", CURES)
@pytest.mark.parametrize("weights", WEIGHTS)
@given(seed=st.integers(0, 99), layers=st.integers(1, 3))
@settings(deadline=None, max_examples=8)
def test_a_flat_picture_stays_flat_away_from_the_border(method, weights, seed, layers):
    output = upsample(np.full((8, 8), 0.5), method, layers=layers, kind=weights, seed=seed)
    inside = interior(output, layers)[0]
    assert np.ptp(inside) <= 1e-12 * max(1, np.abs(inside).max())
    assert fourier_peak(inside.round(9), 2**layers) == 0


@pytest.mark.parametrize("method", CURES)
def test_the_border_does_touch_it(method):
    output = upsample(np.full((8, 8), 0.5), method)[0]
    assert np.ptp(output) > 0.01


def test_with_equal_weights_k4_is_even_and_k3_is_not():
    flat = np.full((8, 8), 0.5)
    k3, k4 = (interior(upsample(flat, method, kind="equal")[0], 1) for method in TRANSPOSED)
    assert fourier_peak(k3.round(9), 2) == pytest.approx(1)
    assert np.ptp(k4) == 0


@pytest.mark.parametrize("method", ["transposed_conv_k4", "pixel_shuffle"])
def test_even_counts_do_not_make_random_weights_even(method):
    output = interior(upsample(np.full((8, 8), 0.5), method)[0], 1)
    assert fourier_peak(output, 2) == pytest.approx(1)
    assert np.ptp(output) > 0.01


@pytest.mark.parametrize("method", UPSAMPLERS)
@pytest.mark.parametrize("layers", [1, 2, 3])
def test_what_lies_around_a_picture_does_not_reach_its_interior(method, layers):
    alone = upsample(picture(8, 8), method, layers=layers)
    around = upsample(np.pad(picture(8, 8), 4, constant_values=7), method, layers=layers)
    cut = 4 * 2**layers
    middle = around[:, cut:-cut, cut:-cut]
    np.testing.assert_allclose(interior(middle, layers), interior(alone, layers), atol=1e-12)
    assert not np.allclose(middle, alone)


def test_methods_with_kernels_of_one_shape_get_the_same_weights():
    x = picture()
    same = upsample(x, "pixel_shuffle_icnr", seed=3)[0]
    kernel = WEIGHTS["around_mean"]((1, 1, 3, 3), 9, np.random.default_rng([3, 0]))
    np.testing.assert_array_equal(
        same, UPSAMPLERS["pixel_shuffle_icnr"](x[None], lambda *_: kernel)[0]
    )
    y = UPSAMPLERS["nearest_conv"](x[None], lambda *_: kernel)[0]
    np.testing.assert_array_equal(upsample(x, "nearest_conv", seed=3)[0], y)


@pytest.mark.parametrize("method", UPSAMPLERS)
def test_the_first_draw_does_not_depend_on_their_number(method):
    one, three = (upsample(picture(), method, layers=2, count=draws) for draws in (1, 3))
    np.testing.assert_allclose(one[0], three[0], rtol=1e-12)
    assert not np.allclose(three[0], three[1])


def test_seeds_differ_and_repeat():
    first, again, other = (upsample(picture(), "pixel_shuffle", seed=seed) for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.allclose(first, other)


@pytest.mark.parametrize("method", UPSAMPLERS)
def test_gains_are_comparable(method):
    flat = np.ones((8, 8))
    near = interior(upsample(flat, method, layers=2, count=400), 2).mean()
    assert near == pytest.approx(1, abs=0.06)
    noise = np.random.default_rng(0).standard_normal((12, 12))
    power = (interior(upsample(noise, method, kind="zero_mean", count=400), 1) ** 2).mean()
    # Bilinear mixes its neighbours first, and mixed noise has less power.
    assert (0.1 if method == "bilinear_conv" else 0.6) < power < 1.6


def test_bilinear_keeps_a_ramp():
    rows = bilinear(np.arange(6.0)[None, :, None] * np.ones((1, 1, 4)))[0, :, 0]
    np.testing.assert_allclose(rows[1:-1], np.arange(1, 11) / 2 - 0.25)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"method": "deconvolution"}, "There is no method 'deconvolution': use one of transposed"),
        ({"kind": "he"}, "There is no kind of weights 'he': use one of around_mean"),
        ({"layers": 0}, "layers must be a whole number from 1 to 4, not 0"),
        ({"layers": 5}, "layers must be a whole number from 1 to 4, not 5"),
        (
            {"count": 0},
            "The seed must be at least 0 and the count of draws at least 1, not 0 and 0",
        ),
        ({"seed": -1}, "The seed must be at least 0 and the count"),
        ({"x": np.ones(3)}, r"The picture must have shape \(H, W\), not \(3,\)"),
        ({"x": np.ones((0, 3))}, r"The picture must have shape \(H, W\), not \(0, 3\)"),
    ],
)
def test_what_cannot_be_is_refused(options, sentence):
    with pytest.raises(ValueError, match=sentence):
        upsample(**({"x": picture(), "method": "nearest_conv"} | options))
