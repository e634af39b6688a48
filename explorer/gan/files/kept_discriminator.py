"""The discriminator beside a generator on disk: who judged it while it learned.

Its weights are one more file of the generator's folder, checked as all of them are; its layers
follow from the training's settings, which the description holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load, save

from explorer.gan.config import TrainingConfig
from explorer.gan.data.conditions import described_conditions
from explorer.gan.files.weights import WeightsError, compact, read_description, read_extra
from explorer.gan.networks.build import build_discriminator
from explorer.gan.networks.conditional_discriminator import ConditionalDiscriminator
from explorer.gan.networks.dcgan import Discriminator
from explorer.gan.systems import conditional

DISCRIMINATOR = "discriminator.safetensors"


KeptDiscriminator = Discriminator | ConditionalDiscriminator
"""What judges the pictures of a generator on disk."""


def pack_discriminator(network: KeptDiscriminator) -> bytes:
    """Write a discriminator's weights, its convolutions in half precision, as safetensors."""
    return save({name: compact(tensor) for name, tensor in network.state_dict().items()})


def has_discriminator(folder: Path) -> bool:
    """Whether a generator's description lists a discriminator."""
    return DISCRIMINATOR in read_description(folder).get("extras_sha256", {})


def discriminator_of(description: Mapping[str, Any], config: TrainingConfig) -> KeptDiscriminator:
    """Build the discriminator that belongs to a generator, its weights still to be loaded.

    Args:
        description: The generator's.
        config: What both were trained with.
    """
    channels, rng = description["image_shape"][0], torch.Generator()
    if "conditions" in description:
        asked = described_conditions(description["conditions"])
        return conditional.build_discriminator(config, channels, rng, asked)
    network = build_discriminator(config, channels, rng)
    assert isinstance(network, Discriminator)  # points have no folder
    return network


def read_discriminator(folder: Path) -> KeptDiscriminator:
    """Read the discriminator beside a generator, in evaluation mode and with frozen weights.

    Args:
        folder: What `pretrain` wrote.

    Raises:
        WeightsError: If it is missing, damaged, or does not fit the settings of the training.
    """
    description = read_description(folder)
    data = read_extra(folder, DISCRIMINATOR)
    known = {field.name for field in fields(TrainingConfig)}
    try:
        settings = {key: value for key, value in description["training"].items() if key in known}
        network = discriminator_of(description, TrainingConfig(**settings))
        network.load_state_dict(load(data))
    except (SafetensorError, KeyError, TypeError, ValueError, RuntimeError) as error:
        raise WeightsError(
            f"The discriminator in {folder.name} does not fit the training that its description "
            "tells of."
        ) from error
    return network.eval().requires_grad_(False)
