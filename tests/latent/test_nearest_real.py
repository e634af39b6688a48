"""The real pictures nearest to a generated one."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from explorer.gan.data.datasets import to_network
from explorer.latent.nearest_real import SPACES, nearest_real
from explorer.latent.real_pictures import RealPictures, real_pictures


@pytest.fixture
def fashion(grey):
    return replace(grey, description={"training": {"dataset": "fashion_mnist"}})


@pytest.fixture(autouse=True)
def _few(monkeypatch):
    """Some 600 pictures, so that features come in a moment."""
    whole = real_pictures

    def few(generator):
        real = whole(generator)
        return RealPictures(
            pixels=real.pixels[::20],
            trained_on=real.trained_on[::20],
            licence=real.licence,
            dataset=real.dataset,
        )

    monkeypatch.setattr("explorer.latent.nearest_real.real_pictures", few)


@pytest.mark.parametrize("space", SPACES)
def test_a_real_picture_is_its_own_nearest(fashion, space):
    picture = real_pictures(fashion).pixels[200:201]
    found = nearest_real(fashion, to_network(picture, (28, 28)), space)
    assert torch.equal(found.pixels[0], picture[0])
    assert found.distances[0] == pytest.approx(0, abs=0.3)
    assert found.distances.tolist() == sorted(found.distances.tolist())
    assert bool(found.trained_on[0])
    low, median, high = found.usual
    assert 0 < low <= median <= high


def test_pixel_distances_are_root_mean_squares_in_levels(fashion):
    image = torch.full((1, 1, 28, 28), -1.0)
    found = nearest_real(fashion, image, "pixels", count=3)
    expected = (found.pixels.float() ** 2).mean((1, 2, 3)).sqrt()
    np.testing.assert_allclose(found.distances, expected, rtol=1e-4)


def test_other_spaces_are_refused(fashion):
    with pytest.raises(ValueError, match="must be one of pixels, features"):
        nearest_real(fashion, torch.zeros(1, 1, 28, 28), "dreams")
