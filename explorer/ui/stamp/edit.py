"""Editing on the stage: a typed cell, a pasted table, a drawn stroke."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.latent import LayerCut
from explorer.ui.stamp.settings import TYPED, StampSettings, parse_cell, write_values


def apply_edit(
    settings: StampSettings, cut: LayerCut | None, what: str, asked: Mapping[str, Any]
) -> StampSettings:
    """Return the settings with an edit done.

    Args:
        settings: What is shown.
        cut: The open layer, if there is one.
        what: "input" or "kernel".
        asked: Either `text`, a table of one channel as a spreadsheet copies it, with `channel`;
            or `cells`, a list of [index, text] in reading order over all channels.

    Raises:
        ValueError: If what was typed is not a number, or the table does not fit; the sentence
            says which.
    """
    array = (settings.x(cut) if what == "input" else settings.weight(cut)).copy()
    if "text" in asked:
        return _paste(settings, what, array, str(asked["text"]), asked.get("channel", 0))
    for index, text in _cells_of(asked.get("cells")):
        if not isinstance(index, int) or not 0 <= index < array.size:
            raise ValueError(f"The {what} has no cell {index}.")
        array.flat[index] = parse_cell(str(text))
    return _typed(settings, what, array)


def _cells_of(cells: Any) -> list[Any]:  # noqa: ANN401 (whatever the page sent)
    if not isinstance(cells, list) or not all(isinstance(c, list) and len(c) == 2 for c in cells):
        raise ValueError("Cells must be a list of [index, text].")
    return cells


def _typed(settings: StampSettings, what: str, array: NDArray[np.float64]) -> StampSettings:
    changes: dict[str, Any] = {f"{what}_pattern": TYPED, f"{what}_values": write_values(array)}
    return replace(settings, **changes)


def _paste(
    settings: StampSettings, what: str, array: NDArray[np.float64], text: str, channel: object
) -> StampSettings:
    table = parse_table(text)
    grids = array.reshape(-1, *array.shape[-2:])
    if len(grids) == 1:  # a single grid takes the size of the table
        changes: dict[str, Any] = {f"{what}_size": table.shape}
        return _typed(replace(settings, **changes, **_neutral(what)), what, table)
    if not isinstance(channel, int) or not 0 <= channel < len(grids):
        raise ValueError(f"The {what} has no channel {channel}.")
    if table.shape != grids.shape[1:]:
        wanted = f"{grids.shape[1]}×{grids.shape[2]}"
        raise ValueError(
            f"The table is {table.shape[0]}×{table.shape[1]}, and one of several channels must "
            f"stay {wanted}."
        )
    grids[channel] = table
    return _typed(settings, what, array)


def _neutral(what: str) -> dict[str, str]:
    """A pattern that has every size, until the numbers of the new size are in place."""
    return {f"{what}_pattern": "ones"}


def parse_table(text: str) -> NDArray[np.float64]:
    """Read a table of numbers: lines of cells set apart by tabs, commas, semicolons or spaces.

    Returns:
        The numbers, shape (rows, columns).

    Raises:
        ValueError: If it is empty, ragged, or holds something that is no number.
    """
    lines = [line for line in text[:20_000].splitlines() if line.strip()]
    rows = [[parse_cell(cell) for cell in _cells(line)] for line in lines]
    if not rows:
        raise ValueError("There is nothing to paste: copy some cells of numbers first.")
    if len({len(row) for row in rows}) > 1:
        counts = " and ".join(str(n) for n in sorted({len(row) for row in rows})[:3])
        raise ValueError(f"The rows of the table have {counts} cells: make them equally long.")
    return np.array(rows)


def _cells(line: str) -> list[str]:
    for mark in ("\t", ";", ","):
        if mark in line:
            return line.strip("\r\n").split(mark)
    return line.split()
