"""How a generator learned, as the page gets it."""

from __future__ import annotations

import base64
from typing import Any

from explorer.latent import generator_history


def history_view(generator: str) -> dict[str, Any]:
    """Read a generator's history.

    Args:
        generator: Name of any generator.

    Returns:
        A JSON-ready dict: `points`, empty if it has no history, each with its `step`,
        `images_seen`, and `distance` with the `space` of its features or None for both; and with
        points `samples`, pictures at each, and `strip`, base64 of a WebP file with a row a point.

    Raises:
        ValueError: If its files do not belong together.
    """
    history = generator_history(generator)
    if history is None:
        return {"points": []}
    scores = [point.get("score") or {} for point in history.points]
    return {
        "points": [
            {
                "step": point["step"],
                "images_seen": point["images_seen"],
                "distance": score.get("distance"),
                "space": score.get("space"),
            }
            for point, score in zip(history.points, scores, strict=True)
        ],
        "samples": history.samples,
        "strip": base64.b64encode(history.strip).decode("ascii"),
    }
