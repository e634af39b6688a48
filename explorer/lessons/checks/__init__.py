"""Named computations that confirm a lesson's answers.

A check is a function of what a link shows and of arguments from the lesson's file; its first
parameter's type says which room it is about.
"""

from __future__ import annotations

from collections.abc import Callable

from explorer.lessons.checks import cells, generators, lab, latents, layers, runs, scores
from explorer.lessons.lesson import Cell, Value

CHECKS: dict[str, Callable[..., Value | tuple[Cell, ...]]] = {
    check.__name__: check
    for room in (layers, cells, lab, runs, generators, latents, scores)
    for check in room.CHECKS
}
"""Checks by name."""
