"""The measured part of an update: curves, scores, changes and diagnoses, ready for JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from math import isfinite
from typing import Any

from explorer.runs import RunView
from explorer.runs.backend import Treatment
from explorer.runs.broadcast import watch_token

DIGITS = 5
"""Significant digits of a point, more than any screen shows."""


def measured(view: RunView, first: int, most: int, *, scores_known: int) -> dict[str, Any]:
    """Return the measurements that are new to a page.

    Args:
        view: The run.
        first: Index in `view.history` of the first point that the page lacks.
        most: Most points to send.
        scores_known: How many scores the page has.

    Returns:
        `steps_at` and `columns`, the new points of the history; `scores`, all of them, or null if
        there is none that the page lacks, with `score_space`, what they are measured in; `marks`,
        `diagnoses`, `treatment` and `config` as in `RunView`; `parent` with the run's `watch_token`
        instead of its id, because it may be somebody else's.
    """
    fresh = {name: values[first : first + most] for name, values in view.history.items()}
    count = len(view.scores.get("step", ()))
    return {
        "steps_at": [int(step) for step in fresh["step"]],
        "columns": {name: rounded(values) for name, values in fresh.items() if name != "step"},
        "scores": None
        if count == scores_known
        else {"step": []} | {name: rounded(values) for name, values in view.scores.items()},
        "score_space": view.score_space,
        "marks": [[step, settings] for step, settings in view.marks],
        "diagnoses": [asdict(found) for found in view.diagnoses],
        "treatment": _treatment(view.treatment),
        "config": asdict(view.config),
        "parent": view.parent and [watch_token(view.parent[0]), view.parent[1]],
    }


def _treatment(tried: Treatment | None) -> dict[str, Any] | None:
    if tried is None:
        return None
    found, outcome = tried.diagnosis, tried.outcome
    return {
        "name": found.name,
        "change": found.change,
        "step": tried.step,
        "worked": outcome and outcome.worked,
        "gone": outcome and outcome.gone,
        "before": outcome and outcome.before,
        "after": outcome and outcome.after,
    }


def rounded(values: Iterable[float]) -> list[float | None]:
    """Shorten numbers; JSON knows neither NaN nor infinity, and a gap in the line says it as well.

    Args:
        values: Any numbers, shape (n,).
    """
    return [float(f"{value:.{DIGITS}g}") if isfinite(value) else None for value in values]
