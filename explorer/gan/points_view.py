"""A run on points as a picture: data, fakes, what D says of the plane, how G bends z's plane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray

if TYPE_CHECKING:
    from explorer.gan.session import TrainingSession

SHOWN = 256
"""Real points that a view holds."""

MANIFOLD_SIDE = 15
"""Lines of the grid in z, each way."""


@dataclass(frozen=True, kw_only=True, eq=False)
class PointsView:
    """A picture of a run on points, as arrays of float32.

    Attributes:
        extent: Half the side of the square around the origin that `heat` covers.
        real: Some of the data, shape (n, 2).
        fake: Points made of the session's fixed z's, shape (m, 2).
        push: −∂L_G by each of them: where the discriminator pushes it, shape (m, 2).
        heat: D at the centres of a grid's cells, shape (S, S); row 0 is the lowest y, column 0 the
            lowest x.
        manifold: Where G puts a grid of z whose cells are equally likely, shape (M, M, 2); None
            unless z has two numbers.
    """

    extent: float
    real: NDArray[np.float32]
    fake: NDArray[np.float32]
    push: NDArray[np.float32]
    heat: NDArray[np.float32]
    manifold: NDArray[np.float32] | None


def view_points(session: TrainingSession, side: int) -> PointsView:
    """Compute the view.

    Args:
        session: A session on points.
        side: Cells S of the heat map on each axis.
    """
    extent = session.extent
    centres = (torch.arange(side) + 0.5) / side * 2 * extent - extent
    cells = torch.cartesian_prod(centres, centres).flip(1)  # (S·S, 2), x fastest
    manifold = None
    if session.z_dim == 2:
        shares = (torch.arange(MANIFOLD_SIDE) + 0.5) / MANIFOLD_SIDE
        quantiles = torch.special.ndtri(shares)
        grid = torch.cartesian_prod(quantiles, quantiles)  # (M·M, 2)
        manifold = session.sample(grid).view(MANIFOLD_SIDE, MANIFOLD_SIDE, 2).numpy()
    push, verdicts = session.push(session.fixed_inputs), session.verdict(cells)
    assert push is not None  # points are learned against a discriminator
    assert verdicts is not None
    return PointsView(
        extent=extent,
        real=session.data[:SHOWN].cpu().numpy(),
        fake=session.sample(session.fixed_inputs).numpy(),
        push=push.numpy(),
        heat=verdicts.view(side, side).numpy(),
        manifold=manifold,
    )
