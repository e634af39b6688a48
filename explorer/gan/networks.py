"""Generators and discriminators of images, made from a list of `ConvTransposeSpec`s.

The list is the whole generator. The discriminator is the same list run backwards with ordinary
convolutions. Since the layers carry no bias, every transposed convolution here is exactly what
`explorer.transposed_conv.scatter` computes, and can be opened on the stage.

Source:
    Radford, Metz & Chintala, "Unsupervised Representation Learning with Deep Convolutional
    Generative Adversarial Networks", 2016.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from explorer.gan.architectures import (
    NETWORKS,
    PLAIN,
    UPSAMPLINGS,
    Growth,
    layer_sizes,
    maps_after,
    with_kernel_size,
    with_upsampling,
)
from explorer.gan.convolutions import PatchConv, StampConv
from explorer.gan.layers import NORMS, Dropout, Shift, keep_spectral_norm
from explorer.transposed_conv import ConvTransposeSpec

__all__ = [
    "NETWORKS",
    "NORMS",
    "UPSAMPLINGS",
    "Discriminator",
    "Generator",
    "Growth",
    "layer_sizes",
    "with_kernel_size",
    "with_upsampling",
]


class Generator(nn.Module):
    """Turns z into images: transposed convolutions, each but the last with a norm and ReLU.

    Attributes:
        specs: The layers, first to last.
        growth: How maps grow besides the layers' strides.
        norm: What follows the layers; a name in `NORMS`.
        convs: One `nn.ConvTranspose2d` a layer, without bias.
        norms: One module a layer but the last.
        last_shift: What the last layer has instead of a norm; usually None.
        retouch: Changes what each layer hands on, given the layer's index and (N, C, H, W), before
            anything reads it; usually None.
        z_dim: Numbers in one z.
        image_shape: (C, H, W) of an image.
    """

    def __init__(
        self,
        specs: Sequence[ConvTransposeSpec],
        rng: torch.Generator,
        *,
        growth: Growth = PLAIN,
        norm: str = "batch",
        last_bias: bool = False,
    ) -> None:
        """Build the layers with DCGAN's initial weights.

        Args:
            specs: The layers; the first one reads z as a 1×1 image.
            rng: Draws the weights.
            growth: How maps grow besides the layers' strides.
            norm: A name in `NORMS`.
            last_bias: Whether the last layer's output is shifted before tanh, as in generators
                that others trained.
        """
        super().__init__()
        self.specs = list(specs)
        self.growth = growth
        self.norm = norm
        self.z_dim = specs[0].in_channels
        sizes = layer_sizes(specs, growth)
        last = len(specs) - 1
        self.image_shape = (maps_after(specs[-1], growth.after(last)), *sizes[-1])
        self.convs = nn.ModuleList(
            StampConv(
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
        self.norms = nn.ModuleList(
            NORMS[norm](maps_after(spec, growth.after(layer)))
            for layer, spec in enumerate(specs[:-1])
        )
        self.last_shift = Shift(self.image_shape[0]) if last_bias else None
        self.retouch: Callable[[int, Tensor], Tensor] | None = None
        initialise(self, rng)

    def forward(self, z: Tensor) -> Tensor:
        """Make images.

        Args:
            z: Latents, shape (N, z_dim).

        Returns:
            Images in [−1, 1], shape (N, C, H, W).
        """
        return torch.tanh(self.layer_outputs(z)[-1])  # (N, C, H, W)

    def layer_inputs(self, z: Tensor) -> list[Tensor]:
        """Return what each transposed convolution reads, first to last.

        `convs[layer](layer_inputs(z)[layer])` is the layer's output before shuffle, norm or tanh.

        Args:
            z: Latents, shape (N, z_dim).

        Returns:
            One tensor a layer, shape (N, C_in, H, W); the first is z itself, (N, z_dim, 1, 1).
        """
        return self._run(z)[0]

    def layer_outputs(self, z: Tensor) -> list[Tensor]:
        """Return what each layer hands on, first to last.

        Args:
            z: Latents, shape (N, z_dim).

        Returns:
            One tensor a layer, shape (N, C_out, H', W'): after norm and ReLU, and for the last
            layer before tanh, so that the image is its tanh.
        """
        return self._run(z)[1]

    def apply_layer(self, layer: int, x: Tensor) -> Tensor:
        """Return what one layer hands on.

        Args:
            layer: Index, 0 for the first.
            x: What the layer before it handed on, shape (N, C_in, H, W); for the first, z as
                (N, z_dim, 1, 1).

        Returns:
            Shape (N, C_out, H', W'), as in `layer_outputs`.
        """
        return self._hand_on(layer, self._resize(x, self.growth.before(layer)))

    def continue_from(self, layer: int, x: Tensor) -> Tensor:
        """Make images from what a layer handed on, changed or not.

        Args:
            layer: Index of that layer, 0 for the first.
            x: Shape (N, C_out, H', W'), as in `layer_outputs`.

        Returns:
            Images in [−1, 1], shape (N, C, H, W).
        """
        for later in range(layer + 1, len(self.convs)):
            x = self.apply_layer(later, x)
        return torch.tanh(x)

    def _run(self, z: Tensor) -> tuple[list[Tensor], list[Tensor]]:
        x = z[:, :, None, None]  # (N, z_dim, 1, 1)
        inputs, outputs = [], []
        for layer in range(len(self.convs)):
            x = self._resize(x, self.growth.before(layer))  # (N, C_in, H, W)
            inputs.append(x)
            x = self._hand_on(layer, x)  # (N, C_out, H', W')
            outputs.append(x)
        return inputs, outputs

    def _hand_on(self, layer: int, x: Tensor) -> Tensor:
        """Convolve, shuffle, normalise: what a layer makes of the map that it reads."""
        x = self.convs[layer](x)
        if self.growth.after(layer) > 1:
            x = F.pixel_shuffle(x, self.growth.after(layer))
        if layer < len(self.norms):
            x = F.relu(self.norms[layer](x))
        elif self.last_shift is not None:
            x = self.last_shift(x)
        return x if self.retouch is None else self.retouch(layer, x)

    def _resize(self, x: Tensor, scale: int) -> Tensor:
        if scale == 1:
            return x
        if self.growth.upsampling == "nearest":
            return F.interpolate(x, scale_factor=scale, mode="nearest")
        return F.interpolate(x, scale_factor=scale, mode="bilinear", align_corners=False)


class Discriminator(nn.Module):
    """Scores images: the generator's doubling layers mirrored, as convolutions with LeakyReLU.

    A norm follows every convolution but the first, which must see the pixels' true scale, and
    the last, which makes the logit.

    Attributes:
        specs: The layers, first to last, each as the transposed convolution with the same kernel:
            its input is what the layer makes, its output what the layer reads.
        convs: One `nn.Conv2d` a layer, without bias.
        norms: One module for each layer but the first and the last.
        dropout: Drops activations after every layer but the last, if the rate is not 0.
    """

    def __init__(
        self,
        specs: Sequence[ConvTransposeSpec],
        rng: torch.Generator,
        *,
        norm: str = "batch",
        spectral_norm: bool = False,
    ) -> None:
        """Build the mirror of a generator with DCGAN's initial weights.

        Args:
            specs: Layers of a generator whose maps grow by strides alone.
            rng: Draws the weights.
            norm: A name in `NORMS`.
            spectral_norm: Whether to keep every layer's spectral norm at 1.
        """
        super().__init__()
        self.specs = judging_layers(specs)
        self.convs = nn.ModuleList(
            PatchConv(
                spec.out_channels,
                spec.in_channels,
                spec.kernel_size,
                stride=spec.stride,
                padding=spec.padding,
                bias=False,
            )
            for spec in self.specs
        )
        self.norms = nn.ModuleList(NORMS[norm](spec.in_channels) for spec in self.specs[1:-1])
        self.dropout = Dropout()
        initialise(self, rng)
        if spectral_norm:
            keep_spectral_norm(self, rng)

    def forward(self, images: Tensor) -> Tensor:
        """Score images.

        Args:
            images: In [−1, 1], shape (N, C, H, W).

        Returns:
            Logits, shape (N,); D(x) is their sigmoid.
        """
        first, *middle, last = self.convs
        # Only a penalty asks for gradients by both, and it will differentiate them once more.
        twice = images.requires_grad and first.weight.requires_grad
        x = self.dropout(F.leaky_relu(first(images, twice=twice), 0.2))  # (N, width, H/2, W/2)
        for conv, norm in zip(middle, self.norms, strict=True):
            x = self.dropout(F.leaky_relu(norm(conv(x, twice=twice)), 0.2))
        return last(x, twice=twice).flatten()  # (N, 1, 1, 1) -> (N,)

    def layer_inputs(self, images: Tensor) -> list[Tensor]:
        """Return what each convolution reads, first to last, in evaluation mode.

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

    def score_both(self, real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
        """Score real and generated images, each shape (N, C, H, W): logits, each shape (N,).

        One after the other: batch norm must not see both at once, or it would give them away.
        """
        return self(real), self(fake)


def halving_layers(specs: Sequence[ConvTransposeSpec]) -> list[ConvTransposeSpec]:
    """Return the generator's layers that the discriminator mirrors, in its own order."""
    return [spec for spec in reversed(specs[1:]) if spec.stride != (1, 1)]


def judging_layers(specs: Sequence[ConvTransposeSpec]) -> list[ConvTransposeSpec]:
    """Return the layers of the discriminator that mirrors a generator, as `Discriminator.specs`."""
    halving = halving_layers(specs)
    side = layer_sizes(specs)[1]
    return [
        *halving,
        ConvTransposeSpec(in_channels=1, out_channels=halving[-1].in_channels, kernel_size=side),
    ]


def initialise(network: nn.Module, rng: torch.Generator) -> None:
    """Draw weights from N(0, 0.02) and norms' scales from N(1, 0.02), as DCGAN does."""
    for module in network.modules():
        if isinstance(module, (nn.Conv2d, nn.ConvTranspose2d)):
            nn.init.normal_(module.weight, 0.0, 0.02, generator=rng)
        elif isinstance(module, (nn.BatchNorm2d, nn.InstanceNorm2d)):
            nn.init.normal_(module.weight, 1.0, 0.02, generator=rng)
