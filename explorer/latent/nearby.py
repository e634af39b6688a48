"""A z near another: like this, but different."""

from __future__ import annotations

from dataclasses import replace

import torch
from torch import Tensor

from explorer.latent.generators import LoadedGenerator, random_z
from explorer.latent.view import LatentView


def vary(
    view: LatentView, generator: LoadedGenerator, seed: int, closeness: float = 0.9
) -> LatentView:
    """Step from the z that a view starts from to a random one near it; edits and locks stay.

    The new start is closeness · z + √(1 − closeness²) · noise: of a z drawn from N(0, I) it makes
    another such draw, whose correlation with the first is `closeness`.

    Args:
        view: The view.
        generator: The generator that it names.
        seed: Seeds the noise.
        closeness: From 0, any z, to 1, the same z.

    Raises:
        ValueError: If `closeness` is none, or the generator cannot show the view.
    """
    if not 0 <= closeness <= 1:
        raise ValueError(f"closeness must be a number from 0 to 1, not {closeness}.")
    noise = random_z(seed, generator.z_dim)
    mixed = closeness * view.start(generator) + (1 - closeness**2) ** 0.5 * noise
    return replace(view, base=tuple(mixed[0].tolist()))


def angle(a: Tensor, b: Tensor) -> float:
    """Measure the angle between two latents: 90° on average between two random ones.

    Args:
        a: A latent, shape (1, z_dim).
        b: Another.

    Returns:
        Degrees from 0 to 180.
    """
    cosine = torch.cosine_similarity(a.double(), b.double()).clamp(-1, 1)
    return float(cosine.acos().rad2deg())
