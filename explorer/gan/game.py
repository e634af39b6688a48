"""One step of the game between the two players, in the order in which things happen."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from explorer.gan.augment import augment
from explorer.gan.build import AnyDiscriminator, AnyGenerator
from explorer.gan.config import TrainingConfig
from explorer.gan.feed import Chance, Feed
from explorer.gan.learner import Learner
from explorer.gan.losses import LOSSES
from explorer.gan.optimisers import learning_rate_scale
from explorer.gan.penalties import gradient_penalty, r1_penalty
from explorer.gan.snapshot import Players, Snapshot
from explorer.gan.walk import Moment


@dataclass(kw_only=True, eq=False)
class Game:
    """The two players, what they play with, and how far they are.

    Attributes:
        config: The settings as they are now.
        device: Where the networks live.
        precision: "float32" or "bfloat16".
        chance: Where every random number comes from.
        feed: Real batches.
        generator: The generator and its optimiser.
        discriminator: The discriminator and its optimiser.
        steps_done: Steps so far.
        batches_done: Real batches so far: more than steps if the discriminator has several turns.
        snapshot: What the last step measured; None before the first.
    """

    config: TrainingConfig
    device: torch.device
    precision: str
    chance: Chance
    feed: Feed
    generator: Learner[AnyGenerator]
    discriminator: Learner[AnyDiscriminator]
    steps_done: int = 0
    batches_done: int = 0
    snapshot: Snapshot | None = None

    def moments(self, players: Players, *, watched: bool) -> Iterator[Moment]:
        """Do one step, and hold still whenever something has been made that one could look at.

        It never holds still inside a mode of torch's, which would leak to whoever runs meanwhile.

        Args:
            players: Who learns.
            watched: Whether somebody looks at the moments; it changes nothing in what is learned.
        """
        config = self.config
        rate = learning_rate_scale(self.steps_done, config)
        trains_d, trains_g = players != "generator", players != "discriminator"
        first = "discriminator" if trains_d else "generator"
        for turn in range(config.d_steps if trains_d else 1, 0, -1):
            z = self._z()
            yield Moment("sample_z", first, {"z": z})
            with self._autocast(), torch.set_grad_enabled(trains_g and turn == 1):
                fake = self.generator.network(z)  # (N, C, H, W) or (N, 2)
            yield Moment("generate", first, {"z": z, "fake": fake})
            real = self.feed.batch(self.batches_done, self.device, flip=config.flip)
            real_logits, fake_logits, loss_d = yield from self._judge(
                real, fake.detach(), rate if trains_d else None
            )
            self.batches_done += 1
        if trains_g:
            loss_g = yield from self._improve(fake, rate, watched=watched)
        else:
            loss_g = LOSSES[config.loss].generator(fake_logits)
        self.steps_done += 1
        self.snapshot = self._measured(loss_d, loss_g, real_logits, fake_logits)

    def _judge(
        self, real: Tensor, fake: Tensor, rate: float | None
    ) -> Generator[Moment, None, tuple[Tensor, Tensor, Tensor]]:
        """Let the discriminator score a batch, and learn from it unless `rate` is None.

        Returns:
            Logits of real and fake ones, and the loss.
        """
        config, loss = self.config, LOSSES[self.config.loss]
        learns = rate is not None
        player = "discriminator" if learns else "generator"
        real, fake = self._seen(real, "real"), self._seen(fake, "fake")
        if config.r1 and learns:
            real = real.requires_grad_()
        self._roll_dropout("dropout of d's turn")
        with self._autocast(), torch.set_grad_enabled(learns):
            real_logits = self.discriminator.network(real).float()  # (N,)
            fake_logits = self.discriminator.network(fake).float()
        scores = {"real_logits": real_logits, "fake_logits": fake_logits}
        yield Moment("discriminate", player, {"real": real, "fake": fake, **scores})
        loss_d = loss.discriminator(real_logits, fake_logits, 1 - config.label_smoothing)
        if rate is not None:
            penalty = self._penalty(real, fake, real_logits)
            yield Moment("losses", player, {}, {"loss": loss_d, "penalty": penalty})
            loss_d = loss_d + penalty
            self.discriminator.differentiate(loss_d)
            yield self.discriminator.moment(player)
            self.discriminator.update(rate * config.learning_rate_d)
            if loss.keeps_lipschitz == "weight_clip":
                self.discriminator.clip(config.weight_clip)
            yield Moment("update", player, {}, {"learning_rate": rate * config.learning_rate_d})
        return real_logits.detach(), fake_logits.detach(), loss_d.detach()

    def _improve(
        self, fake: Tensor, rate: float, *, watched: bool
    ) -> Generator[Moment, None, Tensor]:
        """Let the generator learn from what the discriminator says; returns the loss."""
        pushes: list[Tensor] = []
        if watched:
            fake.register_hook(pushes.append)
        self._roll_dropout("dropout of g's turn")
        with self._autocast(), _frozen(self.discriminator.network):
            fake_logits = self.discriminator.network(self._seen(fake, "fake of g's turn")).float()
        yield Moment("discriminate", "generator", {"fake": fake, "fake_logits": fake_logits})
        loss_g = LOSSES[self.config.loss].generator(fake_logits)
        yield Moment("losses", "generator", {}, {"loss": loss_g})
        self.generator.differentiate(loss_g)
        arrays = {"fake": fake, "push": pushes[0] * -len(fake)} if watched else {}
        yield self.generator.moment("generator", arrays)
        learning_rate = rate * self.config.learning_rate_g
        self.generator.update(learning_rate)
        yield Moment("update", "generator", {}, {"learning_rate": learning_rate})
        return loss_g.detach()

    def _z(self) -> Tensor:
        rng = self.chance.generator("z", self.batches_done)
        shape = (self.config.batch_size, self.config.z_dim)
        return torch.randn(shape, generator=rng).to(self.device)

    def _seen(self, samples: Tensor, purpose: str) -> Tensor:
        """Return what the discriminator gets to see: augmented and noisy, if so configured."""
        config = self.config
        if config.augment and samples.ndim == 4:
            rng = self.chance.generator(f"augment {purpose}", self.batches_done)
            samples = augment(samples, rng)
        if config.instance_noise:
            rng = self.chance.generator(f"noise {purpose}", self.batches_done)
            noise = torch.randn(samples.shape, generator=rng).to(samples)
            samples = samples + config.instance_noise * noise
        return samples

    def _penalty(self, real: Tensor, fake: Tensor, real_logits: Tensor) -> Tensor | float:
        config, penalty = self.config, 0.0
        if config.r1:
            penalty = config.r1 * r1_penalty(real_logits, real)
        if LOSSES[config.loss].keeps_lipschitz == "gradient_penalty":
            rng = self.chance.generator("mix", self.batches_done)
            mix = torch.rand(len(real), generator=rng).to(self.device)
            with self._autocast():
                steepness = gradient_penalty(self.discriminator.network, real, fake, mix)
            penalty = penalty + config.gradient_penalty * steepness
        return penalty

    def _roll_dropout(self, purpose: str) -> None:
        dropout = self.discriminator.network.dropout
        dropout.rate = self.config.dropout
        if dropout.rate:
            seed = self.chance.seed(purpose, self.batches_done)
            dropout.rng = torch.Generator(self.device).manual_seed(seed)

    def _autocast(self) -> torch.autocast:
        enabled = self.precision == "bfloat16"
        return torch.autocast(self.device.type, torch.bfloat16, enabled=enabled)

    def _measured(
        self, loss_d: Tensor, loss_g: Tensor, real_logits: Tensor, fake_logits: Tensor
    ) -> Snapshot:
        boundary = LOSSES[self.config.loss].boundary
        if boundary is None:
            boundary = (real_logits.mean() + fake_logits.mean()) / 2
        values = torch.stack(
            [
                loss_d,
                loss_g,
                real_logits.sigmoid().mean(),
                fake_logits.sigmoid().mean(),
                (real_logits > boundary).float().mean(),
                (fake_logits <= boundary).float().mean(),
                self.discriminator.gradient_norm,
                self.generator.gradient_norm,
            ]
        ).tolist()  # one transfer: each would make the device wait
        return Snapshot(
            step=self.steps_done,
            images_seen=self.batches_done * self.config.batch_size,
            loss_d=values[0],
            loss_g=values[1],
            real_score=values[2],
            fake_score=values[3],
            d_accuracy_real=values[4],
            d_accuracy_fake=values[5],
            grad_norm_d=values[6],
            grad_norm_g=values[7],
        )


@contextmanager
def _frozen(network: nn.Module) -> Iterator[None]:
    """Pass gradients through a network without spending time on its own."""
    network.requires_grad_(False)
    try:
        yield
    finally:
        network.requires_grad_(True)
