"""What a session tells about one step: numbers after it, and stages within it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Players = Literal["both", "discriminator", "generator"]
"""Who learns in a step."""

StageName = Literal[
    "sample_z",
    "shrink",
    "generate",
    "discriminate",
    "encode",
    "sample_posterior",
    "decode",
    "losses",
    "gradients",
    "update",
]


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """What one step measured; None where a system has no such thing.

    Attributes:
        step: Steps done, this one included.
        images_seen: Real images or points shown so far, repeats included.
        loss_d: The discriminator's loss before its update.
        loss_g: The generator's loss before its update; of a VAE, what both of its networks descend.
        real_score: Mean D(x) over the batch, before the discriminator's update.
        fake_score: Mean D(G(z)) over the batch, before the discriminator's update.
        d_accuracy_real: Share of real ones that the discriminator took for real, before its update.
        d_accuracy_fake: Share of fakes that it took for fakes.
        grad_norm_d: Norm of the gradient of the discriminator's last update; 0 before the first.
        grad_norm_g: The same for the generator.
        content: Mean absolute difference between the generator's pictures and the true ones.
        reconstruction: −log p(x|z) without its constant, in nats an image.
        kl: KL(q(z|x) || N(0, I)), in nats an image.
        active_dims: Numbers of z that tell the batch's pictures apart.
        resolution: Side of the pictures that a growing network makes now, in pixels.
        fade: Share α of its newest layers in what is seen; 1 once they have taken over.
    """

    step: int
    images_seen: int
    loss_d: float | None = None
    loss_g: float | None = None
    real_score: float | None = None
    fake_score: float | None = None
    d_accuracy_real: float | None = None
    d_accuracy_fake: float | None = None
    grad_norm_d: float | None = None
    grad_norm_g: float | None = None
    content: float | None = None
    reconstruction: float | None = None
    kl: float | None = None
    active_dims: float | None = None
    resolution: float | None = None
    fade: float | None = None

    @property
    def is_finite(self) -> bool:
        """Whether training is still sound: a NaN or an infinity never heals."""
        return all(math.isfinite(value) for value in astuple(self) if value is not None)


@dataclass(frozen=True, kw_only=True, eq=False)
class Stage:
    """One moment of a step in slow motion.

    The discriminator's stages come first, then the generator's. Both use the same z and the same
    fakes, so the generator's part begins at "discriminate" unless it learns alone.

    Attributes:
        name: What has just happened.
        player: Whose update this is part of.
        arrays: What it made, float32; of pictures only the first 16. "z" (n, z_dim); "fake" and
            "real" (n, C, H, W) or (n, 2); "fake_score" and "real_score" (n,), D of each;
            "push" like "fake": −∂L_G by each; "layer_norms" (parameters,), norms of the gradients.
        numbers: "loss", "penalty", "real_score", "fake_score", "grad_norm", "learning_rate".
    """

    name: StageName
    player: Literal["discriminator", "generator"]
    arrays: Mapping[str, NDArray[np.float32]] = field(default_factory=dict)
    numbers: Mapping[str, float] = field(default_factory=dict)
