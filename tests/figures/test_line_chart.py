"""The SVG of a chart holds the numbers that it was given."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest

from explorer.figures.line_chart import (
    BOTTOM,
    HEIGHT,
    LEFT,
    RIGHT,
    SMOOTHING,
    TOP,
    WIDTH,
    averaged,
    line_chart,
)

STEPS = np.arange(4.0, 404, 4)
VERDICTS = {
    "step": STEPS,
    "real_score": np.linspace(0, 1, 100),
    "fake_score": np.linspace(1, 0.2, 100),
}


def points(svg):
    lines = ElementTree.fromstring(svg).iter("polyline")
    return [
        np.array([[float(n) for n in pair.split(",")] for pair in line.get("points").split()])
        for line in lines
    ]


def test_a_chart_draws_the_numbers_it_was_given():
    raw, smooth, *_ = points(line_chart("verdicts", VERDICTS, "Verdicts"))
    across = (raw[:, 0] - LEFT) / (WIDTH - LEFT - RIGHT) * STEPS[-1]
    up = (HEIGHT - BOTTOM - raw[:, 1]) / (HEIGHT - TOP - BOTTOM)
    assert across == pytest.approx(STEPS, abs=0.2)
    assert up == pytest.approx(VERDICTS["real_score"], abs=1e-3)
    assert len(smooth) == len(raw)


def test_the_average_is_that_of_the_last_points():
    values = np.random.default_rng(0).normal(size=70)
    expected = [values[max(0, end - SMOOTHING) : end].mean() for end in range(1, 71)]
    assert averaged(values) == pytest.approx(np.array(expected))


def test_what_was_not_measured_is_left_out():
    gaps = VERDICTS | {"fake_score": np.full(100, np.nan)}
    gaps["real_score"] = np.where(np.arange(100) % 2, np.nan, 0.5)
    (raw, _), text = points(svg := line_chart("verdicts", gaps, "")), svg
    assert len(raw) == 50
    assert "D(G(z))" not in text
    assert line_chart("verdicts", {"step": STEPS}, "") == ""
    assert line_chart("distance", {}, "") == ""


def test_a_score_measured_once_is_a_dot_with_its_value():
    svg = line_chart("distance", {"step": [100.0], "distance": [402.6]}, "Distance")
    assert len(list(ElementTree.fromstring(svg).iter("circle"))) == 1
    assert re.search(r">403<", svg)


def test_a_label_cannot_add_markup():
    svg = line_chart("verdicts", VERDICTS, '"><script>x</script>')
    assert [node.tag for node in ElementTree.fromstring(svg).iter("script")] == []
