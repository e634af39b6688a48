"""The optimisers a config can ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import torch
from torch import Tensor
from torch.optim import SGD, Adam, Optimizer, RMSprop

from explorer.gan.config import TrainingConfig

Parameters = Iterable[Tensor]

# Each updates all parameters in a few calls: with small networks the calls are what takes time.
OPTIMIZERS: dict[str, Callable[[Parameters], Optimizer]] = {
    "adam": lambda parameters: Adam(parameters, fused=True),
    "rmsprop": lambda parameters: RMSprop(parameters, foreach=True),
    "sgd": lambda parameters: SGD(parameters, fused=True),
}
"""Optimisers by name: parameters → optimiser."""


def tune(optimizer: Optimizer, config: TrainingConfig) -> None:
    """Set an optimiser's memory to what a config says; the learning rate comes with each update."""
    (group,) = optimizer.param_groups
    match optimizer:
        case Adam():
            group["betas"] = (config.beta1, config.beta2)
        case RMSprop():
            group["alpha"] = config.beta2
        case SGD():
            group["momentum"] = config.beta1


def update(optimizer: Optimizer, learning_rate: float) -> None:
    """Update the parameters by their gradients."""
    (group,) = optimizer.param_groups
    group["lr"] = learning_rate
    if isinstance(optimizer, Adam) and optimizer.state:
        _update_adam(optimizer)
    else:  # Adam's first step also makes its state
        optimizer.step()


@torch.no_grad()
def _update_adam(optimizer: Adam) -> None:
    """Do what `Adam.step` does, straight with the kernel that does the work.

    `step` sorts, checks and profiles for most of the time that it takes on a small network.
    """
    (group,) = optimizer.param_groups
    parameters = group["params"]
    states = [optimizer.state[parameter] for parameter in parameters]
    counts = [state["step"] for state in states]
    torch._foreach_add_(counts, 1)  # pyright: ignore[reportPrivateImportUsage]
    torch._fused_adam_(  # pyright: ignore[reportPrivateImportUsage]
        parameters,
        [parameter.grad for parameter in parameters],
        [state["exp_avg"] for state in states],
        [state["exp_avg_sq"] for state in states],
        [],
        counts,
        lr=group["lr"],
        beta1=group["betas"][0],
        beta2=group["betas"][1],
        weight_decay=0.0,
        eps=group["eps"],
        amsgrad=False,
        maximize=False,
    )


def learning_rate_scale(step: int, config: TrainingConfig) -> float:
    """Share of the learning rate in use: 1, then falling in a line to 0 at the end of the run.

    Args:
        step: Steps done.
        config: Its `steps` and `learning_rate_decay` set the line.
    """
    falling = config.learning_rate_decay * config.steps
    if step <= config.steps - falling:
        return 1.0
    return max(0.0, (config.steps - step) / falling)
