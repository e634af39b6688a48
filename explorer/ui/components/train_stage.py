"""The Train stage as a Gradio component: run bar, pictures and curves."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import gradio as gr
import numpy as np

from explorer.figures import CHARTS, PLOTLY_SCRIPT, draw_chart
from explorer.gan import TrainingConfig
from explorer.ui.look import mount, template
from explorer.ui.text import sentences

START, ADOPT = "start_run", "adopt_run"
"""Events of the stage: the visitor wants a run with the settings at hand; a reloaded page has
found its run again."""

PANELS = "<!-- panels -->"
"""Where the stage's markup takes in that of the panels below the pictures."""


def train_stage(value: dict[str, Any], functions: list[Callable[..., Any]]) -> gr.HTML:
    """Make the stage.

    Args:
        value: `link`, the settings for the address; in answer to the question `asked`, either
            `run`, the id of the run that was started, or `problem`, one sentence on why not.
        functions: Server functions `preview`, `follow` and `command`.
    """
    return gr.HTML(
        value,
        html_template=template("train_stage.html").replace(PANELS, template("train_panels.html")),
        js_on_load=mount(
            "train_stage.js",
            START,
            ADOPT,
            text=sentences("train", "train_stage"),
            charts=empty_charts(),
            bundle=TrainingConfig().dataset,
            plotly=f"/gradio_api/file={PLOTLY_SCRIPT.as_posix()}",
        ),
        apply_default_css=False,
        server_functions=functions,
        elem_classes="stage",
        elem_id="train-stage",
    )


def empty_charts() -> dict[str, Any]:
    """Every chart's figure with axes alone, for the browser to add points to."""
    columns = ("step", *(curve.column for chart in CHARTS.values() for curve in chart.curves))
    nothing = {name: np.empty(0) for name in columns}
    return {
        chart: json.loads(str(draw_chart(chart, nothing, steps=TrainingConfig().steps).to_json()))
        | {"names": [curve.name for curve in CHARTS[chart].curves]}
        for chart in CHARTS
    }
