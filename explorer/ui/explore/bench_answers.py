"""What the tools of the bench ask the server, and the answers: JSON in, JSON out."""

from __future__ import annotations

import torch

from explorer.gan.quality.proportion import wilson_interval
from explorer.latent import (
    MOST_SEED,
    Load,
    LoadedGenerator,
    load_generator,
    own_direction,
    random_z,
)
from explorer.latent.own_direction import count_separated
from explorer.latent.view_fields import MOST_OWN
from explorer.latent.view_text import write_base
from explorer.ui.components.explore.messages import read_index
from explorer.ui.components.explore.pixels import pack_images, thumbnails
from explorer.ui.explore.answers import Answer, Request, answer
from explorer.ui.explore.bench_arithmetic import arithmetic
from explorer.ui.explore.bench_nearest import nearest
from explorer.ui.explore.bench_picture import PICTURE_ANSWERS
from explorer.ui.explore.bench_quiz import QUIZ_ANSWERS
from explorer.ui.explore.bench_scores import scores

MOST_SAMPLES = 96
"""Samples that a page may ask for at once."""


@answer
def samples(request: Request, *, load: Load = load_generator) -> Answer:
    """Generate a thumbnail for each of `seeds`."""
    generator = load(str(request.get("generator")))
    z = _random(generator, request.get("seeds"))
    return {"images": pack_images(thumbnails(generator.generate(z)))}


@answer
def make_direction(request: Request, *, load: Load = load_generator) -> Answer:
    """Make a direction from samples marked `yes` and `no`, both by their seeds.

    `count` says how many the page has already. The answer: the `row`, as text; of how many
    `marks` the side is told by the others (`right`), and the `interval` of that share, Wilson's
    at 95 %.
    """
    generator = load(str(request.get("generator")))
    if read_index(request.get("count", 0)) >= MOST_OWN:
        raise ValueError(f"There may be {MOST_OWN} directions of your own: remove one first.")
    yes, no = (_random(generator, request.get(mark)) for mark in ("yes", "no"))
    right, marks = count_separated(generator, yes, no), len(yes) + len(no)
    return {
        "row": write_base(tuple(own_direction(generator, yes, no).tolist())),
        "right": right,
        "marks": marks,
        "interval": wilson_interval(right, marks),
    }


def _random(generator: LoadedGenerator, seeds: object) -> torch.Tensor:
    """The random z of some seeds, shape (N, z_dim)."""
    if not isinstance(seeds, list) or len(seeds) > MOST_SAMPLES:
        raise ValueError(f"The page must list seeds, at most {MOST_SAMPLES}.")
    if not all(0 <= read_index(seed) <= MOST_SEED for seed in seeds):
        raise ValueError(f"A seed is a whole number from 0 to {MOST_SEED}.")
    none = torch.empty(0, generator.z_dim)
    return torch.cat([none, *(random_z(seed, generator.z_dim) for seed in seeds)])


BENCH_ANSWERS = (
    samples,
    make_direction,
    arithmetic,
    nearest,
    *PICTURE_ANSWERS,
    *QUIZ_ANSWERS,
    scores,
)
"""Every server function of the bench."""
