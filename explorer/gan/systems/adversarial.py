"""The GAN: a generator and a discriminator, and one step of the game between them."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any, ClassVar, NamedTuple, Protocol

import torch
from torch import Tensor, nn

from explorer.gan.config import TrainingConfig
from explorer.gan.data.augment import augment
from explorer.gan.data.feed import Chance
from explorer.gan.networks.build import (
    AnyDiscriminator,
    AnyGenerator,
    build_discriminator,
    build_generator,
)
from explorer.gan.systems.system import AS_IT_IS, Setup, System
from explorer.gan.training.learner import Learner
from explorer.gan.training.losses import LOSSES, feature_distance
from explorer.gan.training.optimisers import learning_rate_scale
from explorer.gan.training.penalties import gradient_penalty, r1_penalty
from explorer.gan.training.snapshot import Players, Snapshot, StageName
from explorer.gan.training.walk import Moment


class Contest(NamedTuple):
    """What came of showing the discriminator a batch.

    Attributes:
        inputs: What the generator read.
        real: What the discriminator saw of the real ones, without a graph.
        fake: Generated images or points, with their graph if the generator is to learn from them.
        real_logits: Scores of the real ones, shape (N,).
        fake_logits: Scores of the generated ones, shape (N,).
        loss: The discriminator's loss.
    """

    inputs: Tensor
    real: Tensor
    fake: Tensor
    real_logits: Tensor
    fake_logits: Tensor
    loss: Tensor


class Judging(Protocol):
    """What scores samples; with a condition, what scores them under it."""

    def __call__(self, samples: Tensor, /) -> Tensor: ...  # noqa: D102 (see Discriminator)

    def score_both(self, real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]: ...  # noqa: D102


class Adversarial(System):
    """The two players.

    Attributes:
        INPUTS: What slow motion calls the moment at which a step has what the generator reads, and
            that itself.
    """

    INPUTS: ClassVar[tuple[StageName, str]] = ("sample_z", "z")

    def __init__(self, setup: Setup) -> None:
        """Build both."""
        super().__init__(setup)
        # Looked up here once: a step of points lasts less than half a millisecond.
        self._generator: Learner[AnyGenerator] = self.learners["generator"]
        self._discriminator: Learner[AnyDiscriminator] = self.learners["discriminator"]

    @staticmethod
    def build(config: TrainingConfig, channels: int, chance: Chance) -> dict[str, Any]:
        """Build both networks."""
        return {
            "generator": build_generator(config, channels, chance.generator("generator")),
            "discriminator": build_discriminator(
                config, channels, chance.generator("discriminator")
            ),
        }

    def drawn_inputs(self) -> Tensor:
        """Return what the generator reads in the batch whose turn it is, shape (N, …)."""
        return self.latents.batch(self.batches_done)

    def generator_losses(self, fake: Tensor, fake_logits: Tensor) -> dict[str, Tensor]:
        """Return what the generator descends, "loss", and whatever that is the sum of.

        Args:
            fake: What it made of the last inputs.
            fake_logits: Scores of these, shape (N,).
        """
        del fake
        return {"loss": LOSSES[self.config.loss].generator(fake_logits)}

    def judge(self, inputs: Tensor) -> Judging:
        """Return what scores the images made of some inputs, and real ones beside them.

        Args:
            inputs: What the generator reads, shape (N, …), on the device.
        """
        del inputs
        return self._discriminator.network

    def push(self, samples: Tensor, inputs: Tensor) -> Tensor | None:
        """Return where the discriminator pushes each sample: −∂ of the sample's own loss by it."""
        samples = samples.to(self.device).requires_grad_()
        with _evaluating(self._discriminator.network):
            logits = self.judge(inputs.to(self.device))(samples)
        loss = LOSSES[self.config.loss].generator(logits) * len(logits)
        (gradient,) = torch.autograd.grad(loss, samples)
        return -gradient.contiguous().cpu()

    @torch.no_grad()
    def verdict(self, samples: Tensor) -> Tensor | None:
        """Return the sigmoids of the logits, shape (N,), float32 on the CPU."""
        with _evaluating(self._discriminator.network) as discriminator:
            return discriminator(samples.to(self.device)).sigmoid().cpu()

    def moments(self, players: Players, *, watched: bool) -> Iterator[Moment]:
        """Update the discriminator, then the generator, on the same fakes."""
        rate = learning_rate_scale(self.steps_done, self.config)
        trains_d, trains_g = players != "generator", players != "discriminator"
        for _ in range(self.config.d_steps - 1 if trains_d else 0):
            yield from self._contest(rate, learns=True, keeps_graph=False)
        last = yield from self._contest(rate, learns=trains_d, keeps_graph=trains_g)
        if trains_g:
            losses = yield from self._improve(last, rate, watched=watched)
        else:
            losses = self.generator_losses(last.fake, last.fake_logits)
        self.steps_done += 1
        self.snapshot = self._measured(last, losses)

    def _contest(
        self, rate: float, *, learns: bool, keeps_graph: bool
    ) -> Generator[Moment, None, Contest]:
        """Show the discriminator one real and one generated batch.

        Args:
            rate: Share of the learning rate in use.
            learns: Whether the discriminator learns from it.
            keeps_graph: Whether the generator is to learn from the same fakes afterwards.
        """
        player = "discriminator" if learns else "generator"
        z = self.drawn_inputs().to(self.device)  # (N, z_dim)
        yield Moment(self.INPUTS[0], player, {self.INPUTS[1]: z})
        with self.autocast(), _graph(kept=keeps_graph):
            fake = self._generator.network(z)  # (N, C, H, W) or (N, 2)
        yield Moment("generate", player, {self.INPUTS[1]: z, "fake": fake})
        real = self._seen(self.real_batch(), "real")
        seen_fake = self._seen(fake.detach(), "fake")
        if learns and self.config.r1:
            real = real.requires_grad_()
        self._roll_dropout("dropout of d's turn")
        with self.autocast(), _graph(kept=learns):
            real_logits, fake_logits = self.judge(z).score_both(real, seen_fake)
        real_logits, fake_logits = real_logits.float(), fake_logits.float()  # (N,) each
        scores = {"real_logits": real_logits, "fake_logits": fake_logits}
        yield Moment("discriminate", player, {"real": real, "fake": seen_fake, **scores})
        loss_d = LOSSES[self.config.loss].discriminator(
            real_logits, fake_logits, 1 - self.config.label_smoothing
        )
        if learns:
            penalty = self._penalty(real, seen_fake, real_logits, self.judge(z))
            yield Moment("losses", player, {}, {"loss": loss_d, "penalty": penalty})
            if isinstance(penalty, Tensor):  # adding a 0 would take the time of a layer
                loss_d = loss_d + penalty
            self._discriminator.differentiate(loss_d)
            yield self._discriminator.moment(player)
            yield self._update_discriminator(rate * self.config.learning_rate_d)
        self.batches_done += 1
        logits = real_logits.detach(), fake_logits.detach()
        return Contest(z, real.detach(), fake, *logits, loss_d.detach())

    def _update_discriminator(self, learning_rate: float) -> Moment:
        self._discriminator.update(learning_rate)
        if LOSSES[self.config.loss].keeps_lipschitz == "weight_clip":
            self._discriminator.clip(self.config.weight_clip)
        return Moment("update", "discriminator", {}, {"learning_rate": learning_rate})

    def _improve(
        self, last: Contest, rate: float, *, watched: bool
    ) -> Generator[Moment, None, dict[str, Tensor]]:
        """Let the generator learn from what the discriminator says; returns its losses."""
        fake, pushes = last.fake, list[Tensor]()
        if watched:
            fake.register_hook(pushes.append)
        self._roll_dropout("dropout of g's turn")
        with self.autocast(), self._discriminator.frozen():
            seen_fake = self._seen(fake, "fake of g's turn")
            fake_logits, unlike = self._reviewed(last, seen_fake)
        yield Moment("discriminate", "generator", {"fake": fake, "fake_logits": fake_logits})
        losses = self.generator_losses(fake, fake_logits)
        if unlike is not None:
            whole = losses["loss"] + self.config.feature_matching * unlike
            losses |= {"loss": whole, "feature_distance": unlike}
        yield Moment("losses", "generator", {}, losses)
        self._generator.differentiate(losses["loss"])
        arrays = {"fake": fake, "push": pushes[0] * -len(fake)} if watched else {}
        yield self._generator.moment("generator", arrays)
        learning_rate = rate * self.config.learning_rate_g
        self._generator.update(learning_rate)
        yield Moment("update", "generator", {}, {"learning_rate": learning_rate})
        return {name: loss.detach() for name, loss in losses.items()}

    def _reviewed(self, last: Contest, fake: Tensor) -> tuple[Tensor, Tensor | None]:
        """Return the logits of fakes and, if it counts, how unlike real ones their features are."""
        if not self.config.feature_matching or not self.config.uses("feature_matching"):
            return self.judge(last.inputs)(fake).float(), None
        network = self._discriminator.network
        with torch.no_grad():
            real_features = network.features(network.read_first(last.real)).float()
        features = network.features(network.read_first(fake))
        return network.judge(features).float(), feature_distance(real_features, features.float())

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

    def _penalty(
        self, real: Tensor, fake: Tensor, real_logits: Tensor, judge: Judging
    ) -> Tensor | float:
        config, penalty = self.config, 0.0
        if config.r1:
            penalty = config.r1 * r1_penalty(real_logits, real)
        if LOSSES[config.loss].keeps_lipschitz == "gradient_penalty":
            rng = self.chance.generator("mix", self.batches_done)
            mix = torch.rand(len(real), generator=rng).to(self.device)
            with self.autocast():
                steepness = gradient_penalty(judge, real, fake, mix)
            penalty = penalty + config.gradient_penalty * steepness
        return penalty

    def _roll_dropout(self, purpose: str) -> None:
        dropout = self._discriminator.network.dropout
        if dropout.rate != self.config.dropout:  # a module takes its time to set an attribute
            dropout.rate = self.config.dropout
        if dropout.rate:
            seed = self.chance.seed(purpose, self.batches_done)
            dropout.rng = torch.Generator(self.device).manual_seed(seed)

    def _measured(self, contest: Contest, losses: Mapping[str, Tensor]) -> Snapshot:
        boundary = LOSSES[self.config.loss].boundary
        logits = torch.stack([contest.real_logits, contest.fake_logits])  # (2, N)
        if boundary is None:
            boundary = logits.mean()
        taken = (logits > boundary).mean(dim=1, dtype=torch.float32)  # (2,)
        measured = torch.stack(
            [
                contest.loss,
                losses["loss"],
                self._discriminator.gradient_norm,
                self._generator.gradient_norm,
            ]
        )
        # One transfer: each would make the device wait.
        (numbers,) = self.team.mean((torch.cat([measured, logits.sigmoid().mean(dim=1), taken]),))
        d_loss, g_loss, d_norm, g_norm, real_score, fake_score, taken_real, taken_fake = (
            numbers.tolist()
        )
        return Snapshot(
            step=self.steps_done,
            images_seen=self.batches_done * self.config.batch_size,
            loss_d=d_loss,
            loss_g=g_loss,
            real_score=real_score,
            fake_score=fake_score,
            d_accuracy_real=taken_real,
            d_accuracy_fake=1 - taken_fake,
            grad_norm_d=d_norm,
            grad_norm_g=g_norm,
        )


def _graph(*, kept: bool) -> AbstractContextManager[object]:
    """Whether what is computed can be differentiated."""
    return AS_IT_IS if kept else torch.no_grad()


@contextmanager
def _evaluating(network: nn.Module) -> Iterator[nn.Module]:
    """Use a network without leaving a trace in it."""
    network.eval()
    try:
        yield network
    finally:
        network.train()
