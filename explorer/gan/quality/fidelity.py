"""How close pictures come to the truth, pixel by pixel and as a network sees them.

The three disagree, which is the lesson of super-resolution: where a picture could be several
things, their blurred mean has the best PSNR, and nobody would take it for a photograph.
"""

from __future__ import annotations

from typing import TypedDict

import torch
import torch.nn.functional as F
from torch import Tensor

from explorer.gan.quality.classifier import Classifier

RANGE = 2.0
"""From the darkest to the brightest pixel: images lie in [−1, 1]."""

WINDOW, DEVIATION = 11, 1.5
K1, K2 = 0.01, 0.03
"""The constants of the SSIM paper: a Gaussian window, and what keeps divisions stable."""


class Fidelity(TypedDict, total=False):
    """The fields of a `Score` that say how close pictures and a yardstick come to the truth."""

    psnr: float
    ssim: float
    perceptual: float
    psnr_yardstick: float
    ssim_yardstick: float
    perceptual_yardstick: float


def fidelity(
    images: Tensor, comparison: tuple[Tensor, Tensor] | None, classifier: Classifier
) -> Fidelity:
    """Measure how close pictures come to what they should be, each number a mean over all.

    Args:
        images: In [−1, 1], shape (N, C, H, W).
        comparison: What the first of them should be, and what a yardstick makes of these, each
            shape (n, C, H, W); None where nobody knows.
        classifier: In whose features pictures are compared.
    """
    if comparison is None:
        return {}
    truth, yardstick = comparison
    shown = images[: len(truth)]
    return {
        "psnr": psnr(shown, truth).mean().item(),
        "ssim": ssim(shown, truth).mean().item(),
        "perceptual": perceptual_distance(shown, truth, classifier).mean().item(),
        "psnr_yardstick": psnr(yardstick, truth).mean().item(),
        "ssim_yardstick": ssim(yardstick, truth).mean().item(),
        "perceptual_yardstick": perceptual_distance(yardstick, truth, classifier).mean().item(),
    }


def psnr(images: Tensor, truth: Tensor) -> Tensor:
    """Return the peak signal-to-noise ratio of each picture, in dB: 10·log₁₀(peak² / mean error²).

    Args:
        images: In [−1, 1], shape (N, C, H, W).
        truth: The same.

    Returns:
        Shape (N,); infinite where two pictures are equal.
    """
    error = (images - truth).square().mean(dim=(1, 2, 3))
    return 10 * torch.log10(RANGE**2 / error)


def ssim(images: Tensor, truth: Tensor) -> Tensor:
    """Return the structural similarity of each picture, 1 at best.

    It compares means, contrasts and correlations in a small window around each pixel, so blur
    costs more than in `psnr`. Windows that reach over the border are left out.

    Args:
        images: In [−1, 1], shape (N, C, H, W), sides at least 11.
        truth: The same.

    Returns:
        The mean over all windows and channels, shape (N,).

    Source:
        Wang, Bovik, Sheikh & Simoncelli, "Image Quality Assessment: From Error Visibility to
        Structural Similarity", 2004, with the constants given there.
    """
    one, two = images.flatten(0, 1)[:, None], truth.flatten(0, 1)[:, None]  # (N·C, 1, H, W)
    moments = torch.cat([one, two, one * one, two * two, one * two], dim=1)  # (N·C, 5, H, W)
    window = _window().to(moments).expand(5, 1, WINDOW, WINDOW)
    mean_1, mean_2, square_1, square_2, product = F.conv2d(moments, window, groups=5).unbind(1)
    variances = square_1 - mean_1**2 + square_2 - mean_2**2
    covariance = product - mean_1 * mean_2
    small_1, small_2 = (K1 * RANGE) ** 2, (K2 * RANGE) ** 2
    likeness = (2 * mean_1 * mean_2 + small_1) / (mean_1**2 + mean_2**2 + small_1)
    structure = (2 * covariance + small_2) / (variances + small_2)
    return (likeness * structure).mean(dim=(1, 2)).view(len(images), -1).mean(dim=1)


@torch.no_grad()
def perceptual_distance(images: Tensor, truth: Tensor, classifier: Classifier) -> Tensor:
    """Return how far apart each two pictures are to a classifier, 0 at best.

    After each of its convolutions the features at every place are scaled to length 1; what counts
    is the squared distance between those of the two pictures, averaged over places and layers.

    Args:
        images: In [−1, 1], shape (N, C, H, W), on the CPU.
        truth: The same.
        classifier: Whose features. Numbers of different classifiers do not compare.

    Returns:
        Shape (N,), in [0, 4].

    Source:
        Zhang, Isola, Efros, Shechtman & Wang, "The Unreasonable Effectiveness of Deep Features as
        a Perceptual Metric", 2018, with all channels weighing the same.
    """
    both = zip(classifier.maps(images), classifier.maps(truth), strict=True)
    apart = [
        (F.normalize(one, dim=1) - F.normalize(two, dim=1)).square().sum(dim=1).mean(dim=(1, 2))
        for one, two in both
    ]
    return torch.stack(apart).mean(dim=0)


def _window() -> Tensor:
    """A Gaussian that sums to 1, shape (11, 11)."""
    places = torch.arange(WINDOW, dtype=torch.float64) - WINDOW // 2
    bell = torch.exp(-(places**2) / (2 * DEVIATION**2))
    bell = bell / bell.sum()
    return bell[:, None] * bell
