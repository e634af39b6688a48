"""The small layers between the learned ones: norms, dropout, and a bound on steepness."""

from __future__ import annotations

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils import parametrize


class Shift(nn.Module):
    """Adds a learned number to each channel: what is left of batch norm without its statistics."""

    def __init__(self, channels: int) -> None:
        """Start with no shift."""
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(channels))

    def forward(self, x: Tensor) -> Tensor:
        """Shift x, shape (N, C, H, W)."""
        return x + self.bias[:, None, None]


def _instance(channels: int) -> nn.Module:
    return nn.InstanceNorm2d(channels, affine=True)


NORMS: dict[str, Callable[[int], nn.Module]] = {
    "batch": nn.BatchNorm2d,
    "instance": _instance,
    "none": Shift,
}
"""What follows a layer, by name: channels → module."""


class Dropout(nn.Module):
    """Drops activations at random, from a generator of its own so that runs repeat.

    Attributes:
        rate: Share that is dropped; 0 for none.
        rng: Draws what is dropped; lives where the activations do.
    """

    def __init__(self) -> None:
        """Drop nothing."""
        super().__init__()
        self.rate = 0.0
        self.rng: torch.Generator | None = None

    def forward(self, x: Tensor) -> Tensor:
        """Drop a share of x while training, and scale up the rest to make up for it."""
        if not self.rate or not self.training:
            return x
        kept = torch.rand(x.shape, generator=self.rng, device=x.device) >= self.rate
        return x * (kept / (1 - self.rate)).to(x.dtype)


class SpectralNorm(nn.Module):
    """Divides a weight by its largest singular value, tracked by power iteration.

    A discriminator whose layers all have norm 1 cannot grow steeper without end.

    Source:
        Miyato et al., "Spectral Normalization for Generative Adversarial Networks", 2018.
    """

    u: Tensor

    def __init__(self, weight: Tensor, rng: torch.Generator) -> None:
        """Start from a random vector, already close to the singular one.

        Args:
            weight: The weight to divide; its first axis is the output.
            rng: Draws the vector.
        """
        super().__init__()
        matrix = weight.detach().flatten(1)
        u = F.normalize(torch.randn(len(matrix), generator=rng), dim=0)
        for _ in range(15):
            u = _improved(u, matrix)
        self.register_buffer("u", u)

    def forward(self, weight: Tensor) -> Tensor:
        """Return the weight with spectral norm 1."""
        with torch.autocast(weight.device.type, enabled=False):
            matrix = weight.flatten(1)  # (C_out, C_in·kH·kW)
            with torch.no_grad():
                if self.training:
                    # Not in place: a graph may still hold the last one.
                    self.u = _improved(self.u, matrix)
                v = F.normalize(matrix.T @ self.u, dim=0)
            return weight / (self.u @ matrix @ v)


def keep_spectral_norm(network: nn.Module, rng: torch.Generator) -> None:
    """Let every convolution and linear layer of a network have spectral norm 1."""
    for module in list(network.modules()):
        if isinstance(module, (nn.Conv2d, nn.Linear)):
            parametrize.register_parametrization(
                module, "weight", SpectralNorm(module.weight, rng), unsafe=True
            )


def _improved(u: Tensor, matrix: Tensor) -> Tensor:
    """One step of power iteration."""
    return F.normalize(matrix @ F.normalize(matrix.T @ u, dim=0), dim=0)
