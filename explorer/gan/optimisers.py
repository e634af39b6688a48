"""The optimisers a config can ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable

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
    """Set an optimiser's memory to what a config says; the learning rate is set at every step."""
    (group,) = optimizer.param_groups
    match optimizer:
        case Adam():
            group["betas"] = (config.beta1, config.beta2)
        case RMSprop():
            group["alpha"] = config.beta2
        case SGD():
            group["momentum"] = config.beta1


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
