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
    "draw_chart",
    "new_points",
    "trailing_mean",
]
