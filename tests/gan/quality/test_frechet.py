import numpy as np
import pytest

from explorer.gan.quality import classifier_frechet_distance
from explorer.gan.quality.frechet import frechet_distance, moments


def covariance(rng, size=6):
    factor = rng.standard_normal((size, size))
    return factor @ factor.T


def test_of_commuting_gaussians_it_is_the_closed_form():
    """Σ₁ and Σ₂ with the same axes: |Δμ|² + Σ(√λ₁ − √λ₂)²."""
    rng = np.random.default_rng(0)
    axes, _ = np.linalg.qr(rng.standard_normal((6, 6)))
    one, two = rng.uniform(0.1, 4, (2, 6))
    means = rng.standard_normal((2, 6))
    exact = np.square(means[0] - means[1]).sum() + np.square(np.sqrt(one) - np.sqrt(two)).sum()
    found = frechet_distance((means[0], axes * one @ axes.T), (means[1], axes * two @ axes.T))
    assert found == pytest.approx(exact, rel=1e-9)


def test_of_any_gaussians_it_is_what_the_unsymmetric_root_says():
    """The textbook's formula, with the eigenvalues of Σ₁Σ₂ itself."""
    rng = np.random.default_rng(1)
    one, two = covariance(rng), covariance(rng)
    root = np.sqrt(np.linalg.eigvals(one @ two)).sum().real
    found = frechet_distance((np.zeros(6), one), (np.ones(6), two))
    assert found == pytest.approx(6 + np.trace(one + two) - 2 * root, rel=1e-9)


def test_it_is_symmetric_and_zero_only_between_equals():
    rng = np.random.default_rng(2)
    one, two = (np.zeros(6), covariance(rng)), (np.zeros(6), covariance(rng))
    assert frechet_distance(one, two) == pytest.approx(frechet_distance(two, one), rel=1e-9)
    assert frechet_distance(one, two) > 0.1
    assert frechet_distance(one, one) == pytest.approx(0, abs=1e-9)


def test_of_shifted_features_it_is_the_shift_squared():
    features = np.random.default_rng(3).standard_normal((200, 8)).astype(np.float32)
    shift = np.arange(8) / 4
    found = classifier_frechet_distance(features, features + shift)
    assert found == pytest.approx(np.square(shift).sum(), rel=1e-5)


def test_of_scaled_features_it_is_the_loss_of_spread():
    features = np.random.default_rng(4).standard_normal((200, 8))
    features -= features.mean(0)
    spread = np.trace(np.cov(features, rowvar=False))
    assert classifier_frechet_distance(features, features / 2) == pytest.approx(spread / 4)


def test_features_without_spread_have_a_distance_too():
    one, two = np.ones((10, 4)), np.full((10, 4), 3.0)
    assert classifier_frechet_distance(one, two) == pytest.approx(16)


def test_moments_are_numpys():
    features = np.random.default_rng(5).standard_normal((50, 3))
    mean, spread = moments(features)
    np.testing.assert_allclose(mean, features.mean(0))
    np.testing.assert_allclose(spread, np.cov(features.T))


@pytest.mark.parametrize("features", [np.zeros((1, 4)), np.zeros(4)])
def test_one_feature_vector_is_too_few(features):
    with pytest.raises(ValueError, match="at least two feature vectors"):
        classifier_frechet_distance(np.zeros((5, 4)), features)
