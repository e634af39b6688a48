"""The same edit on other z: what a direction does beyond the one sample."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from explorer.latent import MOST_SEED, LatentView, Load, LoadedGenerator, load_generator, random_z
from explorer.ui.components.explore.pixels import pack_images, thumbnails

OTHERS = 16
"""Other z that get the same edit."""


def same_edit(view: LatentView, *, load: Load = load_generator) -> dict[str, Any]:
    """Edit the z of the seeds that follow as the view edits its own; locks hold there too.

    Args:
        view: What is shown.
        load: Finds the generator.

    Returns:
        A JSON-ready dict: the `seeds`, and `images`, a thumbnail of each.

    Raises:
        ValueError: If there is no such generator, or it has too few directions.
    """
    generator = load(view.generator)
    seeds = [(view.seed + 1 + i) % (MOST_SEED + 1) for i in range(OTHERS)]
    images = view.edited(generator).generate(_latents(view, generator, seeds))
    return {"seeds": seeds, "images": pack_images(thumbnails(images))}


def _latents(view: LatentView, generator: LoadedGenerator, seeds: list[int]) -> Tensor:
    """The edited z of each seed, (16, z_dim)."""
    random = torch.cat([random_z(seed, generator.z_dim) for seed in seeds])
    return view.truncation * view.hold(generator, random) + view.edit(generator)
