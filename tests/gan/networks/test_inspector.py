from dataclasses import replace
from math import prod

import pytest
import torch
from torch import nn

from explorer.gan import TrainingConfig, inspect
from explorer.gan.data.feed import Chance
from explorer.gan.systems import SYSTEMS

CONFIGS = [
    TrainingConfig(network="tiny16", width=8),
    TrainingConfig(network="light28", width=4, norm_g="none", norm_d="instance"),
    TrainingConfig(network="dcgan28", width=4, kernel_size=3),
    TrainingConfig(network="dcgan28", width=4, upsampling="bilinear"),
    TrainingConfig(network="dcgan32", width=4, upsampling="nearest", kernel_size=5),
    TrainingConfig(network="dcgan64", width=4, upsampling="pixel_shuffle"),
    TrainingConfig(network="tiny16", width=4, minibatch_std=True),
    TrainingConfig(system="super_resolution", network="tiny16", width=4),
    TrainingConfig(system="super_resolution", width=4, upsampling="pixel_shuffle"),
    TrainingConfig(dataset="ring", network="mlp", z_dim=2, width=8),
    TrainingConfig(dataset="ring", network="mlp", z_dim=2, width=8, minibatch_std=True),
]


def ids(config):
    return f"{config.system}-{config.network}-{config.upsampling}-{config.kernel_size}"


def observed(network, example):
    """The oracle: each convolution of the real network, with what it reads and makes."""
    read = []
    for module in network.modules():
        if isinstance(module, (nn.Conv2d, nn.ConvTranspose2d)):
            module.register_forward_hook(lambda m, x, y: read.append((m, x[0], y)))
    network(example)
    return read


@pytest.mark.parametrize("config", CONFIGS, ids=ids)
@pytest.mark.parametrize("channels", [1, 3])
def test_facts_are_those_of_the_networks_that_are_built(config, channels):
    rng = torch.Generator().manual_seed(0)
    networks = SYSTEMS[config.system].build(config, channels, Chance(0))
    z = torch.randn(2, networks["generator"].z_dim, generator=rng)
    examples = {"generator": z, "discriminator": networks["generator"](z).detach()}
    facts = inspect(config, channels)
    for name, network in networks.items():
        layers = [layer for layer in facts if layer.network == name]
        weights = sum(parameter.numel() for parameter in network.parameters())
        assert sum(layer.parameters for layer in layers) == weights
        assert prod(layers[-1].output_shape) == network(examples[name])[0].numel()
        for layer, (module, x, y) in zip(layers, observed(network, examples[name]), strict=False):
            assert layer.input_shape == tuple(x.shape[1:])
            pixels = x if isinstance(module, nn.ConvTranspose2d) else y
            assert layer.multiply_adds == module.weight.numel() * prod(pixels.shape[2:])
            assert module.kernel_size == (layer.kernel_size,) * 2
            assert (module.stride, module.padding) == ((layer.stride,) * 2, (layer.padding,) * 2)


def test_each_layer_reads_what_the_one_before_hands_on_unless_a_resize_lies_between():
    for config in CONFIGS:
        facts = inspect(config)
        for one, two in zip(facts, facts[1:], strict=False):
            if two.name != "layer 1" and not two.resize:
                made, *size = one.output_shape
                assert two.input_shape == (made + two.beside, *size)


def test_the_classic_networks_have_the_sizes_they_are_known_for():
    tutorial = inspect(TrainingConfig(network="dcgan28", width=64))
    generator = [layer for layer in tutorial if layer.network == "generator"]
    assert [layer.output_shape for layer in generator] == [
        (256, 7, 7),
        (128, 7, 7),
        (64, 14, 14),
        (1, 28, 28),
    ]
    assert [layer.kernel_size for layer in generator] == [7, 5, 5, 5]
    # The tutorial's own summary: 1,254,400 dense, then 819,200, 204,800 and 1,600.
    kernels = [prod(layer.spec.weight_shape) for layer in generator]
    assert kernels == [1_254_400, 819_200, 204_800, 1_600]
    paper = inspect(replace(TrainingConfig(), network="dcgan64", width=64), channels=3)
    # PyTorch's DCGAN example: 3,576,704 in its generator and 2,765,568 in its discriminator.
    for name, weights in (("generator", 3_576_704), ("discriminator", 2_765_568)):
        assert sum(f.parameters for f in paper if f.network == name) == weights
    tiny = inspect(TrainingConfig(network="tiny16", width=32))
    assert [layer.spec.weight_shape[:2] for layer in tiny[:3]] == [(100, 64), (64, 32), (32, 1)]


@pytest.mark.parametrize("settings", [{}, {"conditioning": "projection", "conditional_norm": True}])
@pytest.mark.parametrize("dataset", ["digits", "avatars"])
def test_a_conditional_gan_has_the_parameters_that_are_listed(settings, dataset):
    config = TrainingConfig(system="conditional_gan", dataset=dataset, **settings)
    networks = SYSTEMS["conditional_gan"].build(config, 3, Chance(0))
    for name, network in networks.items():
        listed = sum(one.parameters for one in inspect(config, 3) if one.network == name)
        assert listed == sum(parameter.numel() for parameter in network.parameters())
    first = inspect(config, 3)[0]
    assert first.input_shape == (config.z_dim + config.embedding_dim, 1, 1)
