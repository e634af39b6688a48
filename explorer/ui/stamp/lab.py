"""The checkerboard lab, below the Stamp stage: six up-samplers on one picture, and the misnomer."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, fields, replace
from functools import partial
from typing import Any
from urllib.parse import parse_qsl, urlencode

import gradio as gr
import numpy as np

from explorer.transposed_conv.upsampling import MAX_LAYERS, WEIGHTS
from explorer.ui.components.stamp.inverse_card import inverse_card
from explorer.ui.components.stamp.lab_stage import lab_stage
from explorer.ui.events import listen
from explorer.ui.language import told
from explorer.ui.link import from_query, to_query
from explorer.ui.stamp.inverse_view import LAYERS, PICTURE, attempt, inverse_view
from explorer.ui.stamp.lab_view import (
    PICTURES,
    SIDE,
    UPLOADED,
    Array,
    LabSettings,
    lab_view,
    measure,
    shrink,
)
from explorer.ui.text import say
from explorer.ui.uploads import UnreadablePictureError, read_picture

SETTINGS = tuple(field.name for field in fields(LabSettings))

IN_LINK = "lab_"
"""What the lab's keys begin with in a link: it shares the tab's with the stage above."""

AS_TYPED = (
    "({before}_, uploaded, ...values) => [{before}JSON.stringify(values), uploaded, ...__USUAL__]"
).replace("__USUAL__", json.dumps(list(asdict(LabSettings()).values())))
"""JavaScript of the listeners: values as one text. Gradio 6.31 would refuse a number out of range,
and an empty field with a traceback, before a handler could say at the field what is wrong."""

Updates = list[Any]
"""One value for the stage, then one for each widget in the order of `SETTINGS`."""


def build_lab() -> list[Any]:
    """Lay out the lab and wire its controls.

    Returns:
        The components that `open_lab_link` updates.
    """
    start = LabSettings()
    uploaded = gr.State(b"")
    with gr.Column(elem_classes="lab", elem_id="lab"):
        gr.Markdown(say("lab.introduction"), elem_classes="explanation")
        with gr.Row(elem_classes="controls lab-controls"):
            widgets: dict[str, Any] = {
                "picture": gr.Dropdown(
                    _picture_choices(), value=start.picture, label=say("lab.picture")
                ),
                "layers": gr.Slider(
                    1, MAX_LAYERS, value=start.layers, step=1, label=say("lab.layers")
                ),
                "weights": gr.Dropdown(
                    [(say(f"lab.weights_{name}"), name) for name in WEIGHTS],
                    value=start.weights,
                    label=say("lab.weights"),
                ),
                "seed": gr.Number(start.seed, label=say("lab.seed"), precision=0),
            }
            words: Any = say("lab.upload")  # Gradio translates it; its type does not say so
            upload = gr.UploadButton(words, file_types=["image"], size="sm")
        stage = lab_stage(_value(start, PICTURES[start.picture]()))
        gr.Markdown(say("lab.notes"), elem_classes="explanation")
        gr.Markdown(say("lab.misnomer"), elem_classes="explanation", elem_id="misnomer")
        inverse_card(show_inverse)
    inputs = [gr.Textbox(visible=False), uploaded, *(widgets[name] for name in SETTINGS)]
    outputs = [stage, *(widgets[name] for name in SETTINGS)]
    for name, widget in widgets.items():
        handler = partial(_hear, partial(change, name))
        listen(widget.input, handler, inputs, outputs, js=AS_TYPED.format(before=""))
    listen(
        upload.upload,
        lambda path, *heard: _hear(partial(open_upload, path), *heard),
        [upload, *inputs],
        [uploaded, *outputs],
        js=AS_TYPED.format(before="file, "),
    )
    return outputs


def _hear(handler: Callable[..., Updates], typed: str, uploaded: bytes, *_: Any) -> Updates:  # noqa: ANN401
    """Call a handler with the values that `AS_TYPED` wrote down."""
    try:
        values = json.loads(typed)
    except (TypeError, ValueError):  # no page of ours sent this
        values = None
    return handler(uploaded, *(values if isinstance(values, list) else []))


def _picture_choices(*more: str) -> list[Any]:
    return [(say(f"lab.picture_{name}"), name) for name in (*PICTURES, *more)]


def show_inverse(_: Any) -> dict[str, Any]:  # noqa: ANN401 (what a page sends; not used)
    """Answer the card that says why a transposed convolution is not an inverse."""
    return inverse_view()


def change(changed: str, uploaded: bytes, *values: Any) -> Updates:  # noqa: ANN401 (widget values)
    """Compare on what the widgets now say, or say under the changed one why that cannot be.

    Args:
        changed: Name of the setting that was changed.
        uploaded: The visitor's own picture as bytes, or none.
        values: Widget values in the order of `SETTINGS`.
    """
    try:
        settings = LabSettings(**dict(zip(SETTINGS, values, strict=True)))
        view = _value(settings, _chosen(settings, uploaded))
    except ValueError as error:
        return _refuse(changed, told(error))
    return [view, *(_cleared(name) for name in SETTINGS)]


def open_lab_link(query: str) -> Updates:
    """Show what a link says of the lab; keys that say nothing of it are skipped.

    Args:
        query: The part of the link after `#stamp?`.

    Raises:
        ValueError: If the lab's setting is illegal.
    """
    if (settings := read_lab_link(query)) is None:
        return [gr.skip()] * (1 + len(SETTINGS))
    values = asdict(settings)
    return [
        _value(settings, _chosen(settings, b"")),
        *(gr.update(value=values[name], info="") for name in SETTINGS),
    ]


def read_lab_link(query: str) -> LabSettings | None:
    """Read what a link says of the lab; None if it says nothing.

    Raises:
        ValueError: If the lab's setting is illegal.
    """
    ours = [
        (key.removeprefix(IN_LINK), text)
        for key, text in parse_qsl(query)
        if key.startswith(IN_LINK)
    ]
    return LabSettings(**from_query(LabSettings, urlencode(ours))) if ours else None


def _value(settings: LabSettings, picture: Array) -> dict[str, Any]:
    """What the stage draws, and its part of the link; a visitor's own picture cannot be in it."""
    own = settings.picture == UPLOADED
    shown = replace(settings, picture=LabSettings.picture) if own else settings
    query = "&".join(f"{IN_LINK}{part}" for part in to_query(shown).split("&") if part)
    return lab_view(settings, picture) | {"link": query}


