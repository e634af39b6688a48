"""Laws of the network that makes pictures four times larger."""

import pytest
import torch

from explorer.gan.config import TrainingConfig
from explorer.gan.data.resampling import FACTOR, bicubic
from explorer.gan.files.weights import (
    DESCRIPTION,
    WeightsError,
    load_generator_module,
    read_description,
    save_generator,
    write_description,
)
from explorer.gan.networks.dcgan import UPSAMPLINGS
from explorer.gan.networks.super_resolver import BLOCKS, build_super_resolver

REACH = 2 + 2 * BLOCKS + 2
"""Low-resolution pixels from the border that the padding can have touched."""


def built(upsampling="transposed", **settings):
    config = TrainingConfig(network="tiny16", width=8, upsampling=upsampling, **settings)
    return build_super_resolver(config, 3, torch.Generator().manual_seed(0))


def with_weights(network):
    """Give it weights as if it had learned something."""
    rng = torch.Generator().manual_seed(1)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.add_(0.1 * torch.randn(parameter.shape, generator=rng))
    return network.eval()


@pytest.fixture(params=UPSAMPLINGS)
def network(request):
    return with_weights(built(request.param))


@pytest.fixture
def low():
    return torch.rand(2, 3, 4, 4, generator=torch.Generator().manual_seed(2)) * 2 - 1


@pytest.mark.parametrize(
    ("network_name", "side"), [("tiny16", 4), ("light28", 7), ("dcgan32", 8), ("dcgan64", 16)]
)
def test_it_reads_a_quarter_of_each_side_of_what_it_makes(network_name, side):
    config = TrainingConfig(network=network_name, width=4)
    network = build_super_resolver(config, 1, torch.Generator())
    assert network.input_shape == (1, side, side)
    assert network.image_shape == (1, FACTOR * side, FACTOR * side)
    assert network(torch.zeros(2, 1, side, side)).shape == (2, *network.image_shape)


@pytest.mark.parametrize("kernel_size", [0, 3, 4, 5])
def test_kernels_of_any_size_keep_the_factor(kernel_size):
    assert built(kernel_size=kernel_size)(torch.zeros(1, 3, 4, 4)).shape == (1, 3, 16, 16)


@pytest.mark.parametrize("upsampling", UPSAMPLINGS)
def test_untrained_it_is_bicubic_interpolation(upsampling, low):
    assert torch.equal(built(upsampling)(low), bicubic(low))


@pytest.mark.parametrize("upsampling", ["nearest", "bilinear"])
def test_resized_maps_keep_a_constant_constant_away_from_borders(upsampling):
    network = with_weights(built(upsampling))
    side = 2 * REACH + 3
    images = network(torch.full((1, 3, side, side), 0.2))
    inside = images[..., FACTOR * REACH : -FACTOR * REACH, FACTOR * REACH : -FACTOR * REACH]
    assert inside.shape[-1] == 3 * FACTOR
    torch.testing.assert_close(inside, inside[..., :1, :1].expand_as(inside))


@pytest.mark.parametrize("upsampling", ["transposed", "pixel_shuffle"])
def test_strides_and_shuffles_repeat_one_block_of_a_constant(upsampling):
    network = with_weights(built(upsampling))
    side = 2 * REACH + 3
    images = network(torch.full((1, 3, side, side), 0.2))
    blocks = images.unfold(2, FACTOR, FACTOR).unfold(3, FACTOR, FACTOR)  # (1, 3, side, side, 4, 4)
    inside = blocks[:, :, REACH:-REACH, REACH:-REACH]
    torch.testing.assert_close(inside, inside[:, :, :1, :1].expand_as(inside))
    assert inside.std(dim=(4, 5)).min() > 1e-3  # the checkerboard that the lesson is about


def test_layers_hand_on_what_the_next_one_reads(network, low):
    inputs, outputs = network.layer_inputs(low), network.layer_outputs(low)
    for layer, (read, spec) in enumerate(zip(inputs, network.specs, strict=True)):
        assert network.convs[layer](read).shape[1] == spec.out_channels
        assert read.shape[1] == spec.in_channels
    whole = (bicubic(low) + outputs[-1]).clamp(-1, 1)
    assert torch.equal(network(low), whole)
    assert torch.equal(network(low.flatten(1)), whole)


def test_every_layer_is_the_transposed_convolution_of_its_spec(network, low):
    for spec, conv, read in zip(
        network.specs, network.convs, network.layer_inputs(low), strict=True
    ):
        expected = torch.nn.functional.conv_transpose2d(
            read,
            conv.weight,
            stride=spec.stride,
            padding=spec.padding,
            output_padding=spec.output_padding,
        )
        torch.testing.assert_close(conv(read), expected)


def test_a_saved_super_resolver_is_read_back(network, low, tmp_path):
    save_generator(tmp_path, network, {})
    loaded = load_generator_module(tmp_path)
    assert read_description(tmp_path)["kind"] == "super_resolver"
    assert loaded.input_shape == network.input_shape
    for name, tensor in network.state_dict().items():
        torch.testing.assert_close(loaded.state_dict()[name], tensor, rtol=1e-3, atol=1e-3)
    torch.testing.assert_close(loaded(low), network(low), rtol=0, atol=0.02)


@pytest.mark.parametrize("lie", [{"input_shape": [1, 4, 4]}, {"input_shape": [3, 4000, 4000]}])
def test_a_description_that_does_not_fit_is_refused(network, tmp_path, lie):
    save_generator(tmp_path, network, {})
    write_description(tmp_path, read_description(tmp_path) | lie)
    with pytest.raises(WeightsError, match=f"does not hold the layers that {DESCRIPTION} lists"):
        load_generator_module(tmp_path)
