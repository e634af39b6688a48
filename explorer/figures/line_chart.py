"""The charts of a run as SVG: for documents that must open without a script."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
from numpy.typing import ArrayLike, NDArray

from explorer.figures.curves import CHARTS, FONT, RAW_OPACITY, Curve
from explorer.figures.palette import PALETTES

WIDTH, HEIGHT = 460, 220
LEFT, RIGHT, TOP, BOTTOM = 48, 92, 12, 26
"""Margins in pixels: numbers of the axes, and names of the curves on the right."""

LINE = 13
"""Height of a line of text."""

SMOOTHING = 20
"""Points over which a noisy curve is averaged, as the page does at first."""

TICKS = 4

INK = PALETTES["light"]

Point = tuple[float, float]
Values = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class _Frame:
    """Where values are drawn: from step 0 to `last`, from `low` to `high`."""

    low: float
    high: float
    last: float

    def x(self, step: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * step / self.last

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share

    def points(self, steps: Values, values: Values) -> list[Point]:
        """Where values are, without those that are NaN."""
        known = np.isfinite(values)
        pairs = zip(steps[known], values[known], strict=True)
        return [(self.x(float(step)), self.y(float(value))) for step, value in pairs]


def line_chart(chart: str, columns: Mapping[str, ArrayLike], label: str) -> str:
    """Draw a chart of a run.

    Every point is in the drawing: noisy curves faintly as measured, and averaged over them.

    Args:
        chart: A name in `CHARTS`.
        columns: "step" and the columns of the chart's curves, of equal length; a curve without a
            column, or with nothing but NaN in it, is left out.
        label: What a screen reader says.

    Returns:
        An SVG element, or "" if there is nothing to draw.
    """
    steps = np.asarray(columns.get("step", ()), float)
    measured = {
        curve: np.asarray(columns[curve.column], float)
        for curve in CHARTS[chart].curves
        if curve.column in columns
    }
    drawn = {curve: values for curve, values in measured.items() if np.isfinite(values).any()}
    if not len(steps) or not drawn:
        return ""
    frame = _frame(CHARTS[chart].span, steps, list(drawn.values()))
    noisy = CHARTS[chart].source == "history"
    shown = {curve: averaged(values) if noisy else values for curve, values in drawn.items()}
    parts = [*_axes(frame)]
    for curve, values in drawn.items():
        colour, raw = INK[curve.idea], frame.points(steps, values)
        parts += [_line(raw, colour, RAW_OPACITY)] if noisy else _dots(raw, colour)
        parts.append(_line(frame.points(steps, shown[curve]), colour, 1))
    parts += _names(frame, steps, shown)
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(label)}" '
        f"font-family='{FONT}' font-size=\"11\">{''.join(parts)}</svg>"
    )


def averaged(values: Values) -> Values:
    """The mean of each value and those before it, `SMOOTHING` in all; NaN counts for nothing."""
    known = np.isfinite(values)
    sums = np.concatenate([[0.0], np.cumsum(np.where(known, values, 0))])
    counts = np.concatenate([[0], np.cumsum(known)])
    ends = np.arange(1, len(values) + 1)
    begins = np.maximum(ends - SMOOTHING, 0)
    count = counts[ends] - counts[begins]
    mean = (sums[ends] - sums[begins]) / np.maximum(count, 1)
    return np.where(count > 0, mean, np.nan)


def _frame(span: tuple[float, float] | None, steps: Values, curves: list[Values]) -> _Frame:
    everything = np.concatenate([values[np.isfinite(values)] for values in curves])
    low, high = span or (float(everything.min()), float(everything.max()))
    return _Frame(low=low, high=high if high > low else low + 1, last=max(float(steps[-1]), 1))


def _axes(frame: _Frame) -> Iterator[str]:
    for value in _ticks(frame.low, frame.high):
        y = frame.y(value)
        yield (
            f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="{INK["line"]}"/>'
            f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end" fill="{INK["ink-3"]}">'
            f"{value:g}</text>"
        )
    for value in _ticks(0, frame.last):
        yield (
            f'<text x="{frame.x(value):.1f}" y="{HEIGHT - 8}" text-anchor="middle" '
            f'fill="{INK["ink-3"]}">{value:,.0f}</text>'
        )


def _ticks(low: float, high: float) -> list[float]:
    """Round numbers between two others."""
    rough = (high - low) / TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * size for size in (1, 2, 5, 10) if power * size >= rough)
    first, last = math.ceil(low / step), math.floor(high / step + 1e-9)
    return [round(n * step, 12) for n in range(first, last + 1)]


def _names(frame: _Frame, steps: Values, shown: Mapping[Curve, Values]) -> Iterator[str]:
    """Name the curves at their ends, one below the other where the names would overlap."""
    ends = [(frame.points(steps, values)[-1], curve) for curve, values in shown.items()]
    above = -math.inf
    for (x, y), curve in sorted(ends, key=lambda end: end[0][1]):
        above = max(y, above + LINE)
        values = shown[curve]
        name = f"{curve.name} {values[np.isfinite(values)][-1]:.3g}".strip()
        colour = INK.get(f"{curve.idea}-ink", INK[curve.idea])
        yield f'<text x="{x + 6:.1f}" y="{above + 4:.1f}" fill="{colour}">{escape(name)}</text>'


def _dots(points: Sequence[Point], colour: str) -> list[str]:
    return [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{colour}"/>' for x, y in points]


def _line(points: Sequence[Point], colour: str, opacity: float) -> str:
    written = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return (
        f'<polyline points="{written}" fill="none" stroke="{colour}" stroke-width="1.5" '
        f'stroke-opacity="{opacity}"/>'
    )
