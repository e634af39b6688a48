import pytest
import torch

from explorer.latent import DIRECTIONS, find_directions, variance_shares


@pytest.mark.parametrize("kind", DIRECTIONS)
def test_directions_are_orthonormal(grey, kind):
    rows = find_directions(grey, kind)
    assert torch.allclose(rows @ rows.T, torch.eye(len(rows)), atol=1e-5)


def test_principal_directions_are_ranked_by_measured_variance(grey):
    steps = torch.randn(500, 1, generator=torch.Generator().manual_seed(0))
    module = grey.module
    rows = find_directions(grey, "principal")
    measured = []
    for row in rows:
        along = steps * row  # z that vary along this direction alone
        response = module.norms[0](module.convs[0](along[:, :, None, None]))
        measured.append(float(response.var(dim=0).sum()))
    assert measured == sorted(measured, reverse=True)


def test_no_direction_moves_the_first_layer_more_than_the_first_principal_one(grey):
    probe = torch.randn(200, grey.z_dim, generator=torch.Generator().manual_seed(0))
    probe = torch.cat([find_directions(grey, "principal")[:1], probe / probe.norm(dim=1)[:, None]])
    module = grey.module
    response = module.norms[0](module.convs[0](probe[:, :, None, None]))
    at_zero = module.norms[0](module.convs[0](torch.zeros(1, grey.z_dim, 1, 1)))
    assert (response - at_zero).square().sum(dim=(1, 2, 3)).argmax() == 0


def test_principal_directions_have_a_fixed_sign(grey):
    rows = find_directions(grey, "principal")
    assert (rows.gather(1, rows.abs().argmax(dim=1, keepdim=True)) > 0).all()


@pytest.mark.parametrize("kind", DIRECTIONS)
def test_variance_shares_sum_to_one(grey, kind):
    assert variance_shares(grey, kind).sum() == pytest.approx(1, abs=1e-5)


def test_principal_shares_fall(grey):
    shares = variance_shares(grey, "principal")
    assert (shares.diff() <= 1e-7).all()
