"""The Stamp stage as a Gradio component: a canvas, its player and the words around them."""

from __future__ import annotations

from typing import Any

import gradio as gr

from explorer.ui.look import mount, template
from explorer.ui.text import sentences

EDIT = "edit_cells"
"""Event: numbers were typed, pasted or drawn; see `stamp_edit.apply_edit` for its data."""


def stamp_stage(view: dict[str, Any]) -> gr.HTML:
    """Make the stage.

    Args:
        view: What `stamp_view` computed; later views are set as the component's value.
    """
    return gr.HTML(
        view,
        html_template=template("stamp_stage.html"),
        js_on_load=mount("stamp_stage.js", EDIT, text=sentences("stamp")),
        apply_default_css=False,
        elem_classes="stage",
        elem_id="stamp-stage",
    )
