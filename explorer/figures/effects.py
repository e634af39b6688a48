"""What directions do, as a heat map: a row for each direction, its numbers in the cells."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from explorer.figures.palette import PALETTES, Theme, mix

STRENGTH: dict[Theme, float] = {"light": 0.66, "dark": 0.62}
"""How much of the full hue the largest effect gets, so that numbers stay readable on it."""

GAP = 1
"""Pixels of paper between cells."""

ROW, HEAD = 18, 92
"""Pixels of a row's height, and of the names above the columns."""


def draw_effects(
    effects: NDArray[np.floating],
    rows: list[str],
    columns: list[str],
    *,
    theme: Theme = "light",
) -> go.Figure:
    """Draw effects from −1 to 1: wanted ones indigo, others sand, each with its size in percent.

    Args:
        effects: Shape (rows, columns), at least one cell; positive where a direction does what it
            is to do, negative where it does something else.
        rows: Names of the directions, the first on top.
        columns: Names of what they change.
        theme: Colours to draw in.

    Raises:
        ValueError: If a name is missing, or an effect is not from −1 to 1.
    """
    effects = np.asarray(effects, dtype=float)
    if not effects.size or effects.shape != (len(rows), len(columns)):
        raise ValueError(
            f"Effects of shape {effects.shape} need a name for every row and every column."
        )
    if not (np.abs(effects) <= 1).all():  # NaN compares false too
        raise ValueError("Effects must lie between −1 and 1.")
    figure = go.Figure(
        go.Heatmap(
            z=effects.tolist(),
            text=[[f"{abs(100 * effect):.0f}" for effect in row] for row in effects.tolist()],
            texttemplate="%{text}",
            textfont={"size": 11},
            colorscale=effect_scale(theme),
            zmin=-1,
            zmax=1,
            showscale=False,
            xgap=GAP,
            ygap=GAP,
            hovertemplate="%{y} → %{x}: %{text} %<extra></extra>",
        )
    )
    figure.update_layout(_layout(rows, columns, theme))
    return figure


def effect_scale(theme: Theme) -> list[list[float | str]]:
    """Plotly's colour scale for signed effects, with no effect in the middle."""
    ink = PALETTES[theme]
    negative, positive = (mix(ink["zero"], ink[end], STRENGTH[theme]) for end in ("neg", "pos"))
    return [[0, negative], [0.5, ink["zero"]], [1, positive]]


def _layout(rows: list[str], columns: list[str], theme: Theme) -> dict:
    ink = PALETTES[theme]
    axis = {
        "fixedrange": True,  # a finger on the map scrolls the page
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
        "tickmode": "array",
        "tickfont": {"size": 11, "color": ink["ink-2"]},
        "automargin": True,
    }
    return {
        "template": None,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "height": HEAD + ROW * len(rows),
        "margin": {"l": 8, "r": 56, "t": HEAD, "b": 0},
        "dragmode": False,
        "xaxis": axis
        | {
            "tickvals": list(range(len(columns))),
            "ticktext": columns,
            "side": "top",
            "tickangle": -45,
            "ticklabeloverflow": "allow",  # the last name leans out to the right
        },
        "yaxis": axis
        | {"tickvals": list(range(len(rows))), "ticktext": rows, "autorange": "reversed"},
        "hoverlabel": {
            "bgcolor": ink["paper"],
            "bordercolor": ink["line-2"],
            "font": {"color": ink["ink"], "size": 12},
        },
    }
