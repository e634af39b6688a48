"""The averaged generator: steadier than the trained one, and what makes the samples.

Source:
    Yazıcı et al., "The Unusual Effectiveness of Averaging in GAN Training", 2019.
"""

from __future__ import annotations

import copy
from typing import Generic, TypeVar

import torch
from torch import Tensor, nn

NetworkT = TypeVar("NetworkT", bound=nn.Module)


class Average(Generic[NetworkT]):
    """A running average of a network's weights and statistics.

    Attributes:
        network: The averaged network, in evaluation mode.
    """

    def __init__(self, live: NetworkT) -> None:
        """Start from the network as it is.

        Args:
            live: The network that learns.
        """
        self.network = copy.deepcopy(live).eval().requires_grad_(False)
        pairs = list(zip(_tensors(live), _tensors(self.network), strict=True))
        # Numbers are averaged; batch norm's count of batches is copied.
        self._live = [one for one, _ in pairs if one.is_floating_point()]
        self._averages = [two for one, two in pairs if one.is_floating_point()]
        self._counts = [(one, two) for one, two in pairs if not one.is_floating_point()]

    @torch.no_grad()
    def update(self, memory: float, steps_done: int) -> None:
        """Move towards the network that learns.

        Args:
            memory: Share that stays, in [0, 1); 0 copies.
            steps_done: Updates so far. Early on a long memory would only remember the random
                start, so it grows with the run.
        """
        stays = min(memory, (1 + steps_done) / (10 + steps_done))
        torch._foreach_lerp_(self._averages, self._live, 1 - stays)  # pyright: ignore
        for live, count in self._counts:
            count.copy_(live)


def _tensors(network: nn.Module) -> list[Tensor]:
    return list(network.state_dict(keep_vars=True).values())
