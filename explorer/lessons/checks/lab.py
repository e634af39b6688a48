"""Checks of the checkerboard lab, below the stage of Stamp."""

from __future__ import annotations

from explorer.lessons.rooms import StampShown

NO_GRID = 0.02
"""Share of the variation below which a repeating pattern counts as none, as in the lab."""


def lab_pattern(shown: StampShown, method: str) -> bool:
    """Whether a layer of the lab leaves a pattern that repeats with its stride."""
    return shown.lab()[method].peak >= NO_GRID


def lab_uneven(shown: StampShown, method: str) -> bool:
    """Whether a layer of the lab reaches some pixels more often than others."""
    return shown.lab()[method].unevenness > 0


def lab_strongest(shown: StampShown) -> str:
    """The layer of the lab with the strongest pattern."""
    found = shown.lab()
    return max(found, key=lambda method: found[method].ripple)


CHECKS = (
    lab_pattern,
    lab_uneven,
    lab_strongest,
)
