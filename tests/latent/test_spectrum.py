import numpy as np
import pytest
import torch

from explorer.latent import axis_profile, log_spectrum, mean_power


@pytest.fixture(scope="module")
def images():
    return torch.randn(5, 3, 28, 28, generator=torch.Generator().manual_seed(0))


@pytest.mark.parametrize("size", [(7, 7), (8, 6)])
def test_the_spectrum_is_numpys_with_dc_in_the_centre(size):
    maps = torch.randn(2, *size, generator=torch.Generator().manual_seed(1))
    expected = np.fft.fftshift(np.abs(np.fft.fft2(maps.numpy())), axes=(-2, -1))
    np.testing.assert_allclose(10 ** log_spectrum(maps).numpy(), expected, rtol=1e-4)
    middle = log_spectrum(torch.ones(1, *size))[0, size[0] // 2, size[1] // 2]
    assert 10 ** middle.item() == pytest.approx(size[0] * size[1], rel=1e-5)


def test_a_map_of_zeros_has_a_spectrum():
    assert torch.isfinite(log_spectrum(torch.zeros(1, 4, 4))).all()


def test_power_adds_up_to_the_mean_square(images):
    assert mean_power(images).sum().item() == pytest.approx(images.square().mean().item(), rel=1e-5)


@pytest.mark.parametrize("side", [7, 28])
def test_a_profile_adds_up_to_the_mean_square_with_all_negative_frequencies(side):
    images = torch.randn(3, 1, side, side, generator=torch.Generator().manual_seed(1))
    profile = axis_profile(mean_power(images))
    assert len(profile) == side // 2 + 1
    both = torch.cat([profile, profile[1 : (side + 1) // 2]])
    assert both.sum().item() == pytest.approx(images.square().mean().item(), rel=1e-5)


def test_the_profile_of_a_wave_stands_at_its_frequency():
    """A wave of 7 periods in 28 columns has its power at ±1/4 across, and is constant down."""
    wave = torch.cos(2 * torch.pi * 7 / 28 * torch.arange(28))
    profile = axis_profile(mean_power(wave.expand(1, 1, 28, 28)))
    expected = torch.zeros(15)
    expected[0], expected[7] = 0.25, 0.125  # of a mean square of 1/2, half for each axis
    assert torch.allclose(profile, expected, atol=1e-6)


def test_a_checkerboard_stands_at_one_half():
    parity = (torch.arange(8)[:, None] + torch.arange(8)) % 2
    profile = axis_profile(mean_power((2.0 * parity - 1)[None, None]))
    assert torch.allclose(profile, torch.eye(5)[4], atol=1e-6)
