"""Which script trains what a config describes."""

from __future__ import annotations

from collections.abc import Callable

from explorer.gan.config import TrainingConfig
from explorer.gan.scripts.conditional_script import conditional_script
from explorer.gan.scripts.gan_script import training_script
from explorer.gan.scripts.growing_script import growing_script
from explorer.gan.scripts.super_script import super_script
from explorer.gan.scripts.vae_script import vae_script

SCRIPTS: dict[str, Callable[[TrainingConfig, int, str], str]] = {
    "conditional_gan": conditional_script,
    "vae": vae_script,
    "super_resolution": super_script,
    "progressive_gan": growing_script,
}
"""System → what writes its script; all others are GANs."""


def script_of(config: TrainingConfig, channels: int, precision: str = "float32") -> str:
    """Write a script of its own that trains what a config describes.

    Args:
        config: The settings.
        channels: Channels of an image; for points it does not matter.
        precision: "float32" or "bfloat16": what the run came to.

    Returns:
        Python source, as of `script.training_script`.
    """
    return SCRIPTS.get(config.system, training_script)(config, channels, precision)
