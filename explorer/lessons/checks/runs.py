"""Checks of what Train shows: the settings of a run, and what its losses do."""

from __future__ import annotations

import torch

from explorer.gan import LOSSES
from explorer.gan.config import TrainingConfig
from explorer.gan.data.points import POINT_SETS
from explorer.gan.gallery import RECIPES

LARGE = 60.0
"""A logit at which the other half of a classifier's loss is nothing."""


def generator_pull(shown: TrainingConfig, score: float, loss: str = "") -> float:
    """How hard the generator's loss pulls on the logit of a fake: |∂L_G/∂l| where D(G(z)) = score.

    Args:
        shown: Names the loss.
        score: D(G(z)), between 0 and 1.
        loss: Another loss instead.
    """
    logit = torch.tensor([score], dtype=torch.float64).logit().requires_grad_()
    LOSSES[loss or shown.loss].generator(logit).backward()
    assert logit.grad is not None
    return abs(logit.grad.item())


def times_harder(shown: TrainingConfig, score: float, than: str) -> float:
    """How many times harder the run's generator is pulled than another loss would pull it."""
    return generator_pull(shown, score) / generator_pull(shown, score, than)


def discriminator_loss(shown: TrainingConfig, real: float, fake: float) -> float:
    """The discriminator's loss where D(x) = real and D(G(z)) = fake."""
    one, two = torch.tensor([[real], [fake]], dtype=torch.float64).logit()
    return LOSSES[shown.loss].discriminator(one, two).item()


def best_discriminator(shown: TrainingConfig, real: float, fake: float) -> float:
    """The D(x) that costs least where real and fake points have these densities.

    Searched on a fine grid, so that the formula p/(p + q) is confirmed and not assumed.
    """
    scores = torch.linspace(0.001, 0.999, 999, dtype=torch.float64)
    logits, loss = scores.logit(), LOSSES[shown.loss].discriminator
    costs = [
        real * loss(one, one - LARGE).item() + fake * loss(one + LARGE, one).item()
        for one in logits[:, None]
    ]
    return round(scores[torch.tensor(costs).argmin()].item(), 3)


def mode_count(shown: TrainingConfig) -> int:
    """How many clusters the run's points have."""
    modes = POINT_SETS[shown.dataset].modes
    if modes is None:
        raise ValueError(f"{shown.dataset} has no clusters to count")
    return len(modes)


def weakest_pull(shown: TrainingConfig, scores: str) -> float:
    """At which of some D(G(z)), "0.01,0.5,0.99", the generator is pulled least."""
    return min(map(float, scores.split(",")), key=lambda score: generator_pull(shown, score))


def doctor_sees(shown: TrainingConfig, among: str) -> str:
    """The only one of some diagnoses that the doctor sees in the gallery's run with these settings.

    "healthy" stands for none at all. The test of the gallery trains every one of its runs and
    asks the doctor.

    Args:
        shown: The settings of a run of the gallery.
        among: Names of diagnoses, with commas.

    Raises:
        ValueError: If this is no run of the gallery, or not one of the diagnoses is right.
    """
    recipes = [recipe for recipe in RECIPES.values() if recipe.config == shown]
    if not recipes:
        raise ValueError("this is no run of the gallery")
    sees = recipes[0].sees or {"healthy"}
    found = [name for name in among.split(",") if name in sees]
    if len(found) != 1:
        raise ValueError(f"the doctor sees {', '.join(sorted(sees))}")
    return found[0]


def updates(shown: TrainingConfig, player: str, steps: int) -> int:
    """How many updates a player ("discriminator" or "generator") gets in so many steps."""
    return steps * {"discriminator": shown.d_steps, "generator": 1}[player]


CHECKS = (
    generator_pull,
    times_harder,
    discriminator_loss,
    best_discriminator,
    mode_count,
    weakest_pull,
    doctor_sees,
    updates,
)
