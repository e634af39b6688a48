"""The checkerboard lab as a Gradio component: six pictures, six count maps and a verdict."""

from __future__ import annotations

from typing import Any

import gradio as gr

from explorer.figures import PALETTES, PLOTLY_SCRIPT, count_scale
from explorer.ui.look import mount, template
from explorer.ui.text import sentences


def lab_stage(view: dict[str, Any]) -> gr.HTML:
    """Make the lab's stage.

    Args:
        view: What `lab_view` computed; later views are set as the component's value.
    """
    return gr.HTML(
        view,
        html_template=template("stamp/lab_stage.html"),
        js_on_load=mount(
            "stamp/lab_stage.js",
            text=sentences("lab"),
            scales={theme: count_scale(theme) for theme in PALETTES},
            plotly=f"/gradio_api/file={PLOTLY_SCRIPT.as_posix()}",
        ),
        apply_default_css=False,
        elem_id="lab-stage",
    )
