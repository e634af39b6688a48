"""Checks of Stamp that find cells, for questions that are answered by clicking one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from explorer.lessons.lesson import Cell
from explorer.lessons.rooms import StampShown
from explorer.transposed_conv import overlap_count, projective_field, scatter


def stamp_corner(shown: StampShown, row: int, column: int) -> tuple[Cell, ...]:
    """The output cell on which the top left corner of an input's stamp lands.

    Computed, not derived: a lone 1 stamps a kernel whose only 1 is its corner.

    Raises:
        ValueError: If there is no such input cell.
    """
    if not shown.has("input", (row, column)):
        raise ValueError(f"there is no input cell {row}, {column}")
    x, weight = np.zeros_like(shown.x), np.zeros_like(shown.weight)
    x[:, row, column] = weight[:, :, 0, 0] = 1
    return _where(scatter(x, weight, shown.spec)[0] != 0)


def whole_stamps(shown: StampShown) -> tuple[Cell, ...]:
    """The input cells whose stamps padding leaves whole."""
    height, width = shown.spec.kernel_size
    whole = np.zeros(shown.input_size, bool)
    for row, column in np.ndindex(*shown.input_size):
        reach = projective_field(shown.spec, shown.input_size, (row, column))
        whole[row, column] = len(reach.rows) * len(reach.columns) == height * width
    return _where(whole)


def cells_with_stamps(shown: StampShown, count: int) -> tuple[Cell, ...]:
    """The output cells that so many stamps cover."""
    return _where(overlap_count(shown.spec, shown.input_size) == count)


def _where(found: NDArray[np.bool_]) -> tuple[Cell, ...]:
    return tuple((int(row), int(column)) for row, column in np.argwhere(found))


CHECKS = (stamp_corner, whole_stamps, cells_with_stamps)
