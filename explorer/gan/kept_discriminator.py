"""The discriminator beside a generator on disk: who judged it while it learned.

Its weights are one more file of the generator's folder, checked as all of them are; its layers
follow from the training's settings, which the description holds.
"""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load, save

from explorer.gan.build import build_discriminator
from explorer.gan.config import TrainingConfig
from explorer.gan.networks import Discriminator
from explorer.gan.weights import WeightsError, compact, read_description, read_extra

DISCRIMINATOR = "discriminator.safetensors"


def pack_discriminator(network: Discriminator) -> bytes:
    """Write a discriminator's weights, its convolutions in half precision, as safetensors."""
    return save({name: compact(tensor) for name, tensor in network.state_dict().items()})


def has_discriminator(folder: Path) -> bool:
    """Whether a generator's description lists a discriminator."""
    return DISCRIMINATOR in read_description(folder).get("extras_sha256", {})


def read_discriminator(folder: Path) -> Discriminator:
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
        channels = description["image_shape"][0]
        network = build_discriminator(TrainingConfig(**settings), channels, torch.Generator())
        assert isinstance(network, Discriminator)  # points have no folder
        network.load_state_dict(load(data))
    except (SafetensorError, KeyError, TypeError, ValueError, RuntimeError) as error:
        raise WeightsError(
            f"The discriminator in {folder.name} does not fit the training that its description "
            "tells of."
        ) from error
    return network.eval().requires_grad_(False)
