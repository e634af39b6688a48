"""The evidence lower bound of a variational autoencoder, term by term, in nats an image.

The likelihood of a picture x, given z, is the Gaussian N(G(z), σ² I) with σ² = ½ for every pixel
in [−1, 1], so that the reconstruction is the plain sum of squared differences. Both terms are sums
over an image's pixels, or over z's dimensions, and means over the batch. With β = 1 their sum is
the negative bound itself, but for the Gaussian's constant D/2 · log(2πσ²), which no weight can
change and which is left out.

Sources:
    Kingma & Welling, "Auto-Encoding Variational Bayes", 2014; Higgins et al., "β-VAE: Learning
    Basic Visual Concepts with a Constrained Variational Framework", 2017.
"""

from __future__ import annotations

import torch
from torch import Tensor

PIXEL_VARIANCE = 0.5
"""σ² of the likelihood, of pixels in [−1, 1]."""

ACTIVE = 0.01
"""Least variance of a dimension's means, over pictures, at which it tells them apart.

Source: Burda, Grosse & Salakhutdinov, "Importance Weighted Autoencoders", 2016, section 5.2.
"""


def reparameterise(mean: Tensor, log_variance: Tensor, noise: Tensor) -> Tensor:
    """Sample z = μ + σ · ε, so that a gradient by z reaches μ and σ.

    Args:
        mean: μ of q(z|x), shape (N, z_dim).
        log_variance: log σ², shape (N, z_dim).
        noise: ε from N(0, I), shape (N, z_dim).

    Returns:
        Shape (N, z_dim).
    """
    return mean + (0.5 * log_variance).exp() * noise


def reconstruction_loss(images: Tensor, reconstructions: Tensor) -> Tensor:
    """Return −log p(x|z) without its constant: squared differences over 2σ², summed over pixels.

    Args:
        images: In [−1, 1], shape (N, C, H, W).
        reconstructions: What the decoder makes of their z, likewise.

    Returns:
        The mean over the batch, in nats, a scalar.
    """
    squares = (images - reconstructions).square().flatten(1).sum(1)  # (N,)
    return squares.mean() / (2 * PIXEL_VARIANCE)


def kl_divergence(mean: Tensor, log_variance: Tensor) -> Tensor:
    """Return KL(q(z|x) || N(0, I)) of each dimension: how many nats of x it carries.

    Args:
        mean: μ of q, shape (N, z_dim).
        log_variance: log σ², shape (N, z_dim).

    Returns:
        The mean over the batch, shape (z_dim,); the divergence is their sum.

    Source:
        Kingma & Welling, appendix B.
    """
    return 0.5 * (mean.square() + log_variance.exp() - 1 - log_variance).mean(0)


def active_dimensions(mean: Tensor) -> Tensor:
    """Count the dimensions of z that tell pictures apart.

    Args:
        mean: μ of q for each picture of a batch, shape (N, z_dim).

    Returns:
        A scalar, float32.
    """
    return (torch.var(mean, dim=0, correction=0) > ACTIVE).sum(dtype=torch.float32)
