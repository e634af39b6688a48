"""One of the two players: a network, its optimiser, and its way downhill."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any, Generic, Literal, TypeVar

import torch
from torch import Tensor, nn

from explorer.gan.config import TrainingConfig
from explorer.gan.networks.growing import Growing
from explorer.gan.training.optimisers import OPTIMIZERS, tune, update
from explorer.gan.training.team import ALONE, Team
from explorer.gan.training.walk import Moment

NetworkT = TypeVar("NetworkT", bound=nn.Module)


class Learner(Generic[NetworkT]):
    """A network that learns.

    Attributes:
        network: The network.
        optimizer: What updates it.
        gradient_norm: Norm of the whole gradient of the last update, a scalar.
    """

    def __init__(self, network: NetworkT, config: TrainingConfig, team: Team = ALONE) -> None:
        """Take a network and give it a fresh optimiser."""
        self.network = network
        self._team = team
        self._one = torch.ones((), device=next(network.parameters()).device)
        self.gradient_norm = torch.zeros_like(self._one)
        self.use(config)

    def use(self, config: TrainingConfig) -> None:
        """Take a fresh optimiser of a config's kind, for what learns now."""
        network: nn.Module = self.network
        self._may_rest = isinstance(network, Growing)  # layers that have faded out
        self._parameters: tuple[Tensor, ...] = tuple(
            network.parameters_in_use() if isinstance(network, Growing) else network.parameters()
        )
        self.optimizer = OPTIMIZERS[config.optimizer](self._parameters)
        tune(self.optimizer, config)

    def differentiate(self, loss: Tensor) -> None:
        """Find out which way is downhill."""
        self._take(_gradients(loss, self._one, self._parameters, may_rest=self._may_rest))

    def _take(self, gradients: tuple[Tensor, ...]) -> None:
        gradients = self._team.mean(gradients)
        for parameter, gradient in zip(self._parameters, gradients, strict=True):
            parameter.grad = gradient
        norms = torch._foreach_norm(gradients)  # pyright: ignore[reportPrivateImportUsage]
        self.gradient_norm = torch.linalg.vector_norm(torch.stack(norms))

    def update(self, learning_rate: float) -> None:
        """Go there."""
        update(self.optimizer, learning_rate)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Pass gradients through the network without spending time on its own."""
        for parameter in self._parameters:
            parameter.requires_grad = False
        try:
            yield
        finally:
            for parameter in self._parameters:
                parameter.requires_grad = True

    def moment(
        self,
        player: Literal["discriminator", "generator"],
        tensors: Mapping[str, Tensor] | None = None,
    ) -> Moment:
        """Show the gradient just found, with what else is known about it."""
        return Moment(
            "gradients", player, tensors or {}, {"grad_norm": self.gradient_norm}, self._parameters
        )

    @torch.no_grad()
    def clip(self, largest: float) -> None:
        """Keep every weight between −`largest` and `largest`.

        Source:
            Arjovsky, Chintala & Bottou, "Wasserstein GAN", 2017, algorithm 1.
        """
        for parameter in self._parameters:
            parameter.clamp_(-largest, largest)

    def load(
        self, network: Mapping[str, Any], optimizer: dict[str, Any] | None, config: TrainingConfig
    ) -> None:
        """Take the weights of a checkpoint, and its optimiser's memory if given.

        Raises:
            RuntimeError: If they are of another network.
        """
        self.network.load_state_dict(copy.deepcopy(network))
        self.use(config)
        if optimizer is not None:
            self.optimizer.load_state_dict(copy.deepcopy(optimizer))
            tune(self.optimizer, config)


def differentiate(loss: Tensor, learners: Sequence[Learner[Any]]) -> None:
    """Find out for several networks which way is downhill, going back through the graph once.

    Args:
        loss: What all of them descend, a scalar.
        learners: At least one.
    """
    parameters = tuple(chain.from_iterable(each._parameters for each in learners))
    gradients = iter(_gradients(loss, learners[0]._one, parameters))
    for each in learners:
        each._take(tuple(islice(gradients, len(each._parameters))))


def _gradients(
    loss: Tensor, one: Tensor, parameters: tuple[Tensor, ...], *, may_rest: bool = False
) -> tuple[Tensor, ...]:
    """Do what `torch.autograd.grad` does, without its checks.

    They take as long as the whole way back through a small network.

    Args:
        loss: What is differentiated.
        one: A scalar 1 on its device.
        parameters: By what.
        may_rest: Whether some may have no part in the loss; their gradient is 0.
    """
    gradients = torch.autograd.Variable._execution_engine.run_backward(
        (loss,),
        (one,),
        False,  # keep_graph
        False,  # create_graph
        parameters,
        may_rest,  # allow_unreachable
        accumulate_grad=False,
    )
    if not may_rest:
        return gradients
    pairs = zip(gradients, parameters, strict=True)
    return tuple(torch.zeros_like(own) if found is None else found for found, own in pairs)
