"""A checkpoint may come from a stranger: all of it must fit before anything computes with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from torch import nn

from explorer.gan import TrainingSession
from explorer.gan.session import memory_name
from explorer.runs.checkpoint import CheckpointError, is_finite

UNFIT = "This checkpoint does not fit the networks of its own settings."


def trusted(state: Mapping[str, Any], session: TrainingSession) -> dict[str, Any]:
    """Return a session's state, checked against a fresh session of the same config.

    An optimiser goes through its averages as far as the weights reach, whatever their own shapes.
    Its settings come from the config, so those in the state are left aside.

    Args:
        state: What a checkpoint holds for the session.
        session: A session of the state's config.

    Raises:
        CheckpointError: If something does not fit.
    """
    fresh = session.state_dict()
    if not is_finite(dict(state)) or state["precision"] not in ("float32", "bfloat16"):
        raise CheckpointError(UNFIT)
    if not 0 <= int(state["steps_done"]) <= session.config.steps:
        raise CheckpointError(UNFIT)
    memories = {
        memory_name(role): _optimizer(state[memory_name(role)], fresh[memory_name(role)], network)
        for role, network in session.networks.items()
    }
    return {**state, **memories}


def _optimizer(
    state: Mapping[str, Any], fresh: Mapping[str, Any], network: nn.Module
) -> dict[str, Any]:
    shapes = [parameter.shape for parameter in network.parameters()]
    for index, memory in state["state"].items():
        for name, value in memory.items():
            _check(value, torch.Size([]) if name == "step" else shapes[index])
    if len(state["state"]) not in (0, len(shapes)):
        raise CheckpointError(UNFIT)
    return {"state": state["state"], "param_groups": fresh["param_groups"]}


def _check(value: object, shape: torch.Size) -> None:
    if value is None:  # an SGD that has no momentum
        return
    if not isinstance(value, torch.Tensor) or (value.dtype, value.shape) != (torch.float32, shape):
        raise CheckpointError(UNFIT)
