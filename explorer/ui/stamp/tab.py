"""The Stamp tab: settings on the left, the stage on the right."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import gradio as gr

from explorer.latent import LayerSource, Load, cut_layer, load_generator
from explorer.transposed_conv import INPUTS, KERNELS
from explorer.ui.components.stamp.code import stamp_code
from explorer.ui.components.stamp.reach import stamp_reach
from explorer.ui.components.stamp.solver import stamp_solver
from explorer.ui.components.stamp.stage import (
    ASKED,
    CATCH_UP,
    CAUGHT_UP,
    stamp_stage,
    tell_stage,
)
from explorer.ui.events import EVERY, inject, listen
from explorer.ui.language import told, warn
from explorer.ui.link import from_query
from explorer.ui.stamp.display import StampDisplay
from explorer.ui.stamp.fields import measure_fields
from explorer.ui.stamp.lab import build_lab, open_lab_link, read_lab_link
from explorer.ui.stamp.picture import picture_settings
from explorer.ui.stamp.presets import (
    PRESETS,
    layer_presets,
    layer_settings,
    preset_choices,
    preset_of,
)
from explorer.ui.stamp.settings import (
    CHANNELS,
    FROM_LAYER,
    RANGES,
    SIZES,
    TYPED,
    StampSettings,
)
from explorer.ui.stamp.solver import find_settings
from explorer.ui.stamp.steps import next_setting, read_request, stage_value, take_step, widget_of
from explorer.ui.stamp.widgets import (
    FREE,
    SHAPES,
    SLIDERS,
    SQUARE,
    WIDGETS,
    read,
    width_of,
    write,
)
from explorer.ui.text import say

WIDTHS = tuple(width_of(name) for name in SIZES)

Updates = list[Any]
"""One value for each of `StampTab.outputs`."""


@dataclass(frozen=True, kw_only=True)
class StampTab:
    """What the page needs of this tab.

    Attributes:
        outputs: What the handlers here return: stage, preset, then one for each of `WIDGETS`.
        link_outputs: What `open_link` returns: the same, then the lab's.
    """

    outputs: list[Any]
    link_outputs: list[Any]

    @property
    def preset(self) -> gr.Dropdown:
        """The menu of presets, brought up to date by `fresh_presets` when a page opens."""
        return self.outputs[1]


def build_stamp(load: Load = load_generator) -> StampTab:
    """Lay out the tab and wire its controls.

    Args:
        load: Finds the generators whose layers are opened.
    """
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
            stamp_solver(find_settings)
            stamp_reach(inject(measure_fields, load=load))
            stamp_code(load)
        with gr.Column(elem_classes="main"):
            stage = stamp_stage(stage_value(StampSettings(), ""), inject(take_step, load=load))
            gr.Markdown(say("stamp.explanation"), elem_classes="explanation")
    lab_outputs = build_lab()
    widgets = [parts[key] for key in WIDGETS]
    outputs = [stage, preset, *widgets]
    for key in WIDGETS:
        parts[key].input(None, parts[key], js=tell_stage(key))
    for key, (least, most) in SLIDERS.items():  # a typed number is brought into range on leaving
        clamped = f"Math.min(Math.max(value, {least}), {most})"
        parts[key].release(None, parts[key], js=tell_stage(key, clamped))
    listen(preset.input, choose_preset, [preset], outputs)
    asked = gr.Textbox(visible=False)
    listen(picture.upload, inject(open_picture, load=load), [picture, asked], outputs, js=ASKED)
    listen(
        getattr(stage, CATCH_UP), inject(catch_up, load=load), None, [preset, *widgets], mode=EVERY
    ).then(None, js=CAUGHT_UP)
    return StampTab(outputs=outputs, link_outputs=[*outputs, *lab_outputs])


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
    choices = [(say(f"stamp.pattern_{pattern}"), pattern) for pattern in (*known, TYPED)]
    if name == "kernel_pattern" and layer_presets():
        choices.append((say("stamp.pattern_learned"), FROM_LAYER))
    elif layer:
        choices.append((say("stamp.pattern_layer"), FROM_LAYER))
    return choices


def fresh_presets() -> Any:  # noqa: ANN401 (a Gradio update)
    """List the presets there are by now: generators come and go while the server runs."""
    return gr.update(choices=preset_choices())


def choose_preset(name: str) -> Updates:
    """Show a preset or a generator's layer; "your own setting" changes nothing."""
    if name in PRESETS:
        return show(PRESETS[name], "")
    if name in layer_presets():
        try:
            return open_layer(layer_presets()[name].source())
        except ValueError as error:
            warn(error)
    return [gr.skip()] * (2 + len(WIDGETS))


