"""The “not an inverse” card as a Gradio component; its numbers are asked for when it is near."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from explorer.ui.look import mount, template
from explorer.ui.text import sentences


def inverse_card(show_inverse: Callable[..., dict[str, Any]]) -> gr.HTML:
    """Make the card.

    Args:
        show_inverse: Server function that computes what the card draws.
    """
    return gr.HTML(
        html_template=template("stamp/inverse_card.html"),
        js_on_load=mount("stamp/inverse_card.js", text=sentences("lab")),
        apply_default_css=False,
        server_functions=[show_inverse],
        elem_id="inverse-card",
    )
