"""Runs that go wrong, each in its own way, and some that go well.

Seeded, small, and true: nothing here is staged, these settings do this. A test trains each of them
and asks the doctor.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from explorer.gan.config import TrainingConfig
from explorer.gan.doctor import Name


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """A run worth seeing.

    Attributes:
        config: Its settings.
        sees: What the doctor sees in it; nothing in a healthy run.
        steps: Steps after which that can be seen.
        score_every: Steps between the scores that the doctor needs for it; 0 if it needs none.
    """

    config: TrainingConfig
    sees: frozenset[Name]
    steps: int
    score_every: int


POINTS = TrainingConfig(
    dataset="ring",
    network="mlp",
    width=64,
    z_dim=2,
    learning_rate_g=5e-3,
    learning_rate_d=5e-3,
    precision="float32",
    steps=20_000,
)
PICTURES = TrainingConfig(
    dataset="fashion_mnist",
    network="tiny16",
    width=16,
    batch_size=32,
    learning_rate_g=2e-3,
    learning_rate_d=1e-3,
    precision="float32",
    steps=2000,
)
STRONG_D = replace(PICTURES, dataset="digits", learning_rate_d=2e-3, d_steps=2)

# Five turns of the discriminator for each of the generator's: whatever the generator finds first
# it must hold on to.
COLLAPSING = replace(POINTS, seed=1, learning_rate_g=1e-2, learning_rate_d=1e-2, d_steps=5)

RECIPES: dict[str, Recipe] = {
    "healthy_ring": Recipe(config=POINTS, sees=frozenset(), steps=1200, score_every=200),
    "healthy_moons": Recipe(
        config=replace(POINTS, dataset="moons", learning_rate_g=1e-3, learning_rate_d=1e-3),
        sees=frozenset(),
        steps=1200,
        score_every=200,
    ),
    "healthy_clothes": Recipe(config=PICTURES, sees=frozenset(), steps=500, score_every=125),
    "mode_collapse": Recipe(
        config=COLLAPSING, sees=frozenset({"mode_collapse"}), steps=800, score_every=100
    ),
    # The same run, but a batch without variety gives the fakes away …
    "cured_by_minibatch_std": Recipe(
        config=replace(COLLAPSING, minibatch_std=True),
        sees=frozenset(),
        steps=800,
        score_every=100,
    ),
    # … or a mean that only the whole ring has draws the generator on.
    "cured_by_feature_matching": Recipe(
        config=replace(COLLAPSING, feature_matching=0.1),
        sees=frozenset(),
        steps=800,
        score_every=100,
    ),
    # The generator learns three hundred times as fast as the discriminator, and nothing keeps its
    # fakes apart: all of them run to the digit that passes best just now.
    "mode_collapse_digits": Recipe(
        config=replace(
            PICTURES,
            dataset="digits",
            loss="hinge",
            norm_g="none",
            norm_d="none",
            z_dim=8,
            batch_size=8,
            learning_rate_g=1e-2,
            learning_rate_d=3e-5,
            ema_decay=0,
            steps=4000,
        ),
        sees=frozenset({"mode_collapse"}),
        steps=800,
        score_every=100,
    ),
    # With a long memory of the gradient both overshoot, again and again.
    "oscillation": Recipe(
        config=replace(POINTS, dataset="moons", beta1=0.95),
        sees=frozenset({"oscillation"}),
        steps=1500,
        score_every=500,
    ),
    "divergence": Recipe(
        config=replace(POINTS, optimizer="rmsprop", learning_rate_g=0.1, learning_rate_d=0.1),
        sees=frozenset({"divergence"}),
        steps=400,
        score_every=0,
    ),
    # The generator's loss of 2014 is flat where the discriminator is sure.
    "vanishing_gradient": Recipe(
        config=replace(STRONG_D, loss="minimax", learning_rate_g=1e-4),
        sees=frozenset({"vanishing_gradient", "discriminator_overpowering"}),
        steps=400,
        score_every=0,
    ),
    # A generator that hardly moves, before a discriminator that learns fast.
    "discriminator_overpowering": Recipe(
        config=replace(STRONG_D, learning_rate_g=1e-5),
        sees=frozenset({"discriminator_overpowering"}),
        steps=300,
        score_every=0,
    ),
    "memorising": Recipe(
        config=replace(PICTURES, subset=64, learning_rate_d=2e-3),
        sees=frozenset({"memorising"}),
        steps=600,
        score_every=150,
    ),
    # What z tells of a picture costs two hundred times what it gains.
    "posterior_collapse": Recipe(
        config=replace(PICTURES, system="vae", z_dim=16, beta1=0.9, beta=200.0),
        sees=frozenset({"posterior_collapse"}),
        steps=400,
        score_every=0,
    ),
}
"""Recipes by name: the healthy ones first, then each failure under the name of what is seen, with
its cures behind it."""
