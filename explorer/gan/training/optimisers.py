"""The optimisers a config can ask for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import torch
from torch import Tensor
from torch.optim import SGD, Adam, Optimizer, RMSprop

from explorer.gan.config import TrainingConfig

Parameters = Iterable[Tensor]


def _leave_compiler_unloaded() -> None:
    """Let torch's optimisers be made without its compiler.

    They import it, 150 MB and a second or two, only to tell it to keep away from them: they look
    for an attribute that says what to call instead. Should another torch look for another one,
    it imports the compiler as ever.
    """
    for method in vars(Optimizer).values():
        plain = getattr(method, "__wrapped__", None)
        if plain is not None and "torch._dynamo" not in sys.modules:
            plain.__dict__.setdefault("__dynamo_disable", plain)


_leave_compiler_unloaded()


class LeanAdam(Adam):
    """Adam whose updates are nothing but the kernel that does the work.

    Torch's own `step` sorts, checks and profiles for most of the time that it takes on a small
    network, and before its first time it imports torch's compiler. The state is torch's, so that
    either can load the other's.
    """

    def __init__(self, parameters: Parameters) -> None:
        """Take the parameters, all on one device."""
        super().__init__(parameters, fused=True)
        self._memory: _Memory | None = None

    def _remember_nothing(self) -> None:
        """Make the state of before the first update, which torch's `step` would make too."""
        (group,) = self.param_groups
        for parameter in group["params"]:
            self.state[parameter] = {
                "step": torch.zeros((), device=parameter.device),
                "exp_avg": torch.zeros_like(parameter),
                "exp_avg_sq": torch.zeros_like(parameter),
            }

    def state_dict(self) -> dict[str, Any]:
        """Give the state as torch's Adam would, with a count for each parameter."""
        described = super().state_dict()
        memories = described["state"]
        described["state"] = {  # the memories themselves stay as they are: they are our own
            place: memory | {"step": memory["step"].clone()} for place, memory in memories.items()
        }
        return described

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Take another's state."""
        super().load_state_dict(state_dict)
        self._memory = None

    @torch.no_grad()
    def lean_step(self) -> None:
        """Do what `step` does; torch would wrap a method of that name in its profiler's hooks."""
        if not self.state:
            self._remember_nothing()
        (group,) = self.param_groups
        if self._memory is None:
            self._memory = _Memory.of(self)
        memory = self._memory
        memory.updates.add_(1)
        torch._fused_adam_(  # pyright: ignore
            memory.parameters,
            [parameter.grad for parameter in memory.parameters],  # pyright: ignore (never None)
            memory.averages,
            memory.squares,
            [],
            memory.counts,
            lr=group["lr"],
            beta1=group["betas"][0],
            beta2=group["betas"][1],
            weight_decay=0.0,
            eps=group["eps"],
            amsgrad=False,
            maximize=False,
        )


class _Memory(NamedTuple):
    """What Adam remembers, as the lists that the kernel takes.

    Attributes:
        updates: How many there were, a scalar that all parameters share.
        counts: The same tensor, once for each parameter.
    """

    parameters: list[Tensor]
    averages: list[Tensor]
    squares: list[Tensor]
    updates: Tensor
    counts: list[Tensor]

    @classmethod
    def of(cls, optimizer: Adam) -> _Memory:
        """Gather an optimiser's memory, and let all its parameters share one count."""
        states = optimizer.state
        parameters: list[Tensor] = list(states)
        count = states[parameters[0]]["step"]
        for parameter in parameters:
            states[parameter]["step"] = count
        return cls(
            parameters,
            [states[parameter]["exp_avg"] for parameter in parameters],
            [states[parameter]["exp_avg_sq"] for parameter in parameters],
            count,
            [count] * len(parameters),
        )


# Each updates all parameters in a few calls: with small networks the calls are what takes time.
OPTIMIZERS: dict[str, Callable[[Parameters], Optimizer]] = {
    "adam": LeanAdam,
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
    if isinstance(optimizer, LeanAdam):
        optimizer.lean_step()
    else:
        optimizer.step()


def learning_rate_scale(step: int, config: TrainingConfig) -> float:
    """Share of the learning rate in use: 1, then falling in a line to 0 at the end of the run.

    Args:
        step: Steps done.
        config: Its `steps` and `learning_rate_decay` set the line.
    """
    falling = config.learning_rate_decay * config.steps
    if not falling or step <= config.steps - falling:
        return 1.0
    return max(0.0, (config.steps - step) / falling)
