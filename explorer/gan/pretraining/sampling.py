"""Pictures of a generator from z's that no one chose."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor
from torchvision.utils import save_image

from explorer.gan.networks import Generator

AT_ONCE = 100
"""Images that a generator makes at once, which bounds the memory it takes."""

SHEET_SEED = 1
SHEET_SIDE = 10
"""The sample sheet shows 10×10 images."""

SHEET_ZOOM = 2


def draw_z(count: int, generator: Generator, seed: int) -> Tensor:
    """Draw z's from N(0, I), the same ones for the same seed, shape (count, z_dim)."""
    rng = torch.Generator().manual_seed(seed)
    return torch.randn(count, generator.z_dim, generator=rng)


@torch.inference_mode()
def sample(generator: Generator, z: Tensor) -> Tensor:
    """Make images in [−1, 1], float32 on the CPU, shape (N, C, H, W), from z, shape (N, z_dim)."""
    device = next(generator.parameters()).device
    return torch.cat([generator(part.to(device)).cpu() for part in z.split(AT_ONCE)]).contiguous()


def save_sheet(generator: Generator, path: Path) -> None:
    """Draw 100 random samples, the same z's every time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    images = sample(generator, draw_z(SHEET_SIDE**2, generator, SHEET_SEED))
    images = images.repeat_interleave(SHEET_ZOOM, 2).repeat_interleave(SHEET_ZOOM, 3)
    save_image(images, path, nrow=SHEET_SIDE, normalize=True, value_range=(-1, 1))
