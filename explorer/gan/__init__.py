"""Generative adversarial networks: networks, losses, datasets and the training session."""

from explorer.gan.config import PRECISIONS, TrainingConfig, limits
from explorer.gan.datasets import DATASETS, DatasetUnavailableError, ImageSet
from explorer.gan.losses import LOSSES, Loss
from explorer.gan.networks import NETWORKS, Discriminator, Generator
from explorer.gan.session import Snapshot, TrainingSession

__all__ = [
    "DATASETS",
    "LOSSES",
    "NETWORKS",
    "PRECISIONS",
    "DatasetUnavailableError",
    "Discriminator",
    "Generator",
    "ImageSet",
    "Loss",
    "Snapshot",
    "TrainingConfig",
    "TrainingSession",
    "limits",
]
