"""Vector arithmetic on latents: smiling woman − neutral woman + neutral man.

Source:
    Radford, Metz & Chintala, "Unsupervised Representation Learning with Deep Convolutional
    Generative Adversarial Networks", 2016, section 6.3.2.
"""

from __future__ import annotations

from torch import Tensor

from explorer.latent.shell import onto_shell


def combine(plus: Tensor, minus: Tensor, base: Tensor) -> Tensor:
    """Add to a latent what some have and others have not.

    Single examples carry much that is nobody's intention; the paper averages three.

    Args:
        plus: Latents that have it, shape (P, z_dim).
        minus: Latents that have it not but are alike otherwise, shape (M, z_dim).
        base: The latent that is to get it, shape (1, z_dim).

    Returns:
        mean(plus) − mean(minus) + base, brought back to the shell of training, shape (1, z_dim).

    Raises:
        ValueError: If one of the three is empty, or the sum is zero.
    """
    if not (len(plus) and len(minus) and len(base) == 1):
        raise ValueError("Choose at least one sample to add, one to take away, and one to change.")
    total = plus.mean(0, keepdim=True) - minus.mean(0, keepdim=True) + base  # (1, z_dim)
    if not total.any():
        raise ValueError("What is added and taken away cancels the sample itself.")
    return onto_shell(total)
