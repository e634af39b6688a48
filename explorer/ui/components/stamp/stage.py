"""The Stamp stage as a Gradio component: a canvas, its player and the words around them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from explorer.ui.look import mount, template
from explorer.ui.text import sentences

CATCH_UP = "catch_up"
"""Event: steps were taken and the hand rests; its data is the last step, see `stamp.catch_up`."""

_STAGE = "document.querySelector('.stamp-stage')?.stage"

CAUGHT_UP = f"() => {{ {_STAGE}?.setting.caughtUp(); }}"
"""JavaScript that tells the stage that the widgets are in line with it again."""

ASKED = f"(first) => [first, JSON.stringify({_STAGE}?.setting.asked() ?? null)]"
"""JavaScript that fills a listener's second input with the setting on the stage."""


def stamp_stage(value: dict[str, Any], take_step: Callable[[Any], dict[str, Any]]) -> gr.HTML:
    """Make the stage.

    Args:
        value: What `stage_value` computed; later ones are set as the component's value.
        take_step: Server function from one setting to the next.
    """
    return gr.HTML(
        value,
        html_template=template("stamp/stage.html"),
        js_on_load=mount("stamp/stage.js", CATCH_UP, text=sentences("stamp")),
        apply_default_css=False,
        server_functions=[take_step],
        elem_classes="stage",
        elem_id="stamp-stage",
    )


def tell_stage(key: str, value: str = "value") -> str:
    """JavaScript for a widget's listener: hands its value to the stage without the server.

    Args:
        key: What the widget holds of the setting.
        value: JavaScript for what to hand over of the widget's `value`.
    """
    return f"(value) => {{ {_STAGE}?.setting.change('{key}', {value}); }}"
