"""The bridge: any layer of either network, for any z, cut down to what the stage can show.

A layer of a discriminator is a convolution. The stage has it as the transposed convolution with
the same kernel, whose matrix it is the transpose of: what the one reads, the other makes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from explorer.latent.generators import Load, LoadedGenerator, load_generator
from explorer.latent.layer_sum import layer_sum
from explorer.latent.view import LONGEST_TEXT, LatentView
from explorer.transposed_conv import ConvTransposeSpec

_SEPARATOR = "~"
_INDEX = re.compile(r"[0-9]{1,6}")
_OF_DISCRIMINATOR = "d"
"""What the index of a discriminator's layer begins with in a link."""

Network = Literal["generator", "discriminator"]


@dataclass(frozen=True, kw_only=True)
class LayerSource:
    """Where a layer's numbers come from: a view, a layer, and one channel on either side.

    Indices count from 0.

    Attributes:
        view: The view whose z the layer reads.
        layer: Index of the layer.
        in_channel: Index of the transposed convolution's input channel: what a discriminator's
            layer makes.
        out_channel: Index of its output channel: what a discriminator's layer reads.
        network: Whose layer it is. A discriminator looks at the image that the view's z makes.

    Raises:
        ValueError: If an index is not a whole number of at least 0.
    """

    view: LatentView
    layer: int
    in_channel: int
    out_channel: int
    network: Network = "generator"

    def __post_init__(self) -> None:
        """Refuse what is no index; whether the generator has it, `cut_layer` finds out."""
        for name in ("layer", "in_channel", "out_channel"):
            value = getattr(self, name)
            if not isinstance(value, int) or isinstance(value, bool) or value < 0:
                raise ValueError(f"{name} must be a whole number of at least 0.")

    def to_text(self) -> str:
        """Write the source as one value of a link, in characters that need no escaping there."""
        mark = _OF_DISCRIMINATOR if self.network == "discriminator" else ""
        place = (f"{mark}{self.layer}", str(self.in_channel), str(self.out_channel))
        view = list(self.view.texts().values())
        while not view[-1]:
            view.pop()
        return _SEPARATOR.join([*view, *place])

    @classmethod
    def from_text(cls, text: str) -> LayerSource:
        """Read what `to_text` wrote.

        Raises:
            ValueError: If the text does not describe a layer.
        """
        names = [field.name for field in fields(LatentView)]
        parts = text[:LONGEST_TEXT].split(_SEPARATOR)
        view, indices = parts[:-3], parts[-3:]
        judging = indices[0].startswith(_OF_DISCRIMINATOR)
        indices[0] = indices[0].removeprefix(_OF_DISCRIMINATOR)
        if not 0 < len(view) <= len(names) or not all(map(_INDEX.fullmatch, indices)):
            raise ValueError("The link does not describe a layer of a generator.")
        layer, in_channel, out_channel = map(int, indices)
        return cls(
            view=LatentView.from_texts(dict(zip(names, view, strict=False))),
            layer=layer,
            in_channel=in_channel,
            out_channel=out_channel,
            network="discriminator" if judging else "generator",
        )


@dataclass(frozen=True, kw_only=True)
class LayerCut:
    """One input map, one kernel: a layer reduced to what the stage shows number by number.

    The layer's own output channel is the sum of such cuts over all input channels.

    Attributes:
        source: Where it was cut.
        generator: The generator.
        spec: The layer with one channel in and one out.
        x: The true input map, float32, shape (H, W); of a discriminator's layer, what this kernel
            makes of `read`.
        weight: The true kernel, float32, shape (kH, kW).
        read: What a discriminator's layer reads, float32, shape (H', W'); None of a generator's.
    """

    source: LayerSource
    generator: LoadedGenerator
    spec: ConvTransposeSpec
    x: NDArray[np.float32]
    weight: NDArray[np.float32]
    read: NDArray[np.float32] | None = None

    def describe(self) -> dict[str, Any]:
        """Name the cut for people, who count from 1; JSON-ready.

        Returns:
            `generator` and `run_step` (see `LoadedGenerator`), `network` ("generator",
            "discriminator" or "encoder"), `layer`, and `channels`, what the layer reads and what
            it makes.
        """
        source = self.source
        encodes = source.network == "discriminator" and self.generator.reader is not None
        channels = [source.in_channel + 1, source.out_channel + 1]
        return {
            "generator": self.generator.name,
            "run_step": self.generator.run_step,
            "network": "encoder" if encodes else source.network,
            "layer": source.layer + 1,
            "channels": channels if self.read is None else channels[::-1],
        }


