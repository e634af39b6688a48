import pytest
import torch

from explorer.gan.data.datasets import to_network
from explorer.latent import load_generator
from explorer.latent.checkerboard import (
    SAMPLES,
    SEED,
    TWINS,
    stride_periods,
    study_generator,
    study_images,
    study_real,
    twin_of,
)
from explorer.latent.spectrum import mean_power


def test_strides_begin_anew_after_their_product(grey, pretrained):
    assert stride_periods(grey) == [2, 4]
    assert stride_periods(load_generator(pretrained / "colour")) == [2, 4, 8]


def test_a_study_is_of_the_generators_images(grey):
    z = torch.randn(SAMPLES, grey.z_dim, generator=torch.Generator().manual_seed(SEED))
    assert torch.equal(study_generator(grey, squashed=True).power, mean_power(grey.generate(z)))
    before = study_generator(grey, squashed=False)
    assert torch.equal(before.power, mean_power(grey.activations(z)[-1]))
    assert list(before.repeating) == [2, 4]


def test_what_repeats_every_two_pixels_is_found_at_one_half_and_in_its_share():
    """Noise, and a checkerboard of the same variance: half of the variation repeats."""
    noise = torch.randn(200, 1, 16, 16, generator=torch.Generator().manual_seed(0))
    parity = ((torch.arange(16)[:, None] + torch.arange(16)) % 2) * 2.0 - 1
    plain, patterned = (study_images(images, [2, 4]) for images in (noise, noise + parity))
    rise = patterned.profile / plain.profile
    assert rise[-1].item() == pytest.approx(1 + 16, rel=0.1)  # all in one of 16 columns
    assert rise[1:-1].max().item() < 1.3
    assert patterned.repeating[2] == pytest.approx(0.5, abs=0.02)
    assert plain.repeating[2] < 0.02


def test_a_generator_without_known_data_stands_alone(grey):
    assert study_real(grey) is None
    assert twin_of("grey") is None
    assert twin_of(TWINS[0][0]) is None  # not in this folder


def test_images_of_any_size_are_compared_at_the_generators(grey):
    small = to_network(torch.zeros(2, 1, 7, 7, dtype=torch.uint8), grey.image_shape[1:])
    assert study_images(small, [2]).power.shape == (28, 28)
