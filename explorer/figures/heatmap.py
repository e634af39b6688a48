"""A count map as a heat map with the exact count in every cell."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from explorer.figures.palette import PALETTES, Theme, mix

FONT_SIZES = {1: 12, 2: 12, 3: 11}
"""Digits of the longest count → size that fits a cell of 24 pixels."""
SMALLEST_FONT = 9.5

STRENGTH: dict[Theme, float] = {"light": 0.96, "dark": 0.86}
"""How much of the full yellow the largest count gets, as in the stage's own count map."""

GAP = 2
"""Pixels of paper between cells."""


def draw_counts(
    counts: NDArray[np.floating | np.integer],
    *,
    origin: tuple[int, int] = (0, 0),
    theme: Theme = "light",
) -> go.Figure:
    """Draw counts from paper to overlap yellow, each with its number.

    The scale runs from zero to the largest count shown, so an even map has one colour. Numbers
    take whichever of black and white reads better on their cell; nothing but the scale and the
    hover label depends on the theme, and the background is transparent.

    Args:
        counts: Shape (H, W), at least one cell; none negative.
        origin: Row and column of the first cell in the whole map, for the hover label.
        theme: Colours to draw in.

    Raises:
        ValueError: If the counts are not two-dimensional or one is negative or not finite.
    """
    counts = np.asarray(counts)
    if counts.ndim != 2 or not counts.size:
        raise ValueError(f"Counts must have shape (H, W), not {counts.shape}.")
    if not np.isfinite(counts).all() or counts.min() < 0:
        raise ValueError("Counts must be finite and not negative.")
    texts = [[f"{count:g}" for count in row] for row in counts.tolist()]
    figure = go.Figure(
        go.Heatmap(
            z=counts.tolist(),
            y0=origin[0],
            x0=origin[1],
            text=texts,
            texttemplate="%{text}",
            textfont={"size": _font_size(texts)},
            colorscale=count_scale(theme),
            zmin=0,
            zmax=max(1, counts.max().item()),
            showscale=False,
            xgap=GAP,
            ygap=GAP,
            hovertemplate="row %{y}, column %{x}: %{text}<extra></extra>",
        )
    )
    figure.update_layout(_layout(theme))
    return figure


def count_scale(theme: Theme) -> list[list[float | str]]:
    """Plotly's colour scale for counts: from an empty cell to the yellow of overlap."""
    empty, full = PALETTES[theme]["zero"], PALETTES[theme]["overlap"]
    return [[0, empty], [1, mix(empty, full, STRENGTH[theme])]]


def _font_size(texts: list[list[str]]) -> float:
    digits = max(len(text) for row in texts for text in row)
    return FONT_SIZES.get(digits, SMALLEST_FONT)


def _layout(theme: Theme) -> dict:
    ink = PALETTES[theme]
    axis = {"visible": False, "fixedrange": True}  # a finger on the map scrolls the page
    return {
        "template": None,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "dragmode": False,
        "xaxis": axis | {"constrain": "domain"},
        "yaxis": axis | {"autorange": "reversed", "scaleanchor": "x", "constrain": "domain"},
        "hoverlabel": {
            "bgcolor": ink["paper"],
            "bordercolor": ink["line-2"],
            "font": {"color": ink["ink"], "size": 12},
        },
    }
