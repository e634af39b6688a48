"""Code to take away: the layer on the stage as PyTorch, Keras and ONNX scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

import gradio as gr

from explorer.latent import Load, load_generator
from explorer.transposed_conv import as_keras, as_onnx, as_pytorch
from explorer.ui.events import inject
from explorer.ui.language import told
from explorer.ui.link import from_query
from explorer.ui.look import mount, template
from explorer.ui.stamp.settings import StampSettings
from explorer.ui.stamp.steps import open_cut
from explorer.ui.text import sentences

LIBRARIES: dict[str, Callable[..., str]] = {
    "pytorch": as_pytorch,
    "keras": as_keras,
    "onnx": as_onnx,
}
"""Library → function that writes a script with the input, the kernel and the layer."""

LONGEST_LINK = 100_000
"""Characters of a link that are read: three typed 16×16 inputs and nine 9×9 kernels are fewer."""


def stamp_code(load: Load = load_generator) -> gr.HTML:
    """Make the panel; it follows the stage by itself and asks for the library that is open.

    Args:
        load: Finds the generators whose layers are on the stage.
    """
    return gr.HTML(
        html_template=template("stamp/code.html"),
        js_on_load=mount("stamp/code.js", text=sentences("stamp_code")),
        server_functions=[inject(write_code, load=load)],
        apply_default_css=False,
        elem_id="stamp-code",
    )


def write_code(
    request: Any,  # noqa: ANN401 (a page sends what it likes)
    *,
    load: Load = load_generator,
) -> dict[str, str]:
    """Answer the page with a script.

    Args:
        request: `library`, a name in `LIBRARIES`, and `link`, the setting as it stands in the
            address.
        load: Finds generators.

    Returns:
        `code`, or `error` with one sentence.
    """
    asked = request if isinstance(request, dict) else {}
    library, link = asked.get("library"), str(asked.get("link") or "")
    if library not in tuple(LIBRARIES):
        return {"error": told(f"There is code for {', '.join(LIBRARIES)}.")}
    if len(link) > LONGEST_LINK:
        return {"error": told(f"A link has at most {LONGEST_LINK:,} characters.")}
    try:
        settings = StampSettings(**from_query(StampSettings, link))
        layer = dict(parse_qsl(link, max_num_fields=64)).get("layer", "")
        cut = open_cut(layer, load=load)
        x, weight = settings.x(cut), settings.weight(cut)
        return {"code": LIBRARIES[library](x, weight, settings.spec)}
    except ValueError as error:
        return {"error": told(error)}
