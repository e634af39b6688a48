"""Plotly figures: arrays in, Figure out, in one palette."""

from explorer.figures.curves import CHARTS, PLOTLY_SCRIPT, Chart, Curve, draw_axes
from explorer.figures.effects import draw_effects, effect_scale
from explorer.figures.heatmap import count_scale, draw_counts
from explorer.figures.palette import PALETTES, Theme

__all__ = [
    "CHARTS",
    "PALETTES",
    "PLOTLY_SCRIPT",
    "Chart",
    "Curve",
    "Theme",
    "count_scale",
    "draw_axes",
    "draw_counts",
    "draw_effects",
    "effect_scale",
]
