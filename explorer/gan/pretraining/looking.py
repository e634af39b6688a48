"""Real and generated images as a classifier sees them, many at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import torch
from torch import Tensor

from explorer.gan.data.datasets import to_network
from explorer.gan.networks.dcgan import Generator
from explorer.gan.pretraining.errors import PretrainingError
from explorer.gan.pretraining.sampling import AT_ONCE, draw_z, sample
from explorer.gan.quality.classifier import Classifier


class Seen(NamedTuple):
    """What a classifier makes of images.

    Attributes:
        features: Shape (N, F).
        kinds: What it takes each image for, its answer to the first question, shape (N,).
        shares: Question → answer → how often it comes.
    """

    features: Tensor
    kinds: Tensor
    shares: dict[str, dict[str, float]]


def look_at_real(classifier: Classifier, pixels: Tensor, size: tuple[int, int]) -> Seen:
    """Look at real images at the size at which a generator draws.

    Args:
        classifier: Who looks.
        pixels: uint8, shape (N, C, H, W).
        size: Height and width of the generator's images.
    """
    return _look(classifier, (to_network(part, size) for part in pixels.split(AT_ONCE)))


def look_at_fake(classifier: Classifier, generator: Generator, n: int, seed: int) -> Seen:
    """Look at n generated images.

    Args:
        classifier: Who looks.
        generator: Who draws, in evaluation mode.
        n: How many.
        seed: Decides the z's.

    Raises:
        PretrainingError: If the images are NaN or infinite.
    """
    parts = draw_z(n, generator, seed).split(AT_ONCE)
    return _look(classifier, (_finite(sample(generator, z)) for z in parts))


def _look(classifier: Classifier, batches: Iterable[Tensor]) -> Seen:
    seen = [classifier.look(images) for images in batches]
    given = {
        question: torch.cat([impression.answers[question] for impression in seen])
        for question in classifier.questions
    }
    shares = {}
    for question, answers in classifier.questions.items():
        counts = given[question].bincount(minlength=len(answers)) / len(given[question])
        shares[question] = dict(zip(answers, counts.tolist(), strict=True))
    features = torch.cat([impression.features for impression in seen])
    return Seen(features, next(iter(given.values())), shares)


def _finite(images: Tensor) -> Tensor:
    if not bool(images.isfinite().all()):
        raise PretrainingError("The generator's samples are not finite.")
    return images
