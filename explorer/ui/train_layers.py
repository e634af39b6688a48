"""What the layers of both networks are, for any settings, without building either."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from explorer.gan.config import TrainingConfig


def inspected(config: TrainingConfig) -> dict[str, Any]:
    """Return what the inspector shows of a config; JSON-ready.

    Returns:
        `config`, all settings; `networks`, for G and D a list of `layers`, each with `what` it is,
        the `shape` of what it makes, its `parameters` and `multiply_adds` for one image, and under
        which index it `opens` in Stamp.
    """
    return {"config": asdict(config), "networks": []}
