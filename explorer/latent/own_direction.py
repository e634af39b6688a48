"""A direction of one's own, from a few samples marked yes or no.

Twenty marks cannot find one direction among a hundred by themselves: the difference of the two
means has a cosine of about 0.34 with the direction that thousands of labels give. But people judge
pictures, and most directions hardly move the picture. Expecting, before any mark, a direction to
matter as much as it moves the first layer makes it 0.7 (classes of `fashion` and of a generator of
digits, ten marks each way).
"""

from __future__ import annotations

import torch
from torch import Tensor

from explorer.gan.principal import first_response
from explorer.latent.generators import LoadedGenerator

DOUBT = 3.0
"""Variance of a mark's noise, relative to what the prior expects of an average mark."""


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
    response = first_response(generator.module)  # (C·H·W, z_dim)
    covariance = response.T @ response  # (z_dim, z_dim)
    z = torch.cat([yes, no]).double()  # (M, z_dim)
    z = z - (yes.double().mean(0) + no.double().mean(0)) / 2
    marks = torch.cat([torch.ones(len(yes)), -torch.ones(len(no))]).double()
    products = z @ covariance @ z.T  # (M, M)
    noise = DOUBT * products.diagonal().mean() * torch.eye(len(z)).double()
    if not products.any():
        raise ValueError("The samples marked yes and no are the same.")
    direction = covariance @ (z.T @ torch.linalg.solve(products + noise, marks))
    return (direction / direction.norm()).float()
