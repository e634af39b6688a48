"""Choose the number format by timing it, since no CPU's name tells whether bfloat16 is faster."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

CLEARLY = 1.15
"""bfloat16 must be this many times faster, since float32 is the more exact of the two."""

ROUNDS = 4
BUDGET = 3.0
"""Seconds after which no further round starts."""


def faster_precision(steps: Mapping[str, Callable[[], object]]) -> str:
    """Time training steps in turn and name the precision to use.

    The turns alternate and the best time counts, so that a busy moment of the machine does not
    decide.

    Args:
        steps: One training step each for "float32" and "bfloat16".

    Returns:
        "bfloat16" if it is clearly faster, else "float32".
    """
    start = time.perf_counter()
    for step in steps.values():  # the first steps also choose and compile kernels
        step()
    best = dict.fromkeys(steps, float("inf"))
    for _ in range(ROUNDS):
        for name, step in steps.items():
            best[name] = min(best[name], _seconds(step))
        if time.perf_counter() - start > BUDGET:
            break
    return "bfloat16" if best["float32"] > CLEARLY * best["bfloat16"] else "float32"


def _seconds(step: Callable[[], object]) -> float:
    start = time.perf_counter()
    step()
    return time.perf_counter() - start
