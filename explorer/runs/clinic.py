"""A run's visits to the doctor: what is wrong now, and whether what was tried has helped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.gan import TrainingConfig
from explorer.gan.doctor import Diagnosis, Outcome, diagnose, follow_up
from explorer.runs.backend import Treatment

Columns = Mapping[str, NDArray[np.float64]]


class Clinic:
    """Remembers the diagnoses of one run, and the last change that was made because of one.

    Attributes:
        diagnoses: What the doctor sees now.
        treatment: The last change that a diagnosis had asked for; None before the first.
    """

    def __init__(self) -> None:
        """Know nothing yet."""
        self.diagnoses: tuple[Diagnosis, ...] = ()
        self.treatment: Treatment | None = None

    def note(self, step: int, settings: Mapping[str, Any]) -> None:
        """Take notice of a change of settings: it may be what the doctor ordered."""
        if found := prescription(self.diagnoses, settings):
            self.treatment = Treatment(diagnosis=found, step=step)

    def examine(self, history: Columns, scores: Columns, config: TrainingConfig) -> bool:
        """Ask the doctor again; tell whether the answer has changed.

        Args:
            history: "step" and the other columns of the curves, from the run's beginning.
            scores: The same of its scores.
            config: The settings that the run has now.
        """
        before = self.diagnoses, self.treatment
        self.diagnoses = tuple(diagnose(history, scores, config))
        if (tried := self.treatment) is not None:
            outcome = follow_up(tried.diagnosis, tried.step, history, scores, config)
            self.treatment = replace(tried, outcome=outcome)
        return before != (self.diagnoses, self.treatment)

    def state_dict(self) -> dict[str, Any]:
        """Return everything as plain values."""
        tried = self.treatment
        return {
            "diagnoses": [asdict(found) for found in self.diagnoses],
            "treatment": tried and asdict(tried),
        }

    def load_state_dict(self, state: Mapping[str, Any]) -> None:
        """Become what `state_dict` described."""
        self.diagnoses = tuple(Diagnosis(**found) for found in state["diagnoses"])
        if tried := state["treatment"]:
            outcome = tried["outcome"]
            self.treatment = Treatment(
                diagnosis=Diagnosis(**tried["diagnosis"]),
                step=tried["step"],
                outcome=outcome and Outcome(**outcome),
            )


def prescription(diagnoses: tuple[Diagnosis, ...], settings: Mapping[str, Any]) -> Diagnosis | None:
    """Return the diagnosis that asked for these settings, if one did."""
    for found in diagnoses:
        if found.change and found.change.items() <= dict(settings).items():
            return found
    return None
