"""A generator and a discriminator that grow, doubling the size of the pictures stage by stage.

Both are those of a DCGAN with one more kind of layer: 1×1 convolutions between features and
colours, one for each size. A stage is one layer of the generator and its mirror in the
discriminator.

Source:
    Karras et al., "Progressive Growing of GANs for Improved Quality, Stability, and Variation",
    2018; two things are simpler here: one layer a stage, not two, and tanh on every picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from explorer.gan.config import TrainingConfig
from explorer.gan.networks.architectures import (
    NETWORKS,
    PLAIN,
    Growth,
    Specs,
    layer_sizes,
    maps_after,
    with_kernel_size,
)
from explorer.gan.networks.convolutions import PatchConv, StampConv
from explorer.gan.networks.dcgan import Discriminator, Generator, initialise
from explorer.gan.networks.growing import Growing, enlarged, shrunk
from explorer.gan.networks.layers import equalise_rates
from explorer.transposed_conv import ConvTransposeSpec


def feature_layers(config: TrainingConfig) -> Specs:
    """Return the layers between z and the features of the full size, as strides make them grow.

    They are those of the config's network, but the last one makes half as many maps as `width` in
    place of colours.
    """
    specs = NETWORKS[config.network](config.z_dim, config.width, config.width // 2)
    return with_kernel_size(specs, config.kernel_size)


def with_colours(
    specs: Sequence[ConvTransposeSpec], growth: Growth, channels: int
) -> list[ConvTransposeSpec]:
    """Return layers that make features with the 1×1 layer behind that makes colours of them."""
    maps = maps_after(specs[-1], growth.after(len(specs) - 1))
    return [
        *specs,
        ConvTransposeSpec(in_channels=maps, out_channels=channels, kernel_size=1),
    ]


class ProgressiveGenerator(Growing):
    """Turns z into images of the size that it has grown to.

    In evaluation mode the images have their full size, each pixel enlarged to a square, so that
    they can be looked at and judged beside later ones.

    Attributes:
        stack: All layers, and the colours of the last stage: what is left when it has grown up.
        early: One 1×1 layer for the colours of each stage but the last.
        z_dim: Numbers in one z.
        image_shape: (C, H, W) of an image at full size.
        specs: The layers that are in use once the newest have taken over.
        sides: Height and width of the images of each stage.
    """

    def __init__(
        self,
        specs: Sequence[ConvTransposeSpec],
        rng: torch.Generator,
        *,
        growth: Growth = PLAIN,
        norm: str = "batch",
        equalised: bool = False,
    ) -> None:
        """Build all layers of all stages.

        Args:
            specs: The layers, the last one the 1×1 layer of the full size; see `with_colours`.
            rng: Draws the weights.
            growth: How maps grow besides the layers' strides.
            norm: A name in `NORMS`.
            equalised: Whether every weight learns at a rate that fits its layer.
        """
        super().__init__()
        self.begin()
        self.stack = Generator(specs, rng, growth=growth, norm=norm)
        self.z_dim, self.image_shape = self.stack.z_dim, self.stack.image_shape
        channels = self.image_shape[0]
        self.early = nn.ModuleList(
            StampConv(maps_after(spec, growth.after(layer)), channels, 1, bias=False)
            for layer, spec in enumerate(specs[:-2])
        )
        initialise(self.early, rng)
        sizes = layer_sizes(specs, growth)  # of the maps that layers read, once resized
        self.sides = [sizes[layer][0] // growth.before(layer) for layer in range(1, len(specs))]
        if equalised:
            equalise_rates(self, rng)

    @property
    def specs(self) -> list[ConvTransposeSpec]:
        """The layers in use, with the 1×1 layer behind."""
        *layers, colours = self.stack.specs
        first = self.stack.specs[: self.stage + 1]
        if len(first) == len(layers):
            return self.stack.specs
        maps = maps_after(first[-1], self.stack.growth.after(self.stage))
        return [
            *first,
            ConvTransposeSpec(in_channels=maps, out_channels=colours.out_channels, kernel_size=1),
        ]

    def forward(self, z: Tensor) -> Tensor:
        """Make images.

        Args:
            z: Latents, shape (N, z_dim).

        Returns:
            Images in [−1, 1], shape (N, C, h, w) of this stage; in evaluation mode (N, C, H, W).
        """
        stage, fade = self.stage, self.fade
        x = before = z[:, :, None, None]  # (N, z_dim, 1, 1)
        for layer in range(stage + 1):
            before, x = x, self.stack.apply_layer(layer, x)
        images = torch.tanh(self._colours(stage)(x))  # (N, C, h, w)
        if fade < 1:
            small = torch.tanh(self._colours(stage - 1)(before))  # (N, C, h/2, w/2)
            images = torch.lerp(enlarged(small, self.sides[stage]), images, fade)
        return images if self.training else enlarged(images, self.sides[-1])

    def _colours(self, stage: int) -> nn.Module:
        return self.early[stage] if stage < len(self.early) else self.stack.convs[-1]

    def parts_in_use(self) -> Iterator[nn.Module]:
        """Return the layers that learn at this stage: those of the stage before fade out first."""
        yield from self.stack.convs[: self.stage + 1]
        yield from self.stack.norms[: self.stage + 1]
        for stage in range(max(0, self.stage - 1), self.stage + 1):
            yield self._colours(stage)

    @torch.no_grad()
    def grown(self) -> Generator:
        """Return the plain generator that this one is once its newest layers have taken over.

        It has the true weights, equalised ones scaled. While these fade in, what is seen is a blend
        of its pictures with those of the stage before.
        """
        growth, specs = self.stack.growth, self.specs
        plain = Generator(
            specs,
            torch.Generator(),
            growth=Growth(
                upsampling=growth.upsampling, scales=(*growth.scales[: len(specs) - 1], 1)
            )
            if growth.scales
            else growth,
            norm=self.stack.norm,
        )
        convs = [*self.stack.convs[: self.stage + 1], self._colours(self.stage)]
        for mine, its in zip(convs, plain.convs, strict=True):
            its.load_state_dict({"weight": mine.weight})
        for mine, its in zip(self.stack.norms, plain.norms, strict=False):
            its.load_state_dict(mine.state_dict())
        return plain.train(self.training).to(next(self.parameters()).device)


class ProgressiveDiscriminator(Growing, Discriminator):
    """Scores images of the size that it has grown to; larger ones are made as small first.

    Attributes:
        colours: One 1×1 layer for each stage, from colours to features.
        sides: Height and width of the images of each stage.
    """

    def __init__(
        self,
        specs: Sequence[ConvTransposeSpec],
        rng: torch.Generator,
        *,
        norm: str = "batch",
        equalised: bool = False,
        minibatch_std: bool = False,
    ) -> None:
        """Build all layers of all stages.

        Args:
            specs: Layers of a generator of features whose maps grow by strides alone.
            rng: Draws the weights.
            norm: A name in `NORMS`.
            equalised: Whether every weight learns at a rate that fits its layer.
            minibatch_std: Whether the last layer also reads how much the batch varies.
        """
        *layers, last = specs
        Discriminator.__init__(self, layers, rng, norm=norm, minibatch_std=minibatch_std)
        self.begin()
        self.sides = [height for height, _ in layer_sizes(layers)[1:]]
        self.colours = nn.ModuleList(
            PatchConv(last.out_channels, spec.out_channels, 1, bias=False) for spec in layers
        )
        initialise(self.colours, rng)
        if equalised:
            equalise_rates(self, rng)

    def read_first(self, images: Tensor) -> Tensor:
        """Return images at the size of this stage."""
        return shrunk(images, self.sides[self.stage])

    def differentiates_twice(self, images: Tensor) -> bool:
        """Whether gradients by these images will be differentiated once more."""
        return images.requires_grad and bool(self.colours[self.stage].weight.requires_grad)

    def features(self, x: Tensor, *, twice: bool = False) -> Tensor:
        """Return what the last layer makes its verdict of, shape (N, C, h, w).

        Args:
            x: Images of this stage, shape (N, C, H, W).
            twice: See `PatchConv`.
        """
        stage, fade = self.stage, self.fade
        images, x = x, self._seen(stage, x, twice)
        for size in range(stage, 0, -1):
            x = self._halved(size, x, twice)
            if size == stage and fade < 1:
                small = self._seen(stage - 1, shrunk(images, self.sides[stage - 1]), twice)
                x = torch.lerp(small, x, fade)
        return x

    def _seen(self, stage: int, images: Tensor, twice: bool) -> Tensor:
        return self.dropout(F.leaky_relu(self.colours[stage](images, twice=twice), 0.2))

    def _halved(self, stage: int, x: Tensor, twice: bool) -> Tensor:
        """Return the features of half the size, shape (N, C', H/2, W/2)."""
        index = len(self.sides) - 1 - stage
        x = self.convs[index](x, twice=twice)
        if index:
            x = self.norms[index - 1](x)
        return self.dropout(F.leaky_relu(x, 0.2))

    def parts_in_use(self) -> Iterator[nn.Module]:
        """Return the layers that learn at this stage: those of the stage before fade out first."""
        first = len(self.sides) - 1 - self.stage
        yield from self.convs[first:]
        yield from self.norms[max(0, first - 1) :]
        yield from self.colours[max(0, self.stage - 1) : self.stage + 1]
