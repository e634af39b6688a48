import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from explorer.gan.networks.convolutions import (
    Geometry,
    PatchConv,
    StampConv,
    _laid_down,
    gather,
    spread,
    weight_gradient,
)

EXACT = {"dtype": torch.float64}


def rng(seed=0):
    return torch.Generator().manual_seed(seed)


geometries = st.sampled_from([(4, 2, 1), (3, 2, 1), (5, 2, 2), (5, 1, 2), (3, 1, 1), (4, 4, 0)])


def maps(geometry, side, small_channels, big_channels, dtype=torch.float64):
    k, s, p = geometry
    big_side = side * s
    big = torch.randn(2, big_channels, big_side, big_side, generator=rng(1), dtype=dtype)
    small = torch.randn(2, small_channels, side, side, generator=rng(2), dtype=dtype)
    weight = torch.randn(small_channels, big_channels, k, k, generator=rng(3), dtype=dtype)
    return big, small, weight, Geometry(k, s, p, (big_side, big_side))


@settings(max_examples=30, deadline=None)
@given(
    geometry=geometries,
    side=st.integers(2, 6),
    small_channels=st.integers(1, 6),
    big_channels=st.integers(1, 6),
)
def test_gathering_spreading_and_the_weight_gradient_are_each_others_derivatives(
    geometry, side, small_channels, big_channels
):
    """⟨gather(big), small⟩ = ⟨big, spread(small)⟩ = ⟨weight, weight_gradient(big, small)⟩."""
    big, small, weight, g = maps(geometry, side, small_channels, big_channels)
    one = (gather(big, weight, g) * small).sum()
    torch.testing.assert_close((big * spread(small, weight, g)).sum(), one)
    torch.testing.assert_close((weight * weight_gradient(big, small, weight, g)).sum(), one)
    torch.testing.assert_close((big * _laid_down(small, weight, g)).sum(), one)


@pytest.mark.parametrize("geometry", [(4, 2, 1), (3, 2, 1), (5, 2, 2), (5, 1, 2)])
@pytest.mark.parametrize("channels", [(3, 1), (6, 3), (4, 5)])
@pytest.mark.parametrize("side", [2, 7, 16])
def test_layers_are_torchs_own_in_value_and_gradient(geometry, channels, side):
    k, s, p = geometry
    ours = {
        "stamp": StampConv(*channels, k, s, p, (s - k) % 2, bias=False, **EXACT),
        "patch": PatchConv(*reversed(channels), k, s, p, bias=False, **EXACT),
    }
    functions = {
        "stamp": lambda x, w: F.conv_transpose2d(x, w, None, s, p, (s - k) % 2),
        "patch": lambda x, w: F.conv2d(x, w, None, s, p),
    }
    for name, layer in ours.items():
        wide = side if name == "stamp" else side * s
        count = channels[0] if name == "stamp" else channels[1]
        x = torch.randn(2, count, wide, wide, generator=rng(1), **EXACT).requires_grad_()
        made = layer(x)
        expected = functions[name](x, layer.weight)
        torch.testing.assert_close(made, expected)
        towards = torch.randn(made.shape, generator=rng(2), **EXACT)
        got, right = (torch.autograd.grad(y, (x, layer.weight), towards) for y in (made, expected))
        for one, two in zip(got, right, strict=True):
            torch.testing.assert_close(one, two)


def test_the_stem_is_a_transposed_convolution_of_one_pixel():
    layer = StampConv(6, 5, 7, bias=False, **EXACT).to(memory_format=torch.channels_last)
    z = torch.randn(3, 6, 1, 1, generator=rng(), **EXACT)
    torch.testing.assert_close(layer(z), F.conv_transpose2d(z, layer.weight))
    assert layer(z).is_contiguous(memory_format=torch.channels_last)


@pytest.mark.parametrize("side", [8, 16, 32])
def test_in_bfloat16_every_way_is_as_near_to_the_truth_as_the_library(side):
    big, small, weight, g = maps((4, 2, 1), side // 2, 8, 16, torch.float32)
    half = [tensor.bfloat16() for tensor in (big, small, weight)]
    exact = [tensor.double() for tensor in half]
    pairs = [
        (gather(half[0], half[2], g), gather(exact[0], exact[2], g)),
        (spread(half[1], half[2], g), spread(exact[1], exact[2], g)),
        (_laid_down(half[1], half[2], g), spread(exact[1], exact[2], g)),
        (weight_gradient(*half, g), weight_gradient(*exact, g)),
    ]
    for made, truth in pairs:
        assert made.dtype == torch.bfloat16
        assert (made.double() - truth).norm() < 0.01 * truth.norm()


def test_autocast_reaches_the_layers():
    x = torch.randn(2, 3, 8, 8, generator=rng())
    for layer in (StampConv(3, 1, 4, 2, 1, bias=False), PatchConv(3, 5, 4, 2, 1, bias=False)):
        with torch.autocast("cpu", torch.bfloat16):
            made = layer(x)
        assert made.dtype == torch.bfloat16
        made.float().sum().backward()
        assert layer.weight.grad.dtype == torch.float32


@pytest.mark.parametrize(
    "settings",
    [{"groups": 3}, {"dilation": 2}, {"bias": True}, {"kernel_size": (2, 4), "padding": (0, 1)}],
)
def test_whatever_is_not_sped_up_is_left_to_the_library(settings):
    whole = {"kernel_size": 4, "stride": 2, "padding": 1, "bias": False} | settings
    x = torch.randn(2, 3, 8, 8, generator=rng(), **EXACT)
    for ours, theirs in ((StampConv, nn.ConvTranspose2d), (PatchConv, nn.Conv2d)):
        layer, oracle = ours(3, 3, **whole, **EXACT), theirs(3, 3, **whole, **EXACT)
        oracle.load_state_dict(layer.state_dict())
        torch.testing.assert_close(layer(x), oracle(x))


def test_a_gradient_can_be_differentiated_again_where_that_was_announced():
    layer = PatchConv(1, 4, 4, 2, 1, bias=False, **EXACT)
    x = torch.randn(2, 1, 8, 8, generator=rng(), **EXACT).requires_grad_()
    (slope,) = torch.autograd.grad(layer(x, twice=True).square().sum(), x, create_graph=True)
    slope.square().sum().backward()
    assert layer.weight.grad.abs().max() > 0
