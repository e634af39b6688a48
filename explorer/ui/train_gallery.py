"""The failure gallery: recipes that go wrong on purpose, and healthy ones beside them."""

from __future__ import annotations

from typing import Any

from explorer.gan.config import TrainingConfig


def recipe_config(name: object) -> TrainingConfig:
    """Return the settings of a recipe.

    Raises:
        ValueError: If there is no such recipe.
    """
    raise ValueError(f"There is no recipe {str(name)[:40]!r}.")


def recipe_cards() -> list[dict[str, Any]]:
    """What the page shows of each recipe."""
    return []
