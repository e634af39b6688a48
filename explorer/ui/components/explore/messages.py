"""Views as the page holds them, and what it asks: JSON that is checked before it is believed."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from explorer.latent import MOST_VIEWS, LatentView, UnitEdit
from explorer.latent.view_text import read_base, write_base

Axes = tuple[int, int]
"""Indices of the directions of a drag pad, across and up."""

FIRST_AXES: Axes = (0, 1)


def page_view(view: LatentView) -> dict[str, Any]:
    """Write a view for the page: its fields, with `kept` as an object and vectors as text."""
    own = [[name, write_base(row)] for name, row in view.own]
    return vars(view) | {
        "kept": dict(view.kept),
        "base": write_base(view.base),
        "own": own,
        "units": [asdict(edit) for edit in view.units],
    }


def read_view(data: object) -> LatentView:
    """Read a view from the page's JSON.

    Raises:
        ValueError: If it does not describe a view.
    """
    if not isinstance(data, dict) or "generator" not in data:
        raise ValueError("The page must name a generator.")
    given = {field.name: data[field.name] for field in fields(LatentView) if field.name in data}
    if isinstance(given.get("base"), str):
        given["base"] = read_base(given["base"])
    if isinstance(given.get("own"), list):
        given["own"] = [_read_own(pair) for pair in given["own"]]
    if isinstance(given.get("units"), list):
        given["units"] = [_read_unit(edit) for edit in given["units"]]
    return LatentView(**given)


def _read_unit(edit: object) -> UnitEdit:
    """Read a change of a unit."""
    if not isinstance(edit, dict) or not {"layer", "unit"} <= edit.keys():
        raise ValueError("Each of units must be a change of one unit.")
    return UnitEdit(
        **{field.name: edit[field.name] for field in fields(UnitEdit) if field.name in edit}
    )


def _read_own(pair: object) -> object:
    """Read the vector of a direction of one's own; `LatentView` refuses what is no pair."""
    if isinstance(pair, list) and len(pair) == 2 and isinstance(pair[1], str):
        return pair[0], read_base(pair[1])
    return pair


def read_views(data: object) -> tuple[LatentView, ...]:
    """Read a list of views from the page's JSON.

    Raises:
        ValueError: If it is none.
    """
    if not isinstance(data, list) or len(data) > MOST_VIEWS:
        raise ValueError(f"The page must list the views of a film, at most {MOST_VIEWS}.")
    return tuple(map(read_view, data))


def read_index(data: object) -> int:
    """Read an index from the page's JSON.

    Raises:
        ValueError: If it is none.
    """
    if not isinstance(data, int) or isinstance(data, bool):
        raise ValueError("An index must be a whole number.")
    return data


def read_axes(data: object) -> Axes:
    """Read the directions of a drag pad from the page's JSON.

    Raises:
        ValueError: If they are none.
    """
    if not isinstance(data, list | tuple) or len(data) != 2:
        raise ValueError("A pad has two directions.")
    across, up = map(read_index, data)
    if across == up:
        raise ValueError("The two directions of a pad must differ.")
    return across, up
