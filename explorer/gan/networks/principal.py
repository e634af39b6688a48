"""The directions in z that move a generator's first layer most, exactly and without sampling.

With batch norm a generator is affine in z up to its first ReLU, so the principal components of its
response to z from N(0, I) are the right singular vectors of that layer, batch norm's scale
included, and the singular values are the deviations along them.

Source:
    Härkönen et al., "GANSpace: Discovering Interpretable GAN Controls", 2020; Shen & Zhou,
    "Closed-Form Factorization of Latent Semantics in GANs", 2021.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn

from explorer.gan.networks.dcgan import Generator


class Principal(NamedTuple):
    """Principal components of the first layer's response.

    Attributes:
        directions: Orthonormal rows, strongest first, shape (K, z_dim); the largest component of
            each is positive.
        deviations: Standard deviation of the response along each, for z from N(0, I), shape (K,).
    """

    directions: Tensor
    deviations: Tensor


def principal_directions(generator: Generator) -> Principal:
    """Find the directions that move the first layer's response most, strongest first.

    Args:
        generator: The generator, in evaluation mode.
    """
    _, deviations, vectors = torch.linalg.svd(first_response(generator), full_matrices=False)
    largest = vectors.gather(1, vectors.abs().argmax(dim=1, keepdim=True))  # (K, 1)
    return Principal((vectors * largest.sign()).float(), deviations.float())


def first_response(generator: Generator) -> Tensor:
    """Return the matrix from z to the first layer's pre-activation, batch norm included.

    Returns:
        float64 on the CPU, shape (C·H·W, z_dim).
    """
    device = next(generator.parameters()).device
    axes = torch.eye(generator.z_dim, device=device)  # (z_dim, z_dim)
    with torch.inference_mode():
        probe = torch.cat([torch.zeros_like(axes[:1]), axes])
        response = generator.convs[0](generator.read_first(probe))
        for norm in generator.norms[:1]:
            if isinstance(norm, nn.BatchNorm2d):  # the others move or scale no channel for good
                response = norm(response)
        response = response.double().flatten(1)  # (1 + z_dim, C·H·W)
        return (response[1:] - response[0]).T.cpu()
