"""Generative adversarial networks: networks, losses, datasets and the training session."""

from explorer.gan.config import (
    DRAWN,
    LIVE_SETTINGS,
    OPTIMIZERS,
    OWN,
    PRECISIONS,
    TrainingConfig,
    limits,
)
from explorer.gan.datasets import DATASETS, DatasetUnavailableError, ImageSet
from explorer.gan.inspector import LayerFacts, inspect
from explorer.gan.losses import LOSSES, Loss
from explorer.gan.networks import NETWORKS, NORMS, UPSAMPLINGS, Discriminator, Generator
from explorer.gan.points import POINT_SETS, PointSet
from explorer.gan.points_view import PointsView
from explorer.gan.session import TrainingSession
from explorer.gan.snapshot import Players, Snapshot, Stage

__all__ = [
    "DATASETS",
    "DRAWN",
    "LIVE_SETTINGS",
    "LOSSES",
    "NETWORKS",
    "NORMS",
    "OPTIMIZERS",
    "OWN",
    "POINT_SETS",
    "PRECISIONS",
    "UPSAMPLINGS",
    "DatasetUnavailableError",
    "Discriminator",
    "Generator",
    "ImageSet",
    "LayerFacts",
    "Loss",
    "Players",
    "PointSet",
    "PointsView",
    "Snapshot",
    "Stage",
    "TrainingConfig",
    "TrainingSession",
    "inspect",
    "limits",
]
