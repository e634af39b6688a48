"""The super-resolution GAN: pictures of a quarter of the size, made large again.

First the generator learns alone to come close to the truth. Where a small picture could be several
large ones, it can then only hedge: their mean is blurred. So from some step on the discriminator
has a say, too: it knows no blurred pictures among real ones.

Source:
    Ledig et al., "Photo-Realistic Single Image Super-Resolution Using a Generative Adversarial
    Network", 2017.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, ClassVar

import torch
from torch import Tensor, nn

from explorer.gan.config import TrainingConfig
from explorer.gan.data.datasets import to_network
from explorer.gan.data.feed import Chance, held_out
from explorer.gan.data.resampling import bicubic, repeated, shrunk
from explorer.gan.networks.build import build_discriminator
from explorer.gan.networks.super_resolver import SuperResolver, build_super_resolver
from explorer.gan.systems.adversarial import Adversarial, Contest
from explorer.gan.systems.system import GENERATOR, Comparison, Setup
from explorer.gan.training.average import Average
from explorer.gan.training.optimisers import learning_rate_scale
from explorer.gan.training.snapshot import Players, Snapshot
from explorer.gan.training.walk import Moment

PICTURES = 1000
"""Most pictures that are shown and measured."""

COMPARED = 10
"""Pictures in a row of companions."""

CONTENT_ONLY = "content_only"
"""The generator as it was when the discriminator got its say, averaged."""


class SuperResolution(Adversarial):
    """A generator that reads small pictures, and a discriminator.

    There is no z: row i of the inputs is the i-th picture that no run trains on, made small.
    """

    INPUTS: ClassVar = ("shrink", "low")
    READS_Z: ClassVar = False

    def __init__(self, setup: Setup) -> None:
        """Build both."""
        super().__init__(setup)
        self._content_only: Average[nn.Module] = Average(self._generator.network)
        self._real = torch.empty(0)  # of the batch at hand

    @staticmethod
    def build(config: TrainingConfig, channels: int, chance: Chance) -> dict[str, Any]:
        """Build both networks."""
        return {
            GENERATOR: build_super_resolver(config, channels, chance.generator("generator")),
            "discriminator": build_discriminator(
                config, channels, chance.generator("discriminator")
            ),
        }

    @classmethod
    @torch.no_grad()
    def first_samples(
        cls, config: TrainingConfig, z: Tensor, channels: int, real: Tensor | None
    ) -> Tensor:
        """Return what the untrained generator makes: grey where no pictures are at hand."""
        generator: SuperResolver = cls.build(config, channels, Chance(config.seed))[GENERATOR]
        if real is None:
            return torch.zeros(len(z), *generator.image_shape)
        pictures = _pictures(config, real, generator.image_shape)
        return generator.eval()(shrunk(_rows(pictures, len(z))))

    @property
    def kept(self) -> dict[str, nn.Module]:
        """The generator that knew no discriminator yet."""
        return {CONTENT_ONLY: self._content_only.network}

    @property
    def warms_up(self) -> bool:
        """Whether the next step is one in which the discriminator has no say yet."""
        return self.steps_done < self.config.warm_up * self.config.steps

    def moments(self, players: Players, *, watched: bool) -> Iterator[Moment]:
        """Come closer to the truth, at first alone, and then in a step of the game."""
        if self.warms_up and players != "discriminator":
            yield from self._come_closer()
        else:
            yield from super().moments(players, watched=watched)

    def _come_closer(self) -> Iterator[Moment]:
        """Let the generator learn from the content loss alone."""
        low = self.drawn_inputs()
        yield Moment("shrink", "generator", {"low": low, "real": self._real})
        with self.autocast():
            fake = self._generator.network(low)  # (N, C, H, W)
        yield Moment("generate", "generator", {"low": low, "fake": fake})
        content = content_loss(fake, self._real)
        loss = self.config.content_weight * content
        yield Moment("losses", "generator", {}, {"loss": loss, "content": content})
        self._generator.differentiate(loss)
        yield self._generator.moment("generator")
        learning_rate = (
            learning_rate_scale(self.steps_done, self.config) * self.config.learning_rate_g
        )
        self._generator.update(learning_rate)
        yield Moment("update", "generator", {}, {"learning_rate": learning_rate})
        self._content_only.update(self.config.ema_decay, self.steps_done)
        self.steps_done += 1
        self.batches_done += 1
        (numbers,) = self.team.mean(
            (torch.stack([content.detach(), self._generator.gradient_norm]),)
        )
        content_now, grad_norm = numbers.tolist()
        self.snapshot = Snapshot(
            step=self.steps_done,
            images_seen=self.batches_done * self.config.batch_size,
            content=content_now,
            grad_norm_g=grad_norm,
        )

    def drawn_inputs(self) -> Tensor:
        """Return the real batch whose turn it is, made small, shape (N, C, h, w)."""
        self._real = self.real_batch()
        return shrunk(self._real)

    def generator_losses(self, fake: Tensor, fake_logits: Tensor) -> dict[str, Tensor]:
        """Add the distance from the truth to what the discriminator says."""
        adversarial = super().generator_losses(fake, fake_logits)["loss"]
        content = content_loss(fake, self._real)
        config = self.config
        return {
            "loss": config.content_weight * content + config.adversarial_weight * adversarial,
            "content": content,
            "adversarial": adversarial,
        }

    def inputs(self, z: Tensor) -> Tensor:
        """Return the first pictures that no run trains on, made small, whatever z is."""
        return shrunk(_rows(self._truth, len(z))).cpu()

    def companions(self, generator: nn.Module, inputs: Tensor) -> Mapping[str, Tensor]:
        """Return the same pictures in rows: small, enlarged in several ways, and as they are."""
        low = inputs[:COMPARED]
        enlarged = {"low": repeated(low), "bicubic": bicubic(low)}
        if self.config.warm_up:
            enlarged[CONTENT_ONLY] = self._content_only.network(low)
        return {**enlarged, "super_resolved": generator(low), "truth": self._truth[: len(low)]}

    def comparison(self, inputs: Tensor) -> Comparison:
        """Return what the samples should be, and what bicubic interpolation makes of the inputs."""
        truth = _rows(self._truth, len(inputs)).cpu()
        return Comparison(truth=truth, yardstick=bicubic(inputs).clamp(-1, 1))

    def push(self, samples: Tensor, inputs: Tensor) -> Tensor | None:
        """Return where the discriminator pushes each sample; None while it knows nothing yet."""
        return None if self.warms_up else super().push(samples, inputs)

    def verdict(self, samples: Tensor) -> Tensor | None:
        """Return the sigmoids of the logits; None while the discriminator knows nothing yet."""
        return None if self.warms_up else super().verdict(samples)

    @cached_property
    def _truth(self) -> Tensor:
        return _pictures(self.config, self.feed.data, self.image_shape)

    def _measured(self, contest: Contest, losses: Mapping[str, Tensor]) -> Snapshot:
        adversarial = {"loss": losses["adversarial"]}
        (content,) = self.team.mean((losses["content"],))
        return replace(super()._measured(contest, adversarial), content=content.item())


def content_loss(images: Tensor, truth: Tensor) -> Tensor:
    """Return the mean absolute difference of pictures in [−1, 1], a scalar.

    Squares would forgive blur more: they are least at the mean of all that could be true, absolute
    values at the median.
    """
    return (images.float() - truth).abs().mean()


def _pictures(config: TrainingConfig, data: Tensor, shape: tuple[int, ...]) -> Tensor:
    """Return pictures to compare with, held out where there are such, shape (n, C, H, W)."""
    unseen = held_out(config, data)
    pixels = data if unseen is None else unseen.to(data.device)
    return to_network(pixels[:PICTURES], (shape[1], shape[2]))


def _rows(pictures: Tensor, count: int) -> Tensor:
    """Return the first so many pictures, from the beginning again where there are too few."""
    return pictures[torch.arange(count) % len(pictures)]
