"""How well generated points cover a set in the plane.

Points can be judged better than pictures: the true modes are known, and the plane is small enough
to count in.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

NEAR = 3.0
"""A point belongs to a mode if it lies within this many standard deviations of its centre."""

LEAST_SHARE = 0.2
"""A mode is covered if it gets at least this share of the points that an equal split gives it."""

CELLS = 24
"""Cells along each side of the square in which densities are counted."""


def nearest_modes(points: ArrayLike, modes: ArrayLike, std: float) -> NDArray[np.int64]:
    """Return for each point the index of the mode it belongs to, −1 if none is near.

    Args:
        points: Shape (N, 2).
        modes: Centres, shape (M, 2).
        std: Standard deviation of a mode on each axis.

    Returns:
        Shape (N,).
    """
    offsets = np.asarray(points, float)[:, None] - np.asarray(modes, float)  # (N, M, 2)
    apart = np.linalg.norm(offsets, axis=2)
    nearest = apart.argmin(1)
    return np.where(apart.min(1) <= NEAR * std, nearest, -1)


def modes_covered(points: ArrayLike, modes: ArrayLike, std: float) -> int:
    """Count the modes that get a fair part of the points.

    Args:
        points: Generated points, shape (N, 2).
        modes: Centres, shape (M, 2).
        std: Standard deviation of a mode on each axis.

    Source:
        Srivastava et al., "VEEGAN", 2017, for counting modes and high-quality points; what counts
        as covered is stricter here than one point.
    """
    owners = nearest_modes(points, modes, std)
    count = len(np.asarray(modes))
    hits = np.bincount(owners[owners >= 0], minlength=count)
    return int((hits >= LEAST_SHARE * len(owners) / count).sum())


def high_quality_share(points: ArrayLike, modes: ArrayLike, std: float) -> float:
    """Return the share of points within three standard deviations of some mode.

    Args:
        points: Generated points, shape (N, 2).
        modes: Centres, shape (M, 2).
        std: Standard deviation of a mode on each axis.
    """
    return float((nearest_modes(points, modes, std) >= 0).mean())


def spread_ratio(real: ArrayLike, fake: ArrayLike) -> float:
    """Return how far fakes scatter around their mean, as a share of how far real ones do.

    Args:
        real: Shape (N, 2).
        fake: Shape (M, 2).
    """
    one, two = (np.asarray(points, dtype=np.float64).var(0).sum() for points in (real, fake))
    return float(np.sqrt(two / max(one, 1e-12)))


def density(points: ArrayLike, extent: float, cells: int = CELLS) -> NDArray[np.float64]:
    """Count points in the cells of a square, as shares that sum to 1.

    What lies outside the square is counted too, in a last entry of its own; a density that lost
    it would not be one.

    Args:
        points: Shape (N, 2); N at least 1.
        extent: Half the side of the square around the origin.
        cells: Cells along each side.

    Returns:
        Shape (cells² + 1,); the last entry is the share outside.
    """
    array = np.asarray(points, dtype=np.float64)
    inside = (np.abs(array) <= extent).all(1)
    columns = ((array[inside] + extent) / (2 * extent) * cells).astype(int).clip(0, cells - 1)
    counts = np.bincount(columns[:, 0] * cells + columns[:, 1], minlength=cells**2)
    return np.append(counts, len(array) - inside.sum()) / len(array)


def js_divergence(one: ArrayLike, two: ArrayLike) -> float:
    """Return the Jensen–Shannon divergence of two discrete distributions, in bits.

    0 where they are equal, 1 where they share nothing.

    Args:
        one: Probabilities, shape (K,); sum 1.
        two: Probabilities, shape (K,); sum 1.

    Raises:
        ValueError: If one of them is no distribution.

    Source:
        Lin, "Divergence Measures Based on the Shannon Entropy", 1991.
    """
    p, q = np.asarray(one, dtype=np.float64), np.asarray(two, dtype=np.float64)
    for shares in (p, q):
        if (shares < 0).any() or not np.isclose(shares.sum(), 1):
            raise ValueError("A distribution's probabilities must sum to 1.")
    middle = (p + q) / 2
    return float(np.clip((_relative_entropy(p, middle) + _relative_entropy(q, middle)) / 2, 0, 1))


def _relative_entropy(p: NDArray[np.float64], q: NDArray[np.float64]) -> float:
    """Return KL(p ‖ q) in bits; q is positive wherever p is."""
    held = p > 0
    return float((p[held] * np.log2(p[held] / q[held])).sum())
