"""The fold that lists the layers of both networks, as a Gradio component."""

from __future__ import annotations

from typing import Any

import gradio as gr

from explorer.ui.look import mount, template
from explorer.ui.text import sentences
from explorer.ui.train.settings import CLOSED, SETTINGS, SUMMARIES

OPEN_LAYER = "open_layer"
"""Event: a layer of a run's network is to be opened in Stamp; data `run`, `network`, `layer`."""

APPLY = "apply_settings"
"""Event: the doctor's change is to be made, here and in the run; data `settings`."""


def train_inspector(value: dict[str, Any]) -> gr.HTML:
    """Make the fold.

    Args:
        value: What `train.layers.inspected` returns.
    """
    return gr.HTML(
        value,
        html_template=template("train/inspector.html"),
        js_on_load=mount(
            "train/inspector.js",
            OPEN_LAYER,
            APPLY,
            text=sentences("train"),
            settings=SETTINGS,
            closed=CLOSED,
            summaries=SUMMARIES,
        ),
        apply_default_css=False,
        elem_id="train-inspector",
    )
