"""What can be kept of a run, as a Gradio component."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from explorer.ui.look import mount, template
from explorer.ui.text import sentences

OPEN_RUN = "open_run"
"""Event: the generator of a run is to be opened in Explore; data `run`."""


def train_keep(export_run: Callable[..., dict[str, Any]]) -> gr.HTML:
    """Make the buttons.

    Args:
        export_run: Server function that packs a run.
    """
    return gr.HTML(
        html_template=template("train/keep.html"),
        js_on_load=mount("train/keep.js", OPEN_RUN, text=sentences("train")),
        apply_default_css=False,
        server_functions=[export_run],
        elem_id="train-keep",
    )
