"""The family: what a session can train, each with the same interface."""

from explorer.gan.systems.adversarial import Adversarial
from explorer.gan.systems.conditional import ConditionalAdversarial
from explorer.gan.systems.progressive import Progressive
from explorer.gan.systems.super_resolution import SuperResolution
from explorer.gan.systems.system import GENERATOR, Comparison, Setup, System
from explorer.gan.systems.vae import VariationalAutoencoder

SYSTEMS: dict[str, type[System]] = {
    "gan": Adversarial,
    "conditional_gan": ConditionalAdversarial,
    "vae": VariationalAutoencoder,
    "progressive_gan": Progressive,
    "super_resolution": SuperResolution,
}
"""Name in `TrainingConfig.system` → what is trained."""

__all__ = ["GENERATOR", "SYSTEMS", "Comparison", "Setup", "System"]
