"""The small layers between the learned ones: norms, dropout, and a bound on steepness."""

from __future__ import annotations

from collections.abc import Callable
from math import prod

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


class PixelNorm(nn.Module):
    """Gives each pixel's channels the mean square 1, then adds a learned number to each channel.

    Nothing can run away then, and no example's pixel depends on another's.

    Source:
        Karras et al., "Progressive Growing of GANs for Improved Quality, Stability, and Variation",
        2018, section 4.2.
    """

    def __init__(self, channels: int) -> None:
        """Start with no shift."""
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(channels))

    def forward(self, x: Tensor) -> Tensor:
        """Norm x, shape (N, C, H, W), over its channels."""
        return x * (x.square().mean(1, keepdim=True) + 1e-8).rsqrt() + self.bias[:, None, None]


def _instance(channels: int) -> nn.Module:
    return nn.InstanceNorm2d(channels, affine=True)


NORMS: dict[str, Callable[[int], nn.Module]] = {
    "batch": nn.BatchNorm2d,
    "instance": _instance,
    "pixel": PixelNorm,
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


GROUP = 4
"""Examples that minibatch standard deviation compares with each other."""


class MinibatchStd(nn.Module):
    """Appends to each example how much its group varies, so that a judge sees copies.

    A discriminator that reads one example at a time cannot tell that all of them are the same. In
    groups of a few the numbers differ from group to group as they do for real examples, which
    tells more than one number of the whole batch.

    Attributes:
        usual: What was appended on average so far, shape (numbers,). In evaluation mode it stands
            for the group, so that a verdict does not depend on who is judged beside.

    Source:
        Karras et al., "Progressive Growing of GANs for Improved Quality, Stability, and Variation",
        2018, section 3; after Salimans et al., "Improved Techniques for Training GANs", 2016,
        section 3.2.
    """

    usual: Tensor

    def __init__(self, numbers: int = 1) -> None:
        """Start without experience.

        Args:
            numbers: 1 to average over channels and pixels, as of pictures; or as many as an
                example has, to tell the deviation of each.
        """
        super().__init__()
        self.register_buffer("usual", torch.ones(numbers))

    def forward(self, x: Tensor) -> Tensor:
        """Append to x, shape (N, C, …), the standard deviations: (N, C + numbers, …).

        Groups have 4 examples; a batch that is no multiple of 4 is one group.
        """
        flat = x.flatten(1).float()  # (N, C·…)
        if self.training:
            size = GROUP if len(x) % GROUP == 0 else len(x)
            groups = flat.view(size, -1, flat.shape[1])
            told = (groups.var(0, correction=0) + 1e-8).sqrt()  # (N / size, C·…)
            if len(self.usual) == 1:
                told = told.mean(1, keepdim=True)
            with torch.no_grad():  # not in place: a graph may still hold the last one
                self.usual = self.usual.lerp(told.mean(0), 0.1)
            told = told.repeat(size, 1)  # (N, numbers)
        else:
            told = self.usual.expand(len(x), -1)
        told = told.to(x.dtype).view(len(x), -1, *[1] * (x.ndim - 2))
        return torch.cat([x, told.expand(-1, -1, *x.shape[2:])], dim=1)


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


class EqualisedRate(nn.Module):
    """Makes a layer's weight of numbers near 1 that are scaled only when they are used.

    Adam moves every number equally far, so numbers of equal size learn equally fast, however many
    inputs their layer has.

    Attributes:
        scale: He's initial standard deviation of the layer.

    Source:
        Karras et al., "Progressive Growing of GANs for Improved Quality, Stability, and Variation",
        2018, section 4.1.
    """

    def __init__(self, scale: float) -> None:
        """Remember the scale."""
        super().__init__()
        self.scale = scale

    def forward(self, weight: Tensor) -> Tensor:
        """Return the weight that the layer uses."""
        return weight * self.scale


def equalise_rates(network: nn.Module, rng: torch.Generator) -> None:
    """Draw every convolution's numbers from N(0, 1) and scale them to He's deviation on use."""
    for module in list(network.modules()):
        if isinstance(module, (nn.Conv2d, nn.ConvTranspose2d)):
            nn.init.normal_(module.weight, generator=rng)
            scale = EqualisedRate((2 / _fan_in(module)) ** 0.5)
            parametrize.register_parametrization(module, "weight", scale, unsafe=True)


def _fan_in(conv: nn.Conv2d | nn.ConvTranspose2d) -> float:
    """Inputs that one output has; with strides a transposed convolution's kernel is shared out."""
    taps = prod(conv.kernel_size)
    if isinstance(conv, nn.ConvTranspose2d):
        # The first layer reads a single pixel, so that each of its outputs has one tap.
        taps = 1 if conv.padding == (0, 0) else taps / prod(conv.stride)
    return conv.in_channels * taps


def _improved(u: Tensor, matrix: Tensor) -> Tensor:
    """One step of power iteration."""
    return F.normalize(matrix @ F.normalize(matrix.T @ u, dim=0), dim=0)
