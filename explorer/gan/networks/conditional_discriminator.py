"""The discriminator that is told what a picture is to show.

It sees an embedding of the condition as one more channel of the picture (concatenation), or its
last layer gets a kernel for each answer (projection). With the condition held it is an ordinary
discriminator again.

Sources:
    Mirza & Osindero, "Conditional Generative Adversarial Nets", 2014; Miyato & Koyama, "cGANs with
    Projection Discriminator", 2018.
"""

from __future__ import annotations

from functools import partial

import torch
from torch import Tensor, nn

from explorer.gan.data.conditions import Conditions
from explorer.gan.networks.convolutions import PatchConv
from explorer.gan.networks.dcgan import Discriminator, shallow_copy
from explorer.gan.networks.layers import Dropout


class ConditionalDiscriminator(nn.Module):
    """Scores images by how real they look under a condition.

    Attributes:
        conditions: What images can be asked to show.
        conditioning: A name in `CONDITIONINGS`.
        stack: The layers; with concatenation the first reads one channel more.
        embedding: Condition → that channel, or → what the last kernel gains.
        dropout: That of the layers.
    """

    def __init__(
        self,
        stack: Discriminator,
        conditions: Conditions,
        rng: torch.Generator,
        *,
        conditioning: str,
        side: int,
    ) -> None:
        """Put the embedding beside the layers.

        Args:
            stack: The layers, with concatenation built for one channel more.
            conditions: What images can be asked to show.
            rng: Draws the embedding.
            conditioning: A name in `CONDITIONINGS`.
            side: Height and width of the images.
        """
        super().__init__()
        self.conditions, self.conditioning, self.stack = conditions, conditioning, stack
        self._side = side
        projects = conditioning == "projection"
        made = stack.specs[-1].out_channels * stack.specs[-1].kernel_size[0] ** 2
        made = made if projects else side * side
        self.embedding = nn.Linear(conditions.width, made, bias=False)
        deviation = 0.02 if projects else len(conditions.sizes) ** -0.5
        nn.init.normal_(self.embedding.weight, 0.0, deviation, generator=rng)

    @property
    def dropout(self) -> Dropout:
        """What drops activations of the layers."""
        return self.stack.dropout

    def forward(self, images: Tensor, condition: Tensor) -> Tensor:
        """Score images.

        Args:
            images: In [−1, 1], shape (N, C, H, W).
            condition: What each is to show, shape (N, conditions.width).

        Returns:
            Logits, shape (N,).
        """
        embedded = self.embedding(condition)
        twice = self.stack.differentiates_twice(images)
        if self.conditioning == "concatenation":
            channel = embedded.unflatten(1, (1, self._side, self._side))
            images = torch.cat([images, channel], dim=1)
        features = self.stack.features(images, twice=twice)  # (N, C, h, w)
        logits = self.stack.judge(features, twice=twice)
        if self.conditioning == "projection":
            logits = logits + (features.flatten(1) * embedded).sum(dim=1)
        return logits

    def given(self, condition: Tensor) -> Given:
        """Return what scores images that are to show these, shape (N, conditions.width)."""
        return Given(self, condition)

    def hold(self, condition: Tensor) -> Discriminator:
        """Return the ordinary discriminator that this one is under one condition.

        Args:
            condition: Shape (conditions.width,).

        Raises:
            ValueError: If the condition has another shape.
        """
        (row,) = self.conditions.checked(condition[None])
        with torch.no_grad():
            embedded = self.embedding(row)
            if self.conditioning == "concatenation":
                return self.stack.beside(embedded.view(1, self._side, self._side))
            *convs, last = self.stack.convs
            assert isinstance(last, PatchConv)
            kernel = PatchConv(last.in_channels, 1, last.weight.shape[-1], bias=False)
            kernel.weight = nn.Parameter(last.weight + embedded.view_as(last.weight), False)
            held = shallow_copy(self.stack)
            held.convs = nn.ModuleList([*convs, kernel])
        return held


class Given:
    """A conditional discriminator as one of images alone: what each is to show is given."""

    def __init__(self, network: ConditionalDiscriminator, condition: Tensor) -> None:
        """Remember both."""
        self._score = partial(network, condition=condition)

    def __call__(self, images: Tensor) -> Tensor:
        """Score images, shape (N, C, H, W): logits, shape (N,)."""
        return self._score(images)

    def score_both(self, real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
        """Score real and generated images, each to show the same: see `Discriminator`."""
        return self(real), self(fake)
