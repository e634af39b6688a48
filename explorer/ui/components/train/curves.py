"""What the curves of the Train stage are drawn with."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from explorer.figures import CHARTS, draw_axes
from explorer.gan import TrainingConfig


def chart_figures() -> dict[str, Any]:
    """Every chart's axes and empty traces, and which columns go into it; JSON-ready."""
    return {
        name: json.loads(str(draw_axes(name, steps=TrainingConfig().steps).to_json()))
        | asdict(chart)
        for name, chart in CHARTS.items()
    }
