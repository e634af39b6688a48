"""Real and generated pictures, mixed."""

from dataclasses import replace

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from explorer.gan.data.datasets import AVATARS, to_network
from explorer.gan.networks.architectures import NETWORKS
from explorer.latent.real_or_fake import mix
from explorer.latent.real_pictures import real_pictures

OF_FASHION = {"training": {"dataset": "fashion_mnist"}}


class Judge(torch.nn.Module):
    """Takes bright pictures for real."""

    def forward(self, images):
        return images.mean((1, 2, 3)) + 0.5


@pytest.fixture
def fashion(grey):
    return replace(grey, description=OF_FASHION)


def test_every_picture_is_what_it_is_said_to_be(fashion):
    mixture = mix(fashion, 60, seed=3)
    held_out = to_network(real_pictures(fashion).unseen, (28, 28)).flatten(1).numpy()
    found = [bool((held_out == one).all(1).any()) for one in mixture.images.flatten(1).numpy()]
    assert found == mixture.is_real.tolist()
    assert 15 < sum(found) < 45
    assert mixture.taken_for_real is None


def test_each_picture_is_real_by_a_coin_of_its_own(fashion):
    places = torch.stack([mix(fashion, 4, seed=seed).is_real for seed in range(60)]).float()
    assert places.mean(0).min() > 0.25
    assert places.mean(0).max() < 0.75
    assert torch.unique(places.sum(1)).numel() > 3  # not always the same number


def test_the_generators_own_discriminator_judges_the_same_pictures(fashion):
    judged = mix(replace(fashion, judge=Judge), 30, seed=1)
    assert torch.equal(judged.images, mix(fashion, 30, seed=1).images)
    assert judged.taken_for_real is not None
    assert torch.equal(judged.taken_for_real, judged.images.mean((1, 2, 3)) + 0.5 > 0)


def test_a_discriminator_that_only_compares_judges_none(fashion):
    critic = {"training": {"dataset": "fashion_mnist", "loss": "wasserstein_gp"}}
    assert mix(replace(fashion, judge=Judge, description=critic), 4, seed=1).taken_for_real is None


def test_larger_pictures_of_a_generator_are_averaged_down_to_the_real_ones(pretrained, grey):
    from explorer.gan.networks.dcgan import Generator

    module = Generator(NETWORKS["dcgan64"](8, 2, 3), torch.Generator().manual_seed(0)).eval()
    large = replace(grey, module=module, description={"data": {"licence": AVATARS}})
    mixture = mix(large, 12, seed=5)
    assert mixture.images.shape == (12, 3, 32, 32)
    rng = torch.Generator().manual_seed(5)
    torch.rand(12, generator=rng)
    torch.randperm(len(real_pictures(large).unseen), generator=rng)
    fakes = F.avg_pool2d(large.generate(torch.randn(12, 8, generator=rng)), 2)
    shown = mixture.images[~mixture.is_real]
    np.testing.assert_allclose(shown, fakes[~mixture.is_real], atol=1e-5)


def test_pictures_that_may_not_be_shown_are_not_mixed(grey):
    with pytest.raises(ValueError, match="no real pictures to show beside those of grey"):
        mix(grey, 4, seed=0)
