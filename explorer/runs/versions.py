"""Checkpoints that another version of this program wrote: what can be taken over, and what not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, Protocol

from explorer.gan import TrainingConfig

UNREADABLE = (RuntimeError, KeyError, TypeError, AttributeError, IndexError)
"""What reading a state raises that has another form than expected, besides `ValueError`."""


SPOKEN = {"history": "curves", "clinic": "diagnoses"}
"""What visitors call what a checkpoint has under another name."""


class Kept(Protocol):
    """Something measured that a checkpoint remembers."""

    def load_state_dict(self, state: Any, /) -> None:  # noqa: ANN401 (whatever was saved)
        """Become what was saved."""
        ...


def known_settings(settings: Mapping[str, Any]) -> tuple[TrainingConfig, list[str]]:
    """Read the settings of a checkpoint; what is missing has its default.

    Returns:
        The settings, and the names of those that are unknown here.

    Raises:
        ValueError: If no run can have them.
    """
    names = {field.name for field in fields(TrainingConfig)}
    known = {name: value for name, value in settings.items() if name in names}
    return TrainingConfig(**known), [name for name in settings if name not in names]


def recall(state: Mapping[str, Any], kept: Mapping[str, Kept]) -> list[str]:
    """Bring back what was measured; training goes on without what cannot be read.

    Args:
        state: What a checkpoint holds.
        kept: Name in the checkpoint → what is to become of it.

    Returns:
        Names of what could not be read.
    """
    lost = []
    for name, part in kept.items():
        try:
            part.load_state_dict(state[name])
        except (*UNREADABLE, ValueError):
            lost.append(name)
    return lost


def left_out(names: Sequence[str]) -> str:
    """Say what could not be taken over; "" for nothing."""
    if not names:
        return ""
    listed = ", ".join(SPOKEN.get(name, name[:40]) for name in names[:5])
    return f"Saved by another version of this program: {listed} could not be taken over."
