"""The Stamp tab: settings on the left, the stage on the right."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import parse_qsl

import gradio as gr

from explorer.latent import LayerCut, LayerSource, cut_layer
from explorer.transposed_conv import INPUTS, KERNELS
from explorer.ui.components.stamp_code import stamp_code
from explorer.ui.components.stamp_reach import stamp_reach
from explorer.ui.components.stamp_solver import OPEN, stamp_solver
from explorer.ui.components.stamp_stage import EDIT, stamp_stage
from explorer.ui.events import EVERY, listen
from explorer.ui.lab import build_lab
from explorer.ui.link import from_query, to_query
from explorer.ui.stamp_edit import apply_edit
from explorer.ui.stamp_fields import measure_fields
from explorer.ui.stamp_picture import picture_settings
from explorer.ui.stamp_presets import (
    PRESETS,
    layer_presets,
    layer_settings,
    preset_choices,
    preset_of,
)
from explorer.ui.stamp_settings import CHANNELS, FROM_LAYER, SIZES, TYPED, StampSettings
from explorer.ui.stamp_solver import answer_settings, find_settings
from explorer.ui.stamp_view import stamp_view
from explorer.ui.stamp_widgets import (
    FREE,
    KEYS,
    RANGES,
    SHAPES,
    SQUARE,
    read,
    settle,
    width_of,
    write,
)
from explorer.ui.text import say

Updates = list[Any]
"""One value for each of `StampTab.outputs`."""


@dataclass(frozen=True, kw_only=True)
class StampTab:
    """What the page needs of this tab.

    Attributes:
        outputs: What every handler here returns: stage, preset, layer, then one for each of `KEYS`.
    """

    outputs: list[Any]


def build_stamp() -> StampTab:
    """Lay out the tab and wire its controls."""
    layer = gr.State("")
    parts: dict[str, Any] = {}
    with gr.Row(elem_classes="room"):
        with gr.Column(elem_classes="controls", scale=0, min_width=248):
            preset = gr.Dropdown(
                preset_choices(),
                value="dcgan",
                label=say("stamp.preset"),
            )
            for name in SIZES:
                parts[name] = _slider(name)
                parts[width_of(name)] = _slider(name, width=True)
            with gr.Row():
                parts["input_pattern"] = _pattern_menu("input_pattern")
                parts["kernel_pattern"] = _pattern_menu("kernel_pattern")
            words: Any = say("stamp.picture")  # Gradio translates it; its type does not say so
            picture = gr.UploadButton(
                words, file_types=["image"], size="sm", elem_id="stamp-picture"
            )
            with gr.Accordion(say("stamp.more_settings"), open=False):
                parts["shape"] = gr.Radio(
                    [(say(f"stamp.shape_{shape}"), shape) for shape in SHAPES],
                    value=SQUARE,
                    label=say("stamp.shape"),
                )
                parts |= {name: _slider(name) for name in CHANNELS}
                parts["seed"] = gr.Number(
                    StampSettings().seed, label=say("stamp.seed"), precision=0, elem_id="stamp-seed"
                )
            solver = stamp_solver(find_settings)
            stamp_reach(measure_fields)
            stamp_code()
        with gr.Column(elem_classes="main"):
            stage = stamp_stage(stage_value(StampSettings(), ""))
            gr.Markdown(say("stamp.explanation"), elem_classes="explanation")
    build_lab()
    parts |= {"input_values": gr.State(""), "kernel_values": gr.State("")}
    outputs = [stage, preset, layer, *(parts[key] for key in KEYS)]
    inputs = [layer, *(parts[key] for key in KEYS)]
    for key in KEYS:
        if key not in ("input_values", "kernel_values"):
            listen(parts[key].input, partial(change, key), inputs, outputs)
    listen(preset.input, choose_preset, [preset], outputs)
    listen(getattr(stage, EDIT), edit, inputs, outputs, mode=EVERY)
    listen(picture.upload, open_picture, [picture, *inputs], outputs)
    listen(getattr(solver, OPEN), open_answer, inputs, outputs, mode=EVERY)
    return StampTab(outputs=outputs)


def _slider(name: str, *, width: bool = False) -> gr.Slider:
    least, most = RANGES[name]
    idea = {"input_size": "idea-input", "kernel_size": "idea-kernel"}.get(name)
    key = width_of(name) if width else name
    return gr.Slider(
        least,
        most,
        value=write(StampSettings())[key],
        step=1,
        label=say("stamp.width") if width else say(f"stamp.{name}"),
        elem_id=f"stamp-{key}",
        elem_classes=idea,
        visible=not width,
    )


def _pattern_menu(name: str) -> gr.Dropdown:
    return gr.Dropdown(
        _pattern_choices(name, layer=""),
        value=getattr(StampSettings(), name),
        label=say(f"stamp.{name}"),
        min_width=100,
        elem_id=f"stamp-{name}",
    )


def _pattern_choices(name: str, layer: str) -> list[Any]:
    known = INPUTS if name == "input_pattern" else KERNELS
    names = [*known, TYPED, FROM_LAYER] if layer else [*known, TYPED]
    return [(say(f"stamp.pattern_{pattern}"), pattern) for pattern in names]


def change(changed: str, layer: str, *values: Any) -> Updates:  # noqa: ANN401 (widget values)
    """Show what the widgets now say, or say under the changed one why that cannot be shown.

    Args:
        changed: Key of the widget that was changed.
        layer: The open layer as `LayerSource` text, or "".
        values: Values in the order of `KEYS`.
    """
    wanted = dict(zip(KEYS, values, strict=True))
    try:
        return show(settle(wanted, changed, _cut(layer)), layer, wanted["shape"])
    except ValueError as error:
        return refuse(changed, str(error))


def choose_preset(name: str) -> Updates:
    """Show a preset or a generator's layer; "your own setting" changes nothing."""
    if name in PRESETS:
        return show(PRESETS[name], "")
    if name in layer_presets():
        try:
            return open_layer(layer_presets()[name].source())
        except ValueError as error:
            gr.Warning(str(error))
    return [gr.skip()] * (3 + len(KEYS))


