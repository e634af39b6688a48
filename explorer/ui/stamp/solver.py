"""The Stamp tab's sizes in reverse: the settings that take one size to another, and opening one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from explorer.latent import LayerCut
from explorer.transposed_conv import ConvTransposeSpec, solve, solve_apart, unevenness
from explorer.transposed_conv.spec import Pair, as_pair
from explorer.ui.language import told
from explorer.ui.stamp.settings import RANGES, SIZES, StampSettings
from explorer.ui.stamp.widgets import LINE, fitting_shape, settle, width_of

MAX_OUTPUT_SIZE = 256
"""The largest output asked for; the stage's own largest is well below."""

LAYER = SIZES[1:]
"""What an answer says: every size but the input's."""

BOUNDS = {f"{name}s": range(RANGES[name][0], RANGES[name][1] + 1) for name in LAYER}
"""The sliders' ranges, as `solve` takes them."""

MOST_APART = 240
"""Answers that are listed where height and width differ: there any goes with any."""


def find_settings(request: Any) -> dict[str, Any]:  # noqa: ANN401 (whatever the page sent)
    """Answer the page: every setting the sliders can make that takes one size to the other.

    Args:
        request: A dict with `input` and `output`, each a whole number or [height, width].

    Returns:
        `count`; `answers`, best first, each with `settings` (a number or [height, width] for each
        of `LAYER`) and `unevenness`; or `error`, a sentence. For sides that are all linked every
        answer is listed, with height and width alike; else the first `MOST_APART`.
    """
    try:
        before = _sides(request, "input", RANGES["input_size"][1])
        after = _sides(request, "output", MAX_OUTPUT_SIZE)
    except ValueError as error:
        return {"error": told(error)}
    if before[0] == before[1] and after[0] == after[1]:
        found = solve_within_sliders(before[0], after[0])
        count = len(found)
    else:
        count, found = solve_apart(before, after, most=MOST_APART, **BOUNDS)
    return {
        "count": count,
        "answers": [
            {
                "settings": {name: _short(getattr(spec, name)) for name in LAYER},
                "unevenness": unevenness(spec),
            }
            for spec in found
        ],
    }


def solve_within_sliders(input_size: int, output_size: int) -> list[ConvTransposeSpec]:
    """Solve within the sliders' ranges, height and width linked."""
    return solve(input_size, output_size, **BOUNDS)


def _short(pair: Pair) -> int | Pair:
    return pair[0] if pair[0] == pair[1] else pair


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
    if not isinstance(sizes, dict) or not set(sizes) >= set(LAYER):
        raise ValueError("An answer must have every setting.")
    found: dict[str, Any] = {"input_size": asked.get("input")} | {n: sizes[n] for n in LAYER}
    pairs = {name: as_pair(name, value) for name, value in found.items()}
    values = dict(shown) | {"shape": fitting_shape(pairs, None)}
    side = 1 if values["shape"] == LINE else 0
    values |= {name: pair[side] for name, pair in pairs.items()}
    values |= {width_of(name): pair[1] for name, pair in pairs.items()}
    return settle(values, "input_size", cut)


def _sides(request: Any, name: str, most: int) -> Pair:  # noqa: ANN401
    value: Any = request.get(name) if isinstance(request, dict) else None
    sides: list[Any] = value if isinstance(value, list) and len(value) == 2 else [value, value]
    for side in sides:
        if not isinstance(side, int) or isinstance(side, bool) or not 1 <= side <= most:
            raise ValueError(
                f"The {name} size must be a whole number from 1 to {most}, or two as in 7×5."
            )
    height, width = sides
    return height, width
