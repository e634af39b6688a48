"""Both networks of a config."""

from __future__ import annotations

import torch

from explorer.gan.config import TrainingConfig
from explorer.gan.networks.architectures import NETWORKS, Specs, with_kernel_size, with_upsampling
from explorer.gan.networks.dcgan import Discriminator, Generator
from explorer.gan.networks.mlp import PointDiscriminator, PointGenerator

AnyGenerator = Generator | PointGenerator
AnyDiscriminator = Discriminator | PointDiscriminator


def build_generator(config: TrainingConfig, channels: int, rng: torch.Generator) -> AnyGenerator:
    """Build a config's generator with its first weights.

    Args:
        config: The settings.
        channels: Channels of an image; for points it does not matter.
        rng: Draws the weights.
    """
    if config.is_points:
        return PointGenerator(config.z_dim, config.width, rng)
    specs, growth = with_upsampling(strided_layers(config, channels), config.upsampling)
    return Generator(specs, rng, growth=growth, norm=config.norm_g)


def build_discriminator(
    config: TrainingConfig, channels: int, rng: torch.Generator
) -> AnyDiscriminator:
    """Build a config's discriminator with its first weights.

    It mirrors the network as it is with strides, however the generator's maps grow, so that two
    generators can be compared against one kind of judge.

    Args:
        config: The settings.
        channels: Channels of an image; for points it does not matter.
        rng: Draws the weights.
    """
    if config.is_points:
        return PointDiscriminator(
            config.width,
            rng,
            spectral_norm=config.spectral_norm,
            minibatch_std=config.minibatch_std,
        )
    return Discriminator(
        strided_layers(config, channels),
        rng,
        norm=config.norm_d,
        spectral_norm=config.spectral_norm,
        minibatch_std=config.minibatch_std,
    )


def strided_layers(config: TrainingConfig, channels: int, behind_z: int = 0) -> Specs:
    """Return a config's layers as they are while strides make the maps grow.

    Args:
        config: The settings.
        channels: Channels of an image.
        behind_z: Numbers that the first layer reads besides z.
    """
    specs = NETWORKS[config.network](config.z_dim + behind_z, config.width, channels)
    return with_kernel_size(specs, config.kernel_size)
