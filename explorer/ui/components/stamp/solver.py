"""The Stamp tab's reverse solver as a Gradio component: two sizes and the settings between them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from explorer.ui.look import mount, template
from explorer.ui.text import sentences


def stamp_solver(find_settings: Callable[..., dict[str, Any]]) -> gr.HTML:
    """Make the fold; it asks for settings when it is opened.

    Args:
        find_settings: Server function that solves.
    """
    return gr.HTML(
        html_template=template("stamp/solver.html"),
        js_on_load=mount("stamp/solver.js", text=sentences("stamp")),
        apply_default_css=False,
        server_functions=[find_settings],
        elem_id="stamp-solver",
    )
