"""The generator of super-resolution: it adds to a bicubic picture what is missing there.

Every convolution is a `ConvTransposeSpec`, those of stride 1 included: an ordinary convolution is a
transposed one with its kernel turned by 180°. So each of them can be opened on the stage.

Sources:
    Ledig et al., "Photo-Realistic Single Image Super-Resolution Using a Generative Adversarial
    Network", 2017 (SRResNet), without norms, as in Lim et al., "Enhanced Deep Residual Networks
    for Single Image Super-Resolution", 2017; the bicubic picture as the start: Kim et al.,
    "Accurate Image Super-Resolution Using Very Deep Convolutional Networks", 2016.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import prod

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from explorer.gan.config import TrainingConfig
from explorer.gan.data.resampling import FACTOR, bicubic
from explorer.gan.networks.architectures import (
    Growth,
    Specs,
    layer_sizes,
    maps_after,
    with_kernel_size,
    with_upsampling,
)
from explorer.gan.networks.build import strided_layers
from explorer.gan.networks.convolutions import StampConv
from explorer.gan.networks.layers import Shift
from explorer.transposed_conv import ConvTransposeSpec

BLOCKS = 3
"""Residual blocks, of two convolutions each, before the picture grows."""


def super_resolver_layers(width: int, channels: int) -> Specs:
    """List the layers: a stem, residual blocks, two that double the map, and one that paints.

    Args:
        width: Maps between the layers.
        channels: Channels of a picture.
    """
    keep = ConvTransposeSpec(in_channels=width, out_channels=width, kernel_size=3, padding=1)
    double = replace(keep, kernel_size=4, stride=2)
    return [
        replace(keep, in_channels=channels),
        *[keep] * (2 * BLOCKS),
        double,
        double,
        replace(keep, out_channels=channels),
    ]


def build_super_resolver(
    config: TrainingConfig, channels: int, rng: torch.Generator
) -> SuperResolver:
    """Build a config's super-resolver, for pictures of a quarter of its network's size.

    Args:
        config: The settings; kernel size and up-sampling apply to it as to any generator.
        channels: Channels of a picture.
        rng: Draws the weights.
    """
    specs, growth, input_shape = planned(config, channels)
    return SuperResolver(specs, rng, input_shape=input_shape, growth=growth)


def planned(config: TrainingConfig, channels: int) -> tuple[Specs, Growth, tuple[int, int, int]]:
    """Return a config's layers, how maps grow besides their strides, and the shape (C, h, w) read.

    Args:
        config: The settings.
        channels: Channels of a picture.
    """
    height, width = layer_sizes(strided_layers(config, channels))[-1]
    specs = with_kernel_size(super_resolver_layers(config.width, channels), config.kernel_size)
    specs, growth = with_upsampling(specs, config.upsampling)
    return specs, growth, (channels, height // FACTOR, width // FACTOR)


class SuperResolver(nn.Module):
    """Makes low-resolution pictures four times larger.

    It holds for pictures of any size; `input_shape` says which one it was made for.

    Attributes:
        specs: The layers, first to last; see `super_resolver_layers`.
        growth: How maps grow besides the layers' strides.
        convs: One `nn.ConvTranspose2d` a layer, without bias.
        shifts: One learned shift a layer but the last.
        input_shape: (C, h, w) of the pictures it reads.
        image_shape: (C, 4h, 4w) of those it makes.
        retouch: Changes what each layer hands on, given the layer's index and (N, C, H, W);
            usually None.
    """

    def __init__(
        self,
        specs: Sequence[ConvTransposeSpec],
        rng: torch.Generator,
        *,
        input_shape: tuple[int, int, int],
        growth: Growth,
    ) -> None:
        """Build the layers so that the untrained network is bicubic interpolation.

        The last convolution before each sum starts at zero, the others as He et al. (2015) have it.

        Args:
            specs: The layers.
            rng: Draws the weights.
            input_shape: (C, h, w) of the pictures it will read.
            growth: How maps grow besides the layers' strides.
        """
        super().__init__()
        self.specs = list(specs)
        self.growth = growth
        self.input_shape = input_shape
        channels, height, width = input_shape
        self.image_shape = (channels, FACTOR * height, FACTOR * width)
        self.convs = nn.ModuleList(
            StampConv(
                spec.in_channels,
                spec.out_channels,
                spec.kernel_size,
                stride=spec.stride,
                padding=spec.padding,
                output_padding=spec.output_padding,
                bias=False,
            )
            for spec in specs
        )
        self.shifts = nn.ModuleList(
            Shift(maps_after(spec, growth.after(layer))) for layer, spec in enumerate(specs[:-1])
        )
        self.retouch: Callable[[int, Tensor], Tensor] | None = None
        self._last = len(specs) - 1
        for layer, spec in enumerate(self.specs):
            weight = self.convs[layer].weight
            assert isinstance(weight, Tensor)
            terms = spec.in_channels * prod(spec.kernel_size) / prod(spec.stride)
            deviation = 0.0 if ends_sum(layer, len(specs)) else (2 / terms) ** 0.5
            nn.init.normal_(weight, 0.0, deviation, generator=rng)

    @property
    def z_dim(self) -> int:
        """Numbers in one low-resolution picture: it stands where other generators have a z."""
        return prod(self.input_shape)

    def forward(self, low: Tensor) -> Tensor:
        """Make pictures four times larger.

        Args:
            low: In [−1, 1], shape (N, C, h, w), or each of `input_shape` in a row, (N, z_dim).

        Returns:
            Shape (N, C, 4h, 4w); in evaluation mode cut to [−1, 1], which would stop gradients.
        """
        low = self._as_pictures(low)
        images = bicubic(low) + self._run(low)[1][-1]
        return images if self.training else images.clamp(-1, 1)

    def layer_inputs(self, low: Tensor) -> list[Tensor]:
        """Return what each transposed convolution reads, first to last.

        Args:
            low: As for `forward`.

        Returns:
            One tensor a layer, shape (N, C_in, H, W); the first is the low-resolution pictures.
        """
        return self._run(self._as_pictures(low))[0]

    def layer_outputs(self, low: Tensor) -> list[Tensor]:
        """Return what each layer hands on, first to last.

        Args:
            low: As for `forward`.

        Returns:
            One tensor a layer, shape (N, C_out, H', W'): after shift, and ReLU or the block's sum;
            for the last layer what is added to the bicubic picture.
        """
        return self._run(self._as_pictures(low))[1]

    def _run(self, x: Tensor) -> tuple[list[Tensor], list[Tensor]]:
        inputs, outputs, before = [], [], x
        for layer, conv in enumerate(self.convs):
            if (scale := self.growth.before(layer)) > 1:
                x = F.interpolate(x, scale_factor=scale, mode=self.growth.upsampling)
            inputs.append(x)  # (N, C_in, H, W)
            x = conv(x)
            if (scale := self.growth.after(layer)) > 1:
                x = F.pixel_shuffle(x, scale)
            if layer < self._last:
                x = self.shifts[layer](x)
                x = before + x if ends_sum(layer, len(self.specs)) else F.relu(x)
            if self.retouch is not None:
                x = self.retouch(layer, x)
            if layer % 2 == 0:  # a block begins
                before = x
            outputs.append(x)  # (N, C_out, H', W')
        return inputs, outputs

    def _as_pictures(self, low: Tensor) -> Tensor:
        return low.view(-1, *self.input_shape) if low.ndim == 2 else low


def ends_sum(layer: int, layers: int) -> bool:
    """Whether a layer's output is added to something: that of a block's second, and of the last."""
    return layer == layers - 1 or (0 < layer <= layers - 4 and layer % 2 == 0)
