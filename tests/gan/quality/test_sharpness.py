import pytest
import torch
import torch.nn.functional as F

from explorer.gan.data.datasets import DATASETS, to_network
from explorer.gan.quality.sharpness import sharpness


@pytest.fixture(scope="module")
def clothes():
    return to_network(DATASETS["fashion_mnist"]().images[:200], (28, 28))


def blurred(images, side):
    return F.avg_pool2d(images, side, stride=1, padding=side // 2, count_include_pad=False)


def test_blur_makes_pictures_less_sharp_and_more_of_it_still_less(clothes):
    real, little, much = (
        sharpness(images) for images in (clothes, *map(blurred, [clothes] * 2, (3, 5)))
    )
    assert real > 3 * little > 6 * much > 0


def test_noise_makes_them_rougher(clothes):
    noise = torch.randn(clothes.shape, generator=torch.Generator().manual_seed(0))
    assert sharpness(clothes + 0.2 * noise) > 1.3 * sharpness(clothes)


def test_neither_brightness_nor_a_slope_is_sharpness(clothes):
    assert sharpness(clothes * 0.5 + 0.3) == pytest.approx(sharpness(clothes) / 4, rel=1e-4)
    slope = torch.linspace(-1, 1, 28).expand(2, 3, 28, 28)
    assert sharpness(slope) == pytest.approx(0, abs=1e-9)


def test_it_is_the_mean_over_pictures(clothes):
    one, other = clothes[:1], clothes[1:2]
    mean = (sharpness(one) + sharpness(other)) / 2
    assert sharpness(clothes[:2]) == pytest.approx(mean, rel=1e-5)
