"""Small fully connected networks, for points in the plane.

Such a network computes for microseconds, so what takes the time is the bookkeeping of its many
small operations. `_Perceptron` makes a whole network one operation, which doubles the speed.
"""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from explorer.gan.networks.layers import Dropout, MinibatchStd, keep_spectral_norm
from explorer.transposed_conv import ConvTransposeSpec

HIDDEN_LAYERS = 2
SLOPE = 0.2
"""Slope of the discriminator's LeakyReLU below zero; the generator has ReLU."""


class PointGenerator(nn.Module):
    """Turns z into points.

    Attributes:
        layers: Linear layers, each but the last followed by ReLU.
        specs: Empty: no layer here is a transposed convolution.
        z_dim: Numbers in one z.
        image_shape: (2,), the shape of a point.
    """

    def __init__(self, z_dim: int, width: int, rng: torch.Generator) -> None:
        """Build the layers.

        Args:
            z_dim: Numbers in one z.
            width: Neurons in a hidden layer.
            rng: Draws the weights.
        """
        super().__init__()
        self.layers = _linear_layers([z_dim, *hidden_widths(width), 2], rng)
        self._weights = tuple(self.layers.parameters())  # to find them takes as long as a layer
        self.specs: list[ConvTransposeSpec] = []
        self.z_dim = z_dim
        self.image_shape = (2,)

    def forward(self, z: Tensor) -> Tensor:
        """Make points, shape (N, 2), of latents, shape (N, z_dim)."""
        return _perceptron(z, self._weights, 0.0)


class PointDiscriminator(nn.Module):
    """Scores points.

    Attributes:
        layers: Linear layers, each but the last followed by LeakyReLU.
        dropout: Drops activations after every layer but the last, if the rate is not 0.
        minibatch_std: Appends to each point how much its group varies; usually None. A point is
            its own best feature, so it stands before the first layer.
    """

    def __init__(
        self,
        width: int,
        rng: torch.Generator,
        *,
        spectral_norm: bool = False,
        minibatch_std: bool = False,
    ) -> None:
        """Build the layers.

        Args:
            width: Neurons in a hidden layer.
            rng: Draws the weights.
            spectral_norm: Whether to keep every layer's spectral norm at 1.
            minibatch_std: Whether the first layer also reads how much the batch varies.
        """
        super().__init__()
        self.layers = _linear_layers([4 if minibatch_std else 2, *hidden_widths(width), 1], rng)
        self.dropout = Dropout()
        self.minibatch_std = MinibatchStd(2) if minibatch_std else None
        self._weights = tuple(self.layers.parameters())
        if spectral_norm:
            keep_spectral_norm(self, rng)
            self._weights = None  # they are made anew for each use

    def forward(self, points: Tensor) -> Tensor:
        """Score points, shape (N, 2): logits, shape (N,)."""
        dropout = self.dropout if self.dropout.rate else None
        weights = self._weights or _weights_of(self.layers)
        return _perceptron(self.read_first(points), weights, SLOPE, dropout).flatten()

    def read_first(self, points: Tensor) -> Tensor:
        """Return what the first layer reads: the points, or with their groups' deviation behind."""
        return points if self.minibatch_std is None else self.minibatch_std(points)

    def features(self, x: Tensor) -> Tensor:
        """Return what the last layer reads, (N, width), given what the first one reads, (N, …)."""
        for layer in self.layers[:-1]:
            x = self.dropout(F.leaky_relu(layer(x), SLOPE))
        return x

    def judge(self, features: Tensor) -> Tensor:
        """Return the logits, shape (N,), of what `features` returned."""
        return self.layers[-1](features).flatten()

    def score_both(self, real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
        """Score real and generated points, each shape (N, 2): logits, each shape (N,)."""
        if self.minibatch_std is not None:  # which must not see both at once
            return self(real), self(fake)
        real_logits, fake_logits = self(torch.cat([real, fake])).split(len(real))
        return real_logits, fake_logits


def hidden_widths(width: int) -> list[int]:
    """Neurons of each hidden layer of both networks."""
    return [width] * HIDDEN_LAYERS


def _linear_layers(sizes: list[int], rng: torch.Generator) -> nn.ModuleList:
    layers = nn.ModuleList(
        nn.Linear(given, made) for given, made in zip(sizes, sizes[1:], strict=False)
    )
    for layer in layers:
        assert isinstance(layer, nn.Linear)
        nn.init.kaiming_uniform_(layer.weight, a=SLOPE, generator=rng)
        nn.init.zeros_(layer.bias)
    return layers


def _weights_of(layers: nn.ModuleList) -> tuple[Tensor, ...]:
    """Return each layer's weight and bias, in turn."""
    return tuple(tensor for layer in layers for tensor in (layer.weight, layer.bias))  # pyright: ignore


def _perceptron(
    x: Tensor, weights: tuple[Tensor, ...], slope: float, dropout: Dropout | None = None
) -> Tensor:
    """Apply linear layers with LeakyReLU between them.

    Args:
        x: Shape (N, in).
        weights: Each layer's weight, (out, in), and bias, (out,), in turn.
        slope: LeakyReLU's slope below zero; 0 for ReLU.
        dropout: What else stands after each layer but the last.

    Returns:
        Shape (N, out).
    """
    # Only a penalty asks for gradients by both, and it will differentiate them once more.
    if dropout is None and not (x.requires_grad and weights[0].requires_grad):
        return _Perceptron.apply(slope, x, *weights)  # pyright: ignore[reportReturnType]
    for weight, bias in zip(weights[:-2:2], weights[1:-2:2], strict=True):
        x = F.leaky_relu(F.linear(x, weight, bias), slope)  # (N, width)
        if dropout is not None:
            x = dropout(x)
    return F.linear(x, *weights[-2:])


class _Perceptron(torch.autograd.Function):
    """Linear layers with LeakyReLU between them, as one differentiable operation."""

    @staticmethod
    def forward(ctx: Any, slope: float, x: Tensor, *weights: Tensor) -> Tensor:  # noqa: ANN401
        """Remember what each layer read."""
        read = [x]
        last = len(weights) - 2
        for at in range(0, last, 2):
            x = torch.addmm(weights[at + 1], x, weights[at].t())  # (N, width)
            x = F.leaky_relu_(x, slope)
            read.append(x)
        ctx.slope = slope
        ctx.save_for_backward(*read, *weights[::2])
        return torch.addmm(weights[last + 1], x, weights[last].t())

    @staticmethod
    def backward(  # pyright: ignore[reportIncompatibleMethodOverride]
        ctx: Any,  # noqa: ANN401 (torch's own)
        gradient: Tensor,
    ) -> tuple[Tensor | None, ...]:
        """Go back layer by layer, and leave out what nobody asks for."""
        if torch.is_grad_enabled():  # `once_differentiable` says so too, but takes its time
            raise RuntimeError("A whole perceptron can be differentiated only once.")
        saved = ctx.saved_tensors
        layers = len(saved) // 2
        _, wants_x, wants_weights, *_ = ctx.needs_input_grad
        found: list[Tensor | None] = []
        for layer in reversed(range(layers)):
            read, weight = saved[layer], saved[layers + layer]
            found[:0] = (gradient.t().mm(read), gradient.sum(0)) if wants_weights else (None, None)
            if layer or wants_x:
                gradient = gradient.mm(weight)
            if layer:  # a LeakyReLU's output has the sign of its input, so that it is enough
                gradient = torch.ops.aten.leaky_relu_backward.default(
                    gradient, read, ctx.slope, True
                )
        return None, gradient if wants_x else None, *found
