import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.latent.labels import Value
from explorer.latent.learned import learn_directions, project_away, without_questions


def rng(seed=0):
    return torch.Generator().manual_seed(seed)


@pytest.mark.parametrize("curve", [torch.sigmoid, lambda x: (x > 1).float(), lambda x: x.exp() / 9])
def test_least_squares_finds_the_direction_behind_any_link(curve):
    """Brillinger's theorem, which is what lets a closed form stand in for a separating plane."""
    z = torch.randn(20_000, 8, generator=rng())
    truth = torch.nn.functional.normalize(torch.arange(1.0, 9), dim=0)
    likely = curve(3 * z @ truth).clamp(0, 1)
    holds = torch.rand(20_000, generator=rng(1)) < likely
    (row,) = learn_directions(z, holds[:, None])
    assert row @ truth > 0.99


def test_learned_directions_have_length_one_and_do_not_mind_their_neighbours():
    z = torch.randn(500, 6, generator=rng())
    holds = torch.rand(500, 4, generator=rng(1)) < 0.3
    rows = learn_directions(z, holds)
    assert torch.allclose(rows.norm(dim=1), torch.ones(4), atol=1e-6)
    assert torch.allclose(learn_directions(z, holds[:, 2:]), rows[2:], atol=1e-6)
    assert torch.allclose(learn_directions(z, ~holds), -rows, atol=1e-5)


@settings(max_examples=30, deadline=None)
@given(others=st.integers(1, 7), seed=st.integers(0, 1000))
def test_conditional_projection_leaves_the_others_alone(others, seed):
    rows = torch.nn.functional.normalize(torch.randn(others + 1, 9, generator=rng(seed)))
    kept = project_away(rows[0], rows[1:])
    assert torch.allclose(rows[1:] @ kept, torch.zeros(others), atol=1e-5)
    assert kept.norm().item() == pytest.approx(1, abs=1e-5)
    # What was taken away lies in the span of the others, so nothing nearer does the same.
    taken = rows[0] - (rows[0] @ kept) * kept
    assert torch.linalg.matrix_rank(torch.cat([rows[1:], taken[None]]), rtol=1e-4) <= others


def test_conditional_projection_of_what_the_others_span_is_refused():
    rows = torch.eye(4)
    with pytest.raises(ValueError, match="Nothing is left"):
        project_away((rows[0] + rows[1]) / 2**0.5, rows[:2])


def test_only_the_named_questions_are_held():
    rows = torch.nn.functional.normalize(torch.randn(6, 12, generator=rng()))
    values = [Value(question=q, answer=str(i)) for i, q in enumerate("aabbcc")]
    kept = without_questions(rows, values, [{"b"}, {"b"}, {"a", "c"}, {"a"}, set(), {"b"}])
    held = (kept @ rows.T).abs() < 1e-5
    assert held[0].tolist() == held[1].tolist() == [False, False, True, True, False, False]
    assert held[2].tolist() == [True, True, False, False, True, True]
    assert torch.allclose(kept[4], rows[4], atol=1e-6)
