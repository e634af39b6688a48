import json

import pytest

from explorer.figures import CHARTS, PALETTES, PLOTLY_SCRIPT, draw_axes

HISTORY = [name for name, chart in CHARTS.items() if chart.source == "history"]
SCORES = [name for name, chart in CHARTS.items() if chart.source == "scores"]


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_opens_as_the_axes_of_a_whole_run(chart):
    figure = draw_axes(chart, steps=4000)
    assert figure.layout.xaxis.range == (0, 4000)
    assert not figure.layout.annotations
    assert all(len(trace.x) == len(trace.y) == 0 for trace in figure.data)


@pytest.mark.parametrize("chart", HISTORY)
def test_noisy_curves_have_a_faint_line_and_a_smooth_one(chart):
    curves = CHARTS[chart].curves
    traces = draw_axes(chart, steps=1).data
    raw, smooth = traces[: len(curves)], traces[len(curves) :]
    assert len(raw) == len(smooth) == len(curves)
    for curve, faint, line in zip(curves, raw, smooth, strict=True):
        assert (faint.meta, faint.hoverinfo) == (curve.idea, "skip")
        assert faint.opacity < 0.5
        assert (line.meta, line.name) == (curve.idea, curve.name)


@pytest.mark.parametrize("chart", SCORES)
def test_scores_show_where_they_were_measured(chart):
    for trace in draw_axes(chart, steps=1).data:
        assert trace.mode == "lines+markers"


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("chart", CHARTS)
def test_a_curve_has_the_colour_of_its_idea(chart, theme):
    for trace in draw_axes(chart, steps=1, theme=theme).data:
        assert trace.line.color == PALETTES[theme][trace.meta]


def test_shares_are_drawn_from_zero_to_one():
    for name, chart in CHARTS.items():
        if chart.span:
            assert draw_axes(name, steps=1).layout.yaxis.range == chart.span == (0, 1)


def test_only_values_without_fixed_ends_may_be_logarithmic():
    assert not any(chart.log and chart.span for chart in CHARTS.values())


def test_figures_are_json():
    for name in CHARTS:
        assert json.loads(str(draw_axes(name, steps=1).to_json()))["data"]


def test_the_script_for_the_browser_is_there():
    assert PLOTLY_SCRIPT.stat().st_size > 1_000_000
