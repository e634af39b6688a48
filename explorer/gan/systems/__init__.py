"""The family: what a session can train, each with the same interface."""

from explorer.gan.systems.adversarial import Adversarial
from explorer.gan.systems.system import GENERATOR, Setup, System

SYSTEMS: dict[str, type[System]] = {
    "gan": Adversarial,
}
"""Name in `TrainingConfig.system` → what is trained."""

__all__ = ["GENERATOR", "SYSTEMS", "Setup", "System"]
