"""The Stamp tab: settings on the left, the stage on the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from functools import partial
from typing import Any
from urllib.parse import parse_qsl

import gradio as gr

from explorer.latent import LayerSource, cut_layer
from explorer.transposed_conv import INPUTS, KERNELS
from explorer.ui.components.stamp_stage import stamp_stage
from explorer.ui.link import from_query, to_query
from explorer.ui.stamp_view import (
    FROM_LAYER,
    MAX_INPUT_SIZE,
    MAX_KERNEL_SIZE,
    StampSettings,
    stamp_view,
)
from explorer.ui.text import say

PRESETS: dict[str, StampSettings] = {
    "dcgan": StampSettings(),
    "stem": StampSettings(input_size=1, stride=1, padding=0),
    "same": StampSettings(kernel_size=5, padding=2, output_padding=1),
    "odd": StampSettings(kernel_size=3, output_padding=1),
    "checkerboard": StampSettings(
        kernel_size=3, padding=0, input_pattern="ones", kernel_pattern="ones"
    ),
    "bilinear": StampSettings(kernel_pattern="bilinear"),
    "atrous": StampSettings(kernel_size=3, stride=1, padding=0, dilation=2),
}
"""Settings people know, by name."""

CUSTOM = "custom"

RANGES = {
    "input_size": (1, MAX_INPUT_SIZE),
    "kernel_size": (1, MAX_KERNEL_SIZE),
    "stride": (1, 5),
    "padding": (0, 8),
    "output_padding": (0, 4),
    "dilation": (1, 4),
}
"""Slider → smallest and largest value."""

SETTINGS = tuple(field.name for field in fields(StampSettings))

Updates = list[Any]
"""One value for each of `StampTab.outputs`."""


@dataclass(frozen=True, kw_only=True)
class StampTab:
    """What the page needs of this tab.

    Attributes:
        outputs: What every handler here returns: stage, preset, layer, then one widget a setting.
        widgets: Setting name → its widget.
    """

    outputs: list[Any]
    widgets: dict[str, Any]


def build_stamp() -> StampTab:
    """Lay out the tab and wire its controls."""
    layer = gr.State("")
    with gr.Row(elem_classes="room"):
        with gr.Column(elem_classes="controls", scale=0, min_width=248):
            preset = gr.Dropdown(
                [(say(f"stamp.preset_{name}"), name) for name in (*PRESETS, CUSTOM)],
                value="dcgan",
                label=say("stamp.preset"),
            )
            widgets: dict[str, Any] = {name: _slider(name) for name in RANGES}
            with gr.Row():
                widgets["input_pattern"] = _pattern_menu("input_pattern", INPUTS)
                widgets["kernel_pattern"] = _pattern_menu("kernel_pattern", KERNELS)
            widgets["seed"] = gr.Number(
                StampSettings().seed, label=say("stamp.seed"), precision=0, minimum=0
            )
        with gr.Column(elem_classes="main"):
            stage = stamp_stage(stage_value(StampSettings(), ""))
            gr.Markdown(say("stamp.explanation"), elem_classes="explanation")
    tab = StampTab(
        outputs=[stage, preset, layer, *(widgets[name] for name in SETTINGS)], widgets=widgets
    )
    inputs = [layer, *(widgets[name] for name in SETTINGS)]
    for name, widget in widgets.items():
        _listen(widget.input, partial(change, name), inputs, tab.outputs)
    _listen(preset.input, choose_preset, [preset], tab.outputs)
    return tab


def _listen(event: Any, handler: Callable[..., Updates], inputs: Any, outputs: Any) -> None:  # noqa: ANN401
    event(
        handler,
        inputs,
        outputs,
        queue=False,
        trigger_mode="always_last",
        show_progress="hidden",
        concurrency_limit=None,
        api_visibility="private",
    )


def _slider(name: str) -> gr.Slider:
    least, most = RANGES[name]
    idea = {"input_size": "idea-input", "kernel_size": "idea-kernel"}.get(name)
    return gr.Slider(
        least,
        most,
        value=getattr(StampSettings(), name),
        step=1,
        label=say(f"stamp.{name}"),
        elem_id=f"stamp-{name}",
        elem_classes=idea,
    )


def _pattern_menu(name: str, patterns: dict[str, Any]) -> gr.Dropdown:
    return gr.Dropdown(
        _pattern_choices(patterns),
        value=getattr(StampSettings(), name),
        label=say(f"stamp.{name}"),
        min_width=100,
        elem_id=f"stamp-{name}",
    )


def _pattern_choices(patterns: dict[str, Any], *, with_layer: bool = False) -> list[Any]:
    names = [*patterns, FROM_LAYER] if with_layer else [*patterns]
    return [(say(f"stamp.pattern_{name}"), name) for name in names]


def change(changed: str, layer: str, *values: Any) -> Updates:  # noqa: ANN401 (widget values)
    """Show what the widgets now say, or say under the changed one why that cannot be shown.

    Args:
        changed: Name of the setting that was changed.
        layer: The open layer as `LayerSource` text, or "".
        values: Widget values in the order of `SETTINGS`.
    """
    wanted = dict(zip(SETTINGS, values, strict=True))
    try:
        return show(fit_to_layer(wanted, changed, layer), layer)
    except ValueError as error:
        return refuse(changed, str(error))


def choose_preset(name: str) -> Updates:
    """Show a preset; "your own setting" changes nothing."""
    if name not in PRESETS:
        return [gr.skip() for _ in range(3 + len(SETTINGS))]
    return show(PRESETS[name], "")


def open_layer(source: LayerSource) -> Updates:
    """Show one channel pair of a generator's layer, with its true input and kernel.

    Raises:
        ValueError: If there is no such generator, layer or channel, or it is too large for the
            stage.
    """
    cut = cut_layer(source)
    settings = StampSettings(
        input_size=cut.x.shape[0],
        kernel_size=cut.spec.kernel_size[0],
        stride=cut.spec.stride[0],
        padding=cut.spec.padding[0],
        output_padding=cut.spec.output_padding[0],
        dilation=cut.spec.dilation[0],
        input_pattern=FROM_LAYER,
        kernel_pattern=FROM_LAYER,
    )
    return show(settings, source.to_text())


def open_link(query: str) -> Updates:
    """Show what a link says.

    Args:
        query: The part of the link after `#stamp?`.

    Raises:
        ValueError: If the link's setting is illegal.
    """
    settings = StampSettings(**from_query(StampSettings, query))
    return show(settings, dict(parse_qsl(query, max_num_fields=64)).get("layer", ""))


def fit_to_layer(wanted: dict[str, Any], changed: str, layer: str) -> StampSettings:
    """Keep sizes and "layer" patterns consistent after one of them was changed.

    A layer's numbers have one size. Whoever moves the size slider leaves the layer's pattern;
    whoever chooses the layer's pattern gets its size.
    """
    if not layer:
        return StampSettings(**wanted)
    cut = cut_layer(LayerSource.from_text(layer))
    for what, array in (("input", cut.x), ("kernel", cut.weight)):
        size, pattern = f"{what}_size", f"{what}_pattern"
        if wanted[pattern] == FROM_LAYER and wanted[size] != array.shape[0]:
            if changed == pattern:
                wanted[size] = array.shape[0]
            else:
                wanted[pattern] = "random"
    return StampSettings(**wanted)


def show(settings: StampSettings, layer: str) -> Updates:
    """Compute the stage for a legal setting and bring every widget in line with it."""
    return [
        stage_value(settings, layer),
        next((name for name, known in PRESETS.items() if known == settings), CUSTOM),
        layer,
        *(_widget_update(name, value, layer) for name, value in asdict(settings).items()),
    ]


def stage_value(settings: StampSettings, layer: str) -> dict[str, Any]:
    """What the stage draws, and the link that reopens it."""
    cut = cut_layer(LayerSource.from_text(layer)) if layer else None
    return stamp_view(settings, cut) | {"link": to_query(settings, layer=layer)}


def _widget_update(name: str, value: Any, layer: str) -> Any:  # noqa: ANN401
    if name in RANGES:
        return gr.update(value=value, info="")
    if name == "seed":
        return gr.update(value=value)
    patterns = INPUTS if name == "input_pattern" else KERNELS
    return gr.update(value=value, choices=_pattern_choices(patterns, with_layer=bool(layer)))


def refuse(changed: str, sentence: str) -> Updates:
    """Keep the last good picture and say under the changed widget what is wrong."""
    said = changed if changed in SETTINGS else SETTINGS[0]
    return [
        *(gr.skip() for _ in range(3)),
        *(gr.update(info=sentence) if name == said else gr.skip() for name in SETTINGS),
    ]
