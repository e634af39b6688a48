"""The curves of a training run: history arrays in, Plotly figures out.

A page draws a whole figure once and then appends what is new, so both come from one function,
`new_points`; a curve cannot look different for having been watched from the start.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np
import plotly
import plotly.graph_objects as go
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from explorer.figures.palette import PALETTES, Theme

PLOTLY_SCRIPT = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
"""The browser's half of Plotly, as the Python package carries it: no CDN is needed."""

SMOOTHED_POINTS = 20
"""A smoothed point is the mean of so many measured points: itself and those before it."""

RAW_OPACITY = 0.28
FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'

History = Mapping[str, NDArray[np.floating]]
"""Column → values, all of one length; "step" is the horizontal axis."""


@dataclass(frozen=True, kw_only=True)
class Curve:
    """One line of a chart.

    Attributes:
        column: Its column in the history.
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
        span: Fixed ends of the vertical axis; None lets it follow the values.
    """

    curves: tuple[Curve, ...]
    span: tuple[float, float] | None = None


CHARTS: dict[str, Chart] = {
    "loss": Chart(
        curves=(
            Curve(column="loss_d", name="loss_d", idea="d"),
            Curve(column="loss_g", name="loss_g", idea="g"),
        )
    ),
    "verdicts": Chart(
        curves=(
            Curve(column="real_score", name="D(x)", idea="real"),
            Curve(column="fake_score", name="D(G(z))", idea="fake"),
        ),
        span=(0, 1),
    ),
}
"""Charts by name."""


def trailing_mean(values: NDArray[np.floating], window: int) -> NDArray[np.float64]:
    """Smooth a curve without looking ahead, so that what is drawn never changes afterwards.

    Args:
        values: The curve, shape (n,).
        window: Points in one mean; the first points average as many as there are.

    Returns:
        The smoothed curve, shape (n,).
    """
    if len(values) == 0:
        return np.empty(0)
    padded = np.concatenate([np.full(window - 1, np.nan), values])
    # Every mean is summed afresh: a running sum would depend on where it began.
    return np.nanmean(sliding_window_view(padded, window), axis=1)


def new_points(chart: str, history: History, first: int = 0) -> list[list[float | None]]:
    """Return what each trace of a chart gains, for appending in the browser.

    Args:
        chart: A name in `CHARTS`.
        history: The curves; it may begin late in the run, as long as it holds
            `SMOOTHED_POINTS − 1` points before the first new one, or all there are.
        first: Index of the first new point in `history`.

    Returns:
        Values a trace, in the order of the figure's traces: all raw curves, then all smoothed
        ones. They carry five significant digits, more than any screen shows.
    """
    columns = [history[curve.column] for curve in CHARTS[chart].curves]
    smoothed = [trailing_mean(column, SMOOTHED_POINTS) for column in columns]
    return [_rounded(values[first:]) for values in (*columns, *smoothed)]


def _rounded(values: NDArray[np.floating]) -> list[float | None]:
    # JSON knows neither NaN nor infinity; a gap in the line says it as well.
    return [float(f"{value:.5g}") if isfinite(value) else None for value in values.tolist()]


def draw_chart(
    chart: str, history: History, *, steps: int | None = None, theme: Theme = "light"
) -> go.Figure:
    """Draw a chart: raw lines faint, smoothed ones on top, each named at its end.

    Traces carry their idea in `meta`, so that a page can recolour them when its theme changes;
    the layout's `meta` says whether the vertical axis is fixed.

    Args:
        chart: A name in `CHARTS`.
        history: The curves; empty arrays give axes alone.
        steps: Length of the run, the end of the horizontal axis while there are no points.
        theme: Colours to draw in.
    """
    curves, span, ink = CHARTS[chart].curves, CHARTS[chart].span, PALETTES[theme]
    x = [int(step) for step in history["step"]]
    traces = new_points(chart, history)
    figure = go.Figure(layout=_layout(ink) | {"meta": {"fixed": span is not None}})
    for curve, y in zip(curves, traces, strict=False):
        figure.add_scatter(
            x=x,
            y=y,
            mode="lines",
            line={"color": ink[curve.idea], "width": 1},
            opacity=RAW_OPACITY,
            hoverinfo="skip",
            meta=curve.idea,
        )
    for curve, y in zip(curves, traces[len(curves) :], strict=True):
        figure.add_scatter(
            x=x,
            y=y,
            name=curve.name,
            mode="lines",
            line={"color": ink[curve.idea], "width": 2},
            hovertemplate="%{y:.3f}",
            meta=curve.idea,
        )
        if x:
            figure.add_annotation(y=y[-1], **_end_label(curve, ink))
    if not x:
        figure.update_xaxes(range=[0, steps or 1])
        figure.update_yaxes(range=[0, 2])
    if span:
        figure.update_xaxes(mirror=True)  # a line where the axis ends, as at its start
        figure.update_yaxes(range=span, tickvals=[span[0], sum(span) / 2, span[1]])
    return figure


def _end_label(curve: Curve, ink: dict[str, str]) -> dict[str, Any]:
    return {
        "text": f"<b>{curve.name}</b>",
        "xref": "paper",  # the right edge, where a curve always ends
        "x": 1,
        "font": {"color": ink[f"{curve.idea}-ink"], "size": 12},
        "showarrow": False,
        "xanchor": "left",
        "xshift": 6,
    }


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
        "margin": {"l": 30, "r": 64, "t": 8, "b": 24},
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
