"""What clients of Explore's endpoints send, read and checked."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from explorer.latent import MOST_SEED, LatentView, Load, LoadedGenerator, random_z

Latent = int | list[float]
"""A seed, or the numbers of a z."""


def find(name: str, load: Load) -> LoadedGenerator:
    """Load a generator by its name.

    Raises:
        ValueError: If there is none of that name.
    """
    return load(LatentView(generator=name).generator)  # which lets no path pass


def made_of(generator: LoadedGenerator, z: Tensor) -> dict[str, Any]:
    """Answer with some z, shape (N, z_dim), and their images, (N, C, H, W)."""
    return {"z": z.tolist(), "images": generator.generate(z).tolist()}


def latent_of(generator: LoadedGenerator, asked: Latent) -> Tensor:
    """Read one z, shape (1, z_dim), from its seed or from its numbers.

    Raises:
        ValueError: If it is neither.
    """
    if isinstance(asked, list):
        return latents(generator, [asked], 1)
    check_whole("seed", asked, 0, MOST_SEED)
    return random_z(asked, generator.z_dim)


def latents(generator: LoadedGenerator, rows: list[list[float]], most: int) -> Tensor:
    """Read several z, shape (N, z_dim).

    Raises:
        ValueError: If they are none of this generator, or more than `most`.
    """
    z = numbers("z", rows, 2)
    if not 1 <= len(z) <= most or z.shape[1] != generator.z_dim:
        raise ValueError(
            f"A z of {generator.name} has {generator.z_dim} numbers, and a request has at most "
            f"{most} z."
        )
    return z


def numbers(name: str, values: object, axes: int) -> Tensor:
    """Read nested lists of finite numbers, `axes` deep.

    Raises:
        ValueError: If that is not what they are.
    """
    try:
        found = torch.tensor(values, dtype=torch.float32)
    except (TypeError, ValueError, RuntimeError, OverflowError):
        raise ValueError(f"{name} must be nested lists of numbers, {axes} deep.") from None
    if found.ndim != axes or not bool(found.isfinite().all()):
        raise ValueError(f"{name} must be nested lists of finite numbers, {axes} deep.")
    return found


def check_whole(name: str, value: object, least: int, most: int) -> None:
    """Refuse what is no whole number within bounds.

    Raises:
        ValueError: If it is none.
    """
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise ValueError(f"{name} must be a whole number from {least} to {most:,}.")
