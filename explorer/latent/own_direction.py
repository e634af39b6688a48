"""A direction of one's own, from a few samples marked yes or no.

Twenty marks cannot find one direction among a hundred by themselves: the difference of the two
means has a cosine of about 0.34 with the direction that thousands of labels give. But people judge
pictures, and most directions hardly move the picture. Expecting, before any mark, a direction to
matter as much as it moves the first layer makes it 0.7 (classes of `fashion` and of a generator of
digits, ten marks each way).
"""

from __future__ import annotations

from functools import lru_cache

import torch
from torch import Tensor

from explorer.gan.networks.principal import first_response
from explorer.latent.generators import LoadedGenerator

OWN = "own"
"""The kind of directions that visitors make; a view carries them itself."""

DOUBT = 3.0
"""Variance of a mark's noise, relative to what the prior expects of an average mark."""

LEAST_MARKS = 3
"""Samples of either mark without which nothing can be said of how well they separate."""


def own_direction(generator: LoadedGenerator, yes: Tensor, no: Tensor) -> Tensor:
    """Find a direction from what people do not want towards what they want.

    The mean of the posterior of Bayesian linear regression of the marks, ±1, on z. The prior of
    the direction is Gaussian; its covariance is that of the first layer's response, seen from z
    (RᵀR, with R from `first_response`). With many marks it approaches least squares.

    Args:
        generator: The generator whose samples were marked.
        yes: Their z, shape (Y, z_dim).
        no: The z of those that are not wanted, shape (N, z_dim).

    Returns:
        A unit vector, shape (z_dim,).

    Raises:
        ValueError: If all samples have the same mark, or both marks' z are the same.

    Source:
        Rasmussen & Williams, "Gaussian Processes for Machine Learning", 2006, section 2.1.
    """
    if not (len(yes) and len(no)):
        raise ValueError("Mark at least one sample yes and one no.")
    covariance = _prior(generator)
    z = torch.cat([yes, no]).double()  # (M, z_dim)
    z = z - _middle(yes, no)
    marks = torch.cat([torch.ones(len(yes)), -torch.ones(len(no))]).double()
    products = z @ covariance @ z.T  # (M, M)
    noise = DOUBT * products.diagonal().mean() * torch.eye(len(z)).double()
    if not products.any():
        raise ValueError("The samples marked yes and no are the same.")
    direction = covariance @ (z.T @ torch.linalg.solve(products + noise, marks))
    return (direction / direction.norm()).float()


def count_separated(generator: LoadedGenerator, yes: Tensor, no: Tensor) -> int:
    """Count the marked samples whose side the direction tells that the others make.

    Each sample in turn is left out, so none is judged by a direction that knew its mark. That
    says how consistent the marks are for this generator, and nothing about what else moves.

    Args:
        generator: The generator whose samples were marked.
        yes: Their z, shape (Y, z_dim).
        no: The z of those that are not wanted, shape (N, z_dim).

    Returns:
        How many of the Y + N lie on their own side of the plane half way between the means.

    Raises:
        ValueError: If there are fewer than `LEAST_MARKS` of either mark.
    """
    if min(len(yes), len(no)) < LEAST_MARKS:
        raise ValueError(
            f"Mark at least {LEAST_MARKS} samples yes and {LEAST_MARKS} no: so far there are "
            f"{len(yes)} and {len(no)}."
        )
    right = 0
    for wanted, marked in ((True, yes), (False, no)):
        for i, z in enumerate(marked):
            rest = torch.cat([marked[:i], marked[i + 1 :]])
            sides = (rest, no) if wanted else (yes, rest)
            side = (z.double() - _middle(*sides)) @ own_direction(generator, *sides).double()
            right += int((side > 0) == wanted)
    return right


def _middle(yes: Tensor, no: Tensor) -> Tensor:
    """Half way between the means, shape (z_dim,)."""
    return (yes.double().mean(0) + no.double().mean(0)) / 2


@lru_cache(maxsize=8)
def _prior(generator: LoadedGenerator) -> Tensor:
    """Covariance that is expected of a direction, float64, shape (z_dim, z_dim)."""
    response = first_response(generator.module)  # (C·H·W, z_dim)
    return response.T @ response
