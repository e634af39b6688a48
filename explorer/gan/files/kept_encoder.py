"""The encoder beside a decoder on disk: what says which z a picture may have.

Its weights are one more file of the decoder's folder; its layers follow from the training's
settings, as those of a discriminator do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load

from explorer.gan.config import TrainingConfig
from explorer.gan.files.weights import WeightsError, read_description, read_extra
from explorer.gan.networks.encoder import Encoder, build_encoder

ENCODER_FILE = "encoder.safetensors"


def has_encoder(folder: Path) -> bool:
    """Whether a generator's description lists an encoder."""
    return ENCODER_FILE in read_description(folder).get("extras_sha256", {})


def encoder_of(description: Mapping[str, Any]) -> Encoder:
    """Build the encoder that belongs to a decoder, its weights still to be loaded.

    Args:
        description: The decoder's, with the training's settings.
    """
    known = {field.name for field in fields(TrainingConfig)}
    settings = {key: value for key, value in description["training"].items() if key in known}
    channels = description["image_shape"][0]
    return build_encoder(TrainingConfig(**settings), channels, torch.Generator())


def read_encoder(folder: Path) -> Encoder:
    """Read the encoder beside a decoder, in evaluation mode and with frozen weights.

    Args:
        folder: What `pretrain` wrote.

    Raises:
        WeightsError: If it is missing, damaged, or does not fit the settings of the training.
    """
    data = read_extra(folder, ENCODER_FILE)
    try:
        network = encoder_of(read_description(folder))
        network.load_state_dict(load(data))
    except (SafetensorError, KeyError, TypeError, ValueError, RuntimeError) as error:
        raise WeightsError(
            f"The encoder in {folder.name} does not fit the training that its description tells of."
        ) from error
    return network.eval().requires_grad_(False)
