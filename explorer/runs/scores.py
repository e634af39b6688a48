"""The quality of a run over time."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray


class Scores:
    """Scores by step.

    There are few: a run takes them at a distance that grows with it, see `training`.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self.space = ""
        self._rows: list[dict[str, float]] = []

    def add(self, step: int, score: Any) -> None:  # noqa: ANN401
        """Take in a `gan.quality.Score`: its numbers, and in words what they were measured in."""
        named = {field.name: getattr(score, field.name) for field in fields(score)}
        numbers = {name: _number(value) for name, value in named.items() if _is_numeric(value)}
        self.space = str(named.get("space", ""))
        self._rows.append({"step": float(step), **numbers})

    def columns(self) -> dict[str, NDArray[np.float64]]:
        """Return every number over time, NaN where it does not apply; see `RunView.scores`."""
        names = dict.fromkeys(name for row in self._rows for name in row)
        return {
            name: np.array([row.get(name, np.nan) for row in self._rows], np.float64)
            for name in names
        }

    def latest(self, name: str = "distance") -> float | None:
        """Return the newest value of a number; None if there is none."""
        value = self._rows[-1].get(name) if self._rows else None
        return None if value is None or np.isnan(value) else value

    def state_dict(self) -> dict[str, Any]:
        """Return everything as tensors and text."""
        columns = self.columns()
        rows = np.stack([columns[name] for name in columns], axis=1) if columns else np.empty(0)
        return {"space": self.space, "names": list(columns), "rows": torch.from_numpy(rows)}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Become what `state_dict` described."""
        self.space = str(state["space"])
        names = [str(name) for name in state["names"]]
        self._rows = [dict(zip(names, row, strict=True)) for row in state["rows"].tolist()]


def _is_numeric(value: object) -> bool:
    return value is None or isinstance(value, int | float)


def _number(value: float | None) -> float:
    return float("nan") if value is None else float(value)
