"""The Stamp tab's sizes in reverse: the settings that take one size to another, and opening one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from explorer.latent import LayerCut
from explorer.transposed_conv import ConvTransposeSpec, solve, unevenness
from explorer.ui.stamp_settings import CHANNELS, RANGES, SIZES, StampSettings
from explorer.ui.stamp_widgets import SQUARE, settle

MAX_OUTPUT_SIZE = 256
"""The largest output asked for; the stage's own largest is well below."""

LAYER = SIZES[1:]
"""What an answer says: every size but the input's."""


def find_settings(request: Any) -> dict[str, Any]:  # noqa: ANN401 (whatever the page sent)
    """Answer the page: every setting the sliders can make that takes one size to the other.

    Args:
        request: A dict with whole numbers `input` and `output`.

    Returns:
        `answers`, best first, each with `settings` (one number for each of `LAYER`) and
        `unevenness`; or `error`, a sentence.
    """
    try:
        sizes = [
            _side(request, "input", RANGES["input_size"][1]),
            _side(request, "output", MAX_OUTPUT_SIZE),
        ]
    except ValueError as error:
        return {"error": str(error)}
    return {
        "answers": [
            {
                "settings": {name: getattr(spec, name)[0] for name in LAYER},
                "unevenness": unevenness(spec),
            }
            for spec in solve_within_sliders(*sizes)
        ]
    }


def solve_within_sliders(input_size: int, output_size: int) -> list[ConvTransposeSpec]:
    """Solve within the sliders' ranges."""
    return solve(
        input_size,
        output_size,
        **{f"{name}s": range(RANGES[name][0], RANGES[name][1] + 1) for name in LAYER},
    )


def answer_settings(
    shown: Mapping[str, Any], cut: LayerCut | None, asked: Mapping[str, Any]
) -> StampSettings:
    """Put an answer in the place of the sizes shown; numbers, channels and seed stay if they can.

    Args:
        shown: Key → widget value.
        cut: The open layer, if there is one.
        asked: `input` and `settings`, as `find_settings` had them.

    Raises:
        ValueError: If they are no legal sizes.
    """
    sizes = asked.get("settings")
    if not isinstance(sizes, dict) or not all(isinstance(sizes.get(n), int) for n in LAYER):
        raise ValueError("An answer must have a whole number for every setting.")
    values = dict(shown) | {"shape": SQUARE, "input_size": asked.get("input")}
    values |= {name: sizes[name] for name in LAYER} | {name: shown[name] for name in CHANNELS}
    return settle(values, "input_size", cut)


def _side(request: Any, name: str, most: int) -> int:  # noqa: ANN401
    value = request.get(name) if isinstance(request, dict) else None
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        raise ValueError(f"The {name} size must be a whole number from 1 to {most}.")
    return value
