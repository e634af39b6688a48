"""What Explore's bench and layers compute, as named API endpoints."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import torch
from torch import Tensor

from explorer.gan.data.datasets import to_network
from explorer.latent import (
    Load,
    LoadedGenerator,
    attribute_study,
    combine,
    load_generator,
    pixel_sources,
    rank_units,
)
from explorer.latent.checkerboard import SAMPLES, study_generator
from explorer.latent.nearest_real import nearest_real
from explorer.ui.explore.api_arguments import Latent, check_whole, find, latent_of, made_of
from explorer.ui.explore.bench_scores import TABLES

MOST_EXAMPLES = 16
"""Latents on each side of a sum, and real pictures of one answer."""


def add_up(
    generator: str,
    plus: list[Latent],
    minus: list[Latent],
    base: Latent,
    *,
    load: Load = load_generator,
) -> dict[str, Any]:
    """Do arithmetic on samples: mean(plus) − mean(minus) + base, brought to the trained length.

    plus and minus: from 1 to 16 seeds or z each. Returns a dict: z, shape (1, z_dim), and images,
    (1, C, H, W).
    """
    found = find(generator, load)
    added, taken = _side(found, "plus", plus), _side(found, "minus", minus)
    return made_of(found, combine(added, taken, latent_of(found, base)))


def find_nearest(  # noqa: PLR0913 (where to look, and for what)
    generator: str,
    seed: int = 0,
    z: list[float] | None = None,
    space: str = "pixels",
    count: int = 5,
    *,
    load: Load = load_generator,
) -> dict[str, Any]:
    """Find the real pictures nearest to a sample: is it a copy?

    z takes the place of seed. space: pixels, or features, those of our classifier. Returns a dict:
    images in [−1, 1], shape (count, C, H, W), nearest first; their distances; trained_on, which of
    them the generator learned from; and usual, the 5 %, 50 % and 95 % quantile of the distance from
    real pictures that it never saw to the nearest that it learned from.
    """
    found = find(generator, load)
    check_whole("count", count, 1, MOST_EXAMPLES)
    image = found.generate(latent_of(found, seed if z is None else z))
    near = nearest_real(found, image, space, count)
    size = (near.pixels.shape[-2], near.pixels.shape[-1])
    return {
        "images": to_network(near.pixels, size).tolist(),
        "distances": near.distances.tolist(),
        "trained_on": near.trained_on.tolist(),
        "usual": list(near.usual),
    }


def find_sources(
    generator: str, row: int, column: int, *, load: Load = load_generator
) -> list[dict[str, Any]]:
    """Find where a pixel comes from: the cells of what each layer reads that can reach it.

    Returns a list, first layer to last, of dicts: rows and columns.
    """
    found = find(generator, load)
    _, height, width = found.image_shape
    check_whole("row", row, 0, height - 1)
    check_whole("column", column, 0, width - 1)
    reaches = pixel_sources(found, row, column)
    return [{"rows": [*reach.rows], "columns": [*reach.columns]} for reach in reaches]


def order_units(generator: str, layer: int, *, load: Load = load_generator) -> dict[str, Any]:
    """Switch off every unit of a layer, one at a time, and order the units by what changes.

    layer is counted from 0. Returns a dict: order, indices of all units, those that matter most
    first; effects, in that order, the root mean square change of the pixels, in [−1, 1] units; and
    watched, the number of images that were watched.
    """
    found = find(generator, load)
    check_whole("layer", layer, 0, len(found.layers) - 1)
    return asdict(rank_units(found, layer))


def find_pattern(
    generator: str, before_tanh: bool = True, *, load: Load = load_generator
) -> dict[str, Any]:
    """Find which frequencies 64 random images of a generator are made of: checkerboards.

    before_tanh: look at what the images are the tanh of. Returns a dict: profile, the mean power by
    frequency along an axis, from 0 to half a cycle a pixel; and repeating, for each period of the
    layers' strides, in pixels, the share of the variation that repeats with it.
    """
    found = find(generator, load)
    study = study_generator(found, squashed=not before_tanh)
    return {
        "profile": study.profile.tolist(),
        "repeating": {str(period): share for period, share in study.repeating.items()},
        "images": SAMPLES,
    }


def score_directions(
    generator: str, table: str = "plain", *, load: Load = load_generator
) -> dict[str, Any]:
    """Return how often each attribute direction does what it is named for, and what else it does.

    table: plain; conditional, each direction projected away from what it drags along most; or
    principal, the nearest principal directions. Returns a dict of lists, with an entry for each
    direction: values, the question and the answer it leads to; tried, the samples without that
    answer that it was tried on; gained, the share of these that get it; changed, the share of these
    whose answer to each question has changed by then; and once: questions, and n, the samples in
    all.
    """
    study = attribute_study(find(generator, load))
    measured = {name: found for name in TABLES if (found := getattr(study, name)) is not None}
    if table not in tuple(measured):
        raise ValueError(f"table must be one of {', '.join(measured)}.")
    return {
        "values": [asdict(value) for value in study.values],
        "questions": list(study.questions),
        "tried": measured[table].without.tolist(),
        "gained": measured[table].gained.tolist(),
        "changed": measured[table].changed.tolist(),
        "n": study.terms.n,
    }


def _side(generator: LoadedGenerator, name: str, asked: list[Latent]) -> Tensor:
    """The latents on one side of a sum, shape (N, z_dim)."""
    if not isinstance(asked, list) or not 1 <= len(asked) <= MOST_EXAMPLES:
        raise ValueError(f"{name} must list from 1 to {MOST_EXAMPLES} seeds or latents.")
    return torch.cat([latent_of(generator, one) for one in asked])


ENDPOINTS: dict[str, Callable[..., Any]] = {
    "arithmetic": add_up,
    "nearest_real": find_nearest,
    "pixel_sources": find_sources,
    "rank_units": order_units,
    "spectrum": find_pattern,
    "direction_scores": score_directions,
}
"""Endpoint → function."""
