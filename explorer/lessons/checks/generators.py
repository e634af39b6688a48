"""Checks of the generator that Explore shows: its layers, and what they are together."""

from __future__ import annotations

import torch
import torch.nn.functional as F

from explorer.gan.networks.dcgan import layer_sizes
from explorer.latent import load_generator, random_z
from explorer.lessons.rooms import ExploreShown
from explorer.transposed_conv import ConvTransposeSpec


def z_numbers(shown: ExploreShown) -> int:
    """How many numbers one z has."""
    return load_generator(shown.view.generator).z_dim


def layer_count(shown: ExploreShown) -> int:
    """How many transposed convolutions the generator is."""
    return len(load_generator(shown.view.generator).layers)


def pixel_count(shown: ExploreShown) -> int:
    """How many numbers one picture has."""
    channels, height, width = load_generator(shown.view.generator).image_shape
    return channels * height * width


def map_side(shown: ExploreShown, layer: int) -> int:
    """Height of the maps that a layer makes, counted from 1."""
    generator = load_generator(shown.view.generator)
    return layer_sizes(generator.layers, generator.module.growth)[layer][0]


def map_channels(shown: ExploreShown, layer: int) -> int:
    """How many maps a layer makes, counted from 1."""
    return load_generator(shown.view.generator).layers[layer - 1].out_channels


def kernel_count(shown: ExploreShown, layer: int) -> int:
    """How many kernels a layer has, counted from 1: one for each pair of channels."""
    spec = load_generator(shown.view.generator).layers[layer - 1]
    return spec.in_channels * spec.out_channels // spec.groups


def weight_count(shown: ExploreShown, layer: int) -> int:
    """How many weights the kernels of a layer have, counted from 1."""
    return load_generator(shown.view.generator).weight(layer - 1).numel()


def z_behind_pixel(shown: ExploreShown, row: int, column: int) -> int:
    """How many numbers of z move a pixel: those by which its derivative is not zero."""
    generator = load_generator(shown.view.generator)
    z = shown.view.z(generator).requires_grad_()
    with torch.enable_grad():
        generator.module(z)[0, :, row, column].sum().backward()
    assert z.grad is not None
    return int((z.grad != 0).sum())


def linear(shown: ExploreShown, relu: bool) -> bool:
    """Whether the first two layers, with or without what stands between them, are one linear map.

    Tried out on two z: does f(a + b) = f(a) + f(b)?
    """
    generator = load_generator(shown.view.generator)
    first, second = generator.layers[:2]
    one, two = generator.weight(0), generator.weight(1)

    def stack(z: torch.Tensor) -> torch.Tensor:
        hidden = _apply(first, one, z[:, :, None, None])
        return _apply(second, two, hidden.relu() if relu else hidden)

    a, b = random_z(1, generator.z_dim), random_z(2, generator.z_dim)
    return bool(torch.allclose(stack(a + b), stack(a) + stack(b), atol=1e-3, rtol=1e-3))


def _apply(spec: ConvTransposeSpec, weight: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    return F.conv_transpose2d(x, weight, None, spec.stride, spec.padding, spec.output_padding)


CHECKS = (
    z_numbers,
    layer_count,
    pixel_count,
    map_side,
    map_channels,
    kernel_count,
    weight_count,
    z_behind_pixel,
    linear,
)
