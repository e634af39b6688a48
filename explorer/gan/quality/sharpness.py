"""How sharp pictures are, by their own edges and without any classifier."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

LAPLACE = torch.tensor([[0.0, 1.0, 0.0], [1.0, -4.0, 1.0], [0.0, 1.0, 0.0]])
"""Each pixel's four neighbours against itself."""


def sharpness(images: Tensor) -> float:
    """Return the variance of the Laplacian, the mean over pictures.

    A blurred edge changes as much as a sharp one, but not as suddenly: its second differences are
    small. Noise has large ones, too, so that only a comparison with real pictures says anything.

    Args:
        images: In [−1, 1], shape (N, C, H, W).

    Source:
        Tolstikhin et al., "Wasserstein Auto-Encoders", 2018, section 4, who compare a VAE with a
        GAN by it.
    """
    grey = images.float().mean(1, keepdim=True)  # (N, 1, H, W)
    edges = F.conv2d(grey, LAPLACE.to(grey)[None, None])  # (N, 1, H − 2, W − 2)
    return edges.flatten(1).var(dim=1, correction=0).mean().item()
