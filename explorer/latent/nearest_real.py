"""The real pictures nearest to a generated one, and how near real ones are to each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import torch
from torch import Tensor

from explorer.gan.data.datasets import to_network
from explorer.gan.quality.classifier import classifier_of
from explorer.latent.generators import LoadedGenerator
from explorer.latent.real_pictures import RealPictures, brought_to, real_pictures

AT_ONCE = 2000
"""Real pictures that are compared at once, which bounds the memory it takes."""

COMPARED = 100
"""Real pictures that the generator never saw, which say what distances are usual."""

QUANTILES = (0.05, 0.5, 0.95)


@dataclass(frozen=True, kw_only=True, eq=False)
class Neighbours:
    """The real pictures nearest to an image, nearest first.

    Attributes:
        image: The image, brought to their size, in [−1, 1], shape (1, C, H, W).
        pixels: uint8, shape (K, C, H, W).
        distances: Shape (K,).
        trained_on: Which of them the generator learned from, bool, shape (K,).
        usual: The 5 %, 50 % and 95 % quantile of the distance from real pictures that it never
            saw to the nearest that it learned from.
        real: All that were searched.
    """

    image: Tensor
    pixels: Tensor
    distances: Tensor
    trained_on: Tensor
    usual: tuple[float, float, float]
    real: RealPictures


def nearest_real(
    generator: LoadedGenerator, image: Tensor, space: str, count: int = 10
) -> Neighbours:
    """Find the real pictures nearest to an image of a generator.

    Args:
        generator: The generator.
        image: In [−1, 1], shape (1, C, H, W).
        space: Name in `SPACES` of what is compared.
        count: How many.

    Raises:
        ValueError: If there are no real pictures that may be shown beside this generator's, or no
            such space.
    """
    if space not in SPACES:
        raise ValueError(f"space must be one of {', '.join(SPACES)}.")
    real = real_pictures(generator)
    small = brought_to(image, real.pixels.shape[-1])
    distances = SPACES[space](real, small)[0]  # (N,)
    found = distances.topk(count, largest=False)
    return Neighbours(
        image=small,
        pixels=real.pixels[found.indices],
        distances=found.values,
        trained_on=real.trained_on[found.indices],
        usual=_usual(real, space),
        real=real,
    )


def pixel_distances(real: RealPictures, images: Tensor) -> Tensor:
    """Root mean square difference of the pixels, in 255 levels.

    Args:
        real: Real pictures.
        images: In [−1, 1], of their size, shape (M, C, H, W).

    Returns:
        Shape (M, N).
    """
    levels = (images.flatten(1) + 1) * 127.5  # (M, C·H·W)
    parts = [
        torch.cdist(levels, some.flatten(1).float(), compute_mode="use_mm_for_euclid_dist")
        for some in real.pixels.split(AT_ONCE)
    ]
    return torch.cat(parts, dim=1) / levels.shape[1] ** 0.5


def feature_distances(real: RealPictures, images: Tensor) -> Tensor:
    """Euclidean distance of the features that a classifier of these pictures computes.

    Args:
        real: Real pictures.
        images: In [−1, 1], shape (M, C, H, W).

    Returns:
        Shape (M, N).
    """
    return torch.cdist(classifier_of(real.dataset).look(images).features, _features(real))


SPACES: dict[str, Callable[[RealPictures, Tensor], Tensor]] = {
    "pixels": pixel_distances,
    "features": feature_distances,
}
"""What is compared, by name."""


@lru_cache(maxsize=4)
def _features(real: RealPictures) -> Tensor:
    """Of all real pictures, float32, shape (N, features); some seconds the first time."""
    size = (real.pixels.shape[-2], real.pixels.shape[-1])
    classifier = classifier_of(real.dataset)
    parts = [
        classifier.look(to_network(some, size)).features for some in real.pixels.split(AT_ONCE)
    ]
    return torch.cat(parts)


@lru_cache(maxsize=16)
def _usual(real: RealPictures, space: str) -> tuple[float, float, float]:
    """Quantiles of the distance from pictures never seen to the nearest trained on."""
    size = (real.pixels.shape[-2], real.pixels.shape[-1])
    evenly = torch.linspace(0, len(real.unseen) - 1, COMPARED).long()
    some = to_network(real.unseen[evenly], size)
    nearest = SPACES[space](real, some)[:, real.trained_on].min(1).values
    low, median, high = nearest.quantile(torch.tensor(QUANTILES)).tolist()
    return low, median, high
