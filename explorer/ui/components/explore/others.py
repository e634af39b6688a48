"""The same edit on other z: what a direction does beyond the one sample."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from explorer.gan.training.precision import faster_precision
from explorer.latent import (
    MOST_SEED,
    LatentView,
    Load,
    LoadedGenerator,
    load_generator,
    random_z,
)
from explorer.latent.generators import once_each
from explorer.ui.components.explore.pixels import pack_images, thumbnails

OTHERS = 16
"""Other z that get the same edit."""


def same_edit(
    view: LatentView, *, draft: bool = False, load: Load = load_generator
) -> dict[str, Any]:
    """Edit the z of the seeds that follow as the view edits its own; locks hold there too.

    Args:
        view: What is shown.
        draft: Whether bfloat16 will do where it is faster, as it will under a drag: a thumbnail is
            then off by 0.2 of 255 levels in the mean.
        load: Finds the generator.

    Returns:
        A JSON-ready dict: the `seeds`, and `images`, a thumbnail of each.

    Raises:
        ValueError: If there is no such generator, or it has too few directions.
    """
    generator = view.find(load)
    seeds = [(view.seed + 1 + i) % (MOST_SEED + 1) for i in range(OTHERS)]
    precision = torch.bfloat16 if draft and _drafts_in_half(generator) else torch.float32
    with torch.autocast("cpu", precision, enabled=precision != torch.float32):
        images = view.edited(generator).generate(_latents(view, generator, seeds)).float()
    return {"seeds": seeds, "images": pack_images(thumbnails(images))}


def _latents(view: LatentView, generator: LoadedGenerator, seeds: list[int]) -> Tensor:
    """The edited z of each seed, (16, z_dim)."""
    random = torch.cat([random_z(seed, generator.z_dim) for seed in seeds])
    return view.truncation * view.hold(generator, random) + view.edit(generator)


@once_each
def _drafts_in_half(generator: LoadedGenerator) -> bool:
    """Whether this machine makes the other samples faster in bfloat16; takes some 0.1 s."""
    z = torch.zeros(OTHERS, generator.z_dim)

    def in_half() -> Tensor:
        with torch.autocast("cpu", torch.bfloat16):
            return generator.generate(z)

    steps = {"float32": lambda: generator.generate(z), "bfloat16": in_half}
    return faster_precision(steps) == "bfloat16"
