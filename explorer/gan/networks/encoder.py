"""The encoder of a variational autoencoder: its decoder mirrored, down to what it says of z."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from explorer.gan.config import TrainingConfig
from explorer.gan.networks.build import strided_layers
from explorer.gan.networks.dcgan import initialise, judging_layers, patch_convs
from explorer.gan.networks.layers import NORMS, Shift
from explorer.transposed_conv import ConvTransposeSpec


class Posterior(NamedTuple):
    """What an encoder says of pictures: q(z|x) = N(μ, diag σ²) for each.

    Attributes:
        mean: μ, shape (N, z_dim).
        log_variance: log σ², shape (N, z_dim).
    """

    mean: Tensor
    log_variance: Tensor


class Encoder(nn.Module):
    """Turns images into q(z|x): the discriminator's layers, with 2 · z_dim answers for its one.

    Attributes:
        specs: The layers, first to last, as `Discriminator.specs`.
        convs: One `nn.Conv2d` a layer, without bias.
        norms: One module for each layer but the first and the last.
        shift: What the last layer has instead of a norm: where no pixel tells of z, its mean and
            variance are still to be had.
    """

    def __init__(
        self, specs: Sequence[ConvTransposeSpec], rng: torch.Generator, *, norm: str = "batch"
    ) -> None:
        """Build the mirror of a decoder with DCGAN's initial weights.

        Args:
            specs: Layers of a decoder whose maps grow by strides alone.
            rng: Draws the weights.
            norm: A name in `NORMS`.
        """
        super().__init__()
        answers = 2 * specs[0].in_channels
        self.specs = judging_layers(specs, answers)
        self.convs = patch_convs(self.specs)
        self.norms = nn.ModuleList(NORMS[norm](spec.in_channels) for spec in self.specs[1:-1])
        self.shift = Shift(answers)
        initialise(self, rng)

    def forward(self, images: Tensor) -> Posterior:
        """Encode images in [−1, 1], shape (N, C, H, W), in float32 whatever the layers compute in.

        Twice as many answers as z has numbers: the means, and then the logarithms of the variances.
        """
        answers = self.shift(self.convs[-1](self.layer_inputs(images)[-1]))  # (N, 2 z_dim, 1, 1)
        return Posterior(*answers.flatten(1).float().chunk(2, dim=1))

    def layer_inputs(self, images: Tensor) -> list[Tensor]:
        """Return what each convolution reads, first to last.

        Args:
            images: In [−1, 1], shape (N, C, H, W).

        Returns:
            One tensor a layer, shape (N, C_in, H, W); the first is the images.
        """
        inputs, x = [images], images
        for conv, norm in zip(self.convs[:-1], [nn.Identity(), *self.norms], strict=True):
            x = F.leaky_relu(norm(conv(x)), 0.2)  # (N, C_out, H/2, W/2)
            inputs.append(x)
        return inputs


def build_encoder(config: TrainingConfig, channels: int, rng: torch.Generator) -> Encoder:
    """Build a config's encoder with its first weights.

    It mirrors the decoder as it is with strides, however the decoder's maps grow.

    Args:
        config: The settings.
        channels: Channels of an image.
        rng: Draws the weights.
    """
    return Encoder(strided_layers(config, channels), rng, norm=config.norm_d)
