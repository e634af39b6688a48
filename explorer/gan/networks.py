"""DCGANs, each made from a list of `ConvTransposeSpec`s.

The list is the whole generator: the stem turns z, seen as a 1×1 image, into a small map, and each
further layer doubles it. The discriminator is the same list run backwards with ordinary
convolutions. Since the layers carry no bias, every transposed convolution here is exactly what
`explorer.transposed_conv.scatter` computes, and can be opened on the stage.

Source:
    Radford, Metz & Chintala, "Unsupervised Representation Learning with Deep Convolutional
    Generative Adversarial Networks", 2016.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils import skip_init

from explorer.transposed_conv import ConvTransposeSpec

Network = Callable[[int, int, int], list[ConvTransposeSpec]]
"""z_dim, width, image channels → the generator's layers."""


def dcgan28(z_dim: int, width: int, channels: int) -> list[ConvTransposeSpec]:
    """Layers of z → 7×7 → 14×14 → 28×28, for MNIST's size."""
    return _doubling(z_dim, 7, [2 * width, width, channels])


def dcgan32(z_dim: int, width: int, channels: int) -> list[ConvTransposeSpec]:
    """Layers of z → 4×4 → 8×8 → 16×16 → 32×32, for CIFAR-10's size."""
    return _doubling(z_dim, 4, [4 * width, 2 * width, width, channels])


def dcgan64(z_dim: int, width: int, channels: int) -> list[ConvTransposeSpec]:
    """Layers of z → 4×4 → 8×8 → 16×16 → 32×32 → 64×64, the network of the paper."""
    return _doubling(z_dim, 4, [8 * width, 4 * width, 2 * width, width, channels])


def _doubling(z_dim: int, stem: int, channels: list[int]) -> list[ConvTransposeSpec]:
    """List a k=stem layer on the 1×1 z, then k=4, s=2, p=1 layers, which overlap evenly."""
    first = ConvTransposeSpec(in_channels=z_dim, out_channels=channels[0], kernel_size=stem)
    double = ConvTransposeSpec(kernel_size=4, stride=2, padding=1)
    return [
        first,
        *(replace(double, in_channels=i, out_channels=o) for i, o in pairwise(channels)),
    ]


NETWORKS: dict[str, Network] = {"dcgan28": dcgan28, "dcgan32": dcgan32, "dcgan64": dcgan64}
"""Networks by name."""


class Generator(nn.Module):
    """Turns z into images: transposed convolutions, each but the last with batch norm and ReLU.

    Attributes:
        specs: The layers, first to last.
        convs: One `nn.ConvTranspose2d` a layer, without bias.
        norms: One `nn.BatchNorm2d` a layer but the last.
        z_dim: Numbers in one z.
        image_shape: (C, H, W) of an image.
    """

    def __init__(self, specs: Sequence[ConvTransposeSpec], rng: torch.Generator) -> None:
        """Build the layers with DCGAN's initial weights.

        Args:
            specs: The layers; the first one reads z as a 1×1 image.
            rng: Draws the weights.
        """
        super().__init__()
        self.specs = list(specs)
        self.z_dim = specs[0].in_channels
        self.image_shape = (specs[-1].out_channels, *layer_sizes(specs)[-1])
        self.convs = nn.ModuleList(
            skip_init(
                nn.ConvTranspose2d,
                spec.in_channels,
                spec.out_channels,
                spec.kernel_size,
                stride=spec.stride,
                padding=spec.padding,
                output_padding=spec.output_padding,
                dilation=spec.dilation,
                groups=spec.groups,
                bias=False,
            )
            for spec in specs
        )
        self.norms = nn.ModuleList(nn.BatchNorm2d(spec.out_channels) for spec in specs[:-1])
        _initialise(self, rng)

    def forward(self, z: Tensor) -> Tensor:
        """Make images.

        Args:
            z: Latents, shape (N, z_dim).

        Returns:
            Images in [−1, 1], shape (N, C, H, W).
        """
        *_, last = self.layer_inputs(z)
        return torch.tanh(self.convs[-1](last))  # (N, C, H, W)

    def layer_inputs(self, z: Tensor) -> list[Tensor]:
        """Return what each transposed convolution reads, first to last.

        `convs[layer](layer_inputs(z)[layer])` is the layer's output before batch norm or tanh.

        Args:
            z: Latents, shape (N, z_dim).

        Returns:
            One tensor a layer, shape (N, C_in, H, W); the first is z itself, (N, z_dim, 1, 1).
        """
        x = z[:, :, None, None]  # (N, z_dim, 1, 1)
        inputs = [x]
        for conv, norm in zip(self.convs, self.norms, strict=False):  # the last has no norm
            x = F.relu(norm(conv(x)))  # (N, C_out, H', W')
            inputs.append(x)
        return inputs


class Discriminator(nn.Module):
    """Scores images: the generator's layers mirrored, as strided convolutions with LeakyReLU.

    Batch norm follows every convolution but the first, which must see the pixels' true scale, and
    the last, which makes the logit.
    """

    def __init__(self, specs: Sequence[ConvTransposeSpec], rng: torch.Generator) -> None:
        """Build the mirror of a generator with DCGAN's initial weights.

        Args:
            specs: The generator's layers.
            rng: Draws the weights.
        """
        super().__init__()
        mirrored = [(spec, spec.in_channels) for spec in reversed(specs[1:])] + [(specs[0], 1)]
        self.convs = nn.ModuleList(
            skip_init(
                nn.Conv2d,
                spec.out_channels,
                out_channels,
                spec.kernel_size,
                stride=spec.stride,
                padding=spec.padding,
                dilation=spec.dilation,
                groups=spec.groups,
                bias=False,
            )
            for spec, out_channels in mirrored
        )
        self.norms = nn.ModuleList(
            nn.BatchNorm2d(out_channels) for _, out_channels in mirrored[1:-1]
        )
        _initialise(self, rng)

    def forward(self, images: Tensor) -> Tensor:
        """Score images.

        Args:
            images: In [−1, 1], shape (N, C, H, W).

        Returns:
            Logits, shape (N,); D(x) is their sigmoid.
        """
        first, *middle, last = self.convs
        x = F.leaky_relu(first(images), 0.2)  # (N, width, H/2, W/2)
        for conv, norm in zip(middle, self.norms, strict=True):
            x = F.leaky_relu(norm(conv(x)), 0.2)
        return last(x).flatten()  # (N, 1, 1, 1) -> (N,)


def layer_sizes(specs: Sequence[ConvTransposeSpec]) -> list[tuple[int, int]]:
    """Sizes of all maps from z to the image, (1, 1) first: one more than there are layers.

    Raises:
        ValueError: If a layer's channels do not fit the next layer's.
    """
    for one, two in pairwise(specs):
        if one.out_channels != two.in_channels:
            raise ValueError(
                f"A layer gives {one.out_channels} channels but the next takes {two.in_channels}."
            )
    sizes = [(1, 1)]
    for spec in specs:
        sizes.append(spec.output_size(sizes[-1]))
    return sizes


def _initialise(network: nn.Module, rng: torch.Generator) -> None:
    """Draw weights from N(0, 0.02) and batch norm's scales from N(1, 0.02), as DCGAN does."""
    for module in network.modules():
        if isinstance(module, (nn.Conv2d, nn.ConvTranspose2d)):
            nn.init.normal_(module.weight, 0.0, 0.02, generator=rng)
        elif isinstance(module, nn.BatchNorm2d):
            nn.init.normal_(module.weight, 1.0, 0.02, generator=rng)
