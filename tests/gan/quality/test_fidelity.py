"""Distances between pictures that should be equal, against their definitions."""

import math

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from explorer.gan.data.datasets import digits
from explorer.gan.quality.classifier import classifier_of
from explorer.gan.quality.fidelity import perceptual_distance, psnr, ssim


@pytest.fixture
def pictures():
    return torch.rand(3, 2, 14, 16, generator=torch.Generator().manual_seed(0)) * 2 - 1


@pytest.fixture
def others(pictures):
    noise = torch.randn(pictures.shape, generator=torch.Generator().manual_seed(1))
    return (pictures + 0.3 * noise).clamp(-1, 1)


def ssim_by_definition(one, two, *, side=11, deviation=1.5):
    """SSIM of two grey pictures in [−1, 1], window by window."""
    places = np.arange(side) - side // 2
    weights = np.exp(-(places[:, None] ** 2 + places**2) / (2 * deviation**2))
    weights /= weights.sum()
    c1, c2 = (0.01 * 2) ** 2, (0.03 * 2) ** 2
    found = []
    for row in range(one.shape[0] - side + 1):
        for column in range(one.shape[1] - side + 1):
            x = one[row : row + side, column : column + side]
            y = two[row : row + side, column : column + side]
            mx, my = (weights * x).sum(), (weights * y).sum()
            vx, vy = (weights * (x - mx) ** 2).sum(), (weights * (y - my) ** 2).sum()
            vxy = (weights * (x - mx) * (y - my)).sum()
            likeness = (2 * mx * my + c1) / (mx**2 + my**2 + c1)
            found.append(likeness * (2 * vxy + c2) / (vx + vy + c2))
    return np.mean(found)


def test_psnr_counts_decibels_of_the_mean_squared_error():
    truth = torch.zeros(2, 1, 4, 4)
    images = torch.stack([torch.full((1, 4, 4), 0.02), torch.full((1, 4, 4), -0.2)])
    assert psnr(images, truth).tolist() == pytest.approx([40, 20])


def test_psnr_of_equal_pictures_is_infinite(pictures):
    assert psnr(pictures, pictures).tolist() == [math.inf] * 3


def test_ssim_is_its_definition(pictures, others):
    one, two = pictures.double().numpy(), others.double().numpy()
    by_definition = [
        np.mean([ssim_by_definition(x, y) for x, y in zip(a, b, strict=True)])
        for a, b in zip(one, two, strict=True)
    ]
    assert ssim(pictures, others).tolist() == pytest.approx(by_definition, abs=1e-5)


def test_ssim_of_equal_pictures_is_one_and_of_others_less(pictures, others):
    assert ssim(pictures, pictures).tolist() == pytest.approx([1] * 3)
    assert (ssim(pictures, others) < 0.99).all()


def test_perceptual_distance_grows_with_blur():
    truth = digits().images[:50] / 127.5 - 1
    near, far = (
        perceptual_distance(
            F.avg_pool2d(truth, side, 1, side // 2, count_include_pad=False),
            truth,
            classifier_of("digits"),
        )
        for side in (3, 5)
    )
    assert near.shape == (50,)
    assert (near < far).all()


def test_perceptual_distance_is_a_distance(pictures, others):
    classifier = classifier_of("digits")
    assert perceptual_distance(pictures, pictures, classifier).tolist() == pytest.approx([0] * 3)
    apart = perceptual_distance(pictures, others, classifier)
    assert apart.tolist() == pytest.approx(
        perceptual_distance(others, pictures, classifier).tolist()
    )
    assert (apart > 0).all()