def edit(event: gr.EventData, layer: str, *values: Any) -> Updates:  # noqa: ANN401
    """Put what was typed, pasted or drawn on the stage into the input or the kernel."""
    shown = dict(zip(KEYS, values, strict=True))
    asked = event._data if isinstance(event._data, dict) else {}
    what = "kernel" if asked.get("what") == "kernel" else "input"
    try:
        return show(apply_edit(read(shown), _cut(layer), what, asked), layer, shown["shape"])
    except ValueError as error:
        return refuse(f"{what}_pattern", str(error))


def open_picture(path: str, layer: str, *values: Any) -> Updates:  # noqa: ANN401
    """Show an uploaded picture as the input; a file that cannot be read changes nothing."""
    shown = dict(zip(KEYS, values, strict=True))
    try:
        return show(picture_settings(read(shown), path), layer, shown["shape"])
    except ValueError as error:
        return refuse("input_pattern", str(error))


def open_answer(event: gr.EventData, layer: str, *values: Any) -> Updates:  # noqa: ANN401
    """Show a setting that the reverse solver found."""
    shown = dict(zip(KEYS, values, strict=True))
    asked = event._data if isinstance(event._data, dict) else {}
    try:
        return show(answer_settings(shown, _cut(layer), asked), layer)
    except ValueError as error:
        return refuse("input_size", str(error))


def open_layer(source: LayerSource) -> Updates:
    """Show one channel pair of a generator's layer, with its true input and kernel.

    Raises:
        ValueError: If there is no such generator, layer or channel, or it is too large for the
            stage.
    """
    cut = cut_layer(source)
    return show(layer_settings(cut.spec, cut.x.shape), source.to_text())


def open_link(query: str) -> Updates:
    """Show what a link says.

    Args:
        query: The part of the link after `#stamp?`.

    Raises:
        ValueError: If the link's setting is illegal.
    """
    settings = StampSettings(**from_query(StampSettings, query))
    return show(settings, dict(parse_qsl(query, max_num_fields=64)).get("layer", ""))


def show(settings: StampSettings, layer: str, shape: str | None = None) -> Updates:
    """Compute the stage for a legal setting and bring every widget in line with it."""
    values = write(settings, shape)
    return [
        stage_value(settings, layer),
        preset_of(settings, layer),
        layer,
        *(_update(key, values[key], values["shape"], layer) for key in KEYS),
    ]


def stage_value(settings: StampSettings, layer: str) -> dict[str, Any]:
    """What the stage draws, and the link that reopens it."""
    return stamp_view(settings, _cut(layer)) | {"link": to_query(settings, layer=layer)}


def _cut(layer: str) -> LayerCut | None:
    return cut_layer(LayerSource.from_text(layer)) if layer else None


def _update(key: str, value: Any, shape: str, layer: str) -> Any:  # noqa: ANN401
    if key in ("input_values", "kernel_values"):
        return value
    if key in ("input_pattern", "kernel_pattern"):
        return gr.update(value=value, choices=_pattern_choices(key, layer), info="")
    if key in RANGES:
        return gr.update(value=value, info="")
    if key in (width_of(name) for name in SIZES):
        return gr.update(value=value, info="", visible=shape == FREE)
    return gr.update(value=value)


def refuse(changed: str, sentence: str) -> Updates:
    """Keep the last good picture and say under the changed widget what is wrong."""
    return [
        *[gr.skip()] * 3,
        *(gr.update(info=sentence) if key == changed else gr.skip() for key in KEYS),
    ]