def _chosen(settings: LabSettings, uploaded: bytes) -> Array:
    if settings.picture != UPLOADED:
        return PICTURES[settings.picture]()
    if len(uploaded) != SIDE * SIDE:
        raise ValueError("There is no uploaded picture yet: upload one.")
    return np.frombuffer(uploaded, dtype=np.uint8).reshape(SIDE, SIDE) / 255


def open_upload(path: str, uploaded: bytes, *values: Any) -> Updates:  # noqa: ANN401 (widget values)
    """Compare on the visitor's own picture; a file that cannot be read changes nothing.

    Returns:
        The picture as bytes, then what `change` returns.
    """
    try:
        picture = read_picture(path, SIDE)
    except UnreadablePictureError as error:
        return [gr.skip(), *_refuse("picture", told(error))]
    pixels = (picture * 255).round().astype(np.uint8).tobytes()
    wanted = dict(zip(SETTINGS, values, strict=True)) | {"picture": UPLOADED}
    stage, menu, *others = change("picture", pixels, *wanted.values())
    choices = _picture_choices(UPLOADED)
    return [pixels, stage, gr.update(value=UPLOADED, choices=choices, info=menu["info"]), *others]


def _refuse(changed: str, sentence: str) -> Updates:
    """Keep what is on screen and say under the changed widget what is wrong."""
    return [
        gr.skip(),
        *(gr.update(info=sentence) if name == changed else gr.skip() for name in SETTINGS),
    ]


def _cleared(name: str) -> Any:  # noqa: ANN401 (a Gradio update)
    return gr.update(info="")


def compare_upsamplers(
    picture: str = "pullover", layers: int = 1, weights: str = "around_mean", seed: int = 0
) -> dict:
    """Double a picture by six kinds of layer and measure the checkerboard that each leaves.

    Args:
        picture: "pullover", "dress" or "bag" (Fashion-MNIST), or "flat".
        layers: Layers on top of each other, 1 to 4.
        weights: "around_mean", "zero_mean" or "equal".
        seed: Of the weights.

    Returns:
        `settings`; `picture`, (H, W), 28×28 or, for four layers, 14×14; `methods`, a list of six
        with `method`, `output` (H·2ⁿ, W·2ⁿ) rounded to six decimals, `counts` (8, 8) from the
        interior with its `origin`, `least`, `most`, `unevenness`, `peak` and `ripple`.
    """
    try:
        settings = LabSettings(picture=picture, layers=layers, weights=weights, seed=seed)
        pixels = _chosen(settings, b"")
    except ValueError as error:
        raise gr.Error(told(error), print_exception=False) from error
    return {
        "settings": asdict(settings),
        "picture": shrink(pixels, layers).tolist(),
        "methods": [
            asdict(found)
            | {"output": found.output.round(6).tolist(), "counts": found.counts.tolist()}
            for found in measure(pixels, settings)
        ],
    }


def undo_convolution(layer: str = "blur") -> dict:
    """Convolve a Fashion-MNIST picture and try to get it back in two ways.

    Args:
        layer: "blur" (5×5, stride 1) or "strided" (4×4, stride 2).

    Returns:
        `picture` (28, 28), `convolved` (28, 28) or (14, 14), `transposed` and `solved` (28, 28),
        `transposed_error` and `solved_error` relative to the picture.
    """
    if layer not in LAYERS:
        names = ", ".join(LAYERS)
        raise gr.Error(f"There is no layer {layer!r}: use one of {names}.", print_exception=False)
    picture = PICTURES[PICTURE]()
    found = attempt(picture, LAYERS[layer])
    return {
        "picture": picture.tolist(),
        "convolved": found.convolved.tolist(),
        "transposed": found.transposed.tolist(),
        "solved": found.solved.tolist(),
        "transposed_error": found.transposed_error,
        "solved_error": found.solved_error,
    }
