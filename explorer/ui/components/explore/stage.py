"""The Explore stage as a Gradio component: sample, directions, pad, film, history, and layers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from explorer.figures import PLOTLY_SCRIPT
from explorer.latent import MOST_SEED, MOST_VIEWS, PATHS
from explorer.ui.components.explore.view import ROWS
from explorer.ui.explore.uploads import KEPT_SECONDS, LARGEST_FILE
from explorer.ui.look import mount, template
from explorer.ui.text import sentences

OPEN_LAYER = "open_layer"
"""Event of the stage: open a layer's `source` in Stamp."""


def explore_stage(value: dict[str, Any], functions: list[Callable[..., Any]]) -> gr.HTML:
    """Make the stage.

    Args:
        value: What `whole_view` computed, with what else a link says (`film`, `axes`); or
            `problem`, one sentence on why there is nothing.
        functions: The server functions in `explore.answers.ANSWERS`.
    """
    return gr.HTML(
        value,
        html_template=template("explore/stage.html"),
        js_on_load=mount(
            "explore/stage.js",
            OPEN_LAYER,
            text=sentences("explore", "label", "inside", "bench"),
            paths=list(PATHS),
            most_views=MOST_VIEWS,
            most_seed=MOST_SEED,
            rows=ROWS,
            plotly=f"/gradio_api/file={PLOTLY_SCRIPT.as_posix()}",
            files={"hours": KEPT_SECONDS // 3600, "megabytes": LARGEST_FILE >> 20},
        ),
        apply_default_css=False,
        server_functions=functions,
        elem_classes="stage",
        elem_id="explore-stage",
    )
