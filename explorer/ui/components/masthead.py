"""The header: the name of the page, what can be shared of it, its language, light or dark."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from explorer.ui.components.share.qr import qr_code
from explorer.ui.components.share.share import PARTS
from explorer.ui.look import mount, template
from explorer.ui.text import sentences


def masthead(report: Callable[[object], dict[str, Any]]) -> gr.HTML:
    """Make the header; but for codes of links and reports it works in the browser alone.

    Args:
        report: Server function that writes the report of what is on screen.
    """
    return gr.HTML(
        html_template=template("masthead.html"),
        js_on_load=mount("masthead.js", text=sentences("page", "share"), parts=PARTS),
        server_functions=[qr_code, report],
        elem_id="masthead",
    )
