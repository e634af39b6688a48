"""What a config's networks are made of, layer by layer, without building them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from math import prod
from typing import Literal

from explorer.gan.config import CONDITIONAL, PROGRESSIVE, SUPER_RESOLUTION, TrainingConfig
from explorer.gan.data.conditions import conditions_of
from explorer.gan.networks.architectures import (
    PLAIN,
    Growth,
    layer_sizes,
    maps_after,
    with_upsampling,
)
from explorer.gan.networks.build import strided_layers
from explorer.gan.networks.dcgan import judging_layers
from explorer.gan.networks.mlp import hidden_widths
from explorer.gan.networks.progressive import feature_layers, with_colours
from explorer.gan.networks.super_resolver import ends_sum, planned
from explorer.transposed_conv import ConvTransposeSpec

NORM_PARAMETERS = {"batch": 2, "instance": 2, "pixel": 1, "none": 1, "": 0}
"""Learned numbers a channel: a scale and a shift, or a shift alone."""


@dataclass(frozen=True, kw_only=True)
class LayerFacts:
    """One learned layer, with what follows it.

    Attributes:
        network: Whose layer it is.
        name: Its place, as "layer 1".
        kind: What it computes.
        spec: The layer, or of a convolution the transposed one with the same kernel, whose input is
            what the convolution makes; None if it is neither.
        kernel_size: Kernel side; 1 for a linear layer.
        stride: Stride.
        padding: Padding.
        beside: Channels that it reads besides those of the layer before: minibatch std's.
        resize: How the map grows besides the stride, as "nearest ×2"; empty if it does not.
        norm: The norm that follows; empty for none.
        activation: What follows after that.
        input_shape: (C, H, W) that it reads, or (neurons,).
        output_shape: (C, H, W) that is handed on, or (neurons,).
        parameters: Learned numbers, the norm's included.
        multiply_adds: Multiplications, each with its addition, for one image or point.
    """

    network: Literal["generator", "discriminator"]
    name: str
    kind: Literal["transposed_conv", "conv", "linear"]
    spec: ConvTransposeSpec | None = None
    kernel_size: int = 1
    stride: int = 1
    padding: int = 0
    beside: int = 0
    resize: str = ""
    norm: str = ""
    activation: str
    input_shape: tuple[int, ...]
    output_shape: tuple[int, ...]
    parameters: int
    multiply_adds: int


def inspect(config: TrainingConfig, channels: int = 1) -> list[LayerFacts]:
    """List the layers of both networks: the generator's, then the discriminator's.

    Args:
        config: The settings.
        channels: Channels of an image; for points it does not matter.
    """
    if config.is_points:
        widths, read = hidden_widths(config.width), 4 if config.minibatch_std else 2
        return [
            *_linear_facts("generator", [config.z_dim, *widths, 2], "relu"),
            *_linear_facts("discriminator", [read, *widths, 1], "leaky_relu"),
        ]
    if config.system in CONDITIONAL:
        return _conditional_facts(config, channels)
    if config.system in PROGRESSIVE:
        return _progressive_facts(config, channels)
    strided = strided_layers(config, channels)
    if config.system in SUPER_RESOLUTION:
        return [
            *_super_resolver_facts(config, channels),
            *_discriminator_facts(strided, config.norm_d, 0),
        ]
    specs, growth = with_upsampling(strided, config.upsampling)
    made = _generator_facts(specs, growth, config.norm_g)
    if config.system == "vae":
        return [*made, *_encoder_facts(strided, config)]
    return [*made, *_discriminator_facts(strided, config.norm_d, int(config.minibatch_std))]


def _progressive_facts(config: TrainingConfig, channels: int) -> list[LayerFacts]:
    """The layers of the last stage: those of earlier ones are among them, but for their colours."""
    strided = feature_layers(config)
    specs, growth = with_upsampling(strided, config.upsampling)
    if growth.scales:
        growth = replace(growth, scales=(*growth.scales, 1))
    coloured = with_colours(specs, growth, channels)
    *_, colours = with_colours(strided, PLAIN, channels)
    side = layer_sizes(strided)[-1][0]
    first = LayerFacts(
        network="discriminator",
        name="layer 1",
        kind="conv",
        spec=colours,
        activation="leaky_relu",
        input_shape=(channels, side, side),
        output_shape=(colours.in_channels, side, side),
        parameters=prod(colours.weight_shape),
        multiply_adds=prod(colours.weight_shape) * side**2,
    )
    rest = _discriminator_facts(strided, config.norm_d, int(config.minibatch_std))
    return [
        *_generator_facts(coloured, growth, config.norm_g),
        first,
        *(replace(one, name=f"layer {at}") for at, one in enumerate(rest, start=2)),
    ]


def _encoder_facts(specs: list[ConvTransposeSpec], config: TrainingConfig) -> list[LayerFacts]:
    answers = 2 * config.z_dim
    *first, last = _discriminator_facts(specs, config.norm_d, 0, answers)
    parameters = last.parameters + answers * NORM_PARAMETERS["none"]
    return [*first, replace(last, norm="none", activation="μ, log σ²", parameters=parameters)]


def _super_resolver_facts(config: TrainingConfig, channels: int) -> list[LayerFacts]:
    specs, growth, (_, height, width) = planned(config, channels)
    facts = _generator_facts(specs, growth, "none", (height, width))
    added = {layer for layer in range(len(specs)) if ends_sum(layer, len(specs))}
    return [
        replace(one, activation="+ bicubic" if one is facts[-1] else "+ input of the block")
        if layer in added
        else one
        for layer, one in enumerate(facts)
    ]


def _generator_facts(
    specs: list[ConvTransposeSpec], growth: Growth, norm: str, first: tuple[int, int] = (1, 1)
) -> list[LayerFacts]:
    sizes = layer_sizes(specs, growth, first)
    facts = []
    for layer, spec in enumerate(specs):
        last = layer == len(specs) - 1
        maps = maps_after(spec, growth.after(layer))
        scale = max(growth.before(layer), growth.after(layer))
        (height, width), own_norm = sizes[layer], "" if last else norm
        out = [side * growth.after(layer) for side in spec.output_size((height, width))]
        facts.append(
            LayerFacts(
                network="generator",
                name=f"layer {layer + 1}",
                kind="transposed_conv",
                spec=spec,
                kernel_size=spec.kernel_size[0],
                stride=spec.stride[0],
                padding=spec.padding[0],
                resize=f"{growth.upsampling} ×{scale}" if scale > 1 else "",
                norm=own_norm,
                activation="tanh" if last else "relu",
                input_shape=(spec.in_channels, height, width),
                output_shape=(maps, *out),
                parameters=prod(spec.weight_shape) + maps * NORM_PARAMETERS[own_norm],
                multiply_adds=prod(spec.weight_shape) * height * width,
            )
        )
    return facts


def _discriminator_facts(
    specs: list[ConvTransposeSpec], norm: str, beside: int, answers: int = 1
) -> list[LayerFacts]:
    judging = judging_layers(specs, answers, beside=beside)
    last, (height, width) = len(judging) - 1, layer_sizes(specs)[-1]
    facts = []
    for layer, spec in enumerate(judging):
        read, (stride, _) = (spec.out_channels, height, width), spec.stride
        height, width = (1, 1) if layer == last else (height // stride, width // stride)
        own_norm = norm if 0 < layer < last else ""
        facts.append(
            LayerFacts(
                network="discriminator",
                name=f"layer {layer + 1}",
                kind="conv",
                spec=spec,
                kernel_size=spec.kernel_size[0],
                stride=stride,
                padding=spec.padding[0],
                beside=beside if layer == last else 0,
                norm=own_norm,
                activation="sigmoid" if layer == last else "leaky_relu",
                input_shape=read,
                output_shape=(spec.in_channels, height, width),
                parameters=prod(spec.weight_shape) + spec.in_channels * NORM_PARAMETERS[own_norm],
                multiply_adds=prod(spec.weight_shape) * height * width,
            )
        )
    return facts


def _conditional_facts(config: TrainingConfig, channels: int) -> list[LayerFacts]:
    """Each network's layers, and last its embedding, which is no layer that one could open."""
    width, concatenates = conditions_of(config.dataset).width, config.conditioning != "projection"
    longer = strided_layers(config, channels, behind_z=config.embedding_dim)
    specs, growth = with_upsampling(longer, config.upsampling)
    made = _generator_facts(specs, growth, config.norm_g)
    if config.conditional_norm:
        made = [
            replace(
                one, parameters=one.parameters + 2 * width * one.output_shape[0] * bool(one.norm)
            )
            for one in made
        ]
    strided = strided_layers(config, channels + concatenates)
    judged = _discriminator_facts(strided, config.norm_d, 0)
    told = prod(layer_sizes(strided)[-1] if concatenates else judged[-1].input_shape)
    return [
        *made,
        _embedding_facts("generator", width, config.embedding_dim),
        *judged,
        _embedding_facts("discriminator", width, told),
    ]


def _embedding_facts(
    network: Literal["generator", "discriminator"], width: int, made: int
) -> LayerFacts:
    return LayerFacts(
        network=network,
        name="embedding",
        kind="linear",
        activation="",
        input_shape=(width,),
        output_shape=(made,),
        parameters=width * made,
        multiply_adds=width * made,
    )


def _linear_facts(
    network: Literal["generator", "discriminator"], sizes: list[int], activation: str
) -> list[LayerFacts]:
    last = "sigmoid" if network == "discriminator" else ""
    return [
        LayerFacts(
            network=network,
            name=f"layer {layer}",
            kind="linear",
            activation=activation if layer < len(sizes) - 1 else last,
            input_shape=(read,),
            output_shape=(made,),
            parameters=(read + 1) * made,
            multiply_adds=read * made,
        )
        for layer, (read, made) in enumerate(pairwise(sizes), start=1)
    ]
