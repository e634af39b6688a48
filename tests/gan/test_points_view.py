import numpy as np
import pytest
import torch

from explorer.gan import TrainingConfig, TrainingSession


def session(**changes):
    settings = {"dataset": "ring", "network": "mlp", "z_dim": 2, "width": 8, "batch_size": 16}
    return TrainingSession(TrainingConfig(**(settings | changes)), "cpu")


def test_a_view_is_the_sessions_own_answers_and_changes_nothing():
    trained = session()
    for _ in range(5):
        trained.step()
    other = session()
    for _ in range(5):
        other.step()
    view = trained.points_view(side=10)
    assert np.array_equal(view.fake, trained.sample(trained.fixed_inputs).numpy())
    assert np.array_equal(view.push, trained.push(trained.fixed_inputs).numpy())
    assert np.array_equal(view.real, trained.data[:256].numpy())
    assert trained.step() == other.step()


def test_heat_is_d_at_the_middle_of_each_cell_from_the_lower_left():
    trained = session()
    view = trained.points_view(side=10)
    assert view.heat.shape == (10, 10)
    e = view.extent
    for row, column in ((0, 0), (2, 7), (9, 3)):
        centre = [[-e + (column + 0.5) * e / 5, -e + (row + 0.5) * e / 5]]
        at = trained.verdict(torch.tensor(centre)).item()
        assert view.heat[row, column] == pytest.approx(at, abs=1e-6)


def test_the_manifold_is_g_of_a_grid_whose_cells_are_equally_likely():
    trained = session()
    manifold = trained.points_view().manifold
    side = len(manifold)
    assert manifold.shape == (side, side, 2)
    middle = trained.sample(torch.zeros(1, 2)).numpy()
    assert manifold[side // 2, side // 2] == pytest.approx(middle[0], abs=1e-6)
    # The third of 15 columns is at a share of 2.5 / 15, where the normal distribution has −0.9674.
    sixth = trained.sample(torch.tensor([[-0.96742, 0.0]])).numpy()
    assert manifold[2, side // 2] == pytest.approx(sixth[0], abs=1e-4)


def test_without_two_numbers_in_z_there_is_no_plane_to_bend():
    assert session(z_dim=3).points_view().manifold is None


def test_the_push_points_where_d_rises():
    trained = session(learning_rate_g=1e-6, learning_rate_d=1e-2)
    for _ in range(200):
        trained.step()
    view = trained.points_view()
    fake = torch.from_numpy(view.fake)
    length = torch.from_numpy(view.push).norm(dim=1, keepdim=True)
    moved = fake + 0.01 * torch.from_numpy(view.push) / length.clamp_min(1e-12)
    gained = trained.verdict(moved) > trained.verdict(fake)
    assert gained[length.flatten() > 1e-4].float().mean() > 0.95
