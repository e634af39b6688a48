import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.latent import trained_shell


@pytest.mark.parametrize("z_dim", [2, 16, 100])
@pytest.mark.parametrize("coverage", [0.5, 0.95])
def test_the_shell_holds_its_share_of_random_z(z_dim, coverage):
    rng = torch.Generator().manual_seed(0)
    lengths = torch.randn(40_000, z_dim, generator=rng).norm(dim=1)
    inner, outer = trained_shell(z_dim, coverage)
    inside = (lengths > inner) & (lengths < outer)
    assert inside.double().mean() == pytest.approx(coverage, abs=0.01)
    assert (lengths < inner).double().mean() == pytest.approx((1 - coverage) / 2, abs=0.01)


def test_the_shell_in_two_dimensions_is_rayleighs():
    inner, outer = trained_shell(2, 0.9)
    # P(‖z‖ > r) = exp(−r²/2) in two dimensions
    assert inner == pytest.approx((-2 * torch.tensor(0.95).log()).sqrt().item(), rel=1e-5)
    assert outer == pytest.approx((-2 * torch.tensor(0.05).log()).sqrt().item(), rel=1e-5)


@settings(max_examples=20)
@given(z_dim=st.integers(1, 512))
def test_the_shell_lies_around_the_root_of_z_dim(z_dim):
    inner, outer = trained_shell(z_dim)
    assert 0 < inner < z_dim**0.5 < outer