def cut_layer(source: LayerSource, *, load: Load = load_generator) -> LayerCut:
    """Run the generator and cut one input map and one kernel out of a layer.

    Args:
        source: What to cut.
        load: Finds the generator.

    Raises:
        ValueError: If there is no such generator, layer or channel, or the two channels are in
            different groups of the layer.
    """
    generator = source.view.find(load)
    spec = _layer(generator, source.layer, source.network)
    _check_channels(source, spec, generator.name)
    z, changed = source.view.z(generator), source.view.edited(generator)
    alone = replace(spec, in_channels=1, out_channels=1, groups=1)
    if source.network == "discriminator":
        read, weight = _judging(changed, z, source.layer)
        seen, kernel = read[:, [source.out_channel]], weight[source.in_channel, source.out_channel]
        made = F.conv2d(seen, kernel[None, None], stride=spec.stride, padding=spec.padding)
        return LayerCut(
            source=source,
            generator=generator,
            spec=alone,
            x=made[0, 0].numpy(),
            weight=kernel.numpy(),
            read=seen[0, 0].numpy(),
        )
    outputs = spec.out_channels // spec.groups
    return LayerCut(
        source=source,
        generator=generator,
        spec=alone,
        x=changed.layer_inputs(z)[source.layer][0, source.in_channel].numpy(),
        weight=generator.weight(source.layer)[
            source.in_channel, source.out_channel % outputs
        ].numpy(),
    )


def _check_channels(source: LayerSource, spec: ConvTransposeSpec, name: str) -> None:
    for side, index, count in (
        ("input", source.in_channel, spec.in_channels),
        ("output", source.out_channel, spec.out_channels),
    ):
        if index >= count:
            raise ValueError(
                f"Layer {source.layer + 1} of {name} has {count} {side} channels, so "
                f"there is no channel {index + 1}."
            )
    inputs, outputs = spec.in_channels // spec.groups, spec.out_channels // spec.groups
    if source.in_channel // inputs != source.out_channel // outputs:
        raise ValueError(
            f"No kernel of layer {source.layer + 1} leads from channel {source.in_channel + 1} "
            f"to channel {source.out_channel + 1}: they are in different groups."
        )


def strongest_convolution(
    view: LatentView, layer: int, *, load: Load = load_generator
) -> LayerSource:
    """Choose what to show of a discriminator's layer: the strongest map that it makes.

    Args:
        view: The view whose z makes the image that the discriminator looks at.
        layer: Index of the layer.
        load: Finds the generator.

    Returns:
        The source of that map and of the channel that adds most to it.

    Raises:
        ValueError: If there is no such generator or layer, or its discriminator was not kept.
    """
    generator = view.find(load)
    spec = _layer(generator, layer, "discriminator")
    read, weight = _judging(view.edited(generator), view.z(generator), layer)
    made = F.conv2d(read, weight, stride=spec.stride, padding=spec.padding)[0]  # (C, H, W)
    (strongest,) = strongest_channels(made, 1)
    parts = F.conv2d(
        read,
        weight[strongest, :, None],  # (C_read, 1, kH, kW)
        stride=spec.stride,
        padding=spec.padding,
        groups=spec.out_channels,
    )[0]  # (C_read, H, W): what each channel adds
    return LayerSource(
        view=view,
        layer=layer,
        in_channel=strongest,
        out_channel=int(parts.square().sum(dim=(1, 2)).argmax()),
        network="discriminator",
    )


def _judging(generator: LoadedGenerator, z: Tensor, layer: int) -> tuple[Tensor, Tensor]:
    """What a layer of what reads images reads of that of a z, (1, C, H, W), and its weight."""
    judge = generator.beside()
    with torch.no_grad():
        read = judge.layer_inputs(generator.generate(z).clone())[layer]
        weight = judge.convs[layer].weight
    assert isinstance(weight, Tensor)
    return read, weight.detach()


def strongest_cut(
    view: LatentView,
    layer: int,
    out_channel: int | None = None,
    *,
    load: Load = load_generator,
) -> LayerSource:
    """Choose the input channel that adds most to an output channel, for the z of a view.

    Args:
        view: The view.
        layer: Index of the layer.
        out_channel: Index of the output channel; None for the strongest.
        load: Finds the generator.

    Returns:
        The source of the cut whose output has the largest sum of squares.

    Raises:
        ValueError: If there is no such generator, layer or channel.
    """
    generator = view.find(load)
    _layer(generator, layer)
    z, changed = view.z(generator), view.edited(generator)
    if out_channel is None:
        (shown,) = strongest_channels(changed.activations(z)[layer][0], 1)
        out_channel = generator.channel_of_map(layer, shown)
    strongest, *_ = layer_sum(changed, z, layer, out_channel).in_channels
    return LayerSource(view=view, layer=layer, in_channel=strongest, out_channel=out_channel)


def strongest_channels(maps: Tensor, count: int) -> list[int]:
    """Rank channels by the mean of |activation| and return the first few.

    Args:
        maps: One layer's activations, shape (C, H, W).
        count: How many to return, at most.
    """
    strength = maps.abs().mean(dim=(1, 2))  # (C,)
    return strength.topk(min(count, len(strength))).indices.tolist()


def _layer(
    generator: LoadedGenerator, layer: int, network: Network = "generator"
) -> ConvTransposeSpec:
    name, layers = generator.name, generator.layers
    if network == "discriminator":
        kind = "discriminator" if generator.reader is None else "encoder"
        name, layers = f"The {kind} of {name}", generator.beside().specs
    if not 0 <= layer < len(layers):
        raise ValueError(f"{name} has {len(layers)} layers, so there is no layer {layer + 1}.")
    return layers[layer]
