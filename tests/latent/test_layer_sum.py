from dataclasses import replace

import pytest
import torch

from explorer.gan.networks.dcgan import NETWORKS, Generator
from explorer.latent import LoadedGenerator, layer_sum, random_z


@pytest.mark.parametrize("layer", range(3))
def test_the_parts_add_up_to_what_torch_computes(grey, layer):
    z = random_z(0, grey.z_dim)
    module = grey.module
    for channel in (0, grey.layers[layer].out_channels - 1):
        found = layer_sum(grey, z, layer, channel)
        assert len(found.parts) == grey.layers[layer].in_channels
        assert sorted(found.in_channels) == list(range(len(found.parts)))
        read = module.layer_inputs(z)[layer]
        spec = grey.layers[layer]
        expected = torch.nn.functional.conv_transpose2d(
            read, module.convs[layer].weight, stride=spec.stride, padding=spec.padding
        )[0, channel]
        assert torch.allclose(found.first(len(found.parts)), expected, atol=1e-5)
        assert found.gap < 1e-5


def test_the_strongest_part_comes_first_and_is_that_of_its_channel(grey):
    z = random_z(1, grey.z_dim)
    found = layer_sum(grey, z, 1, 3)
    strengths = found.parts.square().sum(dim=(1, 2))
    assert (strengths.diff() <= 0).all()
    alone = torch.zeros_like(grey.layer_inputs(z)[1])
    alone[0, found.in_channels[0]] = grey.layer_inputs(z)[1][0, found.in_channels[0]]
    assert torch.allclose(grey.module.convs[1](alone)[0, 3], found.parts[0], atol=1e-5)


def test_only_channels_of_the_same_group_add_something():
    specs = NETWORKS["light28"](6, 4, 1)
    specs[1] = replace(specs[1], groups=2)
    module = Generator(specs, torch.Generator().manual_seed(0)).eval().requires_grad_(False)
    grouped = LoadedGenerator(name="grouped", module=module)
    found = layer_sum(grouped, random_z(0, 6), 1, specs[1].out_channels - 1)
    half = specs[1].in_channels // 2
    assert sorted(found.in_channels) == list(range(half, 2 * half))
    assert found.gap < 1e-6


@pytest.mark.parametrize(
    ("layer", "channel", "sentence"), [(3, 0, "no layer 4"), (2, 1, "no channel 2")]
)
def test_what_is_not_there_is_refused(grey, layer, channel, sentence):
    with pytest.raises(ValueError, match=sentence):
        layer_sum(grey, random_z(0, grey.z_dim), layer, channel)
