"""What a run with some settings would begin with: real samples, and those of the untrained G.

Weights and z are the very ones of the session's step 0. No session is built: its optimisers take
seconds to import, and nothing is trained here.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from explorer.gan import DATASETS, DRAWN, OWN, PointsView, TrainingConfig
from explorer.gan.data.datasets import BUNDLES, to_network
from explorer.gan.data.feed import Chance, load_data
from explorer.gan.data.points import EXTENT
from explorer.gan.networks.build import build_discriminator, build_generator
from explorer.gan.points_view import MANIFOLD_SIDE, SHOWN
from explorer.gan.session import fixed_z
from explorer.gan.systems import SYSTEMS
from explorer.ui.components.train.scene import plane
from explorer.ui.components.train.update import (
    REAL_BUDGET,
    REAL_COLUMNS,
    REAL_IMAGES,
    samples_sheet,
    sheet,
)

SHAPING = (
    "system",
    "dataset",
    "network",
    "width",
    "kernel_size",
    "upsampling",
    "norm_g",
    "norm_d",
    "spectral_norm",
    "z_dim",
    "conditional_norm",
    "embedding_dim",
    "seed",
)
"""The settings that decide what a run begins with."""

HEAT_SIDE = 40
COLOUR = ("cifar10_full", OWN)
"""Datasets in colour that are not at hand before a run has them."""


def preview_of(config: TrainingConfig) -> dict[str, Any]:
    """Return what a stage without a run shows, as the parts of an update that it needs.

    Args:
        config: The settings at hand.
    """
    shaping = {name: getattr(config, name) for name in SHAPING}
    return _preview(TrainingConfig(**shaping))


@lru_cache(maxsize=32)  # a class of thirty opens the same page
def _preview(config: TrainingConfig) -> dict[str, Any]:
    with torch.no_grad():
        return _points(config) if config.is_points else _pictures(config)


def _pictures(config: TrainingConfig) -> dict[str, Any]:
    real = _bundled(config.dataset)
    channels = 3 if config.dataset in COLOUR else 1
    if real is not None:
        channels = real.shape[1]
    fakes = SYSTEMS[config.system].first_samples(config, fixed_z(config), channels, real)
    height, width = fakes.shape[2:]
    shown = None if real is None else _pixels(to_network(real, (height, width)))
    return {
        "is_points": False,
        "samples": samples_sheet(_pixels(fakes), config),
        "companions": {},
        "real": sheet(shown, REAL_COLUMNS, REAL_BUDGET),
        "plane": None,
    }


def _points(config: TrainingConfig) -> dict[str, Any]:
    chance = Chance(config.seed)
    real = np.empty((0, 2), np.float32)
    if config.dataset != DRAWN:
        real = load_data(config, None, chance)[:SHOWN].numpy()
    generator = build_generator(config, 0, chance.generator("generator")).eval()
    judge = build_discriminator(config, 0, chance.generator("discriminator")).eval()
    centres = (torch.arange(HEAT_SIDE) + 0.5) / HEAT_SIDE * 2 * EXTENT - EXTENT
    cells = torch.cartesian_prod(centres, centres).flip(1)  # (S·S, 2), x fastest
    view = PointsView(
        extent=EXTENT,
        real=real,
        fake=generator(fixed_z(config)).numpy(),
        push=np.empty((0, 2), np.float32),  # nothing pushes before the first step
        heat=judge(cells).sigmoid().view(HEAT_SIDE, HEAT_SIDE).numpy(),
        manifold=_manifold(generator) if config.z_dim == 2 else None,
    )
    return {"is_points": True, "samples": None, "real": None, "plane": plane(view, 0)}


def _manifold(generator: torch.nn.Module) -> NDArray[np.float32]:
    quantiles = torch.special.ndtri((torch.arange(MANIFOLD_SIDE) + 0.5) / MANIFOLD_SIDE)
    grid = torch.cartesian_prod(quantiles, quantiles)  # (M·M, 2)
    return generator(grid).view(MANIFOLD_SIDE, MANIFOLD_SIDE, 2).numpy()


@cache  # as many as there are bundles, 20 images each
def _bundled(dataset: str) -> Tensor | None:
    """Some images of a dataset that lies in this package; None of one that would be fetched."""
    if not (BUNDLES / f"{dataset}.npz").exists():
        return None
    return DATASETS[dataset]().images[:REAL_IMAGES].clone()


def _pixels(images: Tensor) -> NDArray[np.uint8]:
    """Turn images in [−1, 1], (N, C, H, W), into pixels, (N, H, W, C)."""
    scaled = images.add(1).mul(127.5).round().clamp(0, 255)
    return scaled.permute(0, 2, 3, 1).numpy().astype(np.uint8)
