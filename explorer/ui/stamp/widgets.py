"""Between the widgets of the Stamp tab and its settings, both ways; pure functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from explorer.latent import LayerCut
from explorer.ui.stamp.settings import (
    CHANNELS,
    FROM_LAYER,
    RANGES,
    SIZES,
    TYPED,
    StampSettings,
    parse_cell,
    write_values,
)

SQUARE, FREE, LINE = "square", "free", "line"
SHAPES = (SQUARE, FREE, LINE)
"""Height and width linked; each for itself; or one dimension, where all heights are trivial."""

TRIVIAL = {name: RANGES[name][0] for name in SIZES}
"""The height at which an axis does nothing."""


def width_of(name: str) -> str:
    """Key of the slider that sets a size's width where it differs from the height."""
    return f"{name}_width"


SLIDERS = RANGES | {width_of(name): RANGES[name] for name in SIZES}
"""Every slider → smallest and largest value."""

WIDGETS = (
    "shape",
    *SIZES,
    *(width_of(name) for name in SIZES),
    *CHANNELS,
    "input_pattern",
    "kernel_pattern",
    "seed",
)
"""Every widget that holds a part of the setting."""

KEYS = (*WIDGETS, "input_values", "kernel_values")
"""The whole setting: the widgets, and the typed numbers."""


def read(values: Mapping[str, Any]) -> StampSettings:
    """Build the settings that the widgets show.

    Args:
        values: Key → widget value, for every key.

    Raises:
        ValueError: If they are illegal.
    """
    if values["shape"] not in SHAPES:
        raise ValueError(f"shape must be one of {', '.join(SHAPES)}.")
    for name in SIZES:
        least, most = RANGES[name]
        if not all(isinstance(side, int) for side in _pair(values["shape"], name, values)):
            raise ValueError(f"{name} must be a whole number from {least} to {most}.")
    sizes = {name: _pair(values["shape"], name, values) for name in SIZES}
    names = (*CHANNELS, "input_pattern", "kernel_pattern", "seed", "input_values", "kernel_values")
    return StampSettings(**sizes, **{name: values[name] for name in names})


def _pair(shape: str, name: str, values: Mapping[str, Any]) -> tuple[int, int]:
    if shape == LINE:
        return TRIVIAL[name], values[name]
    if shape == FREE:
        return values[name], values[width_of(name)]
    return values[name], values[name]


def write(settings: StampSettings, shape: str | None = None) -> dict[str, Any]:
    """Say what every widget shows for a setting.

    Args:
        settings: The setting.
        shape: Which of `SHAPES` to keep to, if the setting allows; by default the simplest.

    Returns:
        Key → value, for every key.
    """
    pairs = {name: getattr(settings, name) for name in SIZES}
    shape = fitting_shape(pairs, shape)
    side = 1 if shape == LINE else 0
    others = {name: value for name, value in asdict(settings).items() if name not in SIZES}
    return {
        "shape": shape,
        **{name: pair[side] for name, pair in pairs.items()},
        **{width_of(name): pair[1] for name, pair in pairs.items()},
        **others,
    }


def fitting_shape(pairs: Mapping[str, tuple[int, int]], wanted: str | None) -> str:
    """Choose the mode of the sliders: the one wanted if it can show these sizes."""
    possible = [FREE]
    if all(pairs[name][0] == TRIVIAL[name] for name in SIZES):
        possible.insert(0, LINE)
    if all(h == w for h, w in pairs.values()):
        possible.insert(0, SQUARE)
    return wanted if wanted in possible else possible[0]


def settle(values: dict[str, Any], changed: str, cut: LayerCut | None) -> StampSettings:
    """Keep sizes and patterns consistent after one widget was changed.

    A layer's numbers have one size: whoever moves a size leaves the layer's pattern, whoever
    chooses the layer's pattern gets its size. Typed numbers are kept as far as they fit, with
    zeros around them. Turning to two free sides starts from the linked ones.

    Args:
        values: Key → widget value; changed in place.
        changed: The key that was changed.
        cut: The open layer, if there is one.

    Raises:
        ValueError: If the setting is illegal.
    """
    if changed == "shape" and values["shape"] == FREE:
        values |= {width_of(name): values[name] for name in SIZES}
    for what in ("input", "kernel"):
        pattern = f"{what}_pattern"
        if values[pattern] == FROM_LAYER and cut is not None:
            _settle_layer(values, changed, what, cut)
        elif values[pattern] == TYPED and not values[f"{what}_values"]:
            values[pattern] = "random"
            values |= dict(write_typed(what, read(values), cut))
    return _refit_typed(values)


def _settle_layer(values: dict[str, Any], changed: str, what: str, cut: LayerCut) -> None:
    grid = cut.x if what == "input" else cut.weight
    size = f"{what}_size"
    if changed == f"{what}_pattern":
        values |= {"shape": SQUARE, size: grid.shape[0]} | dict.fromkeys(CHANNELS, 1)
    elif _pair(values["shape"], size, values) != grid.shape or changed in CHANNELS:
        values[f"{what}_pattern"] = "random"


def write_typed(what: str, settings: StampSettings, cut: LayerCut | None) -> dict[str, str]:
    """Turn what is shown into typed numbers, for a visitor who starts to edit it."""
    array = settings.x(cut) if what == "input" else settings.weight(cut)
    return {f"{what}_pattern": TYPED, f"{what}_values": write_values(array)}


def _refit_typed(values: dict[str, Any]) -> StampSettings:
    """Cut or fill typed numbers to the size the sliders now say."""
    without = read(values | {"input_pattern": "ones", "kernel_pattern": "ones"})
    shapes = {"input": without.x().shape, "kernel": without.weight().shape}
    for what, shape in shapes.items():
        if values[f"{what}_pattern"] == TYPED:
            old = np.array([parse_cell(cell) for cell in values[f"{what}_values"].split(",")])
            if old.size != int(np.prod(shape)):
                values[f"{what}_values"] = write_values(_refit(old, shape))
    return read(values)


def _refit(old: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """Lay old numbers, whose own sides were not kept, into a new shape in reading order."""
    new = np.zeros(int(np.prod(shape)))
    new[: old.size] = old[: new.size]
    return new.reshape(shape)
