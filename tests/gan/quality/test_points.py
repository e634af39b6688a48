import numpy as np
import pytest

from explorer.gan.data.points import POINT_SETS
from explorer.gan.quality.points import (
    density,
    high_quality_share,
    js_divergence,
    modes_covered,
    nearest_modes,
    spread_ratio,
)

WITH_MODES = [name for name, points in POINT_SETS.items() if points.modes is not None]


def drawn(name, count=5000, seed=0):
    return POINT_SETS[name].draw(count, np.random.default_rng(seed))


@pytest.mark.parametrize("name", WITH_MODES)
def test_a_set_covers_all_its_own_modes(name):
    points = POINT_SETS[name]
    assert modes_covered(drawn(name), points.modes, points.mode_std) == len(points.modes)
    # A Gaussian in the plane has 1 − exp(−9/2) of itself within three standard deviations.
    share = high_quality_share(drawn(name, 40_000), points.modes, points.mode_std)
    assert share == pytest.approx(1 - np.exp(-4.5), abs=0.002)


@pytest.mark.parametrize("kept", [1, 3, 7])
def test_a_lost_mode_is_not_covered(kept):
    ring = POINT_SETS["ring"]
    points = drawn("ring")
    owner = nearest_modes(points, ring.modes, ring.mode_std)
    assert modes_covered(points[(owner >= 0) & (owner < kept)], ring.modes, ring.mode_std) == kept


def test_a_mode_needs_its_fair_share():
    modes = np.array([[0.0, 0.0], [1.0, 0.0]])
    mixture = np.repeat(modes, [90, 10], axis=0)
    assert modes_covered(mixture, modes, 0.05) == 2
    assert modes_covered(np.repeat(modes, [91, 9], axis=0), modes, 0.05) == 1


def test_spread_is_measured_around_the_mean():
    points = drawn("moons")
    assert spread_ratio(points, 0.3 * points + 5) == pytest.approx(0.3, rel=1e-4)
    assert spread_ratio(points, np.ones((10, 2))) == 0


def test_points_between_modes_are_of_no_quality():
    ring = POINT_SETS["ring"]
    assert high_quality_share(np.zeros((10, 2)), ring.modes, ring.mode_std) == 0
    assert (nearest_modes(np.zeros((10, 2)), ring.modes, ring.mode_std) == -1).all()


@pytest.mark.parametrize("spread", [0.1, 1.0, 50.0])
def test_a_density_sums_to_one_wherever_the_points_lie(spread):
    points = spread * np.random.default_rng(0).standard_normal((1000, 2))
    assert density(points, 1.5).sum() == pytest.approx(1)


def test_a_density_counts_each_point_once():
    points = np.array([[-1.5, -1.5], [1.5, 1.5], [-0.01, 0.01], [0.01, 0.01], [2.0, 0.0]])
    found = density(points, 1.5, cells=2)
    # Cells by column, then row: (−,−), (−,+), (+,−), (+,+), outside.
    np.testing.assert_allclose(found, [0.2, 0.2, 0, 0.4, 0.2])


def test_js_divergence_is_its_definition_in_bits():
    p, q = np.array([0.5, 0.25, 0.25]), np.array([0.0, 0.5, 0.5])
    # Entropies by hand: m = (¼, ⅜, ⅜).
    middle = -(0.25 * np.log2(0.25) + 0.75 * np.log2(0.375))
    assert js_divergence(p, q) == pytest.approx(middle - (1.5 + 1.0) / 2)
    assert js_divergence(p, q) == js_divergence(q, p)


def test_js_divergence_spans_zero_to_one():
    p = np.array([0.2, 0.8, 0, 0])
    assert js_divergence(p, p) == 0
    assert js_divergence(p, p[::-1]) == pytest.approx(1)


@pytest.mark.parametrize("shares", [[0.5, 0.4], [1.5, -0.5]])
def test_js_divergence_refuses_what_is_no_distribution(shares):
    with pytest.raises(ValueError, match="sum to 1"):
        js_divergence([0.5, 0.5], shares)


@pytest.mark.parametrize("name", POINT_SETS)
def test_two_draws_of_one_set_are_alike_and_two_sets_are_not(name):
    extent = POINT_SETS[name].extent
    true = density(drawn(name, 50_000, seed=1), extent)
    other = "line" if name != "line" else "ring"
    assert js_divergence(true, density(drawn(name), extent)) < 0.03
    assert js_divergence(true, density(drawn(other), extent)) > 0.4
