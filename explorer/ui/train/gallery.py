"""The failure gallery: recipes that go wrong on purpose, and healthy ones beside them."""

from __future__ import annotations

from typing import Any

from explorer.gan.config import TrainingConfig
from explorer.gan.gallery import RECIPES, Recipe

HEALTHY = "healthy"


def recipe_config(name: object) -> TrainingConfig:
    """Return the settings of a recipe.

    Raises:
        ValueError: If there is no such recipe.
    """
    if not isinstance(name, str) or name not in RECIPES:
        raise ValueError(f"There is no recipe {str(name)[:40]!r}; there are {', '.join(RECIPES)}.")
    return RECIPES[name].config


def recipe_cards() -> list[dict[str, Any]]:
    """What the page shows of each recipe: its name, what its curves look like, and its data."""
    return [
        {"name": name, "shape": _shape(name, recipe), "points": recipe.config.is_points}
        for name, recipe in RECIPES.items()
    ]


def _shape(name: str, recipe: Recipe) -> str:
    if not recipe.sees:
        return HEALTHY
    return name if name in recipe.sees else min(recipe.sees)
