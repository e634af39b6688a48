from dataclasses import asdict

import numpy as np
import pytest
import torch

from explorer.gan import TrainingConfig, TrainingSession
from explorer.runs.sight import look, read_preview, real_images, signed_bytes, write_preview

PICTURES = TrainingConfig(width=4, batch_size=4, precision="float32")
POINTS = TrainingConfig(dataset="ring", network="mlp", z_dim=2, width=8, precision="float32")


@pytest.fixture(scope="module")
def pictures():
    data = torch.randint(256, (32, 3, 10, 10), dtype=torch.uint8)
    return TrainingSession(PICTURES, data=data)


def same(one, other):
    assert one.keys() == other.keys()
    for name, value in one.items():
        np.testing.assert_array_equal(value, other[name], err_msg=name)


def test_a_preview_keeps_pictures_and_push(pictures, tmp_path):
    sight = look(pictures, push=True)
    assert sight.samples.shape == sight.push.shape == (40, 28, 28, 3)
    write_preview(tmp_path / "preview", sight)
    again = read_preview(tmp_path / "preview")
    np.testing.assert_array_equal(again.samples, sight.samples)
    np.testing.assert_array_equal(again.push, sight.push)
    assert again.points_view is None


def test_push_costs_nothing_where_nobody_wants_it(pictures, tmp_path):
    sight = look(pictures, push=False)
    assert sight.push is None
    write_preview(tmp_path / "preview", sight)
    assert read_preview(tmp_path / "preview").push is None


@pytest.mark.parametrize("z_dim", [2, 3])
def test_a_preview_keeps_a_view_of_points(tmp_path, z_dim):
    config = TrainingConfig(dataset="ring", network="mlp", z_dim=z_dim, width=8)
    sight = look(TrainingSession(config), push=True)
    write_preview(tmp_path / "preview", sight)
    again = read_preview(tmp_path / "preview")
    assert again.samples is None
    same(asdict(again.points_view), asdict(sight.points_view))
    assert (again.points_view.manifold is None) == (z_dim != 2)


def test_a_preview_that_is_gone_is_an_os_error(tmp_path):
    with pytest.raises(OSError, match="No such file"):
        read_preview(tmp_path / "preview")


def test_real_pictures_are_seen_as_the_network_sees_them(pictures):
    assert real_images(pictures).shape == (20, 28, 28, 3)
    assert real_images(TrainingSession(POINTS)) is None


def test_signed_bytes_keep_zero_and_the_largest_magnitude():
    push = torch.tensor([0.0, 1.0, -2.0, 0.5]).view(1, 1, 2, 2)
    assert signed_bytes(push).ravel().tolist() == [0, 64, -127, 32]
    assert signed_bytes(torch.zeros(1, 1, 1, 2)).ravel().tolist() == [0, 0]
    assert signed_bytes(torch.tensor([float("nan"), 1.0]).view(1, 1, 1, 2)).ravel().tolist() == [
        0,
        127,
    ]


def test_what_is_not_finite_is_not_shown(pictures, monkeypatch):
    monkeypatch.setattr(pictures, "sample", lambda z: torch.full((40, 3, 28, 28), float("nan")))
    assert look(pictures, push=False) is None
