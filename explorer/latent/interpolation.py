"""Paths between two latents."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

PARALLEL = 1e-6
"""Sine of the angle below which two latents count as parallel."""


def lerp(a: Tensor, b: Tensor, t: float | Tensor) -> Tensor:
    """Walk the straight line from a to b.

    In many dimensions its middle is much shorter than its ends, so it leaves the shell the
    generator was trained on: the pictures there are paler and less sharp.

    Args:
        a: Start, shape (..., z_dim).
        b: End, shape (..., z_dim).
        t: 0 at a, 1 at b; a number, or a tensor that broadcasts against a, as (T, 1).

    Returns:
        Latents, a and b and t broadcast together.
    """
    return a + (b - a) * t


def slerp(a: Tensor, b: Tensor, t: float | Tensor) -> Tensor:
    """Walk the great circle from a to b, which keeps the length of latents of equal length.

    Parallel latents span no circle; between those it walks the straight line.

    Args:
        a: Start, shape (..., z_dim); not zero.
        b: End, shape (..., z_dim); not zero.
        t: 0 at a, 1 at b; a number, or a tensor that broadcasts against a, as (T, 1).

    Returns:
        Latents, a and b and t broadcast together.

    Source:
        Shoemake, "Animating Rotation with Quaternion Curves", 1985; White, "Sampling Generative
        Networks", 2016.
    """
    cosine = torch.cosine_similarity(a, b, dim=-1).unsqueeze(-1).clamp(-1, 1)  # (..., 1)
    angle = cosine.acos()
    sine = angle.sin()
    on_circle = (((1 - t) * angle).sin() * a + (t * angle).sin() * b) / sine.clamp(min=PARALLEL)
    return torch.where(sine > PARALLEL, on_circle, lerp(a, b, t))


PATHS: dict[str, Callable[[Tensor, Tensor, Tensor], Tensor]] = {"slerp": slerp, "lerp": lerp}
"""Ways from one latent to another by name: start, end and t → latents."""


def walk(stops: Tensor, path: str, t: Tensor) -> Tensor:
    """Walk from the first of several latents to the last, past all others in their order.

    Args:
        stops: Where it leads, shape (V, z_dim), V at least 2.
        path: Name in `PATHS` of the way from one to the next.
        t: Places on the way, shape (T,): 0 at the first latent, 1 at the second, and so on.

    Returns:
        Shape (T, z_dim).

    Raises:
        ValueError: If there is no such path.
    """
    if path not in tuple(PATHS):
        raise ValueError(f"path must be one of {', '.join(PATHS)}.")
    way = t.long().clamp(0, len(stops) - 2)  # (T,)
    return PATHS[path](stops[way], stops[way + 1], (t - way)[:, None])
