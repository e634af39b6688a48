"""Plotly figures: arrays in, Figure out, in one palette."""

from explorer.figures.curves import (
    CHARTS,
    PLOTLY_SCRIPT,
    SMOOTHED_POINTS,
    Chart,
    Curve,
    History,
    draw_chart,
    new_points,
    trailing_mean,
)
from explorer.figures.heatmap import count_scale, draw_counts
from explorer.figures.palette import PALETTES, Theme

__all__ = [
    "CHARTS",
    "PALETTES",
    "PLOTLY_SCRIPT",
    "SMOOTHED_POINTS",
    "Chart",
    "Curve",
    "History",
    "Theme",
    "count_scale",
    "draw_chart",
    "draw_counts",
    "new_points",
    "trailing_mean",
]
