"""What the curves of the Train stage are drawn with."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from explorer.figures import CHARTS, draw_axes
from explorer.gan import TrainingConfig
from explorer.gan.config import (
    ADVERSARIAL,
    CONDITIONAL,
    PROGRESSIVE,
    SUPER_RESOLUTION,
    SYSTEM_NAMES,
)

SYSTEMS_OF: dict[str, tuple[str, ...]] = {
    "loss": ADVERSARIAL,
    "verdicts": ADVERSARIAL,
    "accuracy": ADVERSARIAL,
    "class_accuracy": CONDITIONAL,
    "bound": ("vae",),
    "divergence": ("vae",),
    "sharpness": ("vae",),
    **dict.fromkeys(("growth", "fading"), PROGRESSIVE),
    **dict.fromkeys(("content", "psnr", "ssim", "perceptual"), SUPER_RESOLUTION),
}
"""Chart → the systems whose runs have such curves; all others are of every system."""


def chart_figures() -> dict[str, Any]:
    """Every chart's axes and empty traces, its columns and its systems; JSON-ready."""
    return {
        name: json.loads(str(draw_axes(name, steps=TrainingConfig().steps).to_json()))
        | asdict(chart)
        | {"systems": SYSTEMS_OF.get(name, SYSTEM_NAMES)}
        for name, chart in CHARTS.items()
    }
