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
from explorer.gan.data.datasets import DATASETS, DatasetUnavailableError, ImageSet
from explorer.gan.data.points import POINT_SETS, PointSet
from explorer.gan.networks.dcgan import NETWORKS, NORMS, UPSAMPLINGS, Discriminator, Generator
from explorer.gan.networks.inspector import LayerFacts, inspect
from explorer.gan.points_view import PointsView
from explorer.gan.session import TrainingSession
from explorer.gan.training.losses import LOSSES, Loss
from explorer.gan.training.snapshot import Players, Snapshot, Stage

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
