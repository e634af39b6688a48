"""The whole examination of a finished generator: distance, floor, diversity, and memorising."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import torch
from torch import Tensor

from explorer.gan.networks.dcgan import Generator
from explorer.gan.pretraining.errors import PretrainingError
from explorer.gan.pretraining.looking import Seen, look_at_fake, look_at_real
from explorer.gan.pretraining.material import Material
from explorer.gan.pretraining.sampling import AT_ONCE
from explorer.gan.quality.classifier import load_classifier
from explorer.gan.quality.frechet import classifier_frechet_distance
from explorer.gan.quality.manifold import NEIGHBOURS, Cloud, copying, distances, overlap

NEIGHBOURHOOD = 4_000
"""Images on each side, at most, whose neighbours are looked at: all pairs of them are compared."""

COPIES = 1_000
"""Images whose nearest training image is looked for."""

PAIRS = 16
"""Samples whose nearest training image is named."""

RARE = 1 / 3
"""A class is rare if it comes less often than this share of how often real ones do."""

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


Shares = dict[str, dict[str, float]]
"""Question → answer → how often it comes."""


class Nearest(NamedTuple):
    """For each of some images the nearest training image.

    Attributes:
        distances: How far it is, shape (N,).
        indices: Which one it is, shape (N,).
    """

    distances: Tensor
    indices: Tensor


@dataclass(frozen=True, kw_only=True)
class Terms:
    """On what terms a generator is examined.

    Attributes:
        space: Name of the classifier in whose features images are compared.
        classes: Whether that classifier's answers are classes of the data.
        n: Generated images, and at most as many real ones on each side.
        seed: Decides the z's.
    """

    space: str
    classes: bool
    n: int
    seed: int = 0


def examine(generator: Generator, material: Material, terms: Terms) -> dict[str, Any]:
    """Measure a generator against images that it was not trained on.

    Args:
        generator: The generator, in evaluation mode.
        material: What it was trained on.
        terms: On what terms.

    Returns:
        JSON values: distance and floor (the same of real training images) with what they depend
        on, overlap, the classes' shares and which are rare, and how near samples come to training
        images.

    Raises:
        PretrainingError: If there are too few real images, or the samples are not finite.
    """
    classifier, n = load_classifier(terms.space), terms.n
    size = (generator.image_shape[1], generator.image_shape[2])
    held_out = material.held_out is not None
    fresh = material.fresh[:n]
    if len(fresh) <= NEIGHBOURS:
        raise PretrainingError(
            f"An examination needs at least {NEIGHBOURS + 1} real images: these are {len(fresh)}."
        )
    real = look_at_real(classifier, fresh, size)
    trained = look_at_real(classifier, material.images, size)
    fake = look_at_fake(classifier, generator, n, terms.seed)
    found: dict[str, Any] = {
        "space": terms.space,
        "side": classifier.image_shape[1],
        "n": n,
        "seed": terms.seed,
        "n_real": len(real.features),
        "held_out": held_out,
        "distance": _rounded(classifier_frechet_distance(real.features, fake.features)),
        "floor": _floor(real.features, trained.features, n, held_out),
        "overlap": _overlap(real.features, fake.features),
        "memorising": _memorising(real, fake, trained.features, held_out),
    }
    if terms.classes:
        found |= _classes(real.shares, fake.shares)
    elif len(material.labels.unique()) > 1:
        found |= _classes(*_label_shares(material, trained.features, fake.features))
    return found


def _floor(real: Tensor, trained: Tensor, n: int, held_out: bool) -> dict[str, Any]:
    """Measure real images as if they had been generated: those trained on against the others."""
    if not held_out:  # then one half of all against the other
        half = len(trained) // 2
        real, trained = trained[:half][:n], trained[half:]
    fake = trained[:n]
    return {"distance": _rounded(classifier_frechet_distance(real, fake)), "n": len(fake)}


def _label_shares(material: Material, trained: Tensor, fake: Tensor) -> tuple[Shares, Shares]:
    """Return how often each label comes among the training images and the samples.

    Where no classifier knows the labels, a sample has that of its nearest training image.
    """
    names = [str(label) for label in range(int(material.labels.max()) + 1)]
    nearest = _nearest(fake[:COPIES], trained).indices
    given = material.labels, material.labels[nearest]
    real, fake = (labels.bincount(minlength=len(names)) / len(labels) for labels in given)
    question = "label of the nearest training image"
    return (
        {question: dict(zip(names, real.tolist(), strict=True))},
        {question: dict(zip(names, fake.tolist(), strict=True))},
    )


def _classes(real: Shares, fake: Shares) -> dict[str, Any]:
    """Put both shares of each class side by side, and list the classes that are rare."""
    both = {
        question: {
            answer: [_rounded(share), _rounded(fake[question][answer])]
            for answer, share in answers.items()
        }
        for question, answers in real.items()
    }
    return {"classes": both, "rare_classes": _rare(real, fake)}


def _overlap(real: Tensor, fake: Tensor) -> dict[str, Any]:
    real, fake = real[:NEIGHBOURHOOD], fake[:NEIGHBOURHOOD]
    near = overlap(Cloud(real), Cloud(fake))
    return {
        "precision": _rounded(near.precision),
        "recall": _rounded(near.recall),
        "density": _rounded(near.density),
        "coverage": _rounded(near.coverage),
        "n": len(fake),
        "n_real": len(real),
    }


def _memorising(real: Seen, fake: Seen, trained: Tensor, held_out: bool) -> dict[str, Any]:
    """Compare how near samples and fresh real images come to those that were trained on."""
    samples, others = fake.features[:COPIES], real.features[:COPIES]
    nearest = _nearest(samples, trained)
    # Where all images were trained on, each one's nearest other has to stand in.
    fresh = _nearest(others, trained).distances if held_out else Cloud(others).nearest
    kinds = fake.kinds[:COPIES], real.kinds[:COPIES]
    return {
        "copying": _rounded(copying(trained, samples, fresh, kinds)),
        "n": len(samples),
        "quantiles": list(QUANTILES),
        "generated": _quantiles(nearest.distances),
        "real": _quantiles(fresh),
        "nearest": [
            {"training_image": int(index), "distance": _rounded(float(distance))}
            for index, distance in zip(
                nearest.indices[:PAIRS], nearest.distances[:PAIRS], strict=True
            )
        ],
    }


def _nearest(images: Tensor, trained: Tensor) -> Nearest:
    parts = [distances(part, trained).min(dim=1) for part in images.split(AT_ONCE)]
    return Nearest(
        torch.cat([part.values for part in parts]), torch.cat([part.indices for part in parts])
    )


def _rare(real: Shares, fake: Shares) -> list[str]:
    return [
        answer if len(real) == 1 else f"{question} {answer}"
        for question, answers in real.items()
        for answer, share in answers.items()
        if fake[question][answer] < RARE * share
    ]


def _quantiles(values: Tensor) -> list[float]:
    return [_rounded(value) for value in values.quantile(torch.tensor(QUANTILES)).tolist()]


def _rounded(value: float) -> float:
    return round(value, 4)
