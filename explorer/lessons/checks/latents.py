"""Checks of what Explore shows: a point of the latent space, a film, a picture."""

from __future__ import annotations

from dataclasses import replace

import torch

from explorer.latent import (
    PATHS,
    InversionSettings,
    LatentView,
    combine,
    invert,
    labeller_of,
    load_generator,
    random_z,
    trained_shell,
)
from explorer.lessons.rooms import ExploreShown

SAME = 1e-4
"""Largest difference of a pixel, of [−1, 1], that counts as none."""

HALF = 5e-3
"""Largest difference that writing a number of z in half precision makes."""

MOST_STEPS = 30
"""What a search may cost: lessons come from strangers, too."""


def seed_matters(shown: ExploreShown, other: int) -> bool:
    """Whether another seed makes another picture."""
    one, two = (_picture(view) for view in (shown.view, replace(shown.view, seed=other)))
    return bool((one - two).abs().max() > SAME)


def z_length(shown: ExploreShown) -> float:
    """Length of z."""
    return float(_z(shown.view).norm())


def typical_length(shown: ExploreShown) -> float:
    """Length in the middle of those that almost all z of training have."""
    return sum(trained_shell(load_generator(shown.view.generator).z_dim)) / 2


def on_shell(shown: ExploreShown) -> str:
    """Whether z is "shorter" or "longer" than the z of training, or "inside" their shell."""
    inner, outer = trained_shell(load_generator(shown.view.generator).z_dim)
    length = z_length(shown)
    return "shorter" if length < inner else "longer" if length > outer else "inside"


def middle_length(shown: ExploreShown, path: str) -> float:
    """Length of z half-way through the film, over the mean of its two ends."""
    one, two = (_z(view) for view in shown.film)
    middle = PATHS[path](one, two, torch.tensor(0.5))
    return float(2 * middle.norm() / (one.norm() + two.norm()))


def classified(shown: ExploreShown, question: str) -> str:
    """What the classifier answers to a question about the picture on screen."""
    return _answer(_picture(shown.view), shown.view.generator, question)


def arithmetic(shown: ExploreShown, plus: str, minus: str, base: int, question: str) -> str:
    """What the classifier answers about mean(plus) − mean(minus) + base.

    Args:
        shown: Must show that very sum.
        plus: Seeds of samples that have it, as in "9,12,24".
        minus: Seeds of samples that have it not.
        base: Seed of the sample that is to get it.
        question: What is asked.

    Raises:
        ValueError: If the link shows another z.
    """
    generator = load_generator(shown.view.generator)
    added, taken = (
        torch.cat([random_z(int(seed), generator.z_dim) for seed in seeds.split(",")])
        for seeds in (plus, minus)
    )
    z = combine(added, taken, random_z(base, generator.z_dim))
    if not torch.allclose(z, shown.view.z(generator), atol=HALF):
        raise ValueError("the link does not show this sum")
    return classified(shown, question)


def search_finds(shown: ExploreShown, steps: int = 30) -> bool:
    """Whether a search by gradients halves the error of the first guess for a picture of its own.

    The picture is the one on screen; the search does not know its z.
    """
    if not 1 <= steps <= MOST_STEPS:
        raise ValueError(f"steps must be from 1 to {MOST_STEPS}")
    generator = load_generator(shown.view.generator)
    reports = list(invert(generator, _picture(shown.view)[0], InversionSettings(steps=steps)))
    return reports[-1].error < reports[0].error / 2


def _z(view: LatentView) -> torch.Tensor:
    return view.z(load_generator(view.generator))[0]


def _picture(view: LatentView) -> torch.Tensor:
    generator = load_generator(view.generator)
    return view.edited(generator).generate(view.z(generator))


def _answer(picture: torch.Tensor, generator: str, question: str) -> str:
    labeller = labeller_of(load_generator(generator))
    likeliest = max(
        (pair for pair in labeller.opinions(picture)[0] if pair[0].question == question),
        key=lambda pair: pair[1],
    )
    return likeliest[0].answer


CHECKS = (
    seed_matters,
    z_length,
    typical_length,
    on_shell,
    middle_length,
    classified,
    arithmetic,
    search_finds,
)
