"""A GAN that grows: it learns pictures of 4×4 first, then twice as large ones, stage by stage.

Source:
    Karras et al., "Progressive Growing of GANs for Improved Quality, Stability, and Variation",
    2018.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import torch
from torch import Tensor

from explorer.gan.config import TrainingConfig
from explorer.gan.data.feed import Chance
from explorer.gan.networks.architectures import with_upsampling
from explorer.gan.networks.growing import enlarged, shrunk
from explorer.gan.networks.progressive import (
    ProgressiveDiscriminator,
    ProgressiveGenerator,
    feature_layers,
    with_colours,
)
from explorer.gan.systems.adversarial import Adversarial
from explorer.gan.training.snapshot import Players
from explorer.gan.training.walk import Moment


class Place(NamedTuple):
    """How far a run has grown.

    Attributes:
        stage: How many times the size has doubled.
        fade: Share α of the newest layers in what is seen.
    """

    stage: int
    fade: float


def place_at(step: int, config: TrainingConfig, stages: int) -> Place:
    """Say how far a run has grown.

    Args:
        step: Steps done.
        config: Its `steps`, `stage_share` and `fade_share` set the times.
        stages: Sizes there are.
    """
    lasts = config.stage_share * config.steps
    stage = min(int(step / lasts), stages - 1)
    fading = config.fade_share * lasts
    since = step - stage * lasts
    if not stage or since >= fading:
        return Place(stage, 1.0)
    return Place(stage, since / fading)


class Progressive(Adversarial):
    """Two players that grow together."""

    @staticmethod
    def build(config: TrainingConfig, channels: int, chance: Chance) -> dict[str, Any]:
        """Build both networks with the layers of all stages."""
        strided = feature_layers(config)
        specs, growth = with_upsampling(strided, config.upsampling)
        if growth.scales:
            growth = replace(growth, scales=(*growth.scales, 1))
        return {
            "generator": ProgressiveGenerator(
                with_colours(specs, growth, channels),
                chance.generator("generator"),
                growth=growth,
                norm=config.norm_g,
                equalised=config.equalised_rate,
            ),
            "discriminator": ProgressiveDiscriminator(
                [*strided, with_colours(strided, replace(growth, scales=()), channels)[-1]],
                chance.generator("discriminator"),
                norm=config.norm_d,
                equalised=config.equalised_rate,
                minibatch_std=config.minibatch_std,
            ),
        }

    def moments(self, players: Players, *, watched: bool) -> Iterator[Moment]:
        """Grow if it is time to, then take a step as any GAN does."""
        generator = self._generator.network
        assert isinstance(generator, ProgressiveGenerator)
        place = place_at(self.steps_done, self.config, len(generator.sides))
        for learner in self.learners.values():
            grows = learner.network.stage != place.stage
            learner.network.go_to(*place)
            if grows:  # with new layers among them, Adam has to count from the start
                learner.use(self.config)
        yield from super().moments(players, watched=watched)
        assert self.snapshot is not None
        side = float(generator.sides[place.stage])
        self.snapshot = replace(self.snapshot, resolution=side, fade=place.fade)

    def real_batch(self) -> Tensor:
        """Return real images of this stage's size, blended with coarse ones as the fakes are."""
        generator = self._generator.network
        assert isinstance(generator, ProgressiveGenerator)
        side = generator.sides[generator.stage]
        images = shrunk(super().real_batch(), side)  # (N, C, h, w)
        if generator.fade == 1:
            return images
        coarse = enlarged(shrunk(images, side // 2), side)
        return torch.lerp(coarse, images, generator.fade)
