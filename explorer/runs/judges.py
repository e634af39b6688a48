"""What reads the pictures of a rung: its discriminator, or the encoder of a VAE."""

from __future__ import annotations

from pathlib import Path

from explorer.gan import TrainingConfig
from explorer.gan.files.kept_discriminator import KeptDiscriminator, discriminator_of
from explorer.gan.files.kept_encoder import encoder_of
from explorer.gan.files.weights import read_description
from explorer.gan.networks.encoder import Encoder
from explorer.gan.systems.vae import ENCODER
from explorer.runs import checkpoint
from explorer.runs.folder import CHECKPOINT


def read_discriminator(rung: Path) -> KeptDiscriminator:
    """Read the discriminator of a run on pictures, in evaluation mode and with frozen weights.

    Args:
        rung: The folder of a rung.

    Raises:
        ValueError: If the rung is gone.
    """
    session = checkpoint.load(rung / CHECKPOINT)["session"]
    network = discriminator_of(read_description(rung), TrainingConfig(**session["config"]))
    network.load_state_dict(session["discriminator"])
    return network.eval().requires_grad_(False)


def read_encoder(rung: Path) -> Encoder:
    """Read the encoder of a run of a VAE, in evaluation mode and with frozen weights.

    Args:
        rung: The folder of a rung.

    Raises:
        ValueError: If the rung is gone.
    """
    network = encoder_of(read_description(rung))
    network.load_state_dict(checkpoint.load(rung / CHECKPOINT)["session"][ENCODER])
    return network.eval().requires_grad_(False)
