"""The Stamp tab's field calculator as a Gradio component: what a stack sees and reaches."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from explorer.ui.look import mount, template
from explorer.ui.text import sentences


def stamp_reach(measure_fields: Callable[..., dict[str, Any]]) -> gr.HTML:
    """Make the fold; it follows the stage while it is open.

    Args:
        measure_fields: Server function that counts.
    """
    return gr.HTML(
        html_template=template("stamp/reach.html"),
        js_on_load=mount("stamp/reach.js", text=sentences("stamp")),
        apply_default_css=False,
        server_functions=[measure_fields],
        elem_id="stamp-reach",
    )
