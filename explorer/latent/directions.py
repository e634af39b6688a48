"""Directions in z: what a slider moves along.

z is drawn from N(0, I), so one step along any unit vector is one standard deviation of z.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import torch
from torch import Tensor, nn

from explorer.latent.generators import LoadedGenerator


def principal(generator: LoadedGenerator) -> Tensor:
    """Find the directions that move the first layer's response most, strongest first.

    With batch norm the generator is affine in z up to the first ReLU, so the principal components
    of its response to random z need no sampling: they are the right singular vectors of that
    layer, batch norm's scale included.

    Args:
        generator: The generator.

    Returns:
        Orthonormal rows, shape (z_dim, z_dim); the largest component of each is positive.

    Source:
        Härkönen et al., "GANSpace: Discovering Interpretable GAN Controls", 2020; Shen & Zhou,
        "Closed-Form Factorization of Latent Semantics in GANs", 2021.
    """
    _, _, vectors = torch.linalg.svd(_first_response(generator), full_matrices=False)
    largest = vectors.gather(1, vectors.abs().argmax(dim=1, keepdim=True))  # (K, 1)
    return (vectors * largest.sign()).float()


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
    response = _first_response(generator)  # (C·H·W, z_dim)
    caused = (response @ find_directions(generator, kind).double().T).square().sum(dim=0)  # (K,)
    return (caused / response.square().sum()).float()


def _first_response(generator: LoadedGenerator) -> Tensor:
    """The matrix from z to the first layer's pre-activation, batch norm included, in float64.

    Returns:
        Shape (C·H·W, z_dim).
    """
    axes = torch.eye(generator.z_dim)[:, :, None, None]  # (z_dim, z_dim, 1, 1)
    with torch.inference_mode():
        probe = torch.cat([torch.zeros_like(axes[:1]), axes])
        response = generator.module.convs[0](probe)
        for norm in generator.module.norms[:1]:
            if isinstance(norm, nn.BatchNorm2d):  # the others move or scale no channel for good
                response = norm(response)
        response = response.double().flatten(1)  # (1 + z_dim, C·H·W)
        return (response[1:] - response[0]).T
