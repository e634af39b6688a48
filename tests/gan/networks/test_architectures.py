import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.gan import NETWORKS, UPSAMPLINGS, Generator
from explorer.gan.networks.architectures import (
    Growth,
    layer_sizes,
    with_kernel_size,
    with_upsampling,
)
from explorer.transposed_conv import ConvTransposeSpec, overlap_count

PICTURES = sorted(set(NETWORKS) - {"mlp"})
RESIZING = ("nearest", "bilinear")


def rng(seed=0):
    return torch.Generator().manual_seed(seed)


def generator(name, upsampling, kernel_size=0, channels=1, norm="batch"):
    strided = with_kernel_size(NETWORKS[name](6, 4, channels), kernel_size)
    specs, growth = with_upsampling(strided, upsampling)
    return Generator(specs, rng(), growth=growth, norm=norm).eval()


@settings(max_examples=40, deadline=None)
@given(
    name=st.sampled_from(PICTURES),
    upsampling=st.sampled_from(UPSAMPLINGS),
    kernel_size=st.sampled_from([0, 3, 5]),
    channels=st.sampled_from([1, 3]),
)
def test_kernels_and_up_sampling_change_no_map_s_size(name, upsampling, kernel_size, channels):
    usual = generator(name, "transposed", channels=channels)
    other = generator(name, upsampling, kernel_size, channels)
    z = torch.randn(2, 6, generator=rng(1))
    assert other(z).shape == usual(z).shape
    for one, two in zip(usual.layer_outputs(z), other.layer_outputs(z), strict=True):
        assert one.shape == two.shape
    sizes = layer_sizes(other.specs, other.growth)
    read = [tuple(x.shape[2:]) for x in other.layer_inputs(z)]
    assert [*read, other.image_shape[1:]] == sizes


@pytest.mark.parametrize("kernel_size", [3, 4, 5])
def test_strided_layers_take_every_kernel_and_keep_doubling(kernel_size):
    specs = with_kernel_size(NETWORKS["dcgan64"](6, 4, 1), kernel_size)
    assert [spec.kernel_size[0] for spec in specs] == [4, *[kernel_size] * 4]
    assert layer_sizes(specs) == layer_sizes(NETWORKS["dcgan64"](6, 4, 1))


def test_only_kernels_that_the_stride_divides_overlap_evenly():
    for kernel_size, even in ((3, False), (4, True), (5, False)):
        (spec,) = with_kernel_size(NETWORKS["light28"](6, 4, 1), kernel_size)[-1:]
        counts = overlap_count(spec, 14)[4:-4, 4:-4]
        assert (len(set(counts.ravel())) == 1) is even


@pytest.mark.parametrize("upsampling", RESIZING)
@pytest.mark.parametrize("kernel_size", [3, 5])
def test_a_resized_layer_is_an_ordinary_convolution_with_the_kernel_turned(upsampling, kernel_size):
    module = generator("light28", upsampling, kernel_size)
    z = torch.randn(3, 6, generator=rng(1))
    before, weight = module.layer_outputs(z)[0], module.convs[1].weight
    resized = F.interpolate(before, scale_factor=2, mode=upsampling)
    torch.testing.assert_close(module.layer_inputs(z)[1], resized)
    turned = weight.flip(2, 3).transpose(0, 1)  # (C_out, C_in, k, k), a convolution's own order
    expected = F.conv2d(resized, turned, padding=kernel_size // 2)
    torch.testing.assert_close(module.convs[1](resized), expected, atol=1e-6, rtol=1e-4)


def test_a_shuffled_layer_spreads_four_channels_over_four_pixels():
    module = generator("light28", "pixel_shuffle")
    z = torch.randn(3, 6, generator=rng(1))
    made = module.convs[2](module.layer_inputs(z)[2])  # (3, 4, 14, 14)
    image = module.layer_outputs(z)[2]  # (3, 1, 28, 28)
    for row in range(2):
        for column in range(2):
            torch.testing.assert_close(image[:, 0, row::2, column::2], made[:, 2 * row + column])


def test_even_kernels_lose_a_row_where_a_layer_no_longer_strides():
    specs, growth = with_upsampling(NETWORKS["dcgan28"](6, 4, 1), "nearest")
    assert [spec.kernel_size[0] for spec in specs] == [7, 5, 5, 5]
    assert growth.scales == (1, 1, 2, 2)
    specs, _ = with_upsampling(NETWORKS["light28"](6, 4, 1), "nearest")
    assert [spec.kernel_size[0] for spec in specs] == [7, 3, 3]


@pytest.mark.parametrize(
    "growth",
    [
        {"upsampling": "bicubic"},
        {"upsampling": "nearest", "scales": (1, 2, 1000)},
        {"upsampling": "nearest", "scales": (1, 2, 0)},
        {"upsampling": "nearest", "scales": (1, 2, 2.0)},
    ],
)
def test_growth_that_no_generator_has_is_refused(growth):
    with pytest.raises(ValueError, match=r"^(upsampling|scales) must be .*\.$"):
        Growth(**growth)


def test_scales_must_be_one_a_layer_and_channels_must_divide():
    specs = NETWORKS["light28"](6, 4, 1)
    with pytest.raises(ValueError, match="3 layers need 3 scales"):
        layer_sizes(specs, Growth(upsampling="nearest", scales=(1, 2)))
    odd = [ConvTransposeSpec(in_channels=6, out_channels=5, kernel_size=4)]
    with pytest.raises(ValueError, match="5 channels cannot be shuffled by 2"):
        Generator(odd, rng(), growth=Growth(upsampling="pixel_shuffle", scales=(2,)))
