"""Which units of a layer do most: to the picture, or to something that a classifier sees in it.

Source:
    Bau et al., "GAN Dissection: Visualizing and Understanding Generative Adversarial Networks",
    2019.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial

import torch
from torch import Tensor

from explorer.latent.generators import LoadedGenerator
from explorer.latent.labels import LabelledSamples, Value, labeller_of
from explorer.latent.units import unit_effects

WATCHED = 6
"""Images that are watched while each unit is switched off."""

SEARCHED = 384
"""Images that are looked through for those that show a value."""

SEED = 2019


@dataclass(frozen=True, kw_only=True, eq=False)
class UnitRanking:
    """The units of a layer, in order.

    Attributes:
        order: Indices of all units: those that change the picture most come first, or those
            without which the value is least likely.
        effects: In that order, what switching each off does: the root mean square change of the
            pixels, in [−1, 1] units; or the mean change of the value's probability.
        watched: Images that were watched.
    """

    order: tuple[int, ...]
    effects: tuple[float, ...]
    watched: int


@lru_cache(maxsize=24)
def rank_units(generator: LoadedGenerator, layer: int, value: Value | None = None) -> UnitRanking:
    """Switch off every unit of a layer, one at a time, and rank the units by what changes.

    Args:
        generator: The generator.
        layer: Index of the layer, 0 for the first.
        value: Rank by how much less likely it becomes in images that show it; None: by the change
            of random images.

    Raises:
        ValueError: If the generator has no such layer, no classifier knows its images, or none of
            the images looked through shows the value.
    """
    if value is None:
        z = torch.randn(WATCHED, generator.z_dim, generator=torch.Generator().manual_seed(SEED))
        found = unit_effects(generator, z, layer)
        return _ranked(found.on_picture, (-found.on_picture).argsort(stable=True), len(z))
    labeller = labeller_of(generator)
    if value not in labeller.values:
        raise ValueError(f"The classifier {labeller.name} is not asked for that.")
    z = _showing(generator, value)
    found = unit_effects(generator, z, layer, partial(labeller.probability, value=value))
    assert found.on_opinion is not None
    return _ranked(found.on_opinion, found.on_opinion.argsort(stable=True), len(z))


def _ranked(effects: Tensor, order: Tensor, watched: int) -> UnitRanking:
    return UnitRanking(
        order=tuple(order.tolist()), effects=tuple(effects[order].tolist()), watched=watched
    )


def _showing(generator: LoadedGenerator, value: Value) -> Tensor:
    """The z of a few images that show a value, shape (N, z_dim)."""
    samples = _samples(generator)
    labeller = labeller_of(generator)
    holds = labeller.holding(samples.answers)[:, labeller.values.index(value)]
    if not bool(holds.any()):
        raise ValueError(
            f"None of {SEARCHED} images of {generator.name} shows {value.question}: {value.answer}."
        )
    return samples.z[holds][:WATCHED]


@lru_cache(maxsize=8)
def _samples(generator: LoadedGenerator) -> LabelledSamples:
    return labeller_of(generator).sample(SEARCHED, SEED)
