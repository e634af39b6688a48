"""Networks that use more and more of their layers while they learn.

Source:
    Karras et al., "Progressive Growing of GANs for Improved Quality, Stability, and Variation",
    2018.
"""

from __future__ import annotations

from collections.abc import Iterator

import torch
import torch.nn.functional as F
from torch import Tensor, nn

GRAIN = 1024
"""Steps in which α goes from 0 to 1: kept as whole numbers, so that no average can blur them."""


class Growing(nn.Module):
    """A network at some stage of its growth.

    Attributes:
        sides: Height and width of the images of each stage, in pixels.
        place: The stage, and how far it is faded in as a number of 1,024ths; int64, shape (2,). It
            is a buffer, so that a checkpoint and a running average know how far the network is.
    """

    place: Tensor
    sides: list[int]

    def begin(self) -> None:
        """Start at the smallest size."""
        self.register_buffer("place", torch.tensor([0, GRAIN]))

    @property
    def stage(self) -> int:
        """How many times the size has doubled."""
        return int(self.place[0])

    @property
    def fade(self) -> float:
        """The share α of the newest layers in what is seen; 1 once they have taken over."""
        return int(self.place[1]) / GRAIN

    def go_to(self, stage: int, fade: float) -> None:
        """Grow to a stage, its layers faded in to the share `fade`."""
        self.place.copy_(torch.tensor([stage, round(fade * GRAIN)]))

    def is_place(self, place: object) -> bool:
        """Whether this network can be at a place that a file names."""
        if not isinstance(place, Tensor) or (place.shape, place.dtype) != ((2,), torch.int64):
            return False
        stage, faded = place.tolist()
        return 0 <= stage < len(self.sides) and (0 if stage else GRAIN) <= faded <= GRAIN

    def parts_in_use(self) -> Iterator[nn.Module]:
        """Return the layers that learn at this stage."""
        raise NotImplementedError

    def parameters_in_use(self) -> list[nn.Parameter]:
        """Return what learns at this stage."""
        return [parameter for part in self.parts_in_use() for parameter in part.parameters()]


def enlarged(images: Tensor, side: int) -> Tensor:
    """Return images, shape (N, C, H, W), at a larger size, each pixel as a square."""
    if images.shape[-1] == side:
        return images
    return F.interpolate(images, (side, side), mode="nearest")


def shrunk(images: Tensor, side: int) -> Tensor:
    """Return images, shape (N, C, H, W), at a smaller size, each pixel the mean of a square."""
    factor = images.shape[-1] // side
    return images if factor <= 1 else F.avg_pool2d(images, factor)
