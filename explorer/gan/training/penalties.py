"""Penalties on the discriminator's gradient, which keep it from growing steeper without end."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

Score = Callable[[Tensor], Tensor]
"""Images or points, shape (N, …) → logits, shape (N,)."""


def r1_penalty(real_logits: Tensor, real: Tensor) -> Tensor:
    """Return ½ E‖∇l(x)‖² at real images: zero only if the discriminator is flat there.

    Args:
        real_logits: Scores of `real`, shape (N,), with their graph.
        real: What was scored, shape (N, …), requiring a gradient.

    Source:
        Mescheder, Geiger & Nowozin, "Which Training Methods for GANs do actually Converge?", 2018.
    """
    return 0.5 * _gradients(real_logits, real).square().sum(dim=1).mean()


def gradient_penalty(score: Score, real: Tensor, fake: Tensor, mix: Tensor) -> Tensor:
    """Return E(‖∇l(x̂)‖ − 1)² at points x̂ between real and fake images.

    Args:
        score: The discriminator.
        real: Real images or points, shape (N, …).
        fake: As many generated ones.
        mix: Where between the two, 0 for fake and 1 for real, shape (N,).

    Source:
        Gulrajani et al., "Improved Training of Wasserstein GANs", 2017, algorithm 1.
    """
    weight = mix.view(-1, *[1] * (real.ndim - 1))  # (N, 1, …)
    between = (weight * real + (1 - weight) * fake).detach().requires_grad_()
    norms = _gradients(score(between), between).norm(dim=1)  # (N,)
    return (norms - 1).square().mean()


def _gradients(logits: Tensor, at: Tensor) -> Tensor:
    """Gradient of each logit by its own image, shape (N, numbers in an image), with its graph."""
    (gradients,) = torch.autograd.grad(logits.sum(), at, create_graph=True)
    return gradients.flatten(1)
