"""Which spatial frequencies maps and images are made of, by the discrete Fourier transform.

Frequencies are in cycles per pixel, from −1/2 to 1/2. A layer of stride s that treats every s-th
row alike leaves a pattern of period s, and so a peak at 1/s and its multiples.

Sources:
    Odena, Dumoulin & Olah, "Deconvolution and Checkerboard Artifacts", Distill, 2016; Durall,
    Keuper & Keuper, "Watch your Up-Convolution: CNN Based Generative Deep Neural Networks are
    Failing to Reproduce Spectral Distributions", 2020.
"""

from __future__ import annotations

import torch
from torch import Tensor

FAINTEST = 1e-6
"""Magnitudes below are shown as this one, so that a map of zeros has a logarithm."""


def log_spectrum(maps: Tensor) -> Tensor:
    """Return the decimal logarithm of the magnitude of a map's Fourier transform.

    Args:
        maps: Real, shape (…, H, W).

    Returns:
        Shape (…, H, W), with the constant part (DC) at row H // 2 and column W // 2.
    """
    return _centred(torch.fft.fft2(maps).abs()).clamp_min(FAINTEST).log10()


def mean_power(images: Tensor) -> Tensor:
    """Return the mean power spectrum of some images.

    Args:
        images: Shape (N, C, H, W).

    Returns:
        Shape (H, W), with DC at row H // 2 and column W // 2, scaled so that it sums to the
        images' mean square (Parseval's theorem).
    """
    size = images.shape[-2] * images.shape[-1]
    return _centred((torch.fft.fft2(images).abs() / size).square().mean(dim=(0, 1)))


def axis_profile(power: Tensor) -> Tensor:
    """Return how much power there is at each frequency along the rows and the columns.

    Args:
        power: From `mean_power`, of square images, shape (S, S).

    Returns:
        Shape (S // 2 + 1,): for frequencies 0, 1/S, …, up to 1/2, the power summed over all
        frequencies along the other axis; the mean of the two axes, and of f and −f, which have
        the same in all images that are real.
    """
    side = len(power)
    whole = torch.fft.ifftshift((power.sum(0) + power.sum(1)) / 2)  # (S,), frequency 0 first
    frequencies = torch.arange(side // 2 + 1)
    return (whole[frequencies] + whole[-frequencies]) / 2


def _centred(spectrum: Tensor) -> Tensor:
    return torch.fft.fftshift(spectrum, dim=(-2, -1))
