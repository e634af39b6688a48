"""Adversarial losses, each a pair of functions of the discriminator's logits.

A logit l is the discriminator's raw score; D(x) is its sigmoid. Writing the losses with
`softplus(l) = log(1 + eˡ)` instead of `log(sigmoid(l))` keeps values and gradients exact however
sure the discriminator is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch.nn.functional as F
from torch import Tensor


@dataclass(frozen=True, kw_only=True)
class Loss:
    """What the two networks minimise.

    Attributes:
        discriminator: (real_logits, fake_logits) → scalar; logits of any shape.
        generator: fake_logits → scalar.
    """

    discriminator: Callable[[Tensor, Tensor], Tensor]
    generator: Callable[[Tensor], Tensor]


def cross_entropy(real_logits: Tensor, fake_logits: Tensor) -> Tensor:
    """Discriminator: −log D(x) − log(1 − D(G(z))), the loss of a real-or-fake classifier.

    Source:
        Goodfellow et al., "Generative Adversarial Nets", 2014, equation 1.
    """
    return F.softplus(-real_logits).mean() + F.softplus(fake_logits).mean()


def saturating(fake_logits: Tensor) -> Tensor:
    """Generator: log(1 − D(G(z))), the other side of the two-player game.

    Its gradient vanishes where the discriminator is sure of a fake, which is early in training.

    Source:
        Goodfellow et al., 2014, equation 1.
    """
    return -F.softplus(fake_logits).mean()


def non_saturating(fake_logits: Tensor) -> Tensor:
    """Generator: −log D(G(z)), which pulls hardest where the discriminator is sure of a fake.

    Source:
        Goodfellow et al., 2014, section 3.
    """
    return F.softplus(-fake_logits).mean()


def least_squares_discriminator(real_logits: Tensor, fake_logits: Tensor) -> Tensor:
    """Discriminator: ½(l(x) − 1)² + ½ l(G(z))².

    Source:
        Mao et al., "Least Squares Generative Adversarial Networks", 2017, equation 9.
    """
    return 0.5 * ((real_logits - 1).square().mean() + fake_logits.square().mean())


def least_squares_generator(fake_logits: Tensor) -> Tensor:
    """Generator: ½(l(G(z)) − 1)².

    Source:
        Mao et al., 2017, equation 9.
    """
    return 0.5 * (fake_logits - 1).square().mean()


def hinge_discriminator(real_logits: Tensor, fake_logits: Tensor) -> Tensor:
    """Discriminator: max(0, 1 − l(x)) + max(0, 1 + l(G(z))); a wide enough margin costs nothing.

    Source:
        Lim & Ye, "Geometric GAN", 2017; Miyato et al., "Spectral Normalization", 2018.
    """
    return F.relu(1 - real_logits).mean() + F.relu(1 + fake_logits).mean()


def hinge_generator(fake_logits: Tensor) -> Tensor:
    """Generator: −l(G(z)).

    Source:
        Lim & Ye, 2017.
    """
    return -fake_logits.mean()


LOSSES: dict[str, Loss] = {
    "non_saturating": Loss(discriminator=cross_entropy, generator=non_saturating),
    "minimax": Loss(discriminator=cross_entropy, generator=saturating),
    "least_squares": Loss(
        discriminator=least_squares_discriminator, generator=least_squares_generator
    ),
    "hinge": Loss(discriminator=hinge_discriminator, generator=hinge_generator),
}
"""Loss pairs by name."""
