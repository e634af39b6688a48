"""The Explore stage as a Gradio component: sample, directions, the same edit, and the layers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from explorer.ui.look import mount, template
from explorer.ui.text import sentences

OPEN_LAYER, CHOOSE_SEED = "open_layer", "choose_seed"
"""Events of the stage: open a layer's `source` in Stamp; another `seed` was clicked."""


def explore_stage(value: dict[str, Any], functions: list[Callable[..., Any]]) -> gr.HTML:
    """Make the stage.

    Args:
        value: What `whole_view` computed, or `problem`, one sentence on why there is nothing.
        functions: Server functions `generate`, `surround` and `choose_layer`.
    """
    return gr.HTML(
        value,
        html_template=template("explore_stage.html"),
        js_on_load=mount("explore_stage.js", OPEN_LAYER, CHOOSE_SEED, text=sentences("explore")),
        apply_default_css=False,
        server_functions=functions,
        elem_classes="stage",
        elem_id="explore-stage",
    )


def tell_stage(setting: str) -> str:
    """JavaScript for a control's listener: hands its value to the stage without the server.

    Args:
        setting: Field of `LatentView` the control sets.
    """
    return f"""(value) => {{
        const event = new CustomEvent('set', {{ detail: {{ {setting}: value }} }});
        document.querySelector('.explore-stage')?.dispatchEvent(event);
    }}"""
