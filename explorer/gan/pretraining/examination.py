"""The whole examination of a finished generator: distance, floor, diversity, and memorising."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from explorer.gan.networks import Generator
from explorer.gan.pretraining.errors import PretrainingError
from explorer.gan.pretraining.looking import look_at_fake, look_at_real
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
    floor = trained.features[:n]
    found: dict[str, Any] = {
        "space": terms.space,
        "side": classifier.image_shape[1],
        "n": n,
        "seed": terms.seed,
        "n_real": len(real.features),
        "held_out": held_out,
        "distance": _rounded(classifier_frechet_distance(real.features, fake.features)),
        "floor": {
            "distance": _rounded(classifier_frechet_distance(real.features, floor)),
            "n": len(floor),
        },
        "overlap": _overlap(real.features, fake.features),
        "memorising": _memorising(trained.features, real.features, fake.features, held_out),
    }
    if terms.classes:
        found["classes"] = {
            question: {
                answer: [_rounded(share), _rounded(fake.shares[question][answer])]
                for answer, share in answers.items()
            }
            for question, answers in real.shares.items()
        }
        found["rare_classes"] = _rare(real.shares, fake.shares)
    return found


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


def _memorising(trained: Tensor, real: Tensor, fake: Tensor, held_out: bool) -> dict[str, Any]:
    """Compare how near samples and fresh real images come to those that were trained on."""
    fake, real = fake[:COPIES], real[:COPIES]
    nearest, indices = _nearest(fake, trained)
    # Where all images were trained on, each one's nearest other has to stand in.
    fresh = _nearest(real, trained)[0] if held_out else Cloud(real).nearest
    return {
        "copying": _rounded(copying(trained, fake, fresh)),
        "n": len(fake),
        "quantiles": list(QUANTILES),
        "generated": _quantiles(nearest),
        "real": _quantiles(fresh),
        "nearest": [
            {"training_image": int(index), "distance": _rounded(float(distance))}
            for index, distance in zip(indices[:PAIRS], nearest[:PAIRS], strict=True)
        ],
    }


def _nearest(images: Tensor, trained: Tensor) -> tuple[Tensor, Tensor]:
    """Distance to the nearest training image, and which one it is."""
    parts = [distances(part, trained).min(dim=1) for part in images.split(AT_ONCE)]
    return torch.cat([part.values for part in parts]), torch.cat([part.indices for part in parts])


def _rare(real: dict[str, dict[str, float]], fake: dict[str, dict[str, float]]) -> list[str]:
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
