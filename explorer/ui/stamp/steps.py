"""From one setting of the Stamp tab to the next: what the page asks while a visitor works.

The stage knows what every widget says and asks for one step at a time, past Gradio's events, so
that a moved slider is a new picture after one short answer. The widgets that a step changes by the
way (see `stamp_widgets.settle`) follow when the hand rests.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from explorer.latent import LayerCut, LayerSource, Load, cut_layer, load_generator
from explorer.ui.language import told
from explorer.ui.link import to_query
from explorer.ui.stamp.edit import apply_edit
from explorer.ui.stamp.presets import learned_layer
from explorer.ui.stamp.settings import FROM_LAYER, StampSettings
from explorer.ui.stamp.solver import answer_settings
from explorer.ui.stamp.view import stamp_view
from explorer.ui.stamp.widgets import KEYS, read, settle, write


def take_step(
    request: Any,  # noqa: ANN401 (whatever the page sent)
    *,
    load: Load = load_generator,
) -> dict[str, Any]:
    """Answer the page: the stage after one step, or why there is no such step.

    Args:
        request: `values` (key → value for each of `KEYS`), `layer` (as `LayerSource` text, or ""),
            and the step, one of `changed` (the key of the widget that was changed), `edit` (see
            `edit.apply_edit`; also says `what`) or `answer` (see `answer_settings`).
        load: Finds generators.

    Returns:
        What `stage_value` returns; or `problem`, a sentence, and `at`, the key of the widget
        where it belongs.
    """
    try:
        settings, layer, shape = next_setting(request, load=load)
        return stage_value(settings, layer, shape, load=load)
    except ValueError as error:
        return {"problem": told(error), "at": widget_of(request)}


def next_setting(
    request: Any,  # noqa: ANN401
    *,
    load: Load = load_generator,
) -> tuple[StampSettings, str, str | None]:
    """Do the step that a request describes; arguments as for `take_step`.

    Returns:
        The setting, its layer, and the mode of the sliders to keep to.

    Raises:
        ValueError: If the request or the setting is illegal.
    """
    values, layer = read_request(request)
    if widget_of(request) == "kernel_pattern" and values["kernel_pattern"] == FROM_LAYER:
        layer = layer or learned_layer()
    cut, shape = open_cut(layer, load=load), values["shape"]
    if "edit" in request:
        edit = _as_dict("edit", request["edit"])
        return apply_edit(read(values), cut, _edited(edit), edit), layer, shape
    if "answer" in request:
        return answer_settings(values, cut, _as_dict("answer", request["answer"])), layer, None
    return settle(values, widget_of(request), cut), layer, shape


def read_request(request: Any) -> tuple[dict[str, Any], str]:  # noqa: ANN401
    """Take `values` and `layer` out of what the page sent.

    Raises:
        ValueError: If they are not there.
    """
    asked = _as_dict("request", request)
    values, layer = _as_dict("values", asked.get("values")), asked.get("layer", "")
    if missing := [key for key in KEYS if key not in values]:
        raise ValueError(f"The page must say what {missing[0]} is.")
    if not isinstance(layer, str):
        raise ValueError("The open layer must be a text.")
    return {key: values[key] for key in KEYS}, layer


def widget_of(request: Any) -> str:  # noqa: ANN401
    """Key of the widget that a step is about: there its problem is said."""
    asked = request if isinstance(request, dict) else {}
    if isinstance(asked.get("edit"), dict):
        return f"{_edited(asked['edit'])}_pattern"
    changed = asked.get("changed")
    return changed if isinstance(changed, str) and changed in KEYS else "input_size"


def stage_value(
    settings: StampSettings,
    layer: str,
    shape: str | None = None,
    *,
    load: Load = load_generator,
) -> dict[str, Any]:
    """What the stage draws, what every widget says, and the link that reopens it.

    Args:
        settings: The setting.
        layer: The open layer as `LayerSource` text, or "".
        shape: Mode of the sliders to keep to, if the setting allows.
        load: Finds generators.

    Raises:
        ValueError: If a pattern's numbers do not fit the setting.
    """
    values = write(settings, shape)
    kept = "" if values["shape"] == write(settings)["shape"] else values["shape"]
    return stamp_view(settings, open_cut(layer, load=load)) | {
        "values": values,
        "layer": layer,
        "link": to_query(settings, layer=layer, shape=kept),
    }


def open_cut(layer: str, *, load: Load = load_generator) -> LayerCut | None:
    """Numbers of the open layer.

    Raises:
        ValueError: If there is no such layer.
    """
    return cut_layer(LayerSource.from_text(layer), load=load) if layer else None


def _edited(edit: Mapping[str, Any]) -> str:
    return "kernel" if edit.get("what") == "kernel" else "input"


def _as_dict(name: str, value: Any) -> dict[str, Any]:  # noqa: ANN401
    if not isinstance(value, dict):
        raise ValueError(f"The page must send its {name} as an object.")
    return value
