"""What the checkerboard lab shows for one setting: pictures, counts, scores and a verdict.

Pure functions; pixels travel as base64 of raw bytes.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.figures import draw_counts
from explorer.gan import DATASETS
from explorer.transposed_conv import fourier_peak
from explorer.transposed_conv.upsampling import (
    MAX_LAYERS,
    UPSAMPLERS,
    WEIGHTS,
    WeightDraws,
    contribution_count,
    count_contrast,
    interior,
    named,
    upsample,
)

Array = NDArray[np.floating]

SIDE = 28
"""Pixels a side of every picture."""

MOST_PIXELS = 224
"""Longest side of an output; deeper stacks start from a picture shrunk to fit."""

DRAWS = 8
"""Stacks of weights that a score is measured over; the first one is on screen."""

WINDOW = 8
"""Cells a side of a count map."""

MAX_SEED = 2**32 - 1

UPLOADED = "uploaded"

NO_GRID = 0.02
"""Share of the variation below which a repeating pattern is put down to chance: a picture of few
periods repeats a little by itself."""
CLEAR = 1.25
"""Ratio from which one ripple is called weaker than another."""

CURES = ("nearest_conv", "bilinear_conv", "pixel_shuffle_icnr")
"""Methods that are said to leave no checkerboard, at least at the start."""

CLOTHES = {"pullover": 2, "dress": 3, "bag": 8}
"""Picture → its class in Fashion-MNIST, of which the bundle's first one is shown."""


@cache
def _first_of(label: int) -> Array:
    images = DATASETS["fashion_mnist"]()
    index = int((images.labels == label).nonzero()[0])
    picture = images.images[index, 0].numpy() / 255
    picture.flags.writeable = False
    return picture


def _flat() -> Array:
    return np.full((SIDE, SIDE), 0.5)


PICTURES: dict[str, Callable[[], Array]] = {
    **{name: lambda label=label: _first_of(label) for name, label in CLOTHES.items()},
    "flat": _flat,
}
"""Name → picture, grey values in [0, 1], shape (28, 28)."""


@dataclass(frozen=True, kw_only=True)
class LabSettings:
    """What the lab compares the six layers on.

    Attributes:
        picture: A name in `PICTURES`, or "uploaded".
        layers: Layers on top of each other.
        weights: How weights are drawn, a name in `WEIGHTS`.
        seed: Of the weights.

    Raises:
        ValueError: If one of them cannot be; the sentence says which.
    """

    picture: str = "pullover"
    layers: int = 1
    weights: str = "around_mean"
    seed: int = 0

    def __post_init__(self) -> None:
        """Refuse what cannot be shown."""
        named({**PICTURES, UPLOADED: None}, "picture", self.picture)
        named(WEIGHTS, "kind of weights", self.weights)
        if not _is_whole(self.layers) or not 1 <= self.layers <= MAX_LAYERS:
            given = _given(self.layers)
            raise ValueError(f"Layers must be a whole number from 1 to {MAX_LAYERS}, not {given}.")
        if not _is_whole(self.seed) or not 0 <= self.seed <= MAX_SEED:
            given = _given(self.seed)
            raise ValueError(f"The seed must be a whole number from 0 to {MAX_SEED}, not {given}.")


def _given(value: object) -> str:
    return "an empty field" if value is None else str(value)[:20]


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """One method, measured.

    Attributes:
        method: A name in `UPSAMPLERS`.
        output: The first draw's output, shape (H', W').
        counts: One window of the interior of the count map, exact, shape (WINDOW, WINDOW).
        origin: Row and column of that window in the whole map.
        least: Smallest count of the interior.
        most: Largest count of the interior.
        unevenness: (most − least) / (most + least).
        peak: Share of the interior's variation at the stack's stride frequencies, over all draws.
        ripple: Root mean square of that repeating pattern over that of the interior itself.
    """

    method: str
    output: Array
    counts: Array
    origin: tuple[int, int]
    least: int
    most: int
    unevenness: float
    peak: float
    ripple: float


