import pytest
import torch

from explorer.latent import by_effect, find_directions, sensitivities
from explorer.latent.sensitivity import PROBES, SEED


def test_it_is_the_measured_change_of_one_step(grey):
    row = find_directions(grey, "principal")[[2]]
    z = torch.randn(PROBES, grey.z_dim, generator=torch.Generator().manual_seed(SEED))
    change = (grey.generate(z + row) - grey.generate(z)) / 2
    assert float(sensitivities(grey, row)) == pytest.approx(float(change.square().mean().sqrt()))


def test_what_one_row_gives_does_not_hang_on_the_others(grey):
    rows = find_directions(grey, "raw_z")
    alone = torch.cat([sensitivities(grey, row[None]) for row in rows])
    torch.testing.assert_close(sensitivities(grey, rows), alone)


def test_raw_dimensions_come_in_the_order_of_their_measured_effect(grey):
    order = by_effect(grey, "raw_z")
    assert sorted(order) == list(range(grey.z_dim))
    effects = sensitivities(grey, find_directions(grey, "raw_z"))[order]
    assert (effects.diff() <= 0).all()
    assert order != sorted(order)


def test_other_directions_stay_in_the_order_that_they_are_found_in(grey):
    assert by_effect(grey, "principal") == list(range(grey.z_dim))
