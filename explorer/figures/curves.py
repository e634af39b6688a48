"""The charts of a training run: what is drawn in which, and the Plotly figure of each.

A page gets the figures once, as axes with empty traces, and adds points as a run sends them: what
is smoothed and how much, and which runs are compared, is decided in the browser.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import plotly
import plotly.graph_objects as go

from explorer.figures.palette import PALETTES, Theme

PLOTLY_SCRIPT = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
"""The browser's half of Plotly, as the Python package carries it: no CDN is needed."""

RAW_OPACITY = 0.28
FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'


@dataclass(frozen=True, kw_only=True)
class Curve:
    """One line of a chart.

    Attributes:
        column: Its column in the history or in the scores.
        name: How it is labelled.
        idea: Its colour in the palette.
    """

    column: str
    name: str
    idea: str


@dataclass(frozen=True, kw_only=True)
class Chart:
    """Curves that share their axes.

    Attributes:
        curves: The curves, first one at the back.
        source: "history", a point every few steps, noisy and therefore smoothed; or "scores",
            measured now and then on many samples, drawn point by point.
        span: Fixed ends of the vertical axis; None lets it follow the values.
        log: Whether the values may be shown on a logarithmic axis.
    """

    curves: tuple[Curve, ...]
    source: Literal["history", "scores"] = "history"
    span: tuple[float, float] | None = None
    log: bool = False


CHARTS: dict[str, Chart] = {
    "loss": Chart(
        curves=(
            Curve(column="loss_d", name="loss_d", idea="d"),
            Curve(column="loss_g", name="loss_g", idea="g"),
        ),
        log=True,
    ),
    "bound": Chart(
        curves=(
            Curve(column="loss_g", name="total", idea="g"),
            Curve(column="reconstruction", name="reconstruction", idea="real"),
        ),
        log=True,
    ),
    "divergence": Chart(
        curves=(
            Curve(column="kl", name="KL", idea="d"),
            Curve(column="active_dims", name="active", idea="score"),
        ),
        log=True,
    ),
    "growth": Chart(curves=(Curve(column="resolution", name="side", idea="g"),), log=True),
    "fading": Chart(curves=(Curve(column="fade", name="α", idea="d"),), span=(0, 1)),
    "content": Chart(curves=(Curve(column="content", name="content", idea="g"),), log=True),
    "verdicts": Chart(
        curves=(
            Curve(column="real_score", name="D(x)", idea="real"),
            Curve(column="fake_score", name="D(G(z))", idea="fake"),
        ),
        span=(0, 1),
    ),
    "distance": Chart(
        curves=(Curve(column="distance", name="", idea="score"),), source="scores", log=True
    ),
    **{
        name: Chart(
            curves=(
                Curve(column=f"{name}_yardstick", name="bicubic", idea="real"),
                Curve(column=name, name="this run", idea="score"),
            ),
            source="scores",
        )
        for name in ("psnr", "ssim", "perceptual")
    },
    "class_accuracy": Chart(
        curves=(Curve(column="class_accuracy", name="as asked", idea="score"),),
        source="scores",
        span=(0, 1),
    ),
    "accuracy": Chart(
        curves=(
            Curve(column="d_accuracy_real", name="on real", idea="real"),
            Curve(column="d_accuracy_fake", name="on fake", idea="fake"),
        ),
        span=(0, 1),
    ),
    "gradients": Chart(
        curves=(
            Curve(column="grad_norm_d", name="of D", idea="d"),
            Curve(column="grad_norm_g", name="of G", idea="g"),
        ),
        log=True,
    ),
    "sharpness": Chart(
        curves=(
            Curve(column="sharpness", name="sharpness", idea="g"),
            Curve(column="coverage", name="coverage", idea="real"),
        ),
        source="scores",
    ),
    "shares": Chart(
        curves=(
            Curve(column="precision", name="precision", idea="fake"),
            Curve(column="recall", name="recall", idea="real"),
            Curve(column="high_quality", name="on a mode", idea="fake"),
            Curve(column="modes_share", name="modes", idea="real"),
        ),
        source="scores",
        span=(0, 1),
    ),
}
"""Charts by name, in the order of the page."""


def draw_axes(chart: str, *, steps: int, theme: Theme = "light") -> go.Figure:
    """Draw a chart's axes, with one empty trace for every line that will be drawn.

    A curve of the history has two: as measured, faint, and then, in a second round, smoothed. A
    curve of scores has one, with a marker at each score. Traces carry their idea in `meta`, so
    that a page can recolour them when its theme changes.

    Args:
        chart: A name in `CHARTS`.
        steps: Length of a run, the end of the horizontal axis while there are no points.
        theme: Colours to draw in.
    """
    curves, span, ink = CHARTS[chart].curves, CHARTS[chart].span, PALETTES[theme]
    figure = go.Figure(layout=_layout(ink))
    if CHARTS[chart].source == "history":
        for curve in curves:
            figure.add_scatter(
                **_line(curve, ink, width=1), opacity=RAW_OPACITY, hoverinfo="skip", mode="lines"
            )
        for curve in curves:
            figure.add_scatter(**_line(curve, ink, width=2), **_hover(curve), mode="lines")
    else:
        for curve in curves:
            figure.add_scatter(
                **_line(curve, ink, width=1.5),
                **_hover(curve),
                mode="lines+markers",
                marker={"size": 5, "color": ink[curve.idea]},
            )
    figure.update_xaxes(range=[0, steps])
    figure.update_yaxes(range=span or [0, 2])
    if CHARTS[chart].source == "scores":
        figure.update_yaxes(rangemode="tozero")
    if span:
        figure.update_xaxes(mirror=True)  # a line where the axis ends, as at its start
        figure.update_yaxes(tickvals=[span[0], sum(span) / 2, span[1]])
    return figure


def _line(curve: Curve, ink: dict[str, str], *, width: float) -> dict[str, Any]:
    return {
        "x": [],
        "y": [],
        "line": {"color": ink[curve.idea], "width": width},
        "meta": curve.idea,
    }


def _hover(curve: Curve) -> dict[str, Any]:
    return {"name": curve.name, "hovertemplate": "%{y:.3~g}"}


def _layout(ink: dict[str, str]) -> dict[str, Any]:
    """Axes in ink on paper: horizontal hairlines, small ticks, one crosshair, no buttons."""
    axis = {
        "zeroline": False,
        "fixedrange": True,  # a finger or a wheel on a chart scrolls the page
        "tickfont": {"color": ink["ink-3"], "size": 11},
    }
    return {
        "template": None,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": 11, "color": ink["ink-3"]},
        "margin": {"l": 34, "r": 70, "t": 14, "b": 24},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "x unified",
        "hoverlabel": {
            "bgcolor": ink["paper"],
            "bordercolor": ink["line-2"],
            "font": {"color": ink["ink"], "size": 12},
        },
        "xaxis": axis
        | {
            "showgrid": False,
            "showline": True,
            "linecolor": ink["line"],
            "ticklabelstandoff": 4,
            "tickangle": 0,
            "rangemode": "tozero",
            "nticks": 6,
            "tickformat": ",d",
            "tickprefix": "step ",
            "showtickprefix": "first",
            "unifiedhovertitle": {"text": "step %{x:,d}"},
            "showspikes": True,
            "spikemode": "across",
            "spikethickness": 1,
            "spikedash": "solid",
            "spikecolor": ink["ink-3"],
        },
        "yaxis": axis | {"gridcolor": ink["line"], "nticks": 4},
    }
