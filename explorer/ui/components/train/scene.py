"""The seen part of an update: points, gradients on the samples, slow motion, and where one can go.

Arrays travel as base64 of little-endian bytes: exact, and a third of what JSON's digits take.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.runs import RungView, RunView

MOST_SHOWN = 400
"""Points of a kind in one update; more would hide each other."""

MOST_ROWS = 16
MOST_NUMBERS = 64
"""Pictures or latents of a batch that slow motion shows, and numbers of a list."""

FULL = 2**16 - 1

PUSH_BUDGET = 16_000
"""Most characters of a sheet of gradients."""

COMPANIONS_BUDGET = 24_000
"""Most characters of all sheets of companions together."""

COMPANION_COLUMNS = 10

STAGE_BUDGET = 18_000
"""Most characters of a sheet in slow motion, where a stage has three at most."""

Sheet = Callable[[NDArray[np.uint8] | None, int, int], dict[str, Any] | None]


def seen(
    view: RunView, *, push_step: int, samples_step: int, stage_key: str, sheet: Sheet
) -> dict[str, Any]:
    """Return what a page needs to draw a run besides its curves and samples.

    Args:
        view: The run.
        push_step: Step of the gradients that the page shows.
        samples_step: Step of the samples or points that the page shows.
        stage_key: Of the stage of slow motion that the page has.
        sheet: Puts pictures side by side into one image.
    """
    fresh_push = view.push is not None and view.samples_step != push_step
    fresh_plane = view.points_view is not None and view.samples_step != samples_step
    fresh_samples = view.samples is not None and view.samples_step != samples_step
    # A stage is sent once; one that comes with samples goes with the next update.
    fresh_stage = view.stage_key != stage_key and not fresh_samples
    return {
        "is_points": view.config.is_points,
        "plane": plane(view.points_view, view.samples_step) if fresh_plane else None,
        "push": sheet(signed_pixels(view.push), 8, PUSH_BUDGET) if fresh_push else None,
        "companions": companions(view.companions, sheet) if fresh_samples else None,
        "players": view.players,
        "goal": view.goal and asdict(view.goal),
        "place": view.place,
        "rungs": list(view.rungs),
        "stage_key": view.stage_key,
        "stage": walked(view.stage, sheet) if fresh_stage else None,
    }


def plane(view: Any, step: int) -> dict[str, Any] | None:  # noqa: ANN401 (a PointsView)
    """Pack a view of points.

    Args:
        view: A `PointsView`; None gives None.
        step: The step after which it was taken.

    Returns:
        `real`, `fake` and `push`: float32 pairs. `heat`: D(x) at the middles of `size` × `size`
        cells, uint16 for [0, 1], rows from the lower edge up. `manifold`: float32 pairs, G at
        `size` × `size` values of z; null where z is no plane.
    """
    if view is None:
        return None
    heat, manifold = view.heat, view.manifold
    return {
        "step": step,
        "extent": float(view.extent),
        "real": packed(view.real[:MOST_SHOWN], np.float32),
        "fake": packed(view.fake[:MOST_SHOWN], np.float32),
        "push": packed(view.push[:MOST_SHOWN], np.float32),
        "heat": {
            "size": len(heat),
            "values": packed(np.round(FULL * np.clip(heat, 0, 1)), np.uint16),
        },
        "manifold": None
        if manifold is None
        else {"size": len(manifold), "values": packed(manifold, np.float32)},
    }


def signed_pixels(values: NDArray[Any] | None) -> NDArray[np.uint8] | None:
    """Turn signed values into greys: 128 is 0, and each picture's largest magnitude 1 or 255.

    Args:
        values: Shape (N, H, W, C); channels are added up. None gives None.

    Returns:
        Shape (N, H, W, 1).
    """
    if values is None:
        return None
    summed = values.sum(axis=3, keepdims=True, dtype=np.float32)
    largest = np.abs(summed).max(axis=(1, 2, 3), keepdims=True)
    return np.round(128 + 127 * summed / np.maximum(largest, 1e-30)).astype(np.uint8)


def look_back(rung: RungView, sheet: Sheet) -> dict[str, Any]:
    """Pack an earlier step of a run."""
    return {
        "step": rung.step,
        "score": rung.score,
        "is_points": rung.points_view is not None,
        "samples": sheet(rung.samples, 8, 2 * PUSH_BUDGET),
        "push": sheet(signed_pixels(rung.push), 8, PUSH_BUDGET),
        "companions": companions(rung.companions, sheet),
        "plane": plane(rung.points_view, rung.step),
    }


def companions(
    pictures: Mapping[str, NDArray[np.uint8]], sheet: Sheet
) -> dict[str, dict[str, Any] | None]:
    """Pack the pictures beside the samples: name → sheet."""
    budget = COMPANIONS_BUDGET // max(1, len(pictures))
    return {name: sheet(pixels, COMPANION_COLUMNS, budget) for name, pixels in pictures.items()}


def walked(stage: Any, sheet: Sheet) -> dict[str, Any] | None:  # noqa: ANN401 (a Stage)
    """Pack a stage of a step walked through in slow motion; None gives None.

    Returns:
        `name`, `player`, `numbers`, and `arrays`: name → the first rows of it, as `pictures` (a
        sheet, of signed greys where the name speaks of a gradient) or as `values` with their
        `shape`.
    """
    if stage is None:
        return None
    return {
        "name": stage.name,
        "player": stage.player,
        "numbers": {name: finite(value) for name, value in stage.numbers.items()},
        "arrays": {name: _array(name, values, sheet) for name, values in stage.arrays.items()},
    }


def _array(name: str, values: NDArray[Any], sheet: Sheet) -> dict[str, Any]:
    count, rows = len(values), values[: MOST_NUMBERS if values.ndim == 1 else MOST_ROWS]
    if values.ndim == 4:  # (N, C, H, W)
        last = np.moveaxis(rows, 1, 3)
        signed = "push" in name or "gradient" in name
        pixels = signed_pixels(last) if signed else np.clip(last * 127.5 + 127.5, 0, 255).round()
        return {
            "count": count,
            "signed": signed,
            "pictures": sheet(np.asarray(pixels, np.uint8), 8, STAGE_BUDGET),
        }
    if values.ndim == 2 and values.shape[1] == 2:
        rows = values[:MOST_SHOWN]
    return {
        "count": count,
        "shape": list(rows.shape),
        "values": packed(rows, np.float32),
    }


def packed(values: NDArray[Any], kind: type) -> str:
    """Return the array's bytes as text."""
    return base64.b64encode(np.ascontiguousarray(values, dtype=kind).tobytes()).decode()


def finite(value: float) -> float | None:
    """Return the number, or None where JSON has no sign for it."""
    return float(f"{value:.6g}") if np.isfinite(value) else None
