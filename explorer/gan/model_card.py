"""The card that goes with a generator: what it is, what it learned from, and what is wrong with it.

Source:
    Mitchell et al., "Model Cards for Model Reporting", 2019.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from explorer.gan.networks import Generator, layer_sizes

NORM_WORDS = {"batch": "Batch norm", "instance": "Instance norm", "none": "A shift"}
"""What a card calls a name in `NORMS`."""


def model_card(folder: Path, generator: Generator, details: Mapping[str, Any], faults: str) -> str:
    """Write the card in Markdown.

    Args:
        folder: The generator's folder, for its name.
        generator: The network.
        details: What `config.json` tells: data, training, steps, images_seen, seconds, hardware.
        faults: What someone saw when looking at the samples; empty if nobody has looked yet.
    """
    data, training = details["data"], details["training"]
    weights = sum(parameter.numel() for parameter in generator.parameters())
    return f"""# {folder.name}

A DCGAN generator made of transposed convolutions, trained by this project with
`python -m explorer.gan.pretrain`.

![100 random samples](samples.png)

The sheet shows 100 random z's in the order they were drawn; none was left out.

## Data

{data["images"]:,} images of {data["name"]} ({data["licence"]}).
SHA-256 of the pixels: `{data["pixels_sha256"]}`.

## Network

{training["network"]}, {weights:,} weights, z of {generator.z_dim} numbers from N(0, 1):

| layer | from | to | kernel | stride | padding |
|---|---|---|---|---|---|
{_layer_rows(generator)}

{NORM_WORDS[generator.norm]} and ReLU after every layer but the last, which ends in tanh. The
convolutions' weights are stored in half precision.

## Training

- {details["steps"]:,} steps of {training["batch_size"]}: {details["images_seen"]:,} images seen.
- {details["seconds"] / 60:.0f} minutes by the clock on a {details["hardware"]}.
- The weights are a running average of the trained ones, with a memory of `ema_decay` a step.

| setting | value |
|---|---|
{_setting_rows(training)}

## Known faults

{faults or "Nobody has looked at the samples yet."}

## Intended use

Teaching: to see how a small GAN turns z into pictures. The pictures are not photographs of real
things and should not be used as data.
"""


def _layer_rows(generator: Generator) -> str:
    sizes = layer_sizes(generator.specs, generator.growth)
    return "\n".join(
        f"| {number} | {spec.in_channels}×{before[0]}×{before[1]} "
        f"| {spec.out_channels}×{after[0]}×{after[1]} "
        f"| {spec.kernel_size[0]} | {spec.stride[0]} | {spec.padding[0]} |"
        for number, (spec, before, after) in enumerate(
            zip(generator.specs, sizes, sizes[1:], strict=False), start=1
        )
    )


def _setting_rows(training: Mapping[str, Any]) -> str:
    return "\n".join(f"| {name} | {value} |" for name, value in training.items())
