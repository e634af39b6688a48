"""What stands left of the Explore stage: generators, truncation, seed, and the way back.

Its markup only: the stage's script wires it, so that both always show the same view.
"""

from __future__ import annotations

import gradio as gr

from explorer.ui.look import template


def explore_panel() -> gr.HTML:
    """Make the panel."""
    return gr.HTML(html_template=template("explore/panel.html"), apply_default_css=False)
