"""The terms of the bound, against what they are defined to be."""

import pytest
import torch
from torch.distributions import Normal

from explorer.gan.training.elbo import (
    PIXEL_VARIANCE,
    active_dimensions,
    kl_divergence,
    reconstruction_loss,
    reparameterise,
)


def posterior(seed=0, shape=(3, 4)):
    rng = torch.Generator().manual_seed(seed)
    return torch.randn(shape, generator=rng), torch.randn(shape, generator=rng)


def test_the_divergence_of_a_standard_normal_is_zero():
    assert torch.equal(kl_divergence(torch.zeros(5, 7), torch.zeros(5, 7)), torch.zeros(7))


def test_the_divergence_agrees_with_samples():
    mean, log_variance = posterior()
    q = Normal(mean, (0.5 * log_variance).exp())
    rng = torch.Generator().manual_seed(1)
    z = reparameterise(mean, log_variance, torch.randn(400_000, *mean.shape, generator=rng))
    estimate = (q.log_prob(z) - Normal(0.0, 1.0).log_prob(z)).mean((0, 1))
    torch.testing.assert_close(kl_divergence(mean, log_variance), estimate, rtol=0, atol=0.01)


def test_samples_have_the_mean_and_the_variance_that_was_said():
    mean, log_variance = posterior(shape=(1, 4))
    noise = torch.randn(200_000, 4, generator=torch.Generator().manual_seed(2))
    z = reparameterise(mean, log_variance, noise)
    torch.testing.assert_close(z.mean(0), mean[0], rtol=0, atol=0.02)
    torch.testing.assert_close(z.var(0).log(), log_variance[0], rtol=0, atol=0.02)


def test_the_reconstruction_is_the_likelihood_but_for_its_constant():
    rng = torch.Generator().manual_seed(3)
    images, others = (torch.rand(5, 3, 4, 4, generator=rng) * 2 - 1 for _ in range(2))
    std = PIXEL_VARIANCE**0.5
    likelihood = Normal(others, std).log_prob(images).flatten(1).sum(1)
    constant = Normal(images, std).log_prob(images).flatten(1).sum(1)
    loss = reconstruction_loss(images, others)
    torch.testing.assert_close(loss, (constant - likelihood).mean())


@pytest.mark.parametrize("active", [0, 2])
def test_a_dimension_is_active_if_its_means_differ_from_picture_to_picture(active):
    mean = torch.ones(64, 5)
    mean[:, :active] = torch.randn(64, active, generator=torch.Generator().manual_seed(4))
    assert active_dimensions(mean).item() == active
