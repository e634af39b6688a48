"""DiffAugment: change what the discriminator sees, real and fake alike, so that it cannot memorise.

Every change is differentiable, so that the generator learns through it; because fakes are changed
too, the generator does not learn to draw the changes.

Source:
    Zhao et al., "Differentiable Augmentation for Data-Efficient GAN Training", 2020.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

LARGEST_SHIFT = 1 / 8
"""Share of the side by which an image is moved at most."""

CUTOUT = 1 / 2
"""Share of the side that the cut-out square has."""


def augment(images: Tensor, rng: torch.Generator) -> Tensor:
    """Change colours, move, and cut a square out, each image in its own way.

    Args:
        images: In [−1, 1], shape (N, C, H, W).
        rng: Where the chance comes from.

    Returns:
        Images of the same shape; not bounded by ±1 any more.
    """
    draws = torch.rand(7, len(images), generator=rng).to(images.device)
    images = _colour(images, *draws[:3])
    images = _translate(images, *draws[3:5])
    return _cut_out(images, *draws[5:])


def _colour(images: Tensor, brightness: Tensor, saturation: Tensor, contrast: Tensor) -> Tensor:
    """Add up to ±½, and scale the distances to grey and to the mean by random factors."""
    images = images + _each(brightness - 0.5)
    if images.shape[1] > 1:  # without colour there is nothing to saturate
        grey = images.mean(dim=1, keepdim=True)  # (N, 1, H, W)
        images = (images - grey) * _each(2 * saturation) + grey
    mean = images.mean(dim=(1, 2, 3), keepdim=True)  # (N, 1, 1, 1)
    return (images - mean) * _each(contrast + 0.5) + mean


def _translate(images: Tensor, down: Tensor, right: Tensor) -> Tensor:
    """Move each image by whole pixels, with zeros where nothing was."""
    n, _, height, width = images.shape
    rows = _shifted(down, height)  # (N, H), 0 for the border
    columns = _shifted(right, width)  # (N, W)
    bordered = F.pad(images, (1, 1, 1, 1)).permute(0, 2, 3, 1)  # (N, H + 2, W + 2, C)
    each = torch.arange(n, device=images.device)[:, None, None]
    moved = bordered[each, rows[:, :, None], columns[:, None, :]]  # (N, H, W, C)
    return moved.permute(0, 3, 1, 2)


def _shifted(draw: Tensor, side: int) -> Tensor:
    """Which pixel of the bordered image each pixel of the moved one shows, shape (N, side)."""
    most = int(side * LARGEST_SHIFT + 0.5)
    shift = (draw * (2 * most + 1)).floor().clamp(max=2 * most) - most  # −most … most, (N,)
    pixels = torch.arange(1, side + 1, device=draw.device) + shift[:, None].long()
    return pixels.clamp(0, side + 1)


def _cut_out(images: Tensor, down: Tensor, right: Tensor) -> Tensor:
    """Set a square to zero; part of it may lie outside."""
    _, _, height, width = images.shape
    rows, columns = _hidden(down, height), _hidden(right, width)  # (N, H), (N, W)
    hidden = rows[:, None, :, None] & columns[:, None, None, :]  # (N, 1, H, W)
    return images.masked_fill(hidden, 0)


def _hidden(draw: Tensor, side: int) -> Tensor:
    """Mark the pixels of one axis that lie in the square, shape (N, side)."""
    length = int(side * CUTOUT + 0.5)
    middle = (draw * (side + 1)).floor()[:, None]  # (N, 1)
    pixel = torch.arange(side, device=draw.device)
    return (pixel >= middle - length // 2) & (pixel < middle + length - length // 2)


def _each(values: Tensor) -> Tensor:
    return values[:, None, None, None]
