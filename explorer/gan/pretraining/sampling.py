"""Pictures of a generator from z's that no one chose, and sheets of them."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from explorer.gan.networks.conditional_generator import ConditionalGenerator
from explorer.gan.networks.dcgan import Generator

AT_ONCE = 100
"""Images that a generator makes at once, which bounds the memory it takes."""

SHEET_SEED = 1
SHEET_SIDE = 10
"""The sample sheet shows 10×10 images."""

LEAST_SIDE, GAP = 56, 4
"""A sheet shows smaller images enlarged, and leaves some pixels of paper between them."""


def draw_z(count: int, generator: Generator | ConditionalGenerator, seed: int) -> Tensor:
    """Draw z's from N(0, I), the same ones for the same seed, shape (count, z_dim).

    Behind each stands its condition, if the generator reads one: one class after the other, or an
    answer to every question by chance.
    """
    rng = torch.Generator().manual_seed(seed)
    z = torch.randn(count, generator.z_dim, generator=rng)
    if not isinstance(generator, ConditionalGenerator):
        return z
    rows = generator.conditions.encode(generator.conditions.draw(count, rng))
    return torch.cat([z, rows], dim=1)


@torch.inference_mode()
def sample(generator: Generator | ConditionalGenerator, z: Tensor) -> Tensor:
    """Make images in [−1, 1], float32 on the CPU, shape (N, C, H, W), from z, shape (N, z_dim)."""
    device = next(generator.parameters()).device
    return torch.cat([generator(part.to(device)).cpu() for part in z.split(AT_ONCE)]).contiguous()


def sheet(images: Tensor, columns: int) -> Image.Image:
    """Lay images out in rows, enlarged if they are small, with a little paper between them.

    Args:
        images: In [−1, 1], shape (N, C, H, W).
        columns: Images in a row; N must be a multiple.
    """
    zoom = -(-LEAST_SIDE // images.shape[2])
    images = images.repeat_interleave(zoom, 2).repeat_interleave(zoom, 3)
    images = torch.nn.functional.pad(images, (0, GAP, 0, GAP), value=1.0)
    return tiled(images, columns)


def tiled(images: Tensor, columns: int) -> Image.Image:
    """Lay images out in rows, one beside the other.

    Args:
        images: In [−1, 1], shape (N, C, H, W).
        columns: Images in a row; N must be a multiple.
    """
    pixels = ((images + 1) * 127.5).round().clamp(0, 255).byte().expand(-1, 3, -1, -1)
    n, _, height, width = pixels.shape
    grid = pixels.reshape(n // columns, columns, 3, height, width).permute(0, 3, 1, 4, 2)
    return Image.fromarray(
        np.ascontiguousarray(grid.reshape(n // columns * height, columns * width, 3))
    )


def sample_sheet(generator: Generator) -> bytes:
    """Draw 100 random samples, the same z's every time, as a PNG file."""
    images = sample(generator, draw_z(SHEET_SIDE**2, generator, SHEET_SEED))
    file = io.BytesIO()
    sheet(images, SHEET_SIDE).save(file, "PNG", optimize=True)
    return file.getvalue()


def save_sheet(generator: Generator, path: Path) -> None:
    """Write the sample sheet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(sample_sheet(generator))
