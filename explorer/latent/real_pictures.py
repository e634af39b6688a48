"""Real pictures of the kind that a generator makes, of the sets whose licence lets us show them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from explorer.gan.datasets import (
    AVATARS,
    FASHION_MNIST,
    MNIST,
    ImageSet,
    avatars,
    digits,
    fashion_mnist,
)
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


def real_pictures(generator: LoadedGenerator) -> ImageSet:
    """Find real pictures of the kind that a generator learned from; some it never saw are held out.

    Args:
        generator: The generator.

    Raises:
        ValueError: If they may not be shown, or nobody knows which they are.
        DatasetUnavailableError: If the bundle is missing or damaged.
    """
    described = generator.description
    known = (
        described.get("data", {}).get("licence"),
        described.get("training", {}).get("dataset"),
    )
    bundle = next((BUNDLE_OF[name] for name in known if name in BUNDLE_OF), None)
    if bundle is None:
        raise ValueError(
            f"This explorer has no real pictures to show beside those of {generator.name}: their "
            "licence does not allow it, or they were a visitor's own."
        )
    return _read(bundle)


@cache
def _read(bundle: Callable[[], ImageSet]) -> ImageSet:
    return bundle()
