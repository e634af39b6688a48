"""Which direction does what: the measured effects of attribute directions, as a heat map."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from explorer.figures import PALETTES, draw_effects
from explorer.latent import AttributeStudy, Load, attribute_study, find_directions, load_generator
from explorer.latent.direction_scores import DirectionScores
from explorer.ui.explore.answers import Answer, Request, answer

TABLES = {"plain": "attributes", "conditional": "conditional", "principal": "principal"}
"""Table of scores in a study → kind of the directions that were scored."""

MOST_ROWS = 20
"""Directions drawn at first: those that succeed most often."""


@answer
def scores(request: Request, *, load: Load = load_generator) -> Answer:
    """Draw the effects of a generator's attribute directions.

    Args:
        request: `generator`; `table`, a name in `TABLES`; `all`, whether to draw every direction;
            `theme`, "light" or "dark".
        load: Finds the generator.

    Returns:
        The `figure`; the `kind` of its directions, and for each row its `values` (question and
        answer) and its `places` among the sliders of that kind; the `columns`; how many directions
        there are in `count`; `tables` that there are, each with the mean of `gained`, and of
        `dragged` or None; and `n`, samples that each was tried on, at most.
    """
    generator = load(str(request.get("generator")))
    study = attribute_study(generator)
    table, theme = request.get("table", "plain"), request.get("theme", "light")
    if theme not in tuple(PALETTES):
        raise ValueError(f"theme must be one of {', '.join(PALETTES)}.")
    measured = {name: found for name in TABLES if (found := getattr(study, name)) is not None}
    if table not in tuple(measured):
        raise ValueError(f"table must be one of {', '.join(measured)}.")
    shown = slice(None if request.get("all") is True else MOST_ROWS)
    values, columns = study.values[shown], _columns(study)
    figure = draw_effects(
        _effects(study, measured[table])[shown],
        [f"{value.question}: {value.answer}" for value in values],
        [" ".join(filter(None, column.values())) for column in columns],
        theme=theme,
    )
    places = list(range(len(study.values)))
    if table == "principal":
        places = _closest(study.rows, find_directions(generator, "principal"))
    return {
        "figure": json.loads(str(figure.to_json())),
        "kind": TABLES[table],
        "values": [asdict(value) for value in values],
        "places": places[shown],
        "columns": columns,
        "count": len(study.values),
        "tables": {name: _means(study, found) for name, found in measured.items()},
        "n": study.terms.n,
    }


def _columns(study: AttributeStudy) -> list[dict[str, Any]]:
    """What the effects are on: questions, or the answers where there is but one question."""
    if len(study.questions) > 1:
        return [{"question": question, "answer": None} for question in study.questions]
    return [asdict(value) for value in study.columns]


def _effects(study: AttributeStudy, found: DirectionScores) -> NDArray[np.floating]:
    """What each direction does: success of its own is positive, all else that changes negative.

    Returns:
        Shape (directions, columns).
    """
    if len(study.questions) == 1:
        return found.drift.clamp(-1, 1).numpy()
    effects = -found.changed.clone()
    effects[torch.arange(len(effects)), torch.tensor(study.own)] = found.gained
    return effects.numpy()


def _means(study: AttributeStudy, found: DirectionScores) -> dict[str, float | None]:
    several = len(study.questions) > 1
    return {
        "gained": float(found.gained.mean()),
        "dragged": float(found.dragged(study.own).mean()) if several else None,
    }


def _closest(rows: torch.Tensor, reference: torch.Tensor) -> list[int]:
    """Index of the reference direction, of either sign, at the smallest angle to each row."""
    return (rows @ reference.T).abs().argmax(dim=1).tolist()
