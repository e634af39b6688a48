import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from explorer.latent import PATHS, lerp, slerp, walk

Z_DIM = 16
seeds = st.integers(0, 10_000)
steps = st.floats(0, 1)


def random_pair(seed):
    rng = torch.Generator().manual_seed(seed)
    return torch.randn(2, Z_DIM, generator=rng, dtype=torch.float64)


@pytest.mark.parametrize("path", [lerp, slerp])
@given(seed=seeds)
def test_paths_start_and_end_where_they_should(path, seed):
    a, b = random_pair(seed)
    assert torch.allclose(path(a, b, 0.0), a)
    assert torch.allclose(path(a, b, 1.0), b)


@pytest.mark.parametrize("path", [lerp, slerp])
@given(seed=seeds, t=steps)
def test_paths_are_the_same_walked_backwards(path, seed, t):
    a, b = random_pair(seed)
    assert torch.allclose(path(a, b, t), path(b, a, 1 - t))


@pytest.mark.parametrize("path", [lerp, slerp])
@given(seed=seeds, t=steps)
def test_paths_between_equal_points_stay_there(path, seed, t):
    a, _ = random_pair(seed)
    assert torch.allclose(path(a, a, t), a)


@given(seed=seeds, t=steps)
def test_slerp_keeps_the_length_of_equally_long_ends(seed, t):
    a, b = random_pair(seed)
    b = b * a.norm() / b.norm()
    assert slerp(a, b, t).norm() == pytest.approx(float(a.norm()))


@given(seed=seeds)
def test_slerp_advances_by_equal_angles(seed):
    a, b = (end / end.norm() for end in random_pair(seed))
    path = slerp(a, b, torch.linspace(0, 1, 5, dtype=torch.float64)[:, None])  # (5, z_dim)
    angles = torch.cosine_similarity(path[1:], path[:-1], dim=1).acos()
    assert torch.allclose(angles, torch.cosine_similarity(a, b, dim=0).acos() / 4)


def test_the_middle_of_lerp_is_shorter_than_its_ends():
    a, b = random_pair(0)
    assert lerp(a, b, 0.5).norm() < min(a.norm(), b.norm())


def test_slerp_of_opposite_points_is_finite():
    a, _ = random_pair(0)
    assert slerp(a, -a, 0.3).isfinite().all()


@pytest.mark.parametrize("path", list(PATHS))
@given(seed=seeds, t=steps, way=st.integers(0, 2))
def test_a_walk_takes_the_path_from_each_stop_to_the_next(path, seed, t, way):
    stops = torch.cat([random_pair(seed), random_pair(seed + 1)])
    (found,) = walk(stops, path, torch.tensor([way + t], dtype=torch.float64))
    assert torch.allclose(found, PATHS[path](stops[way], stops[way + 1], t))


def test_a_walk_by_an_unknown_path_is_refused():
    with pytest.raises(ValueError, match="path must be one of slerp, lerp"):
        walk(torch.ones(2, 3), "detour", torch.zeros(1))
