"""Several processes that train one pair of networks, as far as a session has to know of them.

Each process works on its share of every batch, and the gradients are averaged before the networks
are updated; so all processes hold the same weights at every step. How numbers travel between them
is not this project's business: see `explorer.gan.pretraining.processes`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True, kw_only=True)
class Team:
    """The processes of a run, seen from one of them; by default there is only this one.

    Attributes:
        rank: Which one this is, from 0.
        size: How many there are.
        average: Returns the mean of a tensor over all processes, which must all ask for it.
    """

    rank: int = 0
    size: int = 1
    average: Callable[[Tensor], Tensor] | None = None

    def mean(self, tensors: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
        """Average tensors over all processes, in one message."""
        if self.average is None:
            return tensors
        flat = torch.cat([tensor.flatten() for tensor in tensors])
        parts = self.average(flat).split([tensor.numel() for tensor in tensors])
        # A copy in the original's memory format, with which optimisers are fastest.
        return tuple(
            torch.empty_like(tensor).copy_(part.view(tensor.shape))
            for tensor, part in zip(tensors, parts, strict=True)
        )

    def share(self, batch: Tensor) -> Tensor:
        """Return this process's part of a batch, along the first axis."""
        if self.size == 1:
            return batch
        each = len(batch) // self.size
        return batch[self.rank * each : (self.rank + 1) * each]


ALONE = Team()
"""The usual case: one process that does everything."""
