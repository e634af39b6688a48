"""What a generator's strides leave in its pictures, beside a twin's and beside real ones.

A layer of stride s uses s × s sets of weights in turn, and where its kernel does not divide by s
they overlap unevenly, too. What the sets do not do alike repeats every s pixels, times the strides
of all later layers.

Sources:
    Odena, Dumoulin & Olah, "Deconvolution and Checkerboard Artifacts", Distill, 2016; Durall,
    Keuper & Keuper, "Watch your Up-Convolution", 2020.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import torch
from torch import Tensor

from explorer.gan.data.datasets import DatasetUnavailableError, to_network
from explorer.gan.networks.dcgan import layer_sizes
from explorer.latent.generators import LoadedGenerator, list_generators
from explorer.latent.real_pictures import real_pictures
from explorer.latent.spectrum import axis_profile, mean_power
from explorer.transposed_conv.coverage import fourier_peak

TWINS = (("fashion", "checkerboard"),)
"""Pairs of pretrained generators that differ in their kernels alone: even and uneven overlap."""

SAMPLES = 64
"""Images that a mean spectrum is of."""

SEED = 2016


@dataclass(frozen=True, kw_only=True, eq=False)
class PatternStudy:
    """Which frequencies some images are made of.

    Attributes:
        power: Mean power spectrum, shape (H, W), as `mean_power`.
        profile: Power by frequency along an axis, shape (H // 2 + 1,), as `axis_profile`.
        repeating: For each period, in pixels, the share of the variation that repeats with it.
    """

    power: Tensor
    profile: Tensor
    repeating: dict[int, float]


def twin_of(name: str) -> str | None:
    """Name the pretrained twin of a pretrained generator, if both are there.

    Args:
        name: What somebody calls a generator.
    """
    known = list_generators()
    for pair in TWINS:
        if name in pair and all(each in known for each in pair):
            return pair[1 - pair.index(name)]
    return None


def stride_periods(generator: LoadedGenerator) -> list[int]:
    """Find after how many pixels the layers' strides begin anew, shortest first.

    Args:
        generator: The generator.
    """
    sizes = layer_sizes(generator.module.specs, generator.module.growth)
    side = sizes[-1][0]
    periods = {side // read for read, _ in sizes[1:-1] if side % read == 0}
    return sorted(period for period in periods if 1 < period <= side // 2)


@lru_cache(maxsize=12)
def study_generator(generator: LoadedGenerator, *, squashed: bool) -> PatternStudy:
    """Study random images of a generator.

    Args:
        generator: The generator; its images must be square.
        squashed: Whether to look at the images, or at what they are the tanh of.
    """
    rng = torch.Generator().manual_seed(SEED)
    last = generator.activations(torch.randn(SAMPLES, generator.z_dim, generator=rng))[-1]
    return study_images(last.tanh() if squashed else last, stride_periods(generator))


@lru_cache(maxsize=12)
def study_real(generator: LoadedGenerator) -> PatternStudy | None:
    """Study real images of the kind that a generator learned from, at its size.

    Args:
        generator: The generator; its images must be square.

    Returns:
        None if they may not be shown, are not there, or are smaller: enlarged ones lack just the
        frequencies that are looked for.
    """
    try:
        pictures = real_pictures(generator).pixels
    except (ValueError, DatasetUnavailableError):
        return None
    if pictures.shape[-1] < generator.image_shape[-1]:
        return None
    chosen = torch.randperm(len(pictures), generator=torch.Generator().manual_seed(SEED))[:SAMPLES]
    _, height, width = generator.image_shape
    images = to_network(pictures[chosen], (height, width))
    return study_images(images, stride_periods(generator))


def study_images(images: Tensor, periods: list[int]) -> PatternStudy:
    """Find which frequencies some images are made of.

    Args:
        images: Square, shape (N, C, S, S).
        periods: In pixels.
    """
    power = mean_power(images)
    return PatternStudy(
        power=power,
        profile=axis_profile(power),
        repeating={period: fourier_peak(images.numpy(), period) for period in periods},
    )
