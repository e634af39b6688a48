import pytest
import torch

from explorer.latent import combine, onto_shell, trained_shell


def rng(seed=0):
    return torch.Generator().manual_seed(seed)


def test_what_is_added_and_taken_away_alike_changes_nothing():
    z = torch.randn(4, 100, generator=rng())
    base = onto_shell(z[:1])
    assert torch.allclose(combine(z, z.flip(0), base), base, atol=1e-5)


def test_the_sum_points_where_the_formula_says_and_lies_on_the_shell():
    plus, minus, base = (torch.randn(n, 100, generator=rng(n)) for n in (3, 2, 1))
    result = combine(plus, minus, base)
    formula = plus.mean(0) - minus.mean(0) + base
    assert torch.cosine_similarity(result, formula).item() == pytest.approx(1, abs=1e-5)
    inner, outer = trained_shell(100)
    assert inner - 1e-4 <= result.norm() <= outer + 1e-4


def test_what_lies_on_the_shell_stays_and_the_rest_comes_to_its_edge():
    inner, outer = trained_shell(50)
    lengths = torch.tensor([0.1, inner, (inner + outer) / 2, outer, 99.0])
    z = torch.nn.functional.normalize(torch.randn(5, 50, generator=rng())) * lengths[:, None]
    found = onto_shell(z).norm(dim=1)
    expected = torch.tensor([inner, inner, (inner + outer) / 2, outer, outer])
    assert torch.allclose(found, expected, atol=1e-3)


@pytest.mark.parametrize("empty", range(3))
def test_nothing_to_add_take_away_or_change_is_refused(empty):
    parts = [torch.ones(int(i != empty), 5) for i in range(3)]
    with pytest.raises(ValueError, match="Choose at least one"):
        combine(*parts)


def test_a_sum_of_nothing_is_refused():
    with pytest.raises(ValueError, match="cancels"):
        combine(torch.zeros(1, 5), torch.ones(1, 5), torch.ones(1, 5))
