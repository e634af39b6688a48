import pytest
import torch

from explorer.gan.networks.principal import first_response
from explorer.latent import find_directions, own_direction
from explorer.latent.own_direction import count_separated


def marked(grey, truth, count, seed):
    """Samples marked by which side of a plane they lie on, count of each."""
    z = torch.randn(30 * count, grey.z_dim, generator=torch.Generator().manual_seed(seed))
    side = z @ truth > 0
    return z[side][:count], z[~side][:count]


def test_few_marks_find_what_moves_the_picture_better_than_the_means_do(grey):
    truth = find_directions(grey, "principal")[0]
    cosines, plain = [], []
    for seed in range(20):
        yes, no = marked(grey, truth, 4, seed)
        difference = yes.mean(0) - no.mean(0)
        cosines.append(own_direction(grey, yes, no) @ truth)
        plain.append(difference @ truth / difference.norm())
    assert torch.stack(cosines).mean() > torch.stack(plain).mean() + 0.03


def test_many_marks_overrule_the_prior(grey):
    weakest = find_directions(grey, "principal")[-1]
    assert own_direction(grey, *marked(grey, weakest, 400, 0)) @ weakest > 0.95


def test_opposite_marks_give_the_opposite_direction(grey):
    yes, no = marked(grey, torch.eye(grey.z_dim)[0], 10, 1)
    there, back = own_direction(grey, yes, no), own_direction(grey, no, yes)
    assert torch.allclose(there, -back, atol=1e-5)
    assert there.norm().item() == pytest.approx(1, abs=1e-5)


def test_the_direction_is_the_mean_of_the_posterior(grey):
    """The same by the textbook's other form, which inverts a matrix of z_dim rows."""
    yes, no = marked(grey, torch.eye(grey.z_dim)[2], 7, 3)
    response = first_response(grey.module)
    covariance = response.T @ response
    z = (torch.cat([yes, no]) - (yes.mean(0) + no.mean(0)) / 2).double()
    marks = torch.tensor([1.0] * 7 + [-1.0] * 7).double()
    noise = 3 * (z @ covariance @ z.T).diagonal().mean()
    mean = torch.linalg.solve(z.T @ z / noise + covariance.inverse(), z.T @ marks / noise)
    assert torch.allclose(own_direction(grey, yes, no).double(), mean / mean.norm(), atol=1e-4)


def test_marks_that_say_nothing_are_refused(grey):
    z = torch.zeros(2, grey.z_dim)
    with pytest.raises(ValueError, match="at least one sample yes and one no"):
        own_direction(grey, z, z[:0])
    with pytest.raises(ValueError, match="are the same"):
        own_direction(grey, z, z)


def test_marks_with_a_reason_separate_and_marks_by_chance_do_not(grey):
    truth = find_directions(grey, "principal")[0]
    assert count_separated(grey, *marked(grey, truth, 10, 5)) >= 15
    chance = [
        count_separated(grey, *torch.randn(20, grey.z_dim, generator=rng).split(10))
        for rng in map(torch.Generator().manual_seed, range(10))
    ]
    assert sum(chance) / 200 < 0.65


def test_no_sample_is_judged_by_its_own_mark(grey):
    """Twins with opposite marks: whoever knew the mark would tell them apart, the other cannot."""
    z = torch.randn(4, grey.z_dim, generator=torch.Generator().manual_seed(2))
    assert count_separated(grey, z, z + 1e-3 * torch.randn_like(z)) <= 4


def test_too_few_marks_are_refused(grey):
    z = torch.randn(5, grey.z_dim)
    with pytest.raises(ValueError, match="at least 3 samples yes and 3 no: so far there are 2 and"):
        count_separated(grey, z[:2], z[2:])
