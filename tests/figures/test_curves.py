import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.figures import (
    CHARTS,
    PALETTES,
    PLOTLY_SCRIPT,
    SMOOTHED_POINTS,
    draw_chart,
    new_points,
    trailing_mean,
)


def history(points, seed=0):
    rng = np.random.default_rng(seed)
    columns = [curve.column for chart in CHARTS.values() for curve in chart.curves]
    return {"step": 4.0 * np.arange(1, points + 1)} | {name: rng.random(points) for name in columns}


def tail(whole, first):
    return {name: values[first:] for name, values in whole.items()}


@pytest.mark.parametrize("chart", CHARTS)
def test_raw_traces_hold_the_history(chart):
    whole = history(50)
    figure = draw_chart(chart, whole)
    for trace, curve in zip(figure.data, CHARTS[chart].curves, strict=False):
        assert list(trace.x) == whole["step"].tolist()
        assert list(trace.y) == pytest.approx(whole[curve.column], rel=1e-4)


@pytest.mark.parametrize("chart", CHARTS)
def test_smoothed_traces_are_means_of_the_points_up_to_here(chart):
    whole = history(50)
    curves = CHARTS[chart].curves
    for trace, curve in zip(draw_chart(chart, whole).data[len(curves) :], curves, strict=True):
        values = whole[curve.column]
        means = [values[max(0, i + 1 - SMOOTHED_POINTS) : i + 1].mean() for i in range(50)]
        assert trace.name == curve.name
        assert list(trace.y) == pytest.approx(means, rel=1e-4)


@pytest.mark.parametrize("theme", PALETTES)
def test_a_curve_has_the_colour_of_its_idea_and_its_name_at_its_end(theme):
    figure = draw_chart("verdicts", history(30), theme=theme)
    smoothed = figure.data[2:]
    for trace, label, idea in zip(
        smoothed, figure.layout.annotations, ("real", "fake"), strict=True
    ):
        assert trace.line.color == PALETTES[theme][idea]
        assert trace.meta == idea
        assert (label.xref, label.x, label.y) == ("paper", 1, trace.y[-1])
        assert trace.name in label.text
        assert label.font.color == PALETTES[theme][f"{idea}-ink"]


def test_verdicts_are_drawn_from_zero_to_one():
    assert draw_chart("verdicts", history(30)).layout.yaxis.range == (0, 1)


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_without_a_run_shows_its_axes(chart):
    figure = draw_chart(chart, history(0), steps=4000)
    assert figure.layout.xaxis.range == (0, 4000)
    assert not figure.layout.annotations
    assert all(len(trace.x) == 0 for trace in figure.data)


@settings(deadline=None, max_examples=25)
@given(cuts=st.lists(st.integers(0, 70), max_size=6), seed=st.integers(0, 9))
def test_increments_put_together_are_the_whole_figure(cuts, seed):
    whole = history(70, seed)
    bounds = [0, *sorted(cuts), 70]
    for chart in CHARTS:
        grown = [[] for _ in draw_chart(chart, whole).data]
        for start, stop in zip(bounds, bounds[1:], strict=False):
            known = max(0, start - SMOOTHED_POINTS + 1)
            part = {name: values[known:stop] for name, values in whole.items()}
            for trace, more in zip(grown, new_points(chart, part, start - known), strict=True):
                trace.extend(more)
        assert grown == [list(trace.y) for trace in draw_chart(chart, whole).data]


def test_an_increment_holds_only_what_is_new():
    increment = new_points("loss", tail(history(1000), 900), 90)
    assert [len(values) for values in increment] == [10] * 4


def test_points_stay_short_in_json():
    text = json.dumps(new_points("loss", history(1000)))
    assert len(text) / 4000 < 11


def test_values_that_are_no_numbers_leave_a_gap():
    whole = history(3)
    whole["loss_d"][1] = np.inf
    assert new_points("loss", whole)[0][1] is None


@given(st.lists(st.floats(-1e6, 1e6), max_size=40), st.integers(1, 30))
def test_trailing_mean_of_a_window_stays_within_its_values(values, window):
    smoothed = trailing_mean(np.array(values), window)
    assert len(smoothed) == len(values)
    for i, mean in enumerate(smoothed):
        seen = values[max(0, i + 1 - window) : i + 1]
        assert min(seen) - 1e-6 <= mean <= max(seen) + 1e-6


def test_the_script_for_the_browser_is_there():
    assert PLOTLY_SCRIPT.stat().st_size > 1_000_000
