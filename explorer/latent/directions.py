"""Directions in z: what a slider moves along.

z is drawn from N(0, I), so one step along any unit vector is one standard deviation of z.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import torch
from torch import Tensor

from explorer.gan.principal import first_response, principal_directions
from explorer.latent.generators import LoadedGenerator


def principal(generator: LoadedGenerator) -> Tensor:
    """Find the directions that move the first layer's response most, strongest first.

    Args:
        generator: The generator.

    Returns:
        Orthonormal rows, shape (z_dim, z_dim); the largest component of each is positive.
    """
    return principal_directions(generator.module).directions


def raw_z(generator: LoadedGenerator) -> Tensor:
    """Return the axes of z, in their order: what the network was given, without any choice of ours.

    Args:
        generator: The generator.

    Returns:
        The identity, shape (z_dim, z_dim).
    """
    return torch.eye(generator.z_dim)


DIRECTIONS: dict[str, Callable[[LoadedGenerator], Tensor]] = {
    "principal": principal,
    "raw_z": raw_z,
}
"""Kinds of directions by name: generator → orthonormal rows, shape (K, z_dim)."""


@lru_cache(maxsize=8)
def find_directions(generator: LoadedGenerator, kind: str) -> Tensor:
    """Return `DIRECTIONS[kind]` for a generator, computed once.

    Args:
        generator: The generator.
        kind: A name in `DIRECTIONS`.
    """
    return DIRECTIONS[kind](generator)


@lru_cache(maxsize=8)
def variance_shares(generator: LoadedGenerator, kind: str) -> Tensor:
    """Return the share of the first layer's variance that each direction causes.

    Args:
        generator: The generator.
        kind: A name in `DIRECTIONS`.

    Returns:
        Shares, shape (K,); they sum to 1 where the directions span z.
    """
    response = first_response(generator.module)  # (C·H·W, z_dim)
    caused = (response @ find_directions(generator, kind).double().T).square().sum(dim=0)  # (K,)
    return (caused / response.square().sum()).float()
