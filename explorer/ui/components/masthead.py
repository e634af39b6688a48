"""The header: the name of the page, copy link, light or dark."""

from __future__ import annotations

import gradio as gr

from explorer.ui.look import mount, template
from explorer.ui.text import sentences


def masthead() -> gr.HTML:
    """Make the header; it works in the browser alone."""
    return gr.HTML(
        html_template=template("masthead.html"),
        js_on_load=mount("masthead.js", text=sentences("page")),
        elem_id="masthead",
    )
