import numpy as np
import pytest

from explorer.gan import POINT_SETS
from explorer.gan.data.points import EXTENT, TREMBLE, drawn


@pytest.mark.parametrize("name", POINT_SETS)
def test_a_set_lies_in_its_square_and_repeats_from_its_generator(name):
    points = POINT_SETS[name]
    drawn_points = points.draw(4000, np.random.default_rng(0))
    assert drawn_points.shape == (4000, 2)
    assert drawn_points.dtype == np.float32
    assert np.abs(drawn_points).max() < points.extent
    assert np.abs(drawn_points).max() > 0.6 * points.extent  # and fills it
    assert np.array_equal(drawn_points, points.draw(4000, np.random.default_rng(0)))


@pytest.mark.parametrize(("name", "count"), [("ring", 8), ("grid", 25), ("blobs", 3)])
def test_clusters_are_equally_likely_round_and_as_wide_as_they_say(name, count):
    points = POINT_SETS[name]
    sample = points.draw(20_000, np.random.default_rng(1))
    assert points.modes.shape == (count, 2)
    offsets = sample[:, None] - points.modes  # (N, M, 2)
    owner = np.linalg.norm(offsets, axis=2).argmin(1)
    assert np.bincount(owner, minlength=count) == pytest.approx(20_000 / count, rel=0.15)
    around = offsets[np.arange(len(sample)), owner]
    assert around.mean(0) == pytest.approx(0, abs=0.01)
    assert around.std(0) == pytest.approx(points.mode_std, rel=0.05)


def test_sets_without_clusters_offer_none_to_count():
    assert {name for name, points in POINT_SETS.items() if points.modes is None} == {
        "spiral",
        "moons",
        "line",
    }


def test_the_line_is_one_line_and_the_moons_are_two():
    line = POINT_SETS["line"].draw(5000, np.random.default_rng(0))
    _, small = np.linalg.eigvalsh(np.cov(line.T))[::-1]
    assert np.sqrt(small) == pytest.approx(POINT_SETS["line"].mode_std, rel=0.05)
    moons = POINT_SETS["moons"].draw(5000, np.random.default_rng(0))
    to_upper = np.abs(np.linalg.norm(moons - [-0.4, -0.2], axis=1) - 0.8) < 0.2
    to_lower = np.abs(np.linalg.norm(moons - [0.4, 0.2], axis=1) - 0.8) < 0.2
    assert (to_upper | to_lower).mean() > 0.99
    assert to_upper.mean() == pytest.approx(to_lower.mean(), abs=0.05)


def test_the_spiral_is_evenly_thick():
    spiral = POINT_SETS["spiral"].draw(20_000, np.random.default_rng(0))
    radius = np.linalg.norm(spiral, axis=1)
    # Turns are equally far apart, so the length up to radius r grows as r².
    inner = (radius < 0.6).mean()
    assert inner == pytest.approx(0.25, abs=0.04)


def test_drawn_points_come_back_a_little_displaced():
    own = np.random.default_rng(0).uniform(-1, 1, (30, 2))
    again = drawn(own).draw(3000, np.random.default_rng(1))
    nearest = np.linalg.norm(again[:, None] - own, axis=2).min(1)
    assert nearest.max() < 5 * TREMBLE
    assert np.bincount(np.linalg.norm(again[:, None] - own, axis=2).argmin(1)).min() > 0


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        (np.zeros((30, 3)), "must be pairs"),
        (np.zeros((3, 2)), "Draw between 16 and 20,000 points: these are 3."),
        (np.zeros((30_000, 2)), "these are 30,000."),
        (np.full((30, 2), np.nan), "must lie between"),
        (np.full((30, 2), EXTENT + 0.1), "must lie between"),
    ],
)
def test_what_is_no_drawing_is_refused_in_one_sentence(points, sentence):
    with pytest.raises(ValueError, match=sentence) as refusal:
        drawn(points)
    assert str(refusal.value).count("\n") == 0
