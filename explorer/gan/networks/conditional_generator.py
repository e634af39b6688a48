"""The generator that is told what a picture is to show.

An embedding of the condition stands behind z, so that the first layer reads both; conditional batch
norm can tell every later layer, too. With the condition held it is an ordinary generator again,
whose layers can be opened like those of any other.

Sources:
    Mirza & Osindero, "Conditional Generative Adversarial Nets", 2014; Dumoulin, Shlens & Kudlur,
    "A Learned Representation for Artistic Style", 2017 (conditional norm).
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from explorer.gan.data.conditions import Conditions
from explorer.gan.networks.dcgan import Generator, Growth, shallow_copy
from explorer.transposed_conv import ConvTransposeSpec


class ConditionalGenerator(nn.Module):
    """Turns z and a condition into images.

    Attributes:
        conditions: What it can be asked for.
        stack: The layers; the first reads [z | embedding].
        embedding: Condition → what stands behind z.
        scales: Of conditional batch norm: condition → for each channel of a layer's norm how much
            its scale and its shift differ from what all conditions share; None without it.
        z_dim: Numbers in one z.
    """

    def __init__(
        self,
        stack: Generator,
        conditions: Conditions,
        rng: torch.Generator,
        *,
        embedding_dim: int,
        conditional_norm: bool = False,
    ) -> None:
        """Put the embedding before the layers.

        Args:
            stack: The layers, built for a z that is longer by the embedding.
            conditions: What it can be asked for.
            rng: Draws the embedding: as large as z, whatever the condition.
            embedding_dim: Numbers in an embedding.
            conditional_norm: Whether the condition also scales and shifts what the norms return.
        """
        super().__init__()
        self.conditions = conditions
        self.stack = stack
        self.z_dim = stack.z_dim - embedding_dim
        self.embedding = nn.Linear(conditions.width, embedding_dim, bias=False)
        deviation = len(conditions.sizes) ** -0.5  # of the sum of one row for each question: 1
        nn.init.normal_(self.embedding.weight, 0.0, deviation, generator=rng)
        self.scales = None
        if conditional_norm:
            self.scales = nn.ModuleList(_scale(conditions.width, norm) for norm in stack.norms)

    @property
    def specs(self) -> list[ConvTransposeSpec]:
        """The layers, first to last."""
        return self.stack.specs

    @property
    def growth(self) -> Growth:
        """How maps grow besides the layers' strides."""
        return self.stack.growth

    @property
    def norm(self) -> str:
        """What follows the layers; a name in `NORMS`."""
        return self.stack.norm

    @property
    def image_shape(self) -> tuple[int, int, int]:
        """(C, H, W) of an image."""
        return self.stack.image_shape

    def forward(self, inputs: Tensor) -> Tensor:
        """Make images.

        Args:
            inputs: Rows [z | condition], shape (N, z_dim + conditions.width).

        Returns:
            Images in [−1, 1], shape (N, C, H, W).

        Raises:
            ValueError: If the rows have another length.
        """
        z, condition = self.parts(inputs)
        read = torch.cat([z, self.embedding(condition)], dim=1)  # (N, z_dim + E)
        if self.scales is None:
            return self.stack(read)
        return self.stack(read, _Modulation([scale(condition) for scale in self.scales]))

    def parts(self, inputs: Tensor) -> tuple[Tensor, Tensor]:
        """Split rows [z | condition] into z and conditions.

        Raises:
            ValueError: If they have another length.
        """
        wanted = self.z_dim + self.conditions.width
        if inputs.ndim != 2 or inputs.shape[1] != wanted:
            raise ValueError(
                f"This generator reads a z of {self.z_dim} numbers and a condition of "
                f"{self.conditions.width}, so inputs have shape (N, {wanted}), "
                f"not {tuple(inputs.shape)}."
            )
        return inputs[:, : self.z_dim], inputs[:, self.z_dim :]

    def hold(self, condition: Tensor) -> Generator:
        """Return the ordinary generator, from z to images, that this one is under one condition.

        It shares all weights; conditional batch norm becomes batch norm.

        Args:
            condition: Shape (conditions.width,).

        Raises:
            ValueError: If the condition has another shape.
        """
        (row,) = self.conditions.checked(condition[None])
        with torch.no_grad():
            held = self.stack.followed_by(self.embedding(row))
            if self.scales is not None:
                held.norms = nn.ModuleList(
                    _modulated(norm, scale(row))
                    for norm, scale in zip(self.stack.norms, self.scales, strict=True)
                )
        return held


class _Modulation:
    """What conditional batch norm does to a batch."""

    def __init__(self, scales: Sequence[Tensor]) -> None:
        """Take for each layer the differences of scale and shift, shape (N, 2 C)."""
        self._scales = scales

    def __call__(self, layer: int, x: Tensor) -> Tensor:
        """Scale and shift what a layer's norm returned, shape (N, C, H, W)."""
        scale, shift = self._scales[layer][:, :, None, None].chunk(2, dim=1)  # (N, C, 1, 1) each
        return x * (1 + scale) + shift


def _modulated(norm: nn.Module, differences: Tensor) -> nn.Module:
    """Return a norm with another scale and shift.

    Args:
        norm: Batch or instance norm.
        differences: As what `ConditionalGenerator.scales` return, shape (2 C,).
    """
    scale, shift = differences.chunk(2)  # (C,) each
    held = shallow_copy(norm)
    held._parameters = dict(norm._parameters)
    assert isinstance(norm.weight, Tensor)
    assert isinstance(norm.bias, Tensor)
    held.weight = nn.Parameter(norm.weight * (1 + scale), requires_grad=False)
    held.bias = nn.Parameter(norm.bias * (1 + scale) + shift, requires_grad=False)
    return held


def _scale(width: int, norm: nn.Module) -> nn.Linear:
    """Make no difference between conditions yet."""
    assert isinstance(norm, (nn.BatchNorm2d, nn.InstanceNorm2d))
    linear = nn.Linear(width, 2 * norm.num_features, bias=False)
    nn.init.zeros_(linear.weight)
    return linear
