"""Real pictures of the kind that a generator makes, of the sets whose licence lets us show them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import torch
import torch.nn.functional as F
from torch import Tensor

from explorer.gan.data.datasets import (
    AVATARS,
    FASHION_MNIST,
    MNIST,
    ImageSet,
    avatars,
    digits,
    fashion_mnist,
)
from explorer.gan.pretraining.material import Split
from explorer.latent.generators import LoadedGenerator

BUNDLE_OF: dict[str, Callable[[], ImageSet]] = {
    FASHION_MNIST: fashion_mnist,
    MNIST: digits,
    AVATARS: avatars,
    "fashion_mnist": fashion_mnist,
    "fashion_mnist_full": fashion_mnist,
    "digits": digits,
    "mnist_full": digits,
    "avatars": avatars,
}
"""The licence of the pictures that a generator learned from, as its description says it, or of a
run the dataset → the bundled part of the set."""


LEFT_OUT = 9790
"""Index of the one of the 20,000 rendered avatars that the bundle does not have: a duplicate."""


@dataclass(frozen=True, kw_only=True, eq=False)
class RealPictures:
    """Real pictures of the kind that a generator makes.

    Attributes:
        pixels: uint8, shape (N, C, H, W).
        trained_on: Which are of the set that the generator learned from, bool, shape (N,); it never
            saw the others.
        licence: Whose they are and on what terms.
        dataset: Name of the bundle in `DATASETS`.
    """

    pixels: Tensor
    trained_on: Tensor
    licence: str
    dataset: str

    @property
    def unseen(self) -> Tensor:
        """Those that the generator never saw, uint8, shape (M, C, H, W)."""
        return self.pixels[~self.trained_on]


def real_pictures(generator: LoadedGenerator) -> RealPictures:
    """Find real pictures of the kind that a generator learned from, some that it never saw.

    Args:
        generator: The generator.

    Raises:
        ValueError: If they may not be shown, or nobody knows which they are.
        DatasetUnavailableError: If the bundle is missing or damaged.
    """
    data = generator.description.get("data", {})
    known = (data.get("licence"), generator.description.get("training", {}).get("dataset"))
    bundle = next((BUNDLE_OF[name] for name in known if name in BUNDLE_OF), None)
    if bundle is None:
        raise ValueError(
            f"This explorer has no real pictures to show beside those of {generator.name}: their "
            "licence does not allow it, or they were a visitor's own."
        )
    return _read(bundle, data.get("hold_out"))


@cache
def _read(bundle: Callable[[], ImageSet], hold_out: int | None) -> RealPictures:
    images = bundle()
    held_out = images.images[:0] if images.held_out is None else images.held_out
    trained_on = torch.arange(len(images.images) + len(held_out)) < len(images.images)
    if bundle is avatars and hold_out:
        trained_on = _trained_avatars(hold_out)
    return RealPictures(
        pixels=torch.cat([images.images, held_out]),
        trained_on=trained_on,
        licence=images.licence,
        dataset=bundle.__name__,
    )


def brought_to(images: Tensor, side: int) -> Tensor:
    """Bring images to the size of real pictures: averaged down, as these were, where that goes.

    Args:
        images: Shape (N, C, H, W), square.
        side: Wanted height and width.

    Returns:
        Shape (N, C, side, side).
    """
    height = images.shape[-1]
    if height > side and height % side == 0:
        return F.avg_pool2d(images, height // side)
    if height == side:
        return images
    return F.interpolate(images, (side, side), mode="bilinear", antialias=True)


def _trained_avatars(hold_out: int) -> Tensor:
    """Which avatars of the bundle pretraining took, when it split all 20,000 in its own way."""
    rendered = torch.arange(20_000)
    trained, _ = Split(hold_out=hold_out).apply(rendered, None)
    return torch.isin(rendered[rendered != LEFT_OUT], trained)
