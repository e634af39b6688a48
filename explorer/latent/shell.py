"""The shell that random z lie on."""

from __future__ import annotations

from functools import lru_cache

import torch
from torch import Tensor


@lru_cache
def trained_shell(z_dim: int, coverage: float = 0.95) -> tuple[float, float]:
    """Find between which lengths almost all z of training lie.

    The length of z drawn from N(0, I) follows the χ distribution with z_dim degrees of freedom,
    which in many dimensions is a thin shell around √z_dim: the generator has hardly seen a z
    elsewhere.

    Args:
        z_dim: Numbers in one z.
        coverage: Share of all z inside, the rest being split evenly below and above.

    Returns:
        The inner and the outer radius.

    Source:
        White, "Sampling Generative Networks", 2016, section 2.
    """
    tail = (1 - coverage) / 2
    return _chi_quantile(z_dim, tail), _chi_quantile(z_dim, 1 - tail)


def onto_shell(z: Tensor) -> Tensor:
    """Bring latents to the nearest point of the shell; those on it stay where they are.

    Args:
        z: Shape (N, z_dim); none is zero, which has no nearest point.

    Returns:
        Shape (N, z_dim).
    """
    inner, outer = trained_shell(z.shape[1])
    length = z.norm(dim=1, keepdim=True)  # (N, 1)
    return z * (length.clamp(inner, outer) / length)


def _chi_quantile(freedom: int, probability: float) -> float:
    """The length that a share `probability` of all z stay below, by bisection."""
    shape = torch.tensor(freedom / 2, dtype=torch.float64)
    low, high = 0.0, freedom**0.5 + 10  # ten standard deviations or more above the mean
    for _ in range(60):
        middle = (low + high) / 2
        half_square = torch.tensor(middle**2 / 2, dtype=torch.float64)
        if torch.special.gammainc(shape, half_square) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2
