"""The conditional GAN: both networks are told what a picture is to show.

A batch of fakes is asked to show what the real ones beside it show. So the discriminator cannot
tell them apart by what comes how often, and a penalty between a fake and a real picture lies
between two of one kind.

Source:
    Mirza & Osindero, "Conditional Generative Adversarial Nets", 2014.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import torch
from torch import Tensor

from explorer.gan.config import TrainingConfig
from explorer.gan.data.conditions import Conditions, conditions_of
from explorer.gan.data.feed import Chance
from explorer.gan.networks.architectures import with_upsampling
from explorer.gan.networks.build import strided_layers
from explorer.gan.networks.conditional_discriminator import ConditionalDiscriminator, Given
from explorer.gan.networks.conditional_generator import ConditionalGenerator
from explorer.gan.networks.dcgan import Discriminator, Generator, layer_sizes
from explorer.gan.networks.layers import keep_spectral_norm
from explorer.gan.systems.adversarial import Adversarial
from explorer.gan.systems.system import GENERATOR, Setup


class ConditionalAdversarial(Adversarial):
    """The two players, who both know what is asked for.

    Attributes:
        conditions: What can be asked for.
    """

    NEEDS_LABELS: ClassVar = True

    def __init__(self, setup: Setup) -> None:
        """Build both."""
        assert setup.labels is not None
        self.conditions: Conditions = conditions_of(setup.config.dataset)
        self._rows = self.conditions.encode(setup.labels).to(torch.uint8)  # (N, width)
        super().__init__(setup)

    @staticmethod
    def build(config: TrainingConfig, channels: int, chance: Chance) -> dict[str, Any]:
        """Build both networks."""
        return {
            GENERATOR: build_generator(config, channels, chance.generator(GENERATOR)),
            "discriminator": build_discriminator(
                config, channels, chance.generator("discriminator")
            ),
        }

    @classmethod
    @torch.no_grad()
    def first_samples(
        cls, config: TrainingConfig, z: Tensor, channels: int, real: Tensor | None
    ) -> Tensor:
        """Return what the untrained generator makes of the watched inputs."""
        del real
        generator = cls.build(config, channels, Chance(config.seed))[GENERATOR].eval()
        return generator(_watched(config, z))

    @classmethod
    def columns(cls, config: TrainingConfig) -> tuple[str, ...]:
        """Say what each column of the watched samples is to show, or changes."""
        return conditions_of(config.dataset).columns

    def inputs(self, z: Tensor) -> Tensor:
        """Return [z | condition]: the conditions of the first real images, one after the other."""
        rows = self._rows[torch.arange(len(z)) % len(self._rows)]
        return torch.cat([z, rows.to(z)], dim=1)

    def watched_inputs(self, z: Tensor) -> Tensor:
        """Return rows of one z each, under one condition after the other."""
        return _watched(self.config, z)

    def asked(self, inputs: Tensor) -> Mapping[str, Tensor]:
        """Return which answer to each question the samples are to show."""
        answers = self.conditions.decode(inputs[:, self.config.z_dim :])
        return dict(zip(self.conditions.questions, answers.unbind(1), strict=True))

    def drawn_inputs(self) -> Tensor:
        """Return z's with the conditions of the real images whose turn it is."""
        z = super().drawn_inputs()
        rows = self._rows[self.feed.rows(self.batches_done).cpu()]
        return torch.cat([z, rows.to(z)], dim=1)

    def judge(self, inputs: Tensor) -> Given:
        """Return the discriminator, told what these inputs ask for."""
        return self.learners["discriminator"].network.given(inputs[:, self.config.z_dim :])

    def verdict(self, samples: Tensor) -> None:
        """Return nothing: of pictures alone nobody knows what they were to show."""
        del samples


def build_generator(
    config: TrainingConfig, channels: int, rng: torch.Generator
) -> ConditionalGenerator:
    """Build a config's generator with its first weights.

    Args:
        config: The settings.
        channels: Channels of an image.
        rng: Draws the weights.
    """
    strided = strided_layers(config, channels, behind_z=config.embedding_dim)
    specs, growth = with_upsampling(strided, config.upsampling)
    return ConditionalGenerator(
        Generator(specs, rng, growth=growth, norm=config.norm_g),
        conditions_of(config.dataset),
        rng,
        embedding_dim=config.embedding_dim,
        conditional_norm=config.conditional_norm,
    )


def build_discriminator(
    config: TrainingConfig,
    channels: int,
    rng: torch.Generator,
    conditions: Conditions | None = None,
) -> ConditionalDiscriminator:
    """Build a config's discriminator with its first weights.

    Args:
        config: The settings.
        channels: Channels of an image.
        rng: Draws the weights.
        conditions: What can be asked for, if not what the config's dataset says.
    """
    specs = strided_layers(config, channels + (config.conditioning == "concatenation"))
    network = ConditionalDiscriminator(
        Discriminator(specs, rng, norm=config.norm_d, spectral_norm=config.spectral_norm),
        conditions or conditions_of(config.dataset),
        rng,
        conditioning=config.conditioning,
        side=layer_sizes(specs)[-1][0],
    )
    # A channel beside the image makes no score steeper in the image; a projection does.
    if config.spectral_norm and config.conditioning == "projection":
        keep_spectral_norm(network.embedding, rng)
    return network


def _watched(config: TrainingConfig, z: Tensor) -> Tensor:
    conditions = conditions_of(config.dataset)
    rng = Chance(config.seed).generator("watched conditions")
    rows = conditions.encode(conditions.arrange(len(z), rng))
    row = torch.arange(len(z)) // len(conditions.columns)
    return torch.cat([z[row], rows.to(z)], dim=1)
