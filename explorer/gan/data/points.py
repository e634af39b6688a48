"""Sets of points in the plane, whose modes can be counted and which train in seconds.

All of them fit the square from −1.5 to 1.5 on both axes, about the scale of what a small network
makes before it has learned anything.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Points = NDArray[np.float32]
"""Points, shape (N, 2)."""

EXTENT = 1.5
"""Half the side of the square around the origin in which every set lies."""

LEAST_DRAWN, MOST_DRAWN = 16, 20_000
"""How many points a visitor may draw."""

TREMBLE = 0.02
"""Standard deviation with which a drawn point is repeated: a hand is no more exact."""


@dataclass(frozen=True, kw_only=True, eq=False)
class PointSet:
    """A distribution in the plane.

    Attributes:
        sample: (n, rng) → points, shape (n, 2).
        modes: Centres of its clusters, shape (M, 2); None if it has none to count.
        mode_std: Standard deviation of a cluster on each axis, or of the spread around the shape.
        extent: Half the side of the square around the origin that shows all of it.
    """

    sample: Callable[[int, np.random.Generator], NDArray[np.float64]]
    modes: Points | None = None
    mode_std: float
    extent: float = EXTENT

    def draw(self, n: int, rng: np.random.Generator) -> Points:
        """Draw points.

        Args:
            n: How many.
            rng: Where the chance comes from.

        Returns:
            Points, float32, shape (n, 2).
        """
        return self.sample(n, rng).astype(np.float32)


def drawn(points: ArrayLike) -> PointSet:
    """Make a set of somebody's own points: each draw repeats one of them, a little displaced.

    Args:
        points: Shape (N, 2), within −1.5 … 1.5.

    Raises:
        ValueError: If these are not points, too few or too many, or some lie outside.
    """
    array = np.asarray(points, dtype=np.float64)
    if array.ndim != 2 or array.shape[1] != 2:
        raise ValueError("Drawn points must be pairs (x, y).")
    if not LEAST_DRAWN <= len(array) <= MOST_DRAWN:
        raise ValueError(
            f"Draw between {LEAST_DRAWN} and {MOST_DRAWN:,} points: these are {len(array):,}."
        )
    if not np.isfinite(array).all() or np.abs(array).max() > EXTENT:
        raise ValueError(f"Drawn points must lie between −{EXTENT} and {EXTENT} on both axes.")

    def sample(n: int, rng: np.random.Generator) -> NDArray[np.float64]:
        return array[rng.integers(len(array), size=n)] + TREMBLE * rng.standard_normal((n, 2))

    return PointSet(sample=sample, mode_std=TREMBLE)


def _gaussians(modes: ArrayLike, std: float) -> PointSet:
    """Equally likely round Gaussians around `modes`."""
    centres = np.asarray(modes, dtype=np.float64)

    def sample(n: int, rng: np.random.Generator) -> NDArray[np.float64]:
        return centres[rng.integers(len(centres), size=n)] + std * rng.standard_normal((n, 2))

    return PointSet(sample=sample, modes=centres.astype(np.float32), mode_std=std)


def _along(curve: Callable[[NDArray[np.float64]], ArrayLike], std: float) -> PointSet:
    """Points along a curve; `curve` maps t in [0, 1), shape (n,), to (2, n)."""

    def sample(n: int, rng: np.random.Generator) -> NDArray[np.float64]:
        on_curve = np.transpose(np.asarray(curve(rng.random(n))))  # (n, 2)
        return on_curve + std * rng.standard_normal((n, 2))

    return PointSet(sample=sample, mode_std=std)


def _spiral(t: NDArray[np.float64]) -> ArrayLike:
    angle = 3 * np.pi * np.sqrt(t)  # the root spreads the points evenly over the length
    return 1.2 * np.sqrt(t) * np.stack([np.cos(angle), np.sin(angle)])


def _moons(t: NDArray[np.float64]) -> ArrayLike:
    upper, angle = t < 0.5, 2 * np.pi * t  # the upper half of a circle, then the lower
    return (
        0.8 * np.cos(angle) + np.where(upper, -0.4, 0.4),
        0.8 * np.sin(angle) + np.where(upper, -0.2, 0.2),
    )


def _circle(count: int, radius: float) -> NDArray[np.float64]:
    angle = 2 * np.pi * np.arange(count) / count
    return radius * np.stack([np.cos(angle), np.sin(angle)], axis=1)


_GRID = np.linspace(-1.2, 1.2, 5)

POINT_SETS: dict[str, PointSet] = {
    "ring": _gaussians(_circle(8, 1.0), 0.05),
    "grid": _gaussians([(x, y) for y in _GRID for x in _GRID], 0.05),
    "spiral": _along(_spiral, 0.03),
    "moons": _along(_moons, 0.06),
    "line": _along(lambda t: (2.2 * t - 1.1, 1.4 * t - 0.7), 0.03),
    "blobs": _gaussians([(-0.9, -0.7), (0.9, -0.3), (-0.1, 0.9)], 0.16),
}
"""Sets of points by name."""
