"""How a map of a layer is the sum of what each input channel adds to it."""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from explorer.latent.generators import LoadedGenerator


@dataclass(frozen=True, kw_only=True, eq=False)
class LayerSum:
    """One output channel of a transposed convolution, taken apart.

    Attributes:
        in_channels: Indices of the input channels of its group, the one that adds most first.
        parts: What each of these adds, in that order, shape (I, H', W').
        whole: What the layer itself computes, before shuffle, norm, ReLU or tanh, shape (H', W').
    """

    in_channels: tuple[int, ...]
    parts: Tensor
    whole: Tensor

    def first(self, count: int) -> Tensor:
        """Add up the first `count` parts, shape (H', W')."""
        return self.parts[:count].sum(0)

    @property
    def gap(self) -> float:
        """Largest difference between the sum of all parts and the whole: rounding alone."""
        return float((self.first(len(self.parts)) - self.whole).abs().max())


def layer_sum(generator: LoadedGenerator, z: Tensor, layer: int, out_channel: int) -> LayerSum:
    """Take one output channel of a layer apart into what each input channel adds.

    Args:
        generator: The generator.
        z: One latent, shape (1, z_dim).
        layer: Index of the layer, 0 for the first.
        out_channel: Index of the channel.

    Raises:
        ValueError: If the generator has no such layer or channel.
    """
    layers = generator.layers
    if not 0 <= layer < len(layers):
        raise ValueError(
            f"{generator.name} has {len(layers)} layers, so there is no layer {layer + 1}."
        )
    spec = layers[layer]
    if not 0 <= out_channel < spec.out_channels:
        raise ValueError(
            f"Layer {layer + 1} of {generator.name} has {spec.out_channels} output channels, so "
            f"there is no channel {out_channel + 1}."
        )
    inputs, outputs = spec.in_channels // spec.groups, spec.out_channels // spec.groups
    first = out_channel // outputs * inputs
    reaching = slice(first, first + inputs)  # the input channels of its group
    read = generator.layer_inputs(z)[layer]
    parts = F.conv_transpose2d(
        read[:, reaching],
        generator.weight(layer)[reaching, out_channel % outputs, None],  # (inputs, 1, kH, kW)
        stride=spec.stride,
        padding=spec.padding,
        output_padding=spec.output_padding,
        dilation=spec.dilation,
        groups=inputs,
    )[0]  # (inputs, H', W')
    with torch.inference_mode():
        whole = generator.module.convs[layer](read)[0, out_channel]  # (H', W')
    order = parts.square().sum(dim=(1, 2)).argsort(descending=True, stable=True)
    return LayerSum(
        in_channels=tuple((first + order).tolist()), parts=parts[order], whole=whole.clone()
    )
