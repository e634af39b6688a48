"""A run on disk: written whole or not at all, and read without running code."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import torch


def save(path: Path, state: dict[str, Any]) -> None:
    """Write `state` to `path` so that a crash at any moment leaves the old file or the new one."""
    draft = path.with_suffix(".draft")
    torch.save(state, draft)
    os.replace(draft, path)


def load(path: Path) -> dict[str, Any]:
    """Read what `save` wrote, on to the CPU."""
    return torch.load(path, map_location="cpu", weights_only=True)


def is_finite(state: object) -> bool:
    """Tell whether every floating-point tensor in nested dicts and sequences is finite.

    Losses can be finite one step longer than the weights they were computed before.
    """
    if isinstance(state, torch.Tensor):
        return bool(torch.isfinite(state).all())
    if isinstance(state, dict):
        return all(is_finite(part) for part in state.values())
    if isinstance(state, list | tuple):
        return all(is_finite(part) for part in state)
    return True