def shrink(picture: Array, layers: int) -> Array:
    """Average 2×2 pixels until the stack's output fits in `MOST_PIXELS`."""
    while picture.shape[0] * 2**layers > MOST_PIXELS:
        picture = picture.reshape(picture.shape[0] // 2, 2, -1, 2).mean(axis=(1, 3))
    return picture


def measure(picture: Array, settings: LabSettings) -> list[Measurement]:
    """Up-sample a picture by every method and measure what repeats with the stride.

    Args:
        picture: Grey values, shape (28, 28).
        settings: Layers, weights and seed; the picture's name does not matter.
    """
    picture = shrink(picture, settings.layers)
    return [_measured(method, picture, settings) for method in UPSAMPLERS]


def _measured(method: str, picture: Array, settings: LabSettings) -> Measurement:
    layers = settings.layers
    draws = WeightDraws(kind=settings.weights, seed=settings.seed, count=DRAWS)
    outputs = upsample(picture, method, layers, draws)
    counts = interior(contribution_count(method, picture.shape, layers), layers)
    start = 2 * 2**layers
    peak, ripple = grid_strength(interior(outputs, layers), 2**layers)
    return Measurement(
        method=method,
        output=outputs[0],
        counts=counts[:WINDOW, :WINDOW],
        origin=(start, start),
        least=int(counts.min()),
        most=int(counts.max()),
        unevenness=count_contrast(counts),
        peak=peak,
        ripple=ripple,
    )


def grid_strength(pictures: Array, stride: int) -> tuple[float, float]:
    """Measure the pattern that repeats with the stride, against the variation and the whole.

    Args:
        pictures: Shape (N, H, W); each is brought to the same power first, so that a draw of
            large weights does not outvote the others.
        stride: Period of the pattern.

    Returns:
        The share of all variation (`fourier_peak`), and the pattern's root mean square over that
        of the pictures with their mean, both in [0, 1].
    """
    power = np.sqrt((pictures**2).mean(axis=(1, 2), keepdims=True))
    scaled = pictures / np.where(power > 0, power, 1)
    scaled = scaled.round(9)  # what rounding errors leave on a flat picture is no pattern
    peak = fourier_peak(scaled, stride)
    varying = scaled.var(axis=(1, 2)).sum() / max((scaled**2).mean(axis=(1, 2)).sum(), 1e-300)
    return peak, float(np.sqrt(peak * varying))


def lab_view(settings: LabSettings, picture: Array) -> dict[str, Any]:
    """Compute everything the lab draws.

    Args:
        settings: What to compare on.
        picture: Grey values, shape (28, 28).

    Returns:
        JSON-ready: `picture` and six `methods`, pictures on one grey scale of their own; `verdict`.
    """
    found = measure(picture, settings)
    shown = shrink(picture, settings.layers)
    low, high = np.percentile(np.concatenate([m.output.ravel() for m in found]), (0.5, 99.5))
    return {
        "layers": settings.layers,
        "draws": DRAWS,
        "picture": encode(shown, 0, 1),
        "methods": [
            {
                "name": m.method,
                "output": encode(m.output, low, high),
                "figure": json.loads(str(draw_counts(m.counts, origin=m.origin).to_json())),
                "least": m.least,
                "most": m.most,
                "unevenness": m.unevenness,
                "peak": m.peak,
                "ripple": m.ripple,
            }
            for m in found
        ],
        "verdict": verdict(found),
    }


def verdict(found: Sequence[Measurement]) -> dict[str, Any]:
    """Decide what the measurements say about the usual advice.

    Args:
        found: All methods, measured alike.

    Returns:
        `divisible` ("removes", "helps", "same" or "hurts": k4 against k3) and `cure` ("removes" or
        "leaves": resizing first, and ICNR), with the numbers behind them: the ripples `k3`, `k4`
        and `shuffle`, and `worst`, the largest peak of the cures.
    """
    by_method = {m.method: m for m in found}
    k3, k4 = by_method["transposed_conv_k3"], by_method["transposed_conv_k4"]
    worst = max(by_method[name].peak for name in CURES)
    return {
        "divisible": _compared(k3, k4),
        "cure": "removes" if worst < NO_GRID else "leaves",
        "k3": k3.ripple,
        "k4": k4.ripple,
        "shuffle": by_method["pixel_shuffle"].ripple,
        "worst": worst,
    }


def _compared(k3: Measurement, k4: Measurement) -> str:
    if k4.peak < NO_GRID:
        return "removes"
    if k3.ripple >= CLEAR * k4.ripple:
        return "helps"
    return "hurts" if k4.ripple >= CLEAR * k3.ripple else "same"


def encode(picture: Array, low: float, high: float) -> dict[str, Any]:
    """Write a picture as bytes, `low` black and `high` white; without a range all is mid-grey.

    Args:
        picture: Shape (H, W).
        low: Value drawn black.
        high: Value drawn white.
    """
    span = high - low
    grey = (picture - low) / span if span > 1e-9 else np.full(picture.shape, 0.5)
    pixels = (grey.clip(0, 1) * 255).round().astype(np.uint8)
    return {
        "height": picture.shape[0],
        "width": picture.shape[1],
        "pixels": base64.b64encode(pixels.tobytes()).decode("ascii"),
    }
