"""The variational autoencoder: an encoder says which z a picture may have, a decoder draws them.

The decoder is the GAN's generator, layer by layer, so that what differs is what it is taught with:
here every picture has its own z and its own answer, and both networks descend the same loss.

Source:
    Kingma & Welling, "Auto-Encoding Variational Bayes", 2014.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from functools import cached_property
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn

from explorer.gan.config import OWN, TrainingConfig
from explorer.gan.data.datasets import DATASETS, to_network
from explorer.gan.data.feed import Chance
from explorer.gan.networks.build import build_generator
from explorer.gan.networks.dcgan import Generator
from explorer.gan.networks.encoder import Encoder, Posterior, build_encoder
from explorer.gan.systems.system import GENERATOR, Setup, System
from explorer.gan.training.elbo import (
    active_dimensions,
    kl_divergence,
    reconstruction_loss,
    reparameterise,
)
from explorer.gan.training.learner import Learner, differentiate
from explorer.gan.training.optimisers import learning_rate_scale
from explorer.gan.training.snapshot import Players, Snapshot
from explorer.gan.training.walk import Moment

ENCODER = "encoder"
"""The role of the network that reads pictures."""

SHOWN = 10
"""Pictures above their reconstructions."""


class Bound(NamedTuple):
    """What came of one batch.

    Attributes:
        reconstruction: −log p(x|z) without its constant, a scalar.
        kl: KL(q(z|x) || N(0, I)) of each dimension, shape (z_dim,).
        loss: What both networks descend: reconstruction + β · KL.
    """

    reconstruction: Tensor
    kl: Tensor
    loss: Tensor


class VariationalAutoencoder(System):
    """The two networks; with β other than 1, a β-VAE."""

    def __init__(self, setup: Setup) -> None:
        """Build both."""
        super().__init__(setup)
        self._decoder: Learner[Generator] = self.learners[GENERATOR]
        self._encoder: Learner[Encoder] = self.learners[ENCODER]

    @staticmethod
    def build(config: TrainingConfig, channels: int, chance: Chance) -> dict[str, Any]:
        """Build both networks."""
        return {
            GENERATOR: build_generator(config, channels, chance.generator("generator")),
            ENCODER: build_encoder(config, channels, chance.generator(ENCODER)),
        }

    def moments(self, players: Players, *, watched: bool) -> Iterator[Moment]:
        """Encode a batch, sample a z for each picture, decode it, and go downhill with both."""
        del watched
        trains_encoder, trains_decoder = players != "generator", players != "discriminator"
        real = self.real_batch()  # (N, C, H, W)
        with self.autocast(), nullcontext() if trains_encoder else torch.no_grad():
            posterior = self._encoder.network(real)  # μ and log σ², (N, z_dim) each
        yield Moment("encode", "discriminator", {"real": real, "mean": posterior.mean})
        noise = self.latents.batch(self.batches_done).to(self.device)  # ε, (N, z_dim)
        z = reparameterise(posterior.mean, posterior.log_variance, noise)
        yield Moment("sample_posterior", "discriminator", {"z": z})
        with self.autocast(), nullcontext() if trains_decoder else self._decoder.frozen():
            decoded = self._decoder.network(z)  # (N, C, H, W)
        yield Moment("decode", "generator", {"fake": decoded})
        bound = self._bound(real, decoded.float(), posterior)
        terms = {"reconstruction": bound.reconstruction, "kl": bound.kl.sum(), "loss": bound.loss}
        yield Moment("losses", "generator", {}, terms)
        learning = [self._decoder] * trains_decoder + [self._encoder] * trains_encoder
        differentiate(bound.loss, learning)
        yield from self._descend(trains_encoder=trains_encoder, trains_decoder=trains_decoder)
        self.steps_done += 1
        self.batches_done += 1
        self.snapshot = self._measured(bound, posterior)

    def _descend(self, *, trains_encoder: bool, trains_decoder: bool) -> Iterator[Moment]:
        """Show both gradients and follow them, the decoder's first: it is nearer to the loss."""
        rate = learning_rate_scale(self.steps_done, self.config)
        if trains_decoder:
            yield self._decoder.moment("generator")
            learning_rate = rate * self.config.learning_rate_g
            self._decoder.update(learning_rate)
            yield Moment("update", "generator", {}, {"learning_rate": learning_rate})
        if trains_encoder:
            yield self._encoder.moment("discriminator")
            learning_rate = rate * self.config.learning_rate_d
            self._encoder.update(learning_rate)
            yield Moment("update", "discriminator", {}, {"learning_rate": learning_rate})

    def companions(self, generator: nn.Module, inputs: Tensor) -> Mapping[str, Tensor]:
        """Return real pictures, held out where there are such, and what is left of them.

        Each is encoded, and the mean of what the encoder says of z is decoded.
        """
        del inputs
        name, pictures = self._pictures
        encoder = self._encoder.network.eval()
        posterior = encoder(pictures)
        encoder.train()
        return {name: pictures, "reconstructed": generator(posterior.mean)}

    @cached_property
    def _pictures(self) -> tuple[str, Tensor]:
        """What these real pictures are, and the pictures, shape (n, C, H, W)."""
        data, dataset = self.feed.data, self.config.dataset
        held_out = None if dataset == OWN else DATASETS[dataset]().held_out
        if held_out is None or held_out.shape[1] != data.shape[1]:  # data that were handed in
            name, pixels = "trained_on", data
        else:
            name, pixels = "held_out", held_out.to(self.device)
        _, height, width = self.image_shape
        return name, to_network(pixels[:SHOWN], (height, width))

    def _bound(self, real: Tensor, decoded: Tensor, posterior: Posterior) -> Bound:
        reconstruction = reconstruction_loss(real, decoded)
        kl = kl_divergence(*posterior)
        return Bound(reconstruction, kl, reconstruction + self.config.beta * kl.sum())

    def _measured(self, bound: Bound, posterior: Posterior) -> Snapshot:
        numbers = torch.stack(
            [
                bound.loss.detach(),
                bound.reconstruction.detach(),
                bound.kl.detach().sum(),
                active_dimensions(posterior.mean.detach()),
                self._encoder.gradient_norm,
                self._decoder.gradient_norm,
            ]
        )
        (numbers,) = self.team.mean((numbers,))
        loss, reconstruction, kl, active, encoder_norm, decoder_norm = numbers.tolist()
        return Snapshot(
            step=self.steps_done,
            images_seen=self.batches_done * self.config.batch_size,
            loss_g=loss,
            reconstruction=reconstruction,
            kl=kl,
            active_dims=active,
            grad_norm_d=encoder_norm,
            grad_norm_g=decoder_norm,
        )
