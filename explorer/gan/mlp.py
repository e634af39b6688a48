"""Small fully connected networks, for points in the plane."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils import skip_init

from explorer.gan.layers import Dropout, keep_spectral_norm
from explorer.transposed_conv import ConvTransposeSpec

HIDDEN_LAYERS = 2


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
        self.layers = _linear_layers([z_dim, *[width] * HIDDEN_LAYERS, 2], rng)
        self.specs: list[ConvTransposeSpec] = []
        self.z_dim = z_dim
        self.image_shape = (2,)

    def forward(self, z: Tensor) -> Tensor:
        """Make points, shape (N, 2), of latents, shape (N, z_dim)."""
        *hidden, last = self.layers
        x = z
        for layer in hidden:
            x = F.relu(layer(x))  # (N, width)
        return last(x)


class PointDiscriminator(nn.Module):
    """Scores points.

    Attributes:
        layers: Linear layers, each but the last followed by LeakyReLU.
        dropout: Drops activations after every layer but the last, if the rate is not 0.
    """

    def __init__(self, width: int, rng: torch.Generator, *, spectral_norm: bool = False) -> None:
        """Build the layers.

        Args:
            width: Neurons in a hidden layer.
            rng: Draws the weights.
            spectral_norm: Whether to keep every layer's spectral norm at 1.
        """
        super().__init__()
        self.layers = _linear_layers([2, *[width] * HIDDEN_LAYERS, 1], rng)
        self.dropout = Dropout()
        if spectral_norm:
            keep_spectral_norm(self, rng)

    def forward(self, points: Tensor) -> Tensor:
        """Score points, shape (N, 2): logits, shape (N,)."""
        *hidden, last = self.layers
        x = points
        for layer in hidden:
            x = self.dropout(F.leaky_relu(layer(x), 0.2))  # (N, width)
        return last(x).flatten()


def _linear_layers(sizes: list[int], rng: torch.Generator) -> nn.ModuleList:
    layers = nn.ModuleList(
        skip_init(nn.Linear, given, made) for given, made in zip(sizes, sizes[1:], strict=False)
    )
    for layer in layers:
        assert isinstance(layer, nn.Linear)
        nn.init.kaiming_uniform_(layer.weight, a=0.2, generator=rng)
        nn.init.zeros_(layer.bias)
    return layers
