"""Adversarial losses, each a pair of functions of the discriminator's logits.

A logit l is the discriminator's raw score; D(x) is its sigmoid. Writing the losses with
`softplus(l) = log(1 + eˡ)` instead of `log(sigmoid(l))` keeps values and gradients exact however
sure the discriminator is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

import torch.nn.functional as F
from torch import Tensor


class DiscriminatorLoss(Protocol):
    """What a discriminator minimises."""

    def __call__(self, real_logits: Tensor, fake_logits: Tensor, real_label: float = 1) -> Tensor:
        """Return the loss, a scalar.

        Args:
            real_logits: Scores of real images, any shape.
            fake_logits: Scores of generated images, any shape.
            real_label: What the discriminator should say to a real image: 1, or a little less
                with one-sided label smoothing, which keeps it from ever being quite sure.
        """
        ...


@dataclass(frozen=True, kw_only=True)
class Loss:
    """What the two networks minimise.

    Attributes:
        discriminator: (real_logits, fake_logits, real_label) → scalar.
        generator: fake_logits → scalar.
        boundary: The logit above which the discriminator takes an image for real; None if only
            differences between logits mean something.
        keeps_lipschitz: How the discriminator is kept from growing steeper without end, which
            Wasserstein losses need: by a penalty on its gradient, or by clipping its weights.
    """

    discriminator: DiscriminatorLoss
    generator: Callable[[Tensor], Tensor]
    boundary: float | None = 0.0
    keeps_lipschitz: Literal["gradient_penalty", "weight_clip"] | None = None


def cross_entropy(real_logits: Tensor, fake_logits: Tensor, real_label: float = 1) -> Tensor:
    """Discriminator: −log D(x) − log(1 − D(G(z))), the loss of a real-or-fake classifier.

    With a label a < 1 the first term is −a log D(x) − (1 − a) log(1 − D(x)).

    Source:
        Goodfellow et al., "Generative Adversarial Nets", 2014, equation 1; Salimans et al.,
        "Improved Techniques for Training GANs", 2016, section 3.4.
    """
    real = F.softplus(-real_logits).mean()
    if real_label < 1:  # −log(1 − D) is −log D + l
        real = real + (1 - real_label) * real_logits.mean()
    return real + F.softplus(fake_logits).mean()


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


def least_squares_discriminator(
    real_logits: Tensor, fake_logits: Tensor, real_label: float = 1
) -> Tensor:
    """Discriminator: ½(l(x) − a)² + ½ l(G(z))² with the label a.

    Source:
        Mao et al., "Least Squares Generative Adversarial Networks", 2017, equation 9.
    """
    return 0.5 * ((real_logits - real_label).square().mean() + fake_logits.square().mean())


def least_squares_generator(fake_logits: Tensor) -> Tensor:
    """Generator: ½(l(G(z)) − 1)².

    Source:
        Mao et al., 2017, equation 9.
    """
    return 0.5 * (fake_logits - 1).square().mean()


def hinge_discriminator(real_logits: Tensor, fake_logits: Tensor, real_label: float = 1) -> Tensor:
    """Discriminator: max(0, a − l(x)) + max(0, 1 + l(G(z))); a wide enough margin costs nothing.

    Source:
        Lim & Ye, "Geometric GAN", 2017; Miyato et al., "Spectral Normalization", 2018.
    """
    return F.relu(real_label - real_logits).mean() + F.relu(1 + fake_logits).mean()


def minus_score(fake_logits: Tensor) -> Tensor:
    """Generator: −l(G(z)), which pulls equally hard wherever the fake stands.

    Source:
        Lim & Ye, 2017; Arjovsky, Chintala & Bottou, 2017.
    """
    return -fake_logits.mean()


def critic(real_logits: Tensor, fake_logits: Tensor, real_label: float = 1) -> Tensor:
    """Discriminator: l(G(z)) − l(x), an estimate of minus the distance between fake and real.

    It has no labels, so `real_label` changes nothing.

    Source:
        Arjovsky, Chintala & Bottou, "Wasserstein GAN", 2017, algorithm 1.
    """
    del real_label
    return fake_logits.mean() - real_logits.mean()


def feature_distance(real_features: Tensor, fake_features: Tensor) -> Tensor:
    """Generator: ‖E f(x) − E f(G(z))‖², between mean activations f of the discriminator.

    A generator that makes a part of what there is cannot have the mean of all of it, so this pulls
    where the verdict on single fakes does not.

    Args:
        real_features: Shape (N, …).
        fake_features: Likewise.

    Source:
        Salimans et al., "Improved Techniques for Training GANs", 2016, section 3.1.
    """
    return (real_features.mean(0) - fake_features.mean(0)).square().sum()


LOSSES: dict[str, Loss] = {
    "non_saturating": Loss(discriminator=cross_entropy, generator=non_saturating),
    "minimax": Loss(discriminator=cross_entropy, generator=saturating),
    "least_squares": Loss(
        discriminator=least_squares_discriminator, generator=least_squares_generator, boundary=0.5
    ),
    "hinge": Loss(discriminator=hinge_discriminator, generator=minus_score),
    "wasserstein_gp": Loss(
        discriminator=critic,
        generator=minus_score,
        boundary=None,
        keeps_lipschitz="gradient_penalty",
    ),
    "wasserstein_clip": Loss(
        discriminator=critic,
        generator=minus_score,
        boundary=None,
        keeps_lipschitz="weight_clip",
    ),
}
"""Loss pairs by name."""
