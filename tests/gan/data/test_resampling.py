"""Laws of making pictures smaller and larger."""

import numpy as np
import pytest
import torch
from PIL import Image

from explorer.gan.data.resampling import FACTOR, bicubic, repeated, shrunk


@pytest.fixture
def pictures():
    return torch.rand(3, 2, 20, 28, generator=torch.Generator().manual_seed(0)) * 2 - 1


def test_shrinking_takes_the_mean_of_each_block(pictures):
    low = shrunk(pictures)
    assert low.shape == (3, 2, 20 // FACTOR, 28 // FACTOR)
    assert low[1, 0, 2, 3].item() == pytest.approx(pictures[1, 0, 8:12, 12:16].mean().item())


def test_shrinking_undoes_repeating(pictures):
    torch.testing.assert_close(shrunk(repeated(pictures)), pictures)


@pytest.mark.parametrize("enlarged", [repeated, bicubic])
def test_enlarging_multiplies_both_sides(pictures, enlarged):
    assert enlarged(pictures).shape == (3, 2, 20 * FACTOR, 28 * FACTOR)


def test_bicubic_interpolation_keeps_a_constant():
    enlarged = bicubic(torch.full((1, 1, 7, 7), 0.3))
    torch.testing.assert_close(enlarged, torch.full((1, 1, 28, 28), 0.3))


def test_bicubic_interpolation_is_what_picture_programs_do(pictures):
    low = pictures[0, 0]
    expected = Image.fromarray(low.numpy()).resize(
        (28 * FACTOR, 20 * FACTOR), Image.Resampling.BICUBIC
    )
    torch.testing.assert_close(bicubic(low[None, None])[0, 0], torch.from_numpy(np.array(expected)))
