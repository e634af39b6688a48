"""The Fréchet distance between two clouds of features."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Moments = tuple[NDArray[np.float64], NDArray[np.float64]]
"""Mean, shape (F,), and covariance, shape (F, F)."""


def moments(features: ArrayLike) -> Moments:
    """Return mean and covariance of features.

    Args:
        features: Shape (N, F); N at least 2.

    Raises:
        ValueError: If there are fewer than two.
    """
    array = np.asarray(features, dtype=np.float64)
    if array.ndim != 2 or len(array) < 2:
        raise ValueError("A Fréchet distance needs at least two feature vectors on each side.")
    return array.mean(0), np.atleast_2d(np.cov(array, rowvar=False))


def frechet_distance(one: Moments, two: Moments) -> float:
    """Return the squared Fréchet (2-Wasserstein) distance between two Gaussians.

    |μ₁ − μ₂|² + tr(Σ₁ + Σ₂ − 2 (Σ₁Σ₂)^½). The product of two covariances has the eigenvalues of
    the symmetric Σ₁^½ Σ₂ Σ₁^½, so that no square root of an unsymmetric matrix is needed.

    Source:
        Dowson & Landau, "The Fréchet distance between multivariate normal distributions", 1982.
    """
    (mean_1, covariance_1), (mean_2, covariance_2) = one, two
    values, vectors = np.linalg.eigh(covariance_1)
    root = (vectors * np.sqrt(values.clip(min=0))) @ vectors.T  # (F, F)
    common = np.sqrt(np.linalg.eigvalsh(root @ covariance_2 @ root).clip(min=0)).sum()
    apart = np.square(mean_1 - mean_2).sum()
    return max(0.0, float(apart + np.trace(covariance_1) + np.trace(covariance_2) - 2 * common))


def classifier_frechet_distance(real_features: ArrayLike, fake_features: ArrayLike) -> float:
    """Return the Fréchet distance between features of a classifier of this project.

    Not Inception FID: the numbers compare only within one dataset, one classifier and equal N,
    since few samples make every such distance larger.

    Args:
        real_features: Shape (N, F), of real images.
        fake_features: Shape (M, F), of generated images, from the same classifier.

    Source:
        Heusel et al., "GANs Trained by a Two Time-Scale Update Rule Converge to a Local Nash
        Equilibrium", 2017, for the idea; the features are ours.
    """
    return frechet_distance(moments(real_features), moments(fake_features))
