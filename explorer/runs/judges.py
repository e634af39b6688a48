"""The discriminator of a rung, for whoever looks into its layers."""

from __future__ import annotations

from pathlib import Path

import torch

from explorer.gan import TrainingConfig
from explorer.gan.build import build_discriminator
from explorer.gan.networks import Discriminator
from explorer.gan.weights import read_description
from explorer.runs import checkpoint
from explorer.runs.folder import CHECKPOINT


def read_discriminator(rung: Path) -> Discriminator:
    """Read the discriminator of a run on pictures, in evaluation mode and with frozen weights.

    Args:
        rung: The folder of a rung.

    Raises:
        ValueError: If the rung is gone.
    """
    session = checkpoint.load(rung / CHECKPOINT)["session"]
    channels = read_description(rung)["image_shape"][0]
    network = build_discriminator(TrainingConfig(**session["config"]), channels, torch.Generator())
    assert isinstance(network, Discriminator)
    network.load_state_dict(session["discriminator"])
    return network.eval().requires_grad_(False)