def open_picture(path: str, asked: str, *, load: Load = load_generator) -> Updates:
    """Show an uploaded picture as the input; a file that cannot be read changes nothing.

    Args:
        path: The uploaded file.
        asked: What the page shows, as JSON of the `values` and `layer` that `take_step` takes.
        load: Finds generators.
    """
    try:
        values, layer = read_request(json.loads(asked))
        return show(picture_settings(read(values), path), layer, values["shape"], load=load)
    except ValueError as error:
        return [gr.skip(), *_refuse("input_pattern", told(error))]


def catch_up(event: gr.EventData, *, load: Load = load_generator) -> Updates:
    """Bring the widgets in line with the last step the stage took, or say why there was none.

    Returns:
        Updates of the preset menu and of every widget. Where a widget already says what it
        should, it is left alone: a visitor may be moving it again.
    """
    asked: dict[str, Any] = event._data if isinstance(event._data, dict) else {}
    shown, informed = asked.get("shown"), asked.get("told")
    shown = shown if isinstance(shown, dict) else {}
    informed = informed if isinstance(informed, list) else []
    try:
        settings, layer, shape = next_setting(asked, load=load)
    except ValueError as error:
        return _refuse(widget_of(asked), told(error))
    values = write(settings, shape)
    return [
        preset_of(settings, layer),
        *(
            _update(key, values[key], values["shape"], layer)
            if key not in shown or shown[key] != values[key]
            else _left_alone(key, values["shape"], informed)
            for key in WIDGETS
        ),
    ]


def _left_alone(key: str, shape: str, informed: list[Any]) -> Any:  # noqa: ANN401
    """A widget keeps its value, and loses its sentence; widths come and go with the shape."""
    changes: dict[str, Any] = {"info": ""} if key in informed else {}
    if key in WIDTHS:
        changes["visible"] = shape == FREE
    return gr.update(**changes)


def open_layer(source: LayerSource, *, load: Load = load_generator) -> Updates:
    """Show one channel pair of a layer, with its true input and kernel; a convolution as matrix C.

    Raises:
        ValueError: If there is no such generator, layer or channel, or it is too large for the
            stage.
    """
    cut = cut_layer(source, load=load)
    stage, *widgets = show(layer_settings(cut.spec, cut.x.shape), source.to_text(), load=load)
    if cut.read is not None:
        stage |= {"display": StampDisplay(views="matrix", show_c=True).to_page()}
    return [stage, *widgets]


def open_link(query: str, *, load: Load = load_generator) -> Updates:
    """Show what a link says.

    Args:
        query: The part of the link after `#stamp?`.
        load: Finds generators.

    Returns:
        One value for each of `StampTab.link_outputs`.

    Raises:
        ValueError: If the link's setting is illegal; nothing is opened then.
    """
    return [*_open_stage(query, load), *open_lab_link(query)]


def check_link(query: str, *, load: Load = load_generator) -> None:
    """Find out in a millisecond whether `open_link` can show a link.

    Raises:
        ValueError: If it cannot.
    """
    _open_stage(query, load)
    read_lab_link(query)


def _open_stage(query: str, load: Load) -> Updates:
    settings = StampSettings(**from_query(StampSettings, query))
    display = StampDisplay(**from_query(StampDisplay, query))
    others = dict(parse_qsl(query))
    stage, *widgets = show(settings, others.get("layer", ""), others.get("shape"), load=load)
    return [stage | {"display": display.to_page()}, *widgets]


def show(
    settings: StampSettings,
    layer: str,
    shape: str | None = None,
    *,
    load: Load = load_generator,
) -> Updates:
    """Compute the stage for a legal setting and bring every widget in line with it."""
    value = stage_value(settings, layer, shape, load=load)
    values = value["values"]
    return [
        value,
        preset_of(settings, layer),
        *(_update(key, values[key], values["shape"], layer) for key in WIDGETS),
    ]


def _update(key: str, value: Any, shape: str, layer: str) -> Any:  # noqa: ANN401
    if key in ("input_pattern", "kernel_pattern"):
        return gr.update(value=value, choices=_pattern_choices(key, layer), info="")
    if key in WIDTHS:
        return gr.update(value=value, info="", visible=shape == FREE)
    return gr.update(value=value, info="")


def _refuse(changed: str, sentence: str) -> Updates:
    """Say under the changed widget what is wrong, and touch nothing else."""
    return [
        gr.skip(),
        *(gr.update(info=sentence) if key == changed else gr.skip() for key in WIDGETS),
    ]
