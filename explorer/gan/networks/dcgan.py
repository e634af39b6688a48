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
from copy import copy
from typing import TypeVar

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from explorer.gan.networks.architectures import (
    NETWORKS,
    PLAIN,
    UPSAMPLINGS,
    Growth,
    layer_sizes,
    maps_after,
    with_kernel_size,
    with_upsampling,
)
from explorer.gan.networks.convolutions import PatchConv, StampConv
from explorer.gan.networks.layers import NORMS, Dropout, MinibatchStd, Shift, keep_spectral_norm
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


Modulate = Callable[[int, Tensor], Tensor]
"""A layer's index and maps, (N, C, H, W) → the maps, changed."""


NetworkT = TypeVar("NetworkT", bound=nn.Module)


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
        constant: What the first layer reads behind z, whatever z is, shape (E,); usually None.
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
        self.retouch: Modulate | None = None
        self.constant: Tensor | None = None
        initialise(self, rng)

    def forward(self, z: Tensor, modulate: Modulate | None = None) -> Tensor:
        """Make images.

        Args:
            z: Latents, shape (N, z_dim).
            modulate: Changes what each layer's norm returned, before its ReLU.

        Returns:
            Images in [−1, 1], shape (N, C, H, W).
        """
        return torch.tanh(self._run(z, modulate)[1][-1])  # (N, C, H, W)

    def followed_by(self, constant: Tensor) -> Generator:
        """Return a generator with the same layers of which the end of z never changes.

        Args:
            constant: That end, shape (E,).
        """
        held = shallow_copy(self)
        held.constant = constant
        held.z_dim = self.z_dim - len(constant)
        return held

    def read_first(self, z: Tensor) -> Tensor:
        """Return what the first layer reads, (N, z_dim, 1, 1) or with the constant behind."""
        if self.constant is not None:
            z = torch.cat([z, self.constant.to(z).expand(len(z), -1)], dim=1)
        return z[:, :, None, None]

    def layer_inputs(self, z: Tensor) -> list[Tensor]:
        """Return what each transposed convolution reads, first to last.

        `convs[layer](layer_inputs(z)[layer])` is the layer's output before shuffle, norm or tanh.

        Args:
            z: Latents, shape (N, z_dim).

        Returns:
            One tensor a layer, shape (N, C_in, H, W); the first is that of `read_first`.
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

    def _run(
        self, z: Tensor, modulate: Modulate | None = None
    ) -> tuple[list[Tensor], list[Tensor]]:
        x = self.read_first(z)  # (N, z_dim, 1, 1)
        inputs, outputs = [], []
        for layer in range(len(self.convs)):
            x = self._resize(x, self.growth.before(layer))  # (N, C_in, H, W)
            inputs.append(x)
            x = self._hand_on(layer, x, modulate)  # (N, C_out, H', W')
            outputs.append(x)
        return inputs, outputs

    def _hand_on(self, layer: int, x: Tensor, modulate: Modulate | None = None) -> Tensor:
        """Convolve, shuffle, normalise: what a layer makes of the map that it reads."""
        x = self.convs[layer](x)
        if self.growth.after(layer) > 1:
            x = F.pixel_shuffle(x, self.growth.after(layer))
        if layer < len(self.norms):
            x = self.norms[layer](x)
            x = F.relu(x if modulate is None else modulate(layer, x))
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
        minibatch_std: Appends what the batch tells before the last layer; usually None.
        constant: Further channels of every image, shape (E, H, W); usually None.
    """

    def __init__(
        self,
        specs: Sequence[ConvTransposeSpec],
        rng: torch.Generator,
        *,
        norm: str = "batch",
        spectral_norm: bool = False,
        minibatch_std: bool = False,
    ) -> None:
        """Build the mirror of a generator with DCGAN's initial weights.

        Args:
            specs: Layers of a generator whose maps grow by strides alone.
            rng: Draws the weights.
            norm: A name in `NORMS`.
            spectral_norm: Whether to keep every layer's spectral norm at 1.
            minibatch_std: Whether the last layer also reads how much the batch varies.
        """
        super().__init__()
        self.specs = judging_layers(specs, beside=int(minibatch_std))
        self.convs = patch_convs(self.specs)
        self.norms = nn.ModuleList(NORMS[norm](spec.in_channels) for spec in self.specs[1:-1])
        self.dropout = Dropout()
        self.minibatch_std = MinibatchStd() if minibatch_std else None
        self.constant: Tensor | None = None
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
        twice = self.differentiates_twice(images)
        return self.judge(self.features(self.read_first(images), twice=twice), twice=twice)

    def differentiates_twice(self, images: Tensor) -> bool:
        """Whether gradients by these images will be differentiated once more.

        Only a penalty asks for gradients by both images and weights.
        """
        return images.requires_grad and bool(self.convs[0].weight.requires_grad)

    def features(self, x: Tensor, *, twice: bool = False) -> Tensor:
        """Return what the last layer makes its verdict of, shape (N, C, h, w).

        Args:
            x: What the first layer reads, shape (N, C, H, W).
            twice: See `PatchConv`.
        """
        first, *middle, _ = self.convs
        x = self.dropout(F.leaky_relu(first(x, twice=twice), 0.2))  # (N, width, H/2, W/2)
        for conv, norm in zip(middle, self.norms, strict=True):
            x = self.dropout(F.leaky_relu(norm(conv(x, twice=twice)), 0.2))
        return x

    def judge(self, features: Tensor, *, twice: bool = False) -> Tensor:
        """Return the logits, shape (N,), of what `features` returned."""
        read = self._read_last(features)
        return self.convs[-1](read, twice=twice).flatten()  # (N, 1, 1, 1) -> (N,)

    def _read_last(self, features: Tensor) -> Tensor:
        return features if self.minibatch_std is None else self.minibatch_std(features)

    def read_first(self, images: Tensor) -> Tensor:
        """Return what the first layer reads: the images, or with the constant channels behind."""
        if self.constant is None:
            return images
        beside = self.constant.to(images).expand(len(images), -1, -1, -1)
        return torch.cat([images, beside], dim=1)

    def beside(self, constant: Tensor) -> Discriminator:
        """Return a discriminator with the same layers of which some channels never change.

        Args:
            constant: Those channels, the last ones, shape (E, H, W).
        """
        held = shallow_copy(self)
        held.constant = constant
        return held

    def layer_inputs(self, images: Tensor) -> list[Tensor]:
        """Return what each convolution reads, first to last, in evaluation mode.

        Args:
            images: In [−1, 1], shape (N, C, H, W).

        Returns:
            One tensor a layer, shape (N, C_in, H, W); the first is that of `read_first`.
        """
        x = self.read_first(images)
        inputs = [x]
        for conv, norm in zip(self.convs[:-1], [nn.Identity(), *self.norms], strict=True):
            x = F.leaky_relu(norm(conv(x)), 0.2)  # (N, C_out, H/2, W/2)
            inputs.append(x)
        return [*inputs[:-1], self._read_last(x)]

    def score_both(self, real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
        """Score real and generated images, each shape (N, C, H, W): logits, each shape (N,).

        One after the other: batch norm must not see both at once, or it would give them away.
        """
        return self(real), self(fake)


def halving_layers(specs: Sequence[ConvTransposeSpec]) -> list[ConvTransposeSpec]:
    """Return the generator's layers that the discriminator mirrors, in its own order."""
    return [spec for spec in reversed(specs[1:]) if spec.stride != (1, 1)]


def judging_layers(
    specs: Sequence[ConvTransposeSpec], answers: int = 1, *, beside: int = 0
) -> list[ConvTransposeSpec]:
    """Return the layers of the discriminator that mirrors a generator, as `Discriminator.specs`.

    Args:
        specs: The generator's.
        answers: Numbers that the last layer says of an image.
        beside: Channels that it reads besides those of the layer before.
    """
    halving = halving_layers(specs)
    side, channels = layer_sizes(specs)[1], halving[-1].in_channels + beside
    return [
        *halving,
        ConvTransposeSpec(in_channels=answers, out_channels=channels, kernel_size=side),
    ]


def patch_convs(specs: Sequence[ConvTransposeSpec]) -> nn.ModuleList:
    """Return the convolutions that gather what such transposed convolutions would stamp."""
    return nn.ModuleList(
        PatchConv(
            spec.out_channels,
            spec.in_channels,
            spec.kernel_size,
            stride=spec.stride,
            padding=spec.padding,
            bias=False,
        )
        for spec in specs
    )


def shallow_copy(network: NetworkT) -> NetworkT:
    """Return a network that shares all weights but whose layers can be exchanged."""
    twin = copy(network)
    twin._modules = dict(network._modules)
    return twin


def initialise(network: nn.Module, rng: torch.Generator) -> None:
    """Draw weights from N(0, 0.02) and norms' scales from N(1, 0.02), as DCGAN does."""
    for module in network.modules():
        if isinstance(module, (nn.Conv2d, nn.ConvTranspose2d)):
            nn.init.normal_(module.weight, 0.0, 0.02, generator=rng)
        elif isinstance(module, (nn.BatchNorm2d, nn.InstanceNorm2d)):
            nn.init.normal_(module.weight, 1.0, 0.02, generator=rng)
