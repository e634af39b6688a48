import pytest
import torch

from explorer.latent import LatentView, angle, find_directions, random_z, vary


def test_closeness_is_the_correlation(grey):
    views = [LatentView(generator="grey", seed=n) for n in range(100)]
    before = torch.cat([view.start(grey) for view in views])
    after = torch.cat([vary(view, grey, 1000 + n, 0.9).start(grey) for n, view in enumerate(views)])
    both = torch.stack([before.flatten(), after.flatten()])
    assert float(both.corrcoef()[0, 1]) == pytest.approx(0.9, abs=0.03)


def test_a_z_near_a_random_one_is_as_long(grey):
    lengths = [
        float(vary(LatentView(generator="grey", seed=n), grey, n + 1000, 0.7).start(grey).norm())
        for n in range(100)
    ]
    assert sum(lengths) / 100 == pytest.approx(12**0.5, rel=0.08)


def test_edits_and_locks_stay(grey):
    view = LatentView(generator="grey", seed=1, coordinates=(1, 2)).lock(grey, 3)
    other = vary(view, grey, 7)
    assert (other.coordinates, other.locks) == (view.coordinates, view.locks)
    direction = find_directions(grey, "principal")[3]
    assert torch.allclose(other.start(grey) @ direction, view.start(grey) @ direction, atol=1e-5)
    assert angle(view.start(grey), other.start(grey)) > 1


def test_closeness_has_bounds(grey):
    view = LatentView(generator="grey", seed=1)
    assert angle(view.start(grey), vary(view, grey, 5, 1).start(grey)) < 0.1
    assert angle(random_z(5, 12), vary(view, grey, 5, 0).start(grey)) < 0.1
    with pytest.raises(ValueError, match="closeness must be a number from 0 to 1"):
        vary(view, grey, 5, 1.1)
