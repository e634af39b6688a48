"""A checkpoint may come from a stranger: all of it must fit before anything computes with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from torch import nn

from explorer.gan import TrainingSession
from explorer.gan.networks.growing import Growing
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
    for name, network in {"average": session.generator, **session.networks}.items():
        if isinstance(network, Growing) and not network.is_place(state[name].get("place")):
            raise CheckpointError(UNFIT)
    memories = {
        memory_name(role): _optimizer(
            state[memory_name(role)],
            fresh[memory_name(role)],
            _learning(network, state[role]),
        )
        for role, network in session.networks.items()
    }
    return {**state, **memories}


def _learning(network: nn.Module, state: Mapping[str, Any]) -> list[nn.Parameter]:
    """Return what learns in a network; in one that grows, where the state has left it."""
    if not isinstance(network, Growing):
        return list(network.parameters())
    network.place.copy_(state["place"])
    return network.parameters_in_use()


def _optimizer(
    state: Mapping[str, Any], fresh: Mapping[str, Any], learning: list[nn.Parameter]
) -> dict[str, Any]:
    shapes = [parameter.shape for parameter in learning]
    for index, memory in state["state"].items():
        for name, value in memory.items():
            _check(value, torch.Size([]) if name == "step" else shapes[index])
    if len(state["state"]) not in (0, len(shapes)):
        raise CheckpointError(UNFIT)
    (group,) = fresh["param_groups"]
    return {
        "state": state["state"],
        "param_groups": [group | {"params": list(range(len(shapes)))}],
    }


def _check(value: object, shape: torch.Size) -> None:
    if value is None:  # an SGD that has no momentum
        return
    if not isinstance(value, torch.Tensor) or (value.dtype, value.shape) != (torch.float32, shape):
        raise CheckpointError(UNFIT)
